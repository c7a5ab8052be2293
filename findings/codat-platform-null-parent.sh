#!/bin/sh
# @codat/platform 6.2.1 (npm), seen 2026-11-29 on Node 20.20.
# Codat's published Platform API (3.0.0) says of a company's `referenceParentCompany`: "Null if the company has no parent", and marks
# `description` and `lastSync` as nullable. Its own client, generated from that, refuses null in all three, since they stand
# beside a `$ref` there; `createdByUserName`, which doesn't, may be null. One such company among many rejects the whole page of the list.
# Latchkey reads each company by itself, takes null for what isn't there, and needs none of the three.
# Output seen:
#   no nulls: 2 companies
#   createdByUserName null: 2 companies
#   referenceParentCompany null: ResponseValidationError
#   description null: ResponseValidationError
#   lastSync null: ResponseValidationError
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @codat/platform@6.2.1 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { createServer } from 'node:http'
import { CodatPlatform } from '@codat/platform'
const company = { id: '8a885c04-0b3b-4d5a-9f3c-1b0d4f5c8e11', name: 'Oak Estates', redirect: 'https://link.example.com/oak' }
let odd = {}
const server = createServer((_, response) => {
  const results = [company, { ...company, id: '9b996d15-0b3b-4d5a-9f3c-1b0d4f5c8e22', ...odd }]
  const self = { href: '/companies' }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ results, pageNumber: 1, pageSize: 100, totalResults: 2, _links: { self, current: self } }))
})
await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
const client = new CodatPlatform({ authHeader: 'Basic made-up', serverURL: `http://127.0.0.1:${server.address().port}` })
for (const name of [null, 'createdByUserName', 'referenceParentCompany', 'description', 'lastSync']) {
  odd = name === null ? {} : { [name]: null }
  const seen = await client.companies.list({}).then(({ results }) => `${results.length} companies`, (error) => error.constructor.name)
  console.log(`${name === null ? 'no nulls' : `${name} null`}: ${seen}`)
}
server.close()
server.closeAllConnections()
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = 'no nulls: 2 companies
createdByUserName null: 2 companies
referenceParentCompany null: ResponseValidationError
description null: ResponseValidationError
lastSync null: ResponseValidationError' ]
