// The Electron entry: reads the flags, hands over. Nothing else happens here.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app } from 'electron'
import { runLatchkey } from './electron/run'
import { readFlags } from '../domain/flags'

const outcome = readFlags(process.argv.slice(1), { isPackaged: app.isPackaged })
if (outcome.ok) {
  runLatchkey(outcome.flags, path.dirname(path.dirname(fileURLToPath(import.meta.url))))
} else {
  process.stderr.write(`Latchkey did not start. ${outcome.reason}\n`)
  process.exit(2)
}
