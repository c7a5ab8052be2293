#!/bin/sh
# @centrapay/swift-parser 1.0.1 and swiftmessageparser 1.2.1 (npm), seen 2026-11-29 on Node 20.20.
# Where a statement in MT940 has no closing available balance (`:64:`) and no forward one (`:65:`), as most have, both make them
# up out of the closing booked balance: the account is said to have 80.00 available today and later, which the bank never
# said. Nothing tells a made-up balance from one of the file. Latchkey reads `:64:` and `:65:` as no balance of the books at all.
# Output seen:
#   @centrapay/swift-parser closing 80 available 80 forward 80
#   swiftmessageparser closing 80 available 80 forward 80
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @centrapay/swift-parser@1.0.1 swiftmessageparser@1.2.1 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const data = [
  ':20:STATEMENT', ':25:37040044/0532013000', ':28C:00001/001', ':60F:C261102EUR100,00',
  ':61:2611031103D20,00NTRFNONREF//B1', ':86:Rent', ':62F:C261103EUR80,00', '-', '',
].join('\r\n')
for (const name of ['@centrapay/swift-parser', 'swiftmessageparser']) {
  const [{ closingBalance, closingAvailableBalance, forwardAvailableBalance }] = require(name).parse({ data, type: 'mt940' })
  console.log(`${name} closing ${closingBalance} available ${closingAvailableBalance} forward ${forwardAvailableBalance}`)
}
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = "$(for name in @centrapay/swift-parser swiftmessageparser; do echo "$name closing 80 available 80 forward 80"; done)" ]
