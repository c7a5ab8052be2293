// “Check everything again”: every check that needs no browser, for a few integrations at a time, and what changed since last time.
import type { CheckPart, CheckProgress } from '../../contract/board'
import type { CheckSeen, IntegrationCheck, UncheckedPart } from '../../domain/guide/board-schema'
import type { Gauge, Connection } from '../../domain/connections/schema'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import type { KeysCheckOutcome } from '../../domain/xero/schema'
import type { FeedsChecked } from '../../domain/bank-feeds/check-companies'
import { codeOfProblem } from '../../domain/codat/problem'
import type { CodatQuestions } from '../codat/questions'
import { isFailure } from '../../domain/failure'
import type { RecordFiles } from '../records/record-files'
import { createStoppable } from '../stoppable'
import { checkEnabled } from './ask-codat'
import { checkOf, nothingSeen } from '../../domain/guide/drift'
import { checkFirstCompany, type FirstCompanyPorts } from './first-company'
import {
  type Asked,
  feedsSeen,
  integrationSeen,
  keySeen,
  seenInConnections,
  verdictOn,
} from '../../domain/guide/checked'

export interface CheckAgainPorts extends FirstCompanyPorts {
  questions: CodatQuestions
  checks: RecordFiles<IntegrationCheck>
  /** Xero's word on a stored secret; it is noted with the app. */
  checkSecret(appId: string, slot: SlotNumber): Promise<KeysCheckOutcome>
  /** Counts the app's connections again. */
  countAgain(appId: string, operationId: string): Promise<Gauge>
  listConnections(appId: string): Promise<readonly Connection[]>
  cancelCount(operationId: string): void
  /** The bank feeds of the app's companies, asked again; null where they are neither wanted nor were looked at before. */
  checkFeeds(appId: string, signal: AbortSignal): Promise<FeedsChecked | null>
  cancelSecret(appId: string): void
  newId(): string
  onProgress(progress: CheckProgress): void
}

export interface ChecksEnded {
  checked: string[]
  left: string[]
  cancelled: boolean
}

export type CheckAgain = ReturnType<typeof createCheckAgain>

/** Few at a time: each asks several hosts, and Codat counts requests a minute. */
const AT_A_TIME = 3

export function createCheckAgain(ports: CheckAgainPorts) {
  const stoppable = createStoppable()

  const check = async (operationId: string, ids: readonly string[], signal: AbortSignal): Promise<ChecksEnded> => {
    const round = createRound(ports, signal)
    const checked: string[] = []
    const waiting = [...new Set(ids)]
    const total = waiting.length
    const tell = (name: string | null): void => {
      ports.onProgress({ operationId, done: checked.length, total, name })
    }
    const worker = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined && !signal.aborted; id = waiting.shift()) {
        if (await checkOne(ports, round, id, tell)) checked.push(id)
        tell(null)
      }
    }
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, total) }, worker))
    const done = new Set(checked)
    return { checked, left: ids.filter((id) => !done.has(id)), cancelled: signal.aborted }
  }

  return {
    /** Checks these integrations; ends before the next one when cancelled. Never rejects for what Xero or Codat do. */
    run: (operationId: string, ids: readonly string[]): Promise<ChecksEnded> =>
      stoppable.run(operationId, (signal) => check(operationId, ids, signal)),
    cancel: stoppable.stop,
  }
}

/** What integrations share in one round is asked once: a Xero app's secrets, connections and bank feeds, a Codat client's key. */
interface Round {
  readonly signal: AbortSignal
  secret(appId: string, slot: SlotNumber): Promise<Asked<boolean>>
  codatKey(clientId: string): Promise<Asked<NonNullable<CheckSeen['codatKey']>>>
  connections(appId: string): Promise<Asked<{ gauge: Gauge; connections: readonly Connection[] }>>
  feeds(appId: string): Promise<Asked<FeedsChecked | null>>
}

function createRound(ports: CheckAgainPorts, signal: AbortSignal): Round {
  const secrets = new Map<string, ReturnType<Round['secret']>>()
  const keys = new Map<string, ReturnType<Round['codatKey']>>()
  const counts = new Map<string, ReturnType<Round['connections']>>()
  const feeds = new Map<string, ReturnType<Round['feeds']>>()

  async function stoppable<T>(work: Promise<T>, stop: () => void): Promise<T> {
    signal.addEventListener('abort', stop, { once: true })
    return work.finally(() => signal.removeEventListener('abort', stop))
  }

  async function count(appId: string) {
    const operationId = ports.newId()
    const counting = ports.countAgain(appId, operationId)
    const gauge = await stoppable(counting, () => ports.cancelCount(operationId))
    return { gauge, connections: await ports.listConnections(appId) }
  }

  return {
    signal,
    secret: (appId, slot) =>
      once(secrets, `${appId} ${slot}`, signal, async () =>
        verdictOn(await stoppable(ports.checkSecret(appId, slot), () => ports.cancelSecret(appId))),
      ),
    codatKey: (clientId) =>
      once(keys, clientId, signal, async () => {
        const { outcome } = await ports.questions.checkKey(clientId, undefined)
        return keySeen(outcome)
      }),
    connections: (appId) => once(counts, appId, signal, async () => ({ ok: true, value: await count(appId) })),
    feeds: (appId) =>
      once(feeds, appId, signal, async () => ({ ok: true, value: await ports.checkFeeds(appId, signal) })),
  }
}

