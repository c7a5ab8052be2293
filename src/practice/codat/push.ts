// Pushing bank transactions: what Codat checks at once, what Xero says later, and the operations that tell of it.
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { codatBankTransactions, feedAge, feedRequestLines } from '../../domain/facts'
import type { Answer, Asked } from '../http-server'
import { companyOf, noCompany } from './companies'
import { parseJson } from '../../domain/text/parse-json'
import { feedRefusal, messageOf } from './feed-refusals'
import { type FeedScene, withFeeds } from './feeds'
import type { CodatPush } from './feeds-world'
import { type LedgerLine, ledgerLine } from './ledger'
import { ordered, pageAnswer, slice } from './lists'
import { json, ok, refusal } from './sayings'
import { type CodatStandIn, statusOf } from './stand-in'
import type { CodatStandInClient } from './world'
import { otherWrites } from './writes'

const pushBody = z.object({ accountId: z.string().min(1), transactions: z.array(z.unknown()).min(1) })

export const pushTransactions = withFeeds(async (scene) => {
  const { standIn, client, connection, asked } = scene
  if (statusOf(standIn, client, connection) !== 'Linked') {
    return refusal('bad-request', { error: 'The data connection is not linked.', service: 'PushApi' })
  }
  const body = pushBody.safeParse(parseJson(asked.body))
  if (!body.success) return invalid([{ itemId: '', message: 'The body is not a write of bank transactions.' }])
  const account = connection.feedAccounts.find(({ id }) => id === asked.params['accountId'])
  if (account === undefined || body.data.accountId !== account.id) {
    return invalid([{ itemId: '', message: `Source account ${asked.params['accountId'] ?? ''} does not exist.` }])
  }
  if (account.status !== 'connected') {
    return invalid([{ itemId: account.id, message: 'The source account must be connected to receive transactions.' }])
  }
  const lines = body.data.transactions
  if (lines.length > feedRequestLines.value) {
    return invalid([
      { itemId: '', message: `A maximum of ${feedRequestLines.value} transactions can be written at a time.` },
    ])
  }
  const checked = checkLines(lines, standIn.now())
  if (checked.errors.length > 0) return invalid(checked.errors)
  const refused = feedRefusal(standIn, client, connection)
  if (refused !== null && standIn.fails('codat.push:as-answer')) {
    return { status: refused.status, headers: json, body: JSON.stringify(refused) }
  }
  const push = startPush(scene, checked, refused === null ? null : messageOf(refused))
  await standIn.ledger.add(push.key, checked.lines)
  account.balance = Number(checked.lines.at(-1)?.['balance'] ?? account.balance)
  standIn.world().pushes.push(push, ...twinOf(standIn, push))
  if (standIn.fails('codat.push:then-late')) {
    // Kept before the pause: whoever goes away meanwhile has had the effect and not the answer.
    await standIn.save()
    await sleep(standIn.slowMilliseconds())
  }
  if (standIn.fails('codat.push:then-error')) return refusal('server-error')
  return ok({ ...operationRow(standIn, push), data: null }, 202)
})

function startPush(scene: FeedScene, checked: Checked, errorMessage: string | null): CodatPush {
  const { standIn, client, company, connection, asked } = scene
  const now = standIn.now()
  const timesOut = standIn.fails('codat.push:timed-out')
  const forEver = standIn.fails('codat.push:pending')
  return {
    key: randomUUID(),
    clientId: client.id,
    companyId: company.id,
    connectionId: connection.id,
    accountId: asked.params['accountId'] ?? null,
    dataType: codatBankTransactions.value,
    requestedAt: now.toISOString(),
    settlesAt: forEver ? null : new Date(now.getTime() + standIn.settings().pushSettleSeconds * 1_000).toISOString(),
    ends: errorMessage !== null ? 'Failed' : timesOut ? 'TimedOut' : 'Success',
    statusCode: errorMessage !== null ? 400 : timesOut ? 408 : 200,
    errorMessage,
    validation: checked.warnings.length === 0 ? null : { errors: [], warnings: checked.warnings },
    unlisted: standIn.fails('codat.push:unlisted'),
  }
}

/** Somebody else's push at the same moment, which nothing in the list tells from ours. */
function twinOf(standIn: CodatStandIn, push: CodatPush): CodatPush[] {
  return standIn.fails('codat.push:twin') ? [{ ...push, key: randomUUID(), unlisted: false }] : []
}

interface Item {
  readonly itemId: string
  readonly message: string
}

function invalid(items: readonly Item[]): Answer {
  const errors = items.slice(0, 20).map((item) => ({ ...item, validatorName: 'BankTransactionsValidator' }))
  return refusal('bad-request', {
    error: 'Failed to push bank transactions: the request is not valid.',
    service: 'PushApi',
    validation: { errors, warnings: [] },
  })
}

interface Checked {
  readonly lines: readonly LedgerLine[]
  readonly errors: readonly Item[]
  readonly warnings: (Item & { validatorName: string })[]
}

/** Types that can only take money out, and only bring it in. */
const OUTGOING = new Set([
  'debit',
  'fee',
  'serchg',
  'atm',
  'pos',
  'check',
  'payment',
  'cash',
  'directdebit',
  'repeatpmt',
])
const INCOMING = new Set(['credit', 'int', 'div', 'dep', 'directdep'])

