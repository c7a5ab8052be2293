// Memory over long random use: the real app in practice mode. First every screen is opened once, so that what is loaded at first use
// is there; then it is clicked through at random, in rounds of a hundred presses, about a minute's each. At the end of each the memory of
// its processes is read as the system counts it, and then its heaps after a collection. Run: node test/benchmarks/run.mjs long-use;
// `LATCHKEY_USE_ROUNDS` says how many (60), `LATCHKEY_USE_LAP` after how many the same presses come again (none: always new ones),
// `LATCHKEY_USE_SNAPSHOTS` names a folder for heap snapshots of main and page, taken at the settled round and at the last (the desktop's
// user must be able to write there), and `LATCHKEY_USE_V8` switches of V8's for main, to compare with.
// Goal: no more than 5 % above what it was after ten rounds, each end the median of three. Code that V8 makes of what runs often is told
// apart: it has an end.
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { attach } from '../../scripts/attach.mjs'
import { catchBrowser } from '../../scripts/caught-browser.mjs'
import { startDesktop } from '../../scripts/desktop.mjs'
import { presentElectron } from '../../scripts/electron-runtime.mjs'
import { stageApplication } from '../../scripts/stage.mjs'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { chanceFrom, type Chance } from '../support/attack/any-input'
import { FIELDS } from '../support/xero-app-fields'
import { familyOf, memoryOf, type ProcessMemory } from './process-use'

const ROUNDS = Number(process.env['LATCHKEY_USE_ROUNDS'] ?? 60)
const LAP = Number(process.env['LATCHKEY_USE_LAP'] ?? Number.POSITIVE_INFINITY)
const SNAPSHOTS = process.env['LATCHKEY_USE_SNAPSHOTS']
const V8_OF_MAIN = process.env['LATCHKEY_USE_V8']
const PRESSES_A_ROUND = 100
const SETTLED_AFTER = Math.min(10, Math.floor(ROUNDS / 2))
const SEED = 20_261_129
const GOAL = 1.05
/** What a press would end, or lead out of what is measured. */
const LEFT_ALONE = /quit|restart|practice mode|normal mode|switch|theme|delete|reset/i

interface Heaps {
  readonly round: number
  readonly mainMb: number
  /** Of it what V8 made of the code: bytecode and machine code. */
  readonly mainCodeMb: number
  readonly mainMachineMb: number
  readonly pageMb: number
  /** Nodes and listeners that Chromium keeps for the page, and the elements that stand in it. */
  readonly nodes: number
  readonly listeners: number
  readonly elements: number
}

/** What the system counts, before a collection is asked for: nobody asks for one in use. */
interface Memory {
  readonly main: ProcessMemory
  readonly page: ProcessMemory
  readonly all: ProcessMemory
  readonly processes: number
  /** Of main's what V8 has taken for its heap, whether or not anything lies in it. */
  readonly mainHeapTakenMb: number
}

interface Sample extends Heaps, Memory {
  readonly minute: number
}