/** Asked once a round, and not at all any more when the round was stopped. */
function once<T>(
  known: Map<string, Promise<Asked<T>>>,
  key: string,
  signal: AbortSignal,
  ask: () => Promise<Asked<T>>,
): Promise<Asked<T>> {
  if (signal.aborted) return Promise.resolve({ ok: false, code: 'call.cancelled' })
  const answer = known.get(key) ?? ask().catch(failed)
  known.set(key, answer)
  return answer
}

/** A failure of ours is one part that could not be checked; anything else is a fault and stays one. */
function failed(error: unknown): { ok: false; code: string } {
  if (isFailure(error)) return { ok: false, code: error.code }
  throw error
}

/** Checks one integration and keeps what was seen. False if it was cancelled or is gone, and nothing is kept then. */
async function checkOne(
  ports: CheckAgainPorts,
  round: Round,
  id: string,
  tell: (name: string) => void,
): Promise<boolean> {
  const { integrations, checks } = ports
  const known = await integrations.get(id).catch(() => null)
  if (known === null) return false
  const { name } = await integrations.named(known.integration)
  tell(name)
  const { app, codat } = known.evidence
  const unchecked: UncheckedPart[] = []
  const note = (part: CheckPart, code: string | null): null => {
    unchecked.push({ part, because: code === null ? 'not-set-up' : 'problem', code })
    return null
  }
  const taken = <T>(part: CheckPart, asked: Asked<T>): T | null => (asked.ok ? asked.value : note(part, asked.code))

  const secrets: CheckSeen['secrets'] = []
  const slots = app === null || app.clientId === '' ? [] : app.secrets.filter(({ pending }) => pending === null)
  if (slots.length === 0) note('keys', null)
  for (const { slot } of slots) {
    const accepted = app === null ? null : taken('keys', await round.secret(app.id, slot))
    if (accepted !== null) secrets.push({ slot, accepted })
  }
  const hasKey = codat !== null && codat.keys.length > 0
  const codatKey = hasKey ? taken('codat-key', await round.codatKey(codat.id)) : note('codat-key', null)
  const mayAsk = hasKey && codatKey !== 'refused' && !round.signal.aborted
  const integration = mayAsk ? await askEnabled(ports, id, note) : null
  const firstCompany = mayAsk && known.integration.firstCompany !== null ? await askCompany(ports, id, note) : null
  const counted = app === null ? note('seats', null) : taken('seats', await round.connections(app.id))
  const feeds = app === null || !mayAsk ? note('bank-feeds', null) : taken('bank-feeds', await round.feeds(app.id))
  if (feeds !== null && feeds.problem !== null) note('bank-feeds', feeds.problem)
  if (round.signal.aborted) return false
  const seen: CheckSeen = {
    ...nothingSeen,
    secrets,
    codatKey,
    integration,
    firstCompany,
    ...(counted === null ? {} : seenInConnections(counted, codat?.id ?? null)),
    feeds: feedsSeen(feeds, codat?.id ?? null),
  }
  await keep(ports, id, seen, unchecked)
  await integrations.ports.activity.note(
    'integration.checked',
    { id, name },
    (await checks.get(id)).changes.map(({ code }) => code).join(', '),
  )
  return true
}

type Note = (part: CheckPart, code: string | null) => null

async function askEnabled(ports: CheckAgainPorts, id: string, note: Note): Promise<CheckSeen['integration']> {
  const asked = await checkEnabled(ports, id).catch(failed)
  if ('ok' in asked) return note('integration', asked.code)
  if (asked.problem !== null) return note('integration', codeOfProblem(asked.problem.kind))
  return integrationSeen(asked.integration)
}

async function askCompany(ports: CheckAgainPorts, id: string, note: Note): Promise<string | null> {
  const asked = await checkFirstCompany(ports, id).catch(failed)
  if ('ok' in asked) return note('first-company', asked.code)
  if (asked.problem !== null) return note('first-company', codeOfProblem(asked.problem.kind))
  return asked.integration.firstCompany?.state ?? null
}

async function keep(ports: CheckAgainPorts, id: string, seen: CheckSeen, unchecked: UncheckedPart[]): Promise<void> {
  const before = await ports.checks.get(id).catch(() => null)
  const at = ports.integrations.ports.clock.now().toISOString()
  await ports.checks.put(checkOf({ id, at, seen, unchecked }, before))
}