/** As Codat does: dates must run on, none after today, none older than a year; a wrong sign is a warning only. */
function checkLines(raw: readonly unknown[], now: Date): Checked {
  const lines: LedgerLine[] = []
  const errors: Item[] = []
  const warnings: (Item & { validatorName: string })[] = []
  const today = now.toISOString().slice(0, 10)
  const oldest = yearsBefore(now, feedAge.value.oldestYears)
  let last = ''
  for (const [index, one] of raw.entries()) {
    const read = ledgerLine.safeParse(one)
    if (!read.success) {
      errors.push({ itemId: String(index), message: 'The transaction has no usable date or amount.' })
      continue
    }
    const line = read.data
    const itemId = line.id ?? String(index)
    const day = line.date.slice(0, 10)
    if (Number.isNaN(Date.parse(line.date))) errors.push({ itemId, message: `Date ${line.date} is not a date.` })
    else if (day > today) errors.push({ itemId, message: 'Date must be today or earlier.' })
    else if (day < oldest) errors.push({ itemId, message: 'Date must not be older than one year.' })
    else if (day < last) errors.push({ itemId, message: 'Transactions must be in chronological order.' })
    if (typeof line['balance'] !== 'number') errors.push({ itemId, message: 'Balance is required.' })
    const type = String(line['transactionType'] ?? '').toLowerCase()
    if ((OUTGOING.has(type) && line.amount > 0) || (INCOMING.has(type) && line.amount < 0)) {
      warnings.push({
        itemId,
        message: `The sign of the amount does not fit the type ${String(line['transactionType'])}.`,
        validatorName: 'BankTransactionsValidator',
      })
    }
    last = day > last ? day : last
    lines.push(line)
  }
  return { lines, errors, warnings: warnings.slice(0, 20) }
}

function yearsBefore(now: Date, years: number): string {
  const then = new Date(now)
  then.setUTCFullYear(then.getUTCFullYear() - years)
  return then.toISOString().slice(0, 10)
}

/** A push's status now; nobody has to be there when it settles. */
export function pushStatus(standIn: CodatStandIn, { settlesAt, ends }: CodatPush): 'Pending' | CodatPush['ends'] {
  return settlesAt === null || Date.parse(settlesAt) > standIn.now().getTime() ? 'Pending' : ends
}

function operationRow(standIn: CodatStandIn, push: CodatPush) {
  const status = pushStatus(standIn, push)
  const settled = status !== 'Pending'
  const { companyId, key, connectionId, dataType, requestedAt, settlesAt, statusCode, errorMessage, validation } = push
  return {
    companyId,
    pushOperationKey: key,
    dataConnectionKey: connectionId,
    dataType,
    requestedOnUtc: requestedAt,
    ...(settled && settlesAt !== null ? { completedOnUtc: settlesAt } : {}),
    status,
    statusCode: settled ? statusCode : 202,
    errorMessage: settled ? errorMessage : null,
    ...(validation === null ? {} : { validation }),
    changes: status === 'Success' ? [{ type: 'Created', recordRef: { id: key, dataType } }] : [],
    timeoutInMinutes: null,
  }
}

/** The company's pushes, newest first, older ones of other data types behind them. */
export function listPushes(standIn: CodatStandIn, client: CodatStandInClient, { params, url }: Asked): Answer {
  const company = companyOf(standIn, client, params['companyId'] ?? '')
  if (company === null) return noCompany(params['companyId'] ?? '')
  const own = standIn
    .world()
    .pushes.filter((push) => push.companyId === company.id && !push.unlisted)
    .map((push) => operationRow(standIn, push))
    .toReversed()
  const rows = [...own, ...otherWrites(standIn, company)]
  return pageAnswer(url, (ask) => ({
    rows: slice(ordered(rows, ask.orderBy, { requestedOnUtc: (row) => row.requestedOnUtc }), ask),
    total: rows.length,
  }))
}

export function getPush(standIn: CodatStandIn, client: CodatStandInClient, { params }: Asked): Answer {
  const company = companyOf(standIn, client, params['companyId'] ?? '')
  if (company === null) return noCompany(params['companyId'] ?? '')
  const push = standIn
    .world()
    .pushes.find(({ key, companyId }) => key === params['pushOperationKey'] && companyId === company.id)
  if (push === undefined) {
    return refusal('not-found', { error: `Push operation ${params['pushOperationKey'] ?? ''} not found` })
  }
  return ok(operationRow(standIn, push))
}

/** What reached Xero, read back: pushes of an account in the order they came, with their lines where they succeeded. */
export function readLedger(standIn: CodatStandIn, accountId: string | null) {
  return standIn
    .world()
    .pushes.filter((push) => accountId === null || push.accountId === accountId)
    .map((push) => {
      const status = pushStatus(standIn, push)
      const { key, companyId, connectionId, requestedAt, settlesAt } = push
      const lines = status === 'Success' ? standIn.ledger.of(key) : []
      return { key, companyId, connectionId, accountId: push.accountId, requestedAt, settlesAt, status, lines }
    })
}
