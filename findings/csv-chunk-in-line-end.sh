#!/bin/sh
# papaparse 5.7.1 and csv-parser 3.2.1 (npm), seen 2026-11-29 on Node 20.20.
# Both settle what ends a line by the first chunk of a stream. Where a file with CRLF arrives so that the first chunk ends
# between the two characters, as a network may part it, csv-parser begins every later record with a line feed (`"\n1"` is the first id)
# and adds one record that isn't there; papaparse, where the first chunk ends before the first line does, leaves a carriage return at
# the end of every record, the last heading included, so that the last column is found under no name. No error from either.
# csv-parse and fast-csv read the same chunks right. Latchkey looks for the line end in the head of the file.
# Output seen:
#   csv-parser [{"id":"\n1","amount":"10"},{"id":"\n2","amount":"20"},{"id":"\n"}]
#   papaparse [{"id":"1","amount\r":"10\r"},{"id":"2","amount\r":"20\r"}]
#   fast-csv [{"id":"1","amount":"10"},{"id":"2","amount":"20"}]
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact papaparse@5.7.1 csv-parser@3.2.1 fast-csv@5.0.8 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { Readable } from 'node:stream'
import csvParser from 'csv-parser'
import { parse } from 'fast-csv'
import Papa from 'papaparse'
const text = 'id,amount\r\n1,10\r\n2,20\r\n'
const readers = {
  'csv-parser': [csvParser(), text.indexOf('\n')],
  papaparse: [Papa.parse(Papa.NODE_STREAM_INPUT, { header: true, skipEmptyLines: true }), 4],
  'fast-csv': [parse({ headers: true }), text.indexOf('\n')],
}
for (const [name, [reader, at]] of Object.entries(readers)) {
  const rows = await Readable.from([text.slice(0, at), text.slice(at)]).pipe(reader).toArray()
  console.log(name, JSON.stringify(rows))
}
JS
seen=$(node run.mjs)
printf '%s\n' "$seen"
[ "$seen" = 'csv-parser [{"id":"\n1","amount":"10"},{"id":"\n2","amount":"20"},{"id":"\n"}]
papaparse [{"id":"1","amount\r":"10\r"},{"id":"2","amount\r":"20\r"}]
fast-csv [{"id":"1","amount":"10"},{"id":"2","amount":"20"}]' ]
