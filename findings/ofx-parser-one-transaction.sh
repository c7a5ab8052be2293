#!/bin/sh
# ofx-parser 1.0.1 (npm), seen 2026-11-30 on Node 20.20, beside node-ofx-parser 0.5.1.
# Its `serialize` writes back what its `parse` gave, but all transactions into one `STMTTRN`, one behind the other, where OFX has an element
# for each. So two payments of 12.50 and 7.50 are one with two amounts, for its own `parse` as well; ofxparse 0.21 takes the first and
# passes over the second, and nobody says a word. node-ofx-parser writes both. Latchkey lost the second, too: it begins another booking now
# where the type of one comes again.
# Output seen:
#   ofx-parser before 2: -12.50, -7.50; after 1: -12.50 -7.50
#   node-ofx-parser before 2: -12.50, -7.50; after 2: -12.50, -7.50
# Exits 0 while that is so, 1 once it isn't, 2 where the packages can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact ofx-parser@1.0.1 node-ofx-parser@0.5.1 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const payment = (day, amount, name) =>
  `<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>${day}</DTPOSTED><TRNAMT>${amount}</TRNAMT><FITID>${day}</FITID><NAME>${name}</NAME></STMTTRN>`
const file = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:USASCII
CHARSET:1252
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>20261104</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>37040044</BANKID><ACCTID>0532013000</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261104</DTEND>${payment('20261102', '-12.50', 'Oak Estates')}${payment('20261103', '-7.50', 'Elm Ltd')}</BANKTRANLIST>
<LEDGERBAL><BALAMT>100.00</BALAMT><DTASOF>20261104</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`
const amounts = (parsed) => {
  const { OFX } = parsed
  const lines = [OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN].flat()
  return `${lines.length}: ${lines.map(({ TRNAMT }) => [TRNAMT].flat().map((amount) => amount.trim()).join(' ')).join(', ')}`
}
for (const name of ['ofx-parser', 'node-ofx-parser']) {
  const { parse, serialize } = require(name)
  const before = await parse(file)
  const after = await parse(serialize(before.header, before.OFX))
  console.log(`${name} before ${amounts(before)}; after ${amounts(after)}`)
}
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = "$(printf 'ofx-parser before 2: -12.50, -7.50; after 1: -12.50 -7.50\nnode-ofx-parser before 2: -12.50, -7.50; after 2: -12.50, -7.50')" ]
