// Memory over long random use: the real app in practice mode, clicked through at random, its heaps measured after a collection each
// minute. Run: node test/benchmarks/run.mjs long-use; `LATCHKEY_USE_MINUTES` says how long (60). Goal: no more than 5 % above what it
// was after ten minutes, each end the median of three minutes. Code that V8 makes of what runs often is told apart: it has an end.
import type { ElectronApplication, Page } from '@playwright/test'
import { attach } from '../../scripts/attach.mjs'
import { startDesktop } from '../../scripts/desktop.mjs'
import { presentElectron } from '../../scripts/electron-runtime.mjs'
import { stageApplication } from '../../scripts/stage.mjs'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { chanceFrom, type Chance } from '../support/attack/any-input'
import { FIELDS } from '../support/xero-app-fields'

const MINUTES = Number(process.env['LATCHKEY_USE_MINUTES'] ?? 60)
const SETTLED_AFTER = Math.min(10, Math.floor(MINUTES / 2))
const GOAL = 1.05
/** What a press would end, or lead out of what is measured. */
const LEFT_ALONE = /quit|restart|practice mode|normal mode|switch|theme|delete|reset/i

interface Heaps {
  readonly minute: number
  readonly mainMb: number
  /** Of it what V8 made of the code: bytecode and machine code. */
  readonly mainCodeMb: number
  readonly pageMb: number
  /** Nodes and listeners that Chromium keeps for the page, and the elements that stand in it. */
  readonly nodes: number
  readonly listeners: number
  readonly elements: number
  readonly steps: number
}

const electron = await presentElectron()
if (electron === null) throw new Error('There is no Electron to measure; npm test prepares one')
const stage = await stageApplication(electron)
const desktop = await startDesktop({})
try {
  const app = await attach(desktop, stage, { args: ['--disable-gpu', '--practice'], env: {} })
  const page = await mainWindow(app)
  await furnish(app, page)
  await closeDialogs(app)
  const heaps = await use(app, page)
  const growth = (of: (heap: Heaps) => number): number => {
    const settled = heaps.filter(({ minute }) => minute >= SETTLED_AFTER)
    return Math.round((median(settled.slice(-3).map(of)) / median(settled.slice(0, 3).map(of))) * 1_000) / 1_000
  }
  const growths = {
    main: growth(({ mainMb }) => mainMb),
    mainWithoutCode: growth(({ mainMb, mainCodeMb }) => mainMb - mainCodeMb),
    page: growth(({ pageMb }) => pageMb),
    nodes: growth(({ nodes }) => nodes),
    listeners: growth(({ listeners }) => listeners),
  }
  process.stdout.write(
    `${JSON.stringify({ minutes: MINUTES, settledAfter: SETTLED_AFTER, heaps, growths, goal: GOAL }, null, 2)}\n`,
  )
  await app.close().catch(() => {})
} finally {
  await desktop.dispose()
  stage.dispose()
}

async function mainWindow(app: ElectronApplication): Promise<Page> {
  for (;;) {
    const found = app.windows().find((window) => window.url().startsWith('app://latchkey/'))
    if (found !== undefined) {
      await found.locator('main').first().waitFor()
      return found
    }
    await app.waitForEvent('window')
  }
}

/** The system's own dialogs are closed as soon as they open: nobody is there to do it, and what waits for one is kept. */
async function closeDialogs(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' })
  })
}

/** Two apps with keys at two Codat clients, so that every tab has something to show. */
async function furnish(app: ElectronApplication, page: Page): Promise<void> {
  for (const [seed, client] of [
    [seedApps.harbourPay, seedCodatClients.harbour],
    [seedApps.meridian, seedCodatClients.meridian],
  ] as const) {
    const appId = await page.evaluate(
      async (fields) => {
        const added = await window.latchkey.addXeroApp(fields)
        if (!added.ok) throw new Error(added.error.code)
        return added.value.id
      },
      { ...FIELDS, name: seed.name, clientId: seed.clientId },
    )
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), seed.secret)
    await page.evaluate((id) => window.latchkey.pasteSecret({ id, slot: 1, arrival: 'generated-here' }), appId)
    await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), codatKey(client.codatId, 'Robin'))
    await page.evaluate(
      async ([name, id]) => {
        const added = await window.latchkey.addCodatClient({
          name,
          environment: 'test',
          xeroAppIds: [id],
          tags: [],
          notes: '',
        })
        if (!added.ok) throw new Error(added.error.code)
        await window.latchkey.pasteCodatKey({ id: added.value.id, key: 'Robin', holder: '', arrival: 'generated-here' })
        await window.latchkey.addIntegration({ xeroAppId: id, codatClientId: added.value.id, wayIn: 'new' })
      },
      [client.name, appId] as const,
    )
  }
}

async function use(app: ElectronApplication, page: Page): Promise<Heaps[]> {
  const chance = chanceFrom(20_261_129)
  const heaps: Heaps[] = []
  const begun = performance.now()
  let steps = 0
  for (let minute = 0; minute <= MINUTES; minute += 1) {
    while (performance.now() - begun < minute * 60_000) {
      await step(app, page, chance).catch(() => {})
      steps += 1
    }
    const heap = { minute, ...(await measured(app, page)), steps }
    heaps.push(heap)
    process.stderr.write(`${JSON.stringify(heap)}\n`)
  }
  return heaps
}

async function step(app: ElectronApplication, page: Page, chance: Chance): Promise<void> {
  for (const window of app.windows()) if (window.url().startsWith('app://prompt/')) await window.close()
  if (chance.onceIn(8)) await page.keyboard.press('Escape')
  if (chance.onceIn(4)) {
    const places = page.getByRole('navigation', { name: 'Places' }).getByRole('button')
    await places.nth(chance.below(Math.max(1, await places.count()))).click({ timeout: 1_000 })
    return
  }
  const targets = page
    .locator('main')
    .locator('button:visible, [role=tab]:visible, [role=rowheader]:visible, summary:visible')
  const one = targets.nth(chance.below(Math.max(1, await targets.count())))
  if (LEFT_ALONE.test((await one.textContent({ timeout: 500 })) ?? '')) return
  await one.click({ timeout: 1_000 })
}

async function measured(app: ElectronApplication, page: Page): Promise<Omit<Heaps, 'minute' | 'steps'>> {
  // Always the same screen: what another one shows is no growth.
  for (const window of app.windows()) if (window.url().startsWith('app://prompt/')) await window.close()
  await page.keyboard.press('Escape')
  const customers = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /^Customers/ })
  await customers.click({ timeout: 5_000 }).catch(() => {})
  const main = await app.evaluate(() => {
    const v8 = process.getBuiltinModule('v8')
    v8.setFlagsFromString('--expose-gc')
    const collect: () => void = process.getBuiltinModule('vm').runInNewContext('gc')
    collect()
    collect()
    const { code_and_metadata_size: machine, bytecode_and_metadata_size: bytecode } = v8.getHeapCodeStatistics()
    return { heap: process.memoryUsage().heapUsed / 1e6, code: (machine + bytecode) / 1e6 }
  })
  const session = await page.context().newCDPSession(page)
  for (const _ of ['what is done with', 'what only that held']) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  await session.detach()
  const elements = await page.evaluate(() => document.querySelectorAll('*').length)
  return {
    mainMb: rounded(main.heap),
    mainCodeMb: rounded(main.code),
    pageMb: rounded(usedSize / 1e6),
    nodes,
    listeners: jsEventListeners,
    elements,
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
