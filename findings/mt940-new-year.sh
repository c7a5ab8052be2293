#!/bin/sh
# Five readers of MT940 (npm), seen 2026-11-29 on Node 20.20: mt940js 1.3.5, mt940-js 1.0.0, swiftmessageparser 1.2.1,
# @centrapay/swift-parser 1.0.1, lib-fints 1.5.0.
# `:61:` names its value date with the year and its entry date without: 251230 and 0102 is a booking of 2 January 2026 with the
# value of 30 December 2025. All five give the entry date the value date's year, so the booking is a year too early, before the
# statement's own opening balance, without an error. Latchkey takes the year that puts it nearest to the value date.
# Output seen:
#   mt940js 2025-01-02
#   mt940-js 2025-01-02
#   swiftmessageparser 2025-01-02
#   @centrapay/swift-parser 2025-01-02
#   lib-fints 2025-01-02
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact mt940js@1.3.5 mt940-js@1.0.0 tslib@2.9.1 \
  swiftmessageparser@1.2.1 @centrapay/swift-parser@1.0.1 lib-fints@1.5.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
import { Mt940Parser } from 'lib-fints'
const require = createRequire(import.meta.url)
const data = [
  ':20:STATEMENT', ':25:37040044/0532013000', ':28C:00001/001', ':60F:C251230EUR100,00',
  ':61:2512300102D20,00NTRFNONREF//B1', ':86:Rent', ':62F:C260102EUR80,00', '-', '',
].join('\r\n')
const swift = (name) => () => require(name).parse({ data, type: 'mt940' })
const readers = {
  mt940js: () => new (require('mt940js').Parser ?? require('mt940js'))().parse(data),
  'mt940-js': () => require('mt940-js').read(Buffer.from(data)),
  swiftmessageparser: swift('swiftmessageparser'),
  '@centrapay/swift-parser': swift('@centrapay/swift-parser'),
  'lib-fints': () => new Mt940Parser(data).parse(),
}
for (const [name, read] of Object.entries(readers)) {
  const [{ transactions }] = await read()
  console.log(name, new Date(transactions[0].entryDate).toISOString().slice(0, 10))
}
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = "$(for name in mt940js mt940-js swiftmessageparser @centrapay/swift-parser lib-fints; do echo "$name 2025-01-02"; done)" ]
