// Takes pictures of every screen and state, light and dark, large and smallest, and reports what axe and the console say.
// Usage: node test/support/preview/shots.mjs <folder> [name …]
import { mkdtemp, mkdir } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from '@playwright/test'
import { buildPreview, servePreview } from './build.mjs'
import { scenes } from './scenes.mjs'

const [folder = path.join(os.tmpdir(), 'latchkey-shots'), ...wanted] = process.argv.slice(2)
await mkdir(folder, { recursive: true })
const outDir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-preview-'))
await buildPreview(outDir)
const { server, origin } = await servePreview(outDir)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-sync',
  ],
})

const sizes = { large: { width: 1280, height: 800 }, small: { width: 900, height: 600 } }
const looks = [
  ['light', 'large'],
  ['dark', 'large'],
  ['light', 'small'],
]
let troubles = 0
const trouble = (...words) => {
  troubles += 1
  process.stdout.write(`${words.join(' ')}\n`)
}

for (const [name, scene] of Object.entries(scenes)) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue
  for (const [scheme, size] of looks) {
    const context = await browser.newContext({ viewport: sizes[size], colorScheme: scheme })
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') trouble(name, scheme, 'console:', message.text())
    })
    page.on('pageerror', (error) => trouble(name, scheme, 'page error:', error.stack))
    await page.goto(`${origin}/page/index.html#${scene.scenario}`)
    try {
      await scene.go(page)
    } catch (error) {
      trouble(name, scheme, size, 'scene:', error.message)
    }
    await page.waitForTimeout(450)
    await page.screenshot({ path: path.join(folder, `${name}-${scheme}-${size}.png`) })
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, nodes } of violations) {
      for (const node of nodes.slice(0, 4))
        trouble(name, scheme, size, `axe ${id}:`, node.target.join(' '), (node.any[0]?.message ?? '').slice(0, 140))
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    if (overflow) trouble(name, scheme, size, 'wider than the window')
    await context.close()
  }
}
await browser.close()
server.close()
process.stdout.write(`${troubles} troubles, pictures in ${folder}\n`)
process.exitCode = troubles === 0 ? 0 : 1
