#!/bin/sh
# gnome-keyring 42.1 with libsecret 0.20.5's secret-tool and @github/keytar 7.10.6 (Debian 12), seen 2026-11-29 on Node 20.20.
# `secret-tool store` writes an item without a schema. keytar asks for one, so it doesn't find the item, with the very same attributes, nor
# deletes it; gnome-keyring gives it the schema when it reads its file again, so at the next login keytar does find it. Written by
# keytar meanwhile, the same attributes are two items, and once keytar has deleted its own, the older secret can come back. Latchkey
# takes every copy out when it removes a secret, whether keytar sees it or not.
# Output seen:
#   stored by secret-tool: null, deleted: false
#   after the next login: "old"
# Exits 0 while that is so, 1 once it isn't, 2 where a keyring can't be had.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! { command -v gnome-keyring-daemon && command -v secret-tool && command -v dbus-run-session; } > /dev/null; then
  { apt-get update && apt-get install --yes --no-install-recommends gnome-keyring=42.1-1+b2 libsecret-tools=0.20.5-3 dbus; } > apt.log 2>&1 || { tail -3 apt.log; exit 2; }
fi
export HOME="$folder" XDG_DATA_HOME="$folder/data" XDG_RUNTIME_DIR="$folder"
printf '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @github/keytar@7.10.6 > npm.log 2>&1 || { cat npm.log; exit 2; }
cat > keytar.js <<'JS'
const [method, ...args] = process.argv.slice(2)
require('@github/keytar')[method](...args).then((answer) => process.stdout.write(JSON.stringify(answer)))
JS
cat > run.sh <<'RUN'
login() { printf 'a password' | gnome-keyring-daemon --replace --unlock --components=secrets > /dev/null 2>&1; }
login
printf old | secret-tool store --label=demo service demo account ada
echo "stored by secret-tool: $(node keytar.js getPassword demo ada), deleted: $(node keytar.js deletePassword demo ada)" >> seen.txt
login
echo "after the next login: $(node keytar.js getPassword demo ada)" >> seen.txt
RUN
dbus-run-session -- sh run.sh > bus.log 2>&1 || { tail -3 bus.log; exit 2; }
seen=$(cat seen.txt)
echo "$seen"
[ "$seen" = 'stored by secret-tool: null, deleted: false
after the next login: "old"' ]
