// Runs a benchmark of this folder: `node test/benchmarks/run.mjs codat-paging`. Vite reads the TypeScript, as in tests.
import path from 'node:path'
import process from 'node:process'
import { runnerImport } from 'vite'

const [name = ''] = process.argv.slice(2)
if (!/^[\w-]+$/.test(name)) throw new Error('Name a benchmark of this folder, without its ending')
await runnerImport(path.join(import.meta.dirname, `${name}.ts`), { configFile: false })
