import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import license from 'rollup-plugin-license'
import type { PluginOption } from 'vite'
import { oneLanguage } from './scripts/one-language.mjs'
import { startChunks } from './scripts/start-chunks.mjs'

const manifest: { version: string; devDependencies: { electron: string } } = JSON.parse(
  readFileSync(new URL('package.json', import.meta.url), 'utf8'),
)

const root = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// One build runs on the current Electron and on the development runtime (Electron 33: Node 20.18, Chrome 130).
const NODE_TARGET = 'node20.18'
const PAGE_TARGET = 'chrome130'

/**
 * Main is read at every start. Without comments, blanks and letters beyond ASCII (one makes V8 keep the whole file at two bytes a
 * character) that takes half the time; names stay, for the log.
 */
const SHORT = { compress: false, mangle: false, codegen: { removeWhitespace: true, asciiOnly: true } }

const mainEntries = {
  index: root('src/main/index.ts'),
  'keychain-process': root('src/keychain/keychain-process.ts'),
  'statement-process': root('src/reader/reader-process.ts'),
  practice: root('src/practice/entry.ts'),
}

/** What every start reads of main, in as few files as can be. A schema or room that the first screen comes to need belongs here too. */
const startOfMain = startChunks({
  entry: mainEntries.index,
  first: [
    'src/main/electron/services.ts',
    ...['app', 'call-mode', 'codat-clients', 'standings', 'vault', 'xero-apps'].map(
      (topic) => `src/contract/${topic}.ts`,
    ),
  ].map(root),
  kept: [
    'src/main/connections/kept-connections.ts',
    'src/main/bank-feeds/known-ladders.ts',
    'src/domain/guide/schema.ts',
    'src/domain/profile/schema.ts',
  ].map(root),
  small: [mainEntries['keychain-process'], mainEntries['statement-process']],
  others: [mainEntries.practice],
})

/** The notices that licences ask to go with the program, of every package whose code is in the bundle. */
function notices(): PluginOption[] {
  let file = ''
  return [
    {
      name: 'notices-file',
      // Beside what they are about: other builds of these settings, as tests make them, lie elsewhere.
      configResolved: ({ root: from, build }) => void (file = path.resolve(from, build.outDir, 'licences.txt')),
    },
    license({
      thirdParty(packages) {
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(file, packages.map((one) => one.text()).join('\n\n---\n\n'))
      },
    }),
  ]
}

export default defineConfig({
  main: {
    plugins: [notices()],
    define: {
      __APP_VERSION__: JSON.stringify(manifest.version),
      __ELECTRON_MAJOR__: JSON.stringify(Number(manifest.devDependencies.electron.split('.')[0])),
    },
    build: {
      target: NODE_TARGET,
      // Everything is bundled except the native module: what runs is out/ and keytar, no node_modules tree to trust.
      externalizeDeps: false,
      rollupOptions: {
        input: mainEntries,
        external: ['electron', 'original-fs', 'keytar'],
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          minify: SHORT,
          codeSplitting: { groups: [{ name: startOfMain, debugName: 'start', includeDependenciesRecursively: false }] },
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      externalizeDeps: false,
      rollupOptions: {
        input: { page: root('src/preload/page.ts'), prompt: root('src/preload/prompt.ts') },
        external: ['electron'],
        // The sandbox loads a preload as one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: root('src/renderer'),
    plugins: [oneLanguage(), react(), notices()],
    build: {
      target: PAGE_TARGET,
      minify: true,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: {
        input: { page: root('src/renderer/page/index.html'), prompt: root('src/renderer/prompt/index.html') },
        output: {
          // What the first paint needs is one file: each further one is a round trip through main, which is busiest then.
          // What it doesn't need of the libraries is two further ones, which the palette reads right after the list's first frame: cut along
          // what screens share they were twenty, each asked of main, compiled and linked by itself.
          codeSplitting: {
            groups: [
              { name: 'first', tags: ['$initial'], test: (id) => !id.includes('/prompt/'), priority: 1 },
              { name: 'icons', test: /node_modules\/lucide-react\// },
              {
                name: 'controls',
                test: /node_modules\/(?:@react-aria|@react-stately|react-aria|react-stately|react-aria-components)\//,
              },
            ],
          },
        },
      },
    },
  },
})
