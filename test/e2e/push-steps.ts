// A push of thousands of lines to the practice Codat, begun as a user does it, for tests that end the app while it runs.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { codatKey, seedCodatClients, seedFeedAccount } from '../../src/practice/codat/seed'
import { seedApps, seedId } from '../../src/practice/xero/seed'
import { type Latchkey, press } from './latchkey'
import { addApp, addCodatClient } from './steps'

/** Lines of a push: eight chunks of Codat's most. */
export const LINES = 8_000
export const COMPANY = 'Lantern Street Gallery'

export type Place = { appId: string; clientId: string; companyId: string; connectionId: string }

/** An app with a Codat client whose company takes pushes, each chunk of which settles after `settleSeconds`. */
export async function furnishPushes(latchkey: Latchkey, settleSeconds: number): Promise<Place> {
  const { clientId, name } = seedApps.meridian
  const { codatId } = seedCodatClients.meridian
  const appId = await addApp(latchkey, { name, clientId })
  const client = await addCodatClient(latchkey, { name, key: codatKey(codatId, 'Robin'), xeroAppIds: [appId] })
  await latchkey.page.evaluate(
    (pushSettleSeconds) => window.latchkey.setPracticeSettings({ pushSettleSeconds, requestsPerMinute: 1_000_000 }),
    settleSeconds,
  )
  return {
    appId,
    clientId: client,
    companyId: seedId(`codat company meridian ${COMPANY}`),
    connectionId: seedId(`codat connection meridian ${COMPANY} `),
  }
}

/** Begins a push whose lines are named after `run`, and gives its id. */
export async function startPush(latchkey: Latchkey, folder: string, place: Place, run: number): Promise<string> {
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
    [place, COMPANY] as const,
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
  await question.getByRole('textbox').fill(COMPANY)
  await press(question.getByRole('button', { name: 'Push', exact: true }))
  return started
}

/** How a push stands. */
export async function pushNow({ page }: Latchkey, pushId: string) {
  return page.evaluate(async (id) => {
    const push = await window.latchkey.getPush({ pushId: id })
    if (!push.ok) throw new Error(push.error.code)
    const { state, arrivedLines, diagnosis } = push.value
    return { state, arrivedLines, diagnosis: diagnosis === null ? null : diagnosis.title }
  }, pushId)
}

/** As an impatient user does it: three times at once, and looking meanwhile. */
export async function resumePush({ page }: Latchkey, pushId: string): Promise<string> {
  return page.evaluate(async (id) => {
    const { resumePush, getPush } = window.latchkey
    const pushes = await Promise.all([resumePush, getPush, resumePush, resumePush].map((call) => call({ pushId: id })))
    const states = pushes.map((push) => (push.ok ? push.value.state : push.error.code))
    return states.at(-1) ?? ''
  }, pushId)
}

/** Ids in the order they reached the practice ledger: its file, as the stand-in that kept it is gone with the app. None before the first push. */
export function ledgerOf(home: string): string[] {
  const file = readdirSync(home, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.ledger'))
  if (file === undefined) return []
  return readFileSync(path.join(home, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const { lines }: { lines: { id: string }[] } = JSON.parse(line)
      return lines.map(({ id }) => id)
    })
}
