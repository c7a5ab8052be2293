#!/bin/sh
# xero-node 20.0.0 (npm), seen 2026-11-29 on Node 20.20.
# What its types declare and what it gives differ: `Invoice.date` is declared a string and is a Date, as Xero writes `/Date(…)/`, while
# text in any other form stays text; a list that Xero leaves null stays null where an array is declared; a class of account nobody
# knows passes. And a call that fails rejects with no Error, but with a text that holds JSON, so `error.message` and `error.response` are
# undefined (XeroAPI/xero-node#500 and #741 are open). Latchkey reads that text when it is pasted: the status and body in it.
# Output seen:
#   declared: string, is: Date and string
#   lineItems: null, class: SOMETHING_NEW
#   rejects with: string, Error: false, status in it: 401
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact xero-node@20.0.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
const { XeroClient } = createRequire(import.meta.url)('xero-node')
const bodies = {
  '/Invoices': { Invoices: [{ Date: '/Date(1762128000000+0000)/', LineItems: null }, { Date: '2025-11-03T00:00:00' }] },
  '/Accounts': { Accounts: [{ Class: 'SOMETHING_NEW' }] },
}
const server = createServer(({ url }, response) => {
  response.setHeader('content-type', 'application/json')
  const body = bodies[url.split('?')[0]]
  if (body === undefined) response.statusCode = 401
  response.end(JSON.stringify(body ?? { Title: 'Unauthorized', Status: 401, Detail: 'TokenExpired' }))
})
await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
const client = new XeroClient({ clientId: 'made-up', clientSecret: 'made-up', redirectUris: ['http://localhost'], scopes: ['openid'] })
client.accountingApi.basePath = `http://127.0.0.1:${server.address().port}`
client.setTokenSet({ access_token: 'made-up', expires_in: 1800 })
const declared = /'date'\?: (\w+);/.exec(readFileSync('node_modules/xero-node/dist/gen/model/accounting/invoice.d.ts', 'utf8'))[1]
const [first, second] = (await client.accountingApi.getInvoices('tenant')).body.invoices
const [account] = (await client.accountingApi.getAccounts('tenant')).body.accounts
const error = await client.accountingApi.getOrganisations('tenant').catch((reason) => reason)
console.log(`declared: ${declared}, is: ${first.date.constructor.name} and ${typeof second.date}`)
console.log(`lineItems: ${first.lineItems}, class: ${account._class}`)
console.log(`rejects with: ${typeof error}, Error: ${error instanceof Error}, status in it: ${JSON.parse(error).response.statusCode}`)
server.close()
server.closeAllConnections()
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'declared: string, is: Date and string
lineItems: null, class: SOMETHING_NEW
rejects with: string, Error: false, status in it: 401' ]
