#!/bin/sh
# papaparse 5.7.1 (npm), seen 2026-11-29 on Node 20.20.
# Whether a file ends with a line end, as nearly all do, changes what papaparse takes for the delimiter: a short file of two
# columns with semicolons and decimal commas is split at the semicolon without it, at the comma with it, and then the cents are a column of
# their own. `skipEmptyLines` brings the semicolon back. Latchkey finds the delimiter from rows that hold something.
# Output seen:
#   without ; {"Datum":"01.11.2026","Betrag":"1,50"}
#   with , {"Datum;Betrag":"01.11.2026;1","__parsed_extra":["50"]}
#   with, skipping empty lines ; {"Datum":"01.11.2026","Betrag":"1,50"}
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact papaparse@5.7.1 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import Papa from 'papaparse'
const file = 'Datum;Betrag\n01.11.2026;1,50\n02.11.2026;2,50'
const tell = (how, text, skipEmptyLines) => {
  const { meta, data } = Papa.parse(text, { header: true, skipEmptyLines })
  console.log(how, meta.delimiter, JSON.stringify(data[0]))
}
tell('without', file, false)
tell('with', `${file}\n`, false)
tell('with, skipping empty lines', `${file}\n`, true)
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'without ; {"Datum":"01.11.2026","Betrag":"1,50"}
with , {"Datum;Betrag":"01.11.2026;1","__parsed_extra":["50"]}
with, skipping empty lines ; {"Datum":"01.11.2026","Betrag":"1,50"}' ]
