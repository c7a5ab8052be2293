#!/bin/sh
# xero-node 20.0.0 (npm), seen 2026-11-30 on Node 20.20, beside openid-client 6.8.9 and simple-oauth2 5.1.0.
# Its `getClientCredentialsToken` sends the configured scopes as `scopes`, with commas between them. OAuth 2.0 knows `scope`, with blanks
# (RFC 6749, 3.3 and 4.4.2), and has a server pass over a name that it doesn't know (3.2). So no scope is asked for, whatever was
# configured: its README configures one for the app store (`marketplace.billing`), and says elsewhere that scopes aren't used here. What
# comes back is a token with what the server gives unasked, or `invalid_scope` for a scope that is spelt right. The others ask as the RFC says.
# Output seen:
#   xero-node grant_type=client_credentials&scopes=accounting.contacts%2Caccounting.settings.read
#   openid-client scope=accounting.contacts+accounting.settings.read&grant_type=client_credentials
#   simple-oauth2 grant_type=client_credentials&scope=accounting.contacts%20accounting.settings.read
# Exits 0 while that is so, 1 once it isn't, 2 where the packages can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact xero-node@20.0.0 openid-client@6.8.9 simple-oauth2@5.1.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { allowInsecureRequests, clientCredentialsGrant, Configuration } from 'openid-client'
const require = createRequire(import.meta.url)
let asked = ''
const server = createServer(async (request, response) => {
  asked = await text(request)
  response.setHeader('content-type', 'application/json')
  response.end('{"access_token":"made-up","token_type":"Bearer","expires_in":1800}')
})
await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
const origin = `http://127.0.0.1:${server.address().port}`
const scopes = ['accounting.contacts', 'accounting.settings.read']

// xero-node has one address for tokens; here its HTTP client is told another, and nothing else.
const axios = createRequire(require.resolve('xero-node'))('axios')
axios.interceptors.request.use((config) => Object.assign(config, { url: config.url.replace(/^https:\/\/[^/]+/, origin) }))
const { XeroClient } = require('xero-node')
await new XeroClient({ clientId: 'id', clientSecret: 'made-up', grantType: 'client_credentials', scopes }).getClientCredentialsToken()
console.log('xero-node', asked)

const config = new Configuration({ issuer: origin, token_endpoint: `${origin}/connect/token` }, 'id', 'made-up')
allowInsecureRequests(config)
await clientCredentialsGrant(config, { scope: scopes.join(' ') })
console.log('openid-client', asked.replace(/&client_id=.*/, ''))

const { ClientCredentials } = require('simple-oauth2')
const client = new ClientCredentials({ client: { id: 'id', secret: 'made-up' }, auth: { tokenHost: origin, tokenPath: '/connect/token' } })
await client.getToken({ scope: scopes })
console.log('simple-oauth2', asked)
server.close()
server.closeAllConnections()
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = "$(printf '%s\n' 'xero-node grant_type=client_credentials&scopes=accounting.contacts%2Caccounting.settings.read' \
  'openid-client scope=accounting.contacts+accounting.settings.read&grant_type=client_credentials' \
  'simple-oauth2 grant_type=client_credentials&scope=accounting.contacts%20accounting.settings.read')" ]
