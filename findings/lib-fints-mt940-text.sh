#!/bin/sh
# lib-fints 1.5.0 (npm), seen 2026-11-28 on Node 20.20.
# Its Mt940Parser takes what `:86:` says only where it stands in German numbered subfields (?20, ?32). Of the other usual
# dialects, words between slashes (/NAME/, /REMI/, as Dutch banks write them) and plain text, nothing is left: purpose, name of
# the other side and the text itself are all missing, without an error. Latchkey reads all three.
# Output seen:
#   numbered: Rent, Oak Estates
#   slashes: undefined, undefined
#   plain: undefined, undefined
# Exits 0 while that is so, 1 once it isn't.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
printf '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact lib-fints@1.5.0 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > run.mjs <<'JS'
import { Mt940Parser } from 'lib-fints'
const dialects = {
  numbered: '166?00TRANSFER?20SVWZ+Rent?32Oak Estates',
  slashes: '/TRTP/SEPA/NAME/Oak Estates/REMI/Rent/EREF/E-1',
  plain: 'Rent Oak Estates',
}
for (const [dialect, info] of Object.entries(dialects)) {
  const file = [
    ':20:STATEMENT', ':25:37040044/0532013000', ':28C:00001/001', ':60F:C261102EUR100,00',
    ':61:2611031103D20,00NTRFNONREF//B1', `:86:${info}`, ':62F:C261103EUR80,00', '-', '',
  ].join('\r\n')
  const [statement] = new Mt940Parser(file).parse()
  const [{ purpose, remoteName, additionalInformation }] = statement.transactions
  console.log(`${dialect}: ${purpose}, ${remoteName}${additionalInformation ? `, ${additionalInformation}` : ''}`)
}
JS
seen=$(node run.mjs)
echo "$seen"
[ "$seen" = "$(printf 'numbered: Rent, Oak Estates\nslashes: undefined, undefined\nplain: undefined, undefined')" ]
