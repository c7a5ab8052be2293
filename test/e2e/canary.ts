// Looks for planted secrets wherever they must not be: files, process environments and command lines, what was printed,
// and the page's DOM and heap.
import { readdirSync, readFileSync } from 'node:fs'
import { readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import type { Desktop } from '../../scripts/desktop.mjs'

export interface SweepPlaces {
  desktop: Desktop
  printed: () => string
  windows: readonly Window[]
}

/** A page that is open, and the app it belongs to. */
export interface Window {
  app: ElectronApplication
  page: Page
}

/** Every place where one of the values, plain or thinly dressed, was found. */
export async function sweepFor(values: readonly string[], places: SweepPlaces): Promise<string[]> {
  if (values.length === 0) return []
  const shapes = values.flatMap(shapesOf)
  const found: string[] = []
  const look = (where: string, bytes: Buffer): void => {
    if (shapes.some((shape) => bytes.includes(shape))) found.push(where)
  }
  for (const file of await filesUnder(places.desktop.folder)) {
    look(path.relative(places.desktop.folder, file), await readFile(file).catch(() => Buffer.alloc(0)))
  }
  for (const [where, bytes] of processTexts(places.desktop)) look(where, bytes)
  look('standard output', Buffer.from(places.printed()))
  for (const window of places.windows) {
    const address = window.page.url()
    look(`DOM of ${address}`, Buffer.from(await window.page.content()))
    look(`heap of ${address}`, await heapOf(window, places.desktop))
  }
  return found
}

/** As text, as UTF-16 (what Chromium keeps) and inside a Basic header. */
function shapesOf(value: string): Buffer[] {
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '').slice(4, -4)
  const inHeader = [1, 2].map((shift) =>
    Buffer.from(`${'x'.repeat(shift)}${value}`)
      .toString('base64')
      .slice(8, -8),
  )
  return [Buffer.from(value), Buffer.from(value, 'utf16le'), ...[base64, ...inHeader].map((text) => Buffer.from(text))]
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
}

/** Environment and command line of every process of the desktop's user. */
function processTexts(desktop: Desktop): [string, Buffer][] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
  return pids.flatMap((pid) => {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      if (!new RegExp(`^Uid:\\s+${desktop.uid}\\b`, 'm').test(status)) return []
      return (['environ', 'cmdline'] as const).map((name): [string, Buffer] => [
        `/proc/${pid}/${name}`,
        readFileSync(`/proc/${pid}/${name}`),
      ])
    } catch {
      return [] // ended meanwhile
    }
  })
}

/**
 * A heap snapshot of the page's process, as V8 writes it: into a file, as every part of it would go through three processes by way of
 * the debugger.
 */
async function heapOf({ app, page }: Window, desktop: Desktop): Promise<Buffer> {
  const file = path.join(desktop.folder, 'swept.heapsnapshot')
  await app.evaluate(
    ({ webContents }, { url, into }) =>
      webContents
        .getAllWebContents()
        .find((each) => each.getURL() === url)
        ?.takeHeapSnapshot(into),
    { url: page.url(), into: file },
  )
  const snapshot = await readFile(file)
  await rm(file)
  return snapshot
}
