#!/bin/sh
# iso20022.js 0.0.15 (npm), seen 2026-11-28 on Node 20.20.
# It gives amounts of camt.053 in cents, as numbers, by multiplying the decimal by 100 in floating point without rounding: an
# entry of 0.58 EUR comes out as 57.99999999999999, 272.99 EUR as 27299, 273.29 EUR as 27329.000000000004. Sums and
# comparisons of such cents go wrong, and `BigInt(amount)` throws. Latchkey keeps amounts as bigints made from the text.
# Output seen:
#   57.99999999999999 27329.000000000004
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact iso20022.js@0.0.15 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { CashManagementEndOfDayReport } from 'iso20022.js'
const entry = (amount) =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-03</Dt></BookgDt><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd></Ntry>`
const balance = (code, amount) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-03</Dt></Dt></Bal>`
const file = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-03T00:00:00</CreDtTm></GrpHdr><Stmt><Id>S</Id><CreDtTm>2026-11-03T00:00:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Svcr><FinInstnId><BIC>COBADEFFXXX</BIC></FinInstnId></Svcr></Acct>${balance('OPBD', '0.00')}${balance('CLBD', '273.87')}${entry('0.58')}${entry('273.29')}</Stmt></BkToCstmrStmt></Document>`
const [statement] = CashManagementEndOfDayReport.fromXML(file).statements
console.log(statement.entries.map(({ amount }) => amount).join(' '))
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = '57.99999999999999 27329.000000000004' ]
