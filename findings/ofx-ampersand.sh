#!/bin/sh
# Three readers of OFX (npm), seen 2026-11-29 on Node 20.20: ofx-js 1.1.1, ofx-data-extractor 1.5.0, node-ofx-parser 0.5.1.
# One name with an ampersand, written as OFX wants it (`Oak &amp; Sons`), comes out in three ways: decoded; as it stands in
# the file; and escaped twice over once more. Who compares or searches names finds one payee under three. Latchkey decodes it.
# Output seen:
#   ofx-js Oak & Sons
#   ofx-data-extractor Oak &amp; Sons
#   node-ofx-parser Oak &amp;amp;amp; Sons
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact ofx-js@1.1.1 ofx-data-extractor@1.5.0 node-ofx-parser@0.5.1 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
import { parse } from 'ofx-js'
const require = createRequire(import.meta.url)
const file = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><DTSERVER>20261104</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS><STMTRS><CURDEF>EUR</CURDEF>
<BANKACCTFROM><BANKID>37040044</BANKID><ACCTID>0532013000</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM>
<BANKTRANLIST><DTSTART>20261101</DTSTART><DTEND>20261104</DTEND><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20261103</DTPOSTED><TRNAMT>-12.50</TRNAMT><FITID>A1</FITID><NAME>Oak &amp; Sons</NAME></STMTTRN></BANKTRANLIST>
<LEDGERBAL><BALAMT>100.00</BALAMT><DTASOF>20261104</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`
const nameIn = ({ OFX }) => OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN.NAME
const { Ofx } = require('ofx-data-extractor')
console.log('ofx-js', nameIn(await parse(file)))
console.log('ofx-data-extractor', new Ofx(file).getBankTransferList()[0].NAME)
console.log('node-ofx-parser', nameIn(require('node-ofx-parser').parse(file)))
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = "$(printf 'ofx-js Oak & Sons\nofx-data-extractor Oak &amp; Sons\nnode-ofx-parser Oak &amp;amp;amp; Sons')" ]
