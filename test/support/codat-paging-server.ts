// Starts the practice Codat in its own process: bundled first, as Node alone doesn't read TypeScript's imports.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

export interface PagingServer {
  readonly origin: string
  close(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A practice Codat whose first client has so many companies beyond the seeded ones. */
export async function startPagingServer(extraCompanies: number): Promise<PagingServer> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'latchkey-codat-server-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    build: {
      outDir,
      emptyOutDir: true,
      target: 'node20',
      ssr: path.join(ROOT, 'test/support/practice-codat-child.ts'),
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
    ssr: { noExternal: true },
  })
  const child = fork(path.join(outDir, 'child.mjs'), [String(extraCompanies)], { execArgv: [] })
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { origin: string }) => resolve(message.origin))
    child.once('exit', () => reject(new Error('The practice Codat ended at its start')))
  })
  return {
    origin,
    async close() {
      child.kill()
      await rm(outDir, { recursive: true })
    },
  }
}
