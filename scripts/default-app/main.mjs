// What the development Electron runs when it is started with the folder of an app, as `electron FOLDER` does: it hands
// over to that app. Electron waits with `ready` until this module has ended, so the app is awaited at the top level;
// loaded any later, it would miss the events before `ready`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron/main'

const { preloads, version, folder } = readArguments(process.argv.slice(1))

if (version) {
  process.stdout.write(`v${process.versions.electron}\n`)
  process.exit(0)
}

// Playwright drives the app through a module that it asks for with `-r`.
const load = createRequire(path.join(process.cwd(), 'index.js'))
for (const preload of preloads) load(preload)

const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
process.defaultApp = true
app.setAppPath(folder)
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
await import(pathToFileURL(path.join(folder, manifest.main)).href)

function readArguments(given) {
  const preloads = []
  const rest = [...given]
  while (rest.length > 0) {
    const argument = rest.shift()
    if (argument === '-r' || argument === '--require') preloads.push(rest.shift())
    else if (argument === '-v' || argument === '--version') return { preloads, version: true, folder: '.' }
    else if (!argument.startsWith('-')) return { preloads, version: false, folder: path.resolve(argument) }
  }
  return { preloads, version: false, folder: process.cwd() }
}
