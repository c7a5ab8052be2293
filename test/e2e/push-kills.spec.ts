// The whole app killed in the middle of a push, practice Codat and all, and started again: every line arrives once, in order.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { seedId, seedApps } from '../../src/practice/xero/seed'
import { codatKey, seedCodatClients, seedFeedAccount } from '../../src/practice/codat/seed'
import { expect, type Latchkey, test, press } from './latchkey'
import { addApp, addCodatClient } from './steps'

const KILLS = Number(process.env['LATCHKEY_APP_KILLS'] ?? '2')
const REPORT = process.env['LATCHKEY_KILL_REPORT'] ?? path.join('test-results', 'push-kills-app.json')
const CHUNKS = 8
const LINES = CHUNKS * 1_000

test(`${KILLS} kills of the whole app lose no line of a push and send none twice`, async ({ launch, desktop }) => {
  test.setTimeout(60_000 + KILLS * 30_000)
  let latchkey = await launch()
  const { clientId, name } = seedApps.meridian
  const { codatId } = seedCodatClients.meridian
  const appId = await addApp(latchkey, { name, clientId })
  const client = await addCodatClient(latchkey, { name, key: codatKey(codatId, 'Robin'), xeroAppIds: [appId] })
  await latchkey.page.evaluate(() =>
    window.latchkey.setPracticeSettings({ pushSettleSeconds: 0.3, requestsPerMinute: 1_000_000 }),
  )
  const company = 'Lantern Street Gallery'
  const place = {
    appId,
    clientId: client,
    companyId: seedId(`codat company meridian ${company}`),
    connectionId: seedId(`codat connection meridian ${company} `),
  }

  const left: number[] = []
  let pushId = await start(latchkey, desktop.folder, place, company, 0)
  for (let kill = 0; kill < KILLS; kill += 1) {
    // oxlint-disable-next-line latchkey/no-fixed-pause -- a kill comes whenever it comes: nothing is waited for, and each moment is right
    await latchkey.page.waitForTimeout(100 + ((kill * 677) % 1_900))
    const { arrivedLines: arrived } = await look(latchkey, pushId)
    left.push(arrived)
    latchkey.app.process().kill('SIGKILL')
    await latchkey.close().catch(() => {})
    latchkey = await launch()
    if (arrived === LINES) {
      pushId = await start(latchkey, desktop.folder, place, company, left.length)
      continue
    }
    const state = await resume(latchkey, pushId)
    expect(['running', 'waiting', 'done', 'paused']).toContain(state)
  }
  const goOn = async (): Promise<string> => {
    const { state, diagnosis } = await look(latchkey, pushId)
    if (state === 'paused' || state === 'stopped') await resume(latchkey, pushId)
    return diagnosis === null ? state : `${state}: ${diagnosis}`
  }
  await expect.poll(goOn, { timeout: 60_000, intervals: [500] }).toBe('done')

  const ledger = ledgerOf(desktop.home)
  const runs = new Map<string, string[]>()
  for (const id of ledger) runs.set(id.split('-')[0] ?? '', [...(runs.get(id.split('-')[0] ?? '') ?? []), id])
  const report = {
    kills: KILLS,
    inTheMiddle: left.filter((arrived) => arrived > 0 && arrived < LINES).length,
    pushes: runs.size,
    linesSent: runs.size * LINES,
    linesLost: runs.size * LINES - new Set(ledger).size,
    linesDoubled: ledger.length - new Set(ledger).size,
  }
  mkdirSync(path.dirname(REPORT), { recursive: true })
  writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`)
  for (const [run, ids] of runs) {
    expect(ids, `run ${run}`).toEqual(Array.from({ length: LINES }, (_, index) => `${run}-${index}`))
  }
  // Some kill hit the push in its middle: else this shows nothing.
  expect(left.some((arrived) => arrived < LINES)).toBe(true)
})

type Place = { appId: string; clientId: string; companyId: string; connectionId: string }

async function start(
  latchkey: Latchkey,
  folder: string,
  place: Place,
  companyName: string,
  run: number,
): Promise<string> {
  const { page, app } = latchkey
  const file = path.join(folder, `run-${run}.json`)
  const from = Date.now() - 200 * 86_400_000
  const transactions = Array.from({ length: LINES }, (_, index) => ({
    id: `${run}-${index}`,
    date: new Date(from + Math.floor(index / 100) * 86_400_000).toISOString().slice(0, 10),
    description: '',
    amount: 1,
    balance: index + 1,
    transactionType: 'Credit',
  }))
  writeFileSync(file, JSON.stringify({ accountId: seedFeedAccount, transactions }))
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
  }, file)
  await page.evaluate(
    async ([at, called]) => {
      await window.latchkey.listFeedCompanies({ appId: at.appId, again: true })
      await window.latchkey.checkFeeds({ ...at, companyName: called })
    },
    [place, companyName] as const,
  )
  const allowed = page.evaluate(
    ({ appId, clientId }) => window.latchkey.setProductionPush({ appId, clientId, on: true }),
    place,
  )
  await press((await latchkey.prompt()).getByRole('button', { name: 'Allow' }))
  await allowed
  const started = page.evaluate(
    async ([at, accountId]) => {
      const opened = await window.latchkey.openStatement({})
      if (!opened.ok || opened.value.statement === null) throw new Error('No statement')
      const { statementId } = opened.value.statement
      const answer = await window.latchkey.startPush({ ...at, accountId, statementId })
      if (!answer.ok) throw new Error(answer.error.code)
      return answer.value.push?.id ?? ''
    },
    [place, seedFeedAccount] as const,
  )
  const question = await latchkey.prompt()
  await question.getByRole('textbox').fill(companyName)
  await press(question.getByRole('button', { name: 'Push', exact: true }))
  return started
}

async function look({ page }: Latchkey, pushId: string) {
  return page.evaluate(async (id) => {
    const push = await window.latchkey.getPush({ pushId: id })
    if (!push.ok) throw new Error(push.error.code)
    const { state, arrivedLines, diagnosis } = push.value
    return { state, arrivedLines, diagnosis: diagnosis === null ? null : diagnosis.title }
  }, pushId)
}

/** As an impatient user does it: three times at once, and looking meanwhile. */
async function resume({ page }: Latchkey, pushId: string): Promise<string> {
  return page.evaluate(async (id) => {
    const { resumePush, getPush } = window.latchkey
    const pushes = await Promise.all([resumePush, getPush, resumePush, resumePush].map((call) => call({ pushId: id })))
    const states = pushes.map((push) => (push.ok ? push.value.state : push.error.code))
    return states.at(-1) ?? ''
  }, pushId)
}

/** Ids in the order they reached the practice ledger: its file, as the stand-in that kept it is gone with each kill. */
function ledgerOf(home: string): string[] {
  const file = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.ledger'))
  if (file === undefined) throw new Error('No ledger')
  return readFileSync(path.join(home, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { lines }: { lines: { id: string }[] } = JSON.parse(line)
      return lines.map(({ id }) => id)
    })
}