const electron = await presentElectron()
if (electron === null) throw new Error('There is no Electron to measure; npm test prepares one')
const stage = await stageApplication(electron)
const desktop = await startDesktop({})
try {
  // A browser of the system's would keep this program's pipes open after the app has ended.
  const { env } = await catchBrowser(desktop)
  const app = await attach(desktop, stage, { args: ['--disable-gpu', '--practice'], env })
  if (V8_OF_MAIN !== undefined)
    await app.evaluate((_electron, flags) => process.getBuiltinModule('v8').setFlagsFromString(flags), V8_OF_MAIN)
  const page = await mainWindow(app)
  await furnish(app, page)
  await closeDialogs(app)
  await visitEverything(app, page)
  const samples = await use(app, page)
  const growth = (of: (sample: Sample) => number): number => {
    const settled = samples.filter(({ round }) => round >= SETTLED_AFTER)
    return Math.round((median(settled.slice(-3).map(of)) / median(settled.slice(0, 3).map(of))) * 1_000) / 1_000
  }
  const growths = {
    main: growth(({ mainMb }) => mainMb),
    mainWithoutCode: growth(({ mainMb, mainCodeMb }) => mainMb - mainCodeMb),
    page: growth(({ pageMb }) => pageMb),
    nodes: growth(({ nodes }) => nodes),
    listeners: growth(({ listeners }) => listeners),
    mainWritten: growth(({ main }) => main.writtenMb),
    pageWritten: growth(({ page: itself }) => itself.writtenMb),
    allWritten: growth(({ all }) => all.writtenMb),
    mainPss: growth(({ main }) => main.pssMb),
    pagePss: growth(({ page: itself }) => itself.pssMb),
    allPss: growth(({ all }) => all.pssMb),
  }
  process.stdout.write(
    `${JSON.stringify({ rounds: ROUNDS, settledAfter: SETTLED_AFTER, samples, growths, goal: GOAL }, null, 2)}\n`,
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

/** Every place, every tab of every app, and what opens over them, twice: what is made at the first time is made. */
async function visitEverything(app: ElectronApplication, page: Page): Promise<void> {
  const places = page.getByRole('navigation', { name: 'Places' }).getByRole('button')
  const pressAll = async (these: Locator): Promise<void> => {
    for (let at = 0; at < (await these.count()); at += 1)
      await these
        .nth(at)
        .click({ timeout: 1_000 })
        .catch(() => {})
  }
  const back = async (place: number): Promise<void> => {
    await closeQuestions(app)
    // Whatever was opened over a place.
    await page.keyboard.press('Escape')
    await pressAll(places.nth(place))
  }
  for (const _ of ['loaded', 'opened again']) {
    for (let place = 0; place < (await places.count()); place += 1) {
      await back(place)
      await pressAll(page.locator('main [role=tab]:visible, main summary:visible'))
      await back(place)
      const rows = page.locator('main [role=rowheader]:visible')
      for (let row = 0; row < (await rows.count()); row += 1) {
        await pressAll(rows.nth(row))
        await pressAll(page.locator('main [role=tab]:visible'))
        await back(place)
      }
    }
  }
}

async function use(app: ElectronApplication, page: Page): Promise<Sample[]> {
  let chance = chanceFrom(SEED)
  const samples: Sample[] = []
  const begun = performance.now()
  for (let round = 0; round <= ROUNDS; round += 1) {
    if ((round - 1) % LAP === 0) chance = chanceFrom(SEED)
    const presses = round === 0 ? 0 : PRESSES_A_ROUND
    for (let press = 0; press < presses; press += 1) await step(app, page, chance).catch(() => {})
    await showCustomers(app, page)
    const minute = rounded((performance.now() - begun) / 60_000)
    const sample = { round, minute, ...(await taken(app)), ...(await measured(app, page)) }
    samples.push(sample)
    process.stderr.write(`${JSON.stringify(sample)}\n`)
    if (SNAPSHOTS !== undefined && (round === SETTLED_AFTER || round === ROUNDS)) await keepSnapshots(app, page, round)
  }
  return samples
}

async function keepSnapshots(app: ElectronApplication, page: Page, round: number): Promise<void> {
  const fileOf = (process: string) => path.resolve(SNAPSHOTS ?? '.', `${process}-${round}.heapsnapshot`)
  await app.evaluate((_electron, file) => {
    process.getBuiltinModule('v8').writeHeapSnapshot(file)
  }, fileOf('main'))
  const session = await page.context().newCDPSession(page)
  const file = createWriteStream(fileOf('page'))
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => file.write(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot')
  await new Promise((resolve) => file.end(() => resolve(undefined)))
  await session.detach()
}

async function closeQuestions(app: ElectronApplication): Promise<void> {
  for (const window of app.windows()) if (window.url().startsWith('app://prompt/')) await window.close()
}

async function step(app: ElectronApplication, page: Page, chance: Chance): Promise<void> {
  await closeQuestions(app)
  if (chance.onceIn(8)) await page.keyboard.press('Escape')
  const [within, what] = chance.onceIn(4)
    ? ['nav[aria-label=Places]', 'button']
    : ['main', 'button, [role=tab], [role=rowheader], summary']
  const spot = await page.evaluate(spotOf, { within, what, at: chance.below(1_000_000), leftAlone: LEFT_ALONE.source })
  if (spot !== null) await page.mouse.click(spot.x, spot.y)
}

/**
 * Where one of them can be pressed. Runs in the page. A press by a locator would keep what it had found whenever it waited in vain, and on a busy
 * machine that was 15,000 nodes in twenty minutes.
 */
function spotOf({ within, what, at, leftAlone }: { within: string; what: string; at: number; leftAlone: string }) {
  const all = [...document.querySelectorAll(within)].flatMap((part) => [...part.querySelectorAll(what)])
  const seen = all.filter((one) => one.checkVisibility())
  const one = seen[at % Math.max(1, seen.length)]
  if (one === undefined || new RegExp(leftAlone, 'i').test(one.textContent)) return null
  one.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = one.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}

/** Always the same screen: what another one shows is no growth. */
async function showCustomers(app: ElectronApplication, page: Page): Promise<void> {
  await closeQuestions(app)
  await page.keyboard.press('Escape')
  const customers = page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name: /^Customers/ })
  await customers.click({ timeout: 5_000 }).catch(() => {})
}

async function taken(app: ElectronApplication): Promise<Memory> {
  const { mainPid, pagePid, heapTaken } = await app.evaluate(({ BrowserWindow }) => ({
    mainPid: process.pid,
    pagePid: BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().startsWith('app://latchkey/'))
      ?.webContents.getOSProcessId(),
    heapTaken: process.memoryUsage().heapTotal / 1e6,
  }))
  const family = await familyOf(mainPid)
  const each = await Promise.all(family.map(memoryOf))
  return {
    main: inTenths(await memoryOf(mainPid)),
    page: inTenths(await memoryOf(pagePid ?? 0)),
    all: inTenths({
      pssMb: sum(each.map(({ pssMb }) => pssMb)),
      privateMb: sum(each.map(({ privateMb }) => privateMb)),
      writtenMb: sum(each.map(({ writtenMb }) => writtenMb)),
    }),
    processes: family.length,
    mainHeapTakenMb: rounded(heapTaken),
  }
}

async function measured(app: ElectronApplication, page: Page): Promise<Omit<Heaps, 'round'>> {
  const main = await app.evaluate(() => {
    const v8 = process.getBuiltinModule('v8')
    v8.setFlagsFromString('--expose-gc')
    const collect: () => void = process.getBuiltinModule('vm').runInNewContext('gc')
    collect()
    collect()
    const { code_and_metadata_size: machine, bytecode_and_metadata_size: bytecode } = v8.getHeapCodeStatistics()
    return { heap: process.memoryUsage().heapUsed / 1e6, code: (machine + bytecode) / 1e6, machine: machine / 1e6 }
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
    mainMachineMb: rounded(main.machine),
    pageMb: rounded(usedSize / 1e6),
    nodes,
    listeners: jsEventListeners,
    elements,
  }
}

function inTenths({ pssMb, privateMb, writtenMb }: ProcessMemory): ProcessMemory {
  const tenth = (value: number): number => Math.round(value * 10) / 10
  return { pssMb: tenth(pssMb), privateMb: tenth(privateMb), writtenMb: tenth(writtenMb) }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, one) => all + one, 0)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
