// Runs benchmarks of this folder, one after the other: `node test/benchmarks/run.mjs codat-paging statement-check`. Vite reads
// the TypeScript, as in tests.
import path from 'node:path'
import process from 'node:process'
import { runnerImport } from 'vite'

const names = process.argv.slice(2)
if (names.length === 0 || !names.every((name) => /^[\w-]+$/.test(name))) {
  throw new Error('Name benchmarks of this folder, without their ending')
}
for (const name of names) await runnerImport(path.join(import.meta.dirname, `${name}.ts`), { configFile: false })
