// A real Chromium beside the app, for the portals and consent pages, and the addresses that the app itself opens.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { catchBrowser } from '../../scripts/caught-browser.mjs'
import type { Desktop } from '../../scripts/desktop.mjs'
import { expect } from './latchkey'
import { type Tally, tallyOfBrowser } from './tally'

/** Debian's Chromium, without anything it would ask the network for by itself. */
export const BROWSER = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

export interface OutsideBrowser {
  /** What the app must be started with. */
  readonly env: Readonly<Record<string, string>>
  /** What was done in it so far. */
  readonly tally: Tally
  /** Opens the address that the app opened last, in a tab. */
  follow(): Promise<Page>
  /** A tab at an address. */
  visit(address: string): Promise<Page>
  close(): Promise<void>
}

/**
 * Waits until a whole second has gone: Xero's Date header counts whole ones, so by its clock a test may have begun up to a second later
 * than it did, and a connection made before that may be an older one. A person never consents within one.
 */
export async function aSecondLater(): Promise<void> {
  const begun = performance.now()
  await expect.poll(() => performance.now() - begun, { intervals: [50] }).toBeGreaterThan(1_000)
}

export async function openOutsideBrowser(desktop: Desktop): Promise<OutsideBrowser> {
  const caught = await catchBrowser(desktop)
  const profile = await mkdtemp(path.join(os.tmpdir(), 'latchkey-browser-'))
  const context = await chromium.launchPersistentContext(profile, BROWSER)
  context.setDefaultTimeout(60_000)
  const tally = await tallyOfBrowser(context)
  const visit = async (address: string): Promise<Page> => {
    const tab = await context.newPage()
    await tab.goto(address)
    return tab
  }
  return {
    env: caught.env,
    tally,
    visit,
    async follow() {
      await expect.poll(caught.opened).not.toEqual([])
      const address = (await caught.opened()).at(-1) ?? ''
      // An address can carry one-time values, and the sweep looks at every file.
      await caught.forget()
      return visit(address)
    },
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
