#!/bin/sh
# mt940-js 1.0.0 (npm), seen 2026-11-29 on Node 20.20.
# A credit that the bank takes back (`RC` in `:61:`) is money out, a debit that it takes back (`RD`) money in. mt940-js tells the two
# apart from plain ones in no field, and gives `isCredit` true for RC and false for RD: by it a returned payment is income. Its
# amounts have no sign, so `isCredit` is all there is to go by (`isExpense` looks at the code of the transaction). Besides, its package doesn't
# name `tslib`, without which it can't be loaded. Latchkey reads RC as money out and RD as money in.
# Output seen:
#   D isCredit=false isExpense=true
#   RC isCredit=true isExpense=true
#   C isCredit=true isExpense=true
#   RD isCredit=false isExpense=true
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact mt940-js@1.0.0 tslib@2.9.1 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
const { read } = createRequire(import.meta.url)('mt940-js')
for (const mark of ['D', 'RC', 'C', 'RD']) {
  const file = [
    ':20:STATEMENT', ':25:37040044/0532013000', ':28C:00001/001', ':60F:C261102EUR100,00',
    `:61:2611031103${mark}20,00NTRFNONREF//B1`, ':86:Rent', `:62F:C261103EUR${mark === 'D' || mark === 'RC' ? 80 : 120},00`, '-', '',
  ].join('\r\n')
  const [{ transactions }] = await read(Buffer.from(file))
  console.log(`${mark} isCredit=${transactions[0].isCredit} isExpense=${transactions[0].isExpense}`)
}
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = "$(printf 'D isCredit=false isExpense=true\nRC isCredit=true isExpense=true\nC isCredit=true isExpense=true\nRD isCredit=false isExpense=true')" ]
