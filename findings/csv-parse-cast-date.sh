#!/bin/sh
# csv-parse 7.0.3 (npm), seen 2026-11-29 on Node 20.20.
# `cast_date: true` makes a date of every field that JavaScript's `Date.parse` takes, and V8 takes nearly any text that ends with a
# small number or a year: the description `Invoice 12` becomes 1 December 2001, `Flat 3` 1 March 2001, the reference `INV-2026` 1 January
# 2026, while `Rent May` stays a text. With `cast: true` beside it the reference `0x1F` is the number 0. Latchkey takes every field as text
# and finds out what a column is from all of it.
# Output seen:
#   Invoice 12 2001-12-01
#   Flat 3 2001-03-01
#   INV-2026 2026-01-01
#   Rent May Rent May
#   0x1F 0
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact csv-parse@7.0.3 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { parse } from 'csv-parse/sync'
const texts = ['Invoice 12', 'Flat 3', 'INV-2026', 'Rent May', '0x1F']
const rows = parse(texts.join('\n'), { cast: true, cast_date: true })
for (const [i, [value]] of rows.entries()) {
  console.log(texts[i], value instanceof Date ? value.toISOString().slice(0, 10) : value)
}
JS
seen=$(TZ=UTC node run.mjs)
echo "$seen"
[ "$seen" = "$(printf 'Invoice 12 2001-12-01\nFlat 3 2001-03-01\nINV-2026 2026-01-01\nRent May Rent May\n0x1F 0')" ]
