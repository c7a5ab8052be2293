// Builds the page with the fake bridge in front, and serves it under the same Content-Security-Policy that main sends.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, runnerImport } from 'vite'

const here = path.dirname(fileURLToPath(import.meta.url))
const renderer = path.resolve(here, '../../../src/renderer')

/** Builds into `outDir`. */
export async function buildPreview(outDir) {
  await build({
    configFile: false,
    root: renderer,
    logLevel: 'error',
    plugins: [
      react(),
      {
        name: 'fake-bridge',
        enforce: 'pre',
        transform: (code, id) =>
          id.endsWith('/page/main.tsx')
            ? `import ${JSON.stringify(path.join(here, 'fake-bridge.ts'))}\n${code}`
            : undefined,
      },
    ],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rollupOptions: { input: { page: path.join(renderer, 'page/index.html') } },
    },
  })
}

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Serves what `buildPreview` made on a free loopback port. */
export async function servePreview(outDir) {
  const { module } = await runnerImport(path.resolve(here, '../../../src/main/electron/assets.ts'), {
    configFile: false,
    logLevel: 'error',
  })
  const server = createServer((request, response) => {
    const file = path.join(outDir, new URL(request.url ?? '/', 'http://localhost').pathname)
    const nonce = randomUUID()
    readFile(file).then(
      (body) => {
        response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
        response.setHeader('content-security-policy', module.contentSecurityPolicy(nonce))
        response.end(file.endsWith('.html') ? body.toString().replaceAll('__NONCE__', nonce) : body)
      },
      () => {
        // The browser asks for a favicon of its own accord.
        response.statusCode = file.endsWith('favicon.ico') ? 204 : 404
        response.end()
      },
    )
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { server, origin: `http://127.0.0.1:${port}` }
}
