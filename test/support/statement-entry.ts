// The entry of the reading process, built with the project's own build settings into a temporary folder.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { resolveConfig } from 'electron-vite'
import { build } from 'vite'

/** Builds only that entry. Away from node_modules, so that anything left out of the bundle would not be found. */
export async function buildStatementEntry(): Promise<{ file: string; dispose(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-statement-out-'))
  const { config } = await resolveConfig({ logLevel: 'error' }, 'build', 'production')
  const main = config?.main
  if (main === undefined) throw new Error('The build settings have no main part')
  const source = new URL('../../src/reader/reader-process.ts', import.meta.url).pathname
  const rollupOptions = { ...main.build?.rollupOptions, input: { 'statement-process': source } }
  await build({
    ...main,
    build: { ...main.build, outDir: folder, emptyOutDir: true, rollupOptions, rolldownOptions: rollupOptions },
  })
  await writeFile(path.join(folder, 'package.json'), '{"type":"module"}')
  return {
    file: path.join(folder, 'statement-process.js'),
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
}
