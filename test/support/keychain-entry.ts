// Builds the keychain process's entry into a temporary folder, so that tests can fork it without Electron.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'

const root = path.resolve(import.meta.dirname, '../..')

export interface BuiltEntry {
  readonly file: string
  dispose(): Promise<void>
}

/**
 * The built entry. It finds keytar through a link to the project's packages. `missing` makes no such link, as on a machine
 * where keytar could not be installed; a text stands in for keytar's module, for faults that the real one can't be given.
 */
export async function buildKeychainEntry(
  keytar: 'real' | 'missing' | { module: string } = 'real',
): Promise<BuiltEntry> {
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-entry-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    // zod goes into the bundle, so that keytar is the only thing looked up at run time.
    ssr: { noExternal: true, external: ['keytar'] },
    build: {
      ssr: path.join(root, 'src/keychain/keychain-process.ts'),
      outDir: dir,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'keychain-process.mjs' } },
    },
  })
  const packages = path.join(dir, 'node_modules')
  if (keytar === 'real') await symlink(path.join(root, 'node_modules'), packages, 'dir')
  if (typeof keytar === 'object') {
    await mkdir(packages)
    await writeFile(path.join(packages, 'keytar.js'), keytar.module)
  }
  return { file: path.join(dir, 'keychain-process.mjs'), dispose: () => rm(dir, { recursive: true, force: true }) }
}
