// Asks Xero and Codat about one app's connections and gives a new snapshot. What can't be read keeps its last known value.
import type { CodatCompany } from '../../domain/codat/schema'
import type { ConnectionProgress } from '../../contract/connections'
import { Failure } from '../../domain/failure'
import type { Clock } from '../ports'
import type { CodatClientName, CodatSeats, NotRead, XeroSeats } from './ports'
import {
  codatRows,
  xeroRows,
  type CodatClientRead,
  type CodatRow,
  type Snapshot,
} from '../../domain/connections/snapshot'

export type Step = Pick<ConnectionProgress, 'step' | 'subject' | 'done' | 'total'>

export interface CollectPorts {
  readonly xero: XeroSeats
  readonly codat: CodatSeats
  readonly clock: Clock
}

export interface CollectOptions {
  readonly signal: AbortSignal
  readonly onStep: (step: Step) => void
}

/** Both sides at once, each without waiting for the other. Raises `call.cancelled`, and nothing has changed then. */
export async function collect(ports: CollectPorts, before: Snapshot, options: CollectOptions): Promise<Snapshot> {
  const [xero, codat] = await Promise.all([collectXero(ports, before, options), collectCodat(ports, before, options)])
  stopIfCancelled(options.signal)
  return { ...before, ...xero, codat }
}

/** Xero's list. */
export async function collectXero(
  { xero, clock }: Pick<CollectPorts, 'xero' | 'clock'>,
  before: Snapshot,
  { signal, onStep }: CollectOptions,
): Promise<Pick<Snapshot, 'xero' | 'xeroProblem'>> {
  onStep({ step: 'xero-list', subject: null, done: 0, total: 1 })
  const answer = await readOr(() => xero.list(before.appId, signal))
  const at = clock.now().toISOString()
  if (answer.kind === 'not-read') return { xero: before.xero, xeroProblem: { code: answer.code, at } }
  onStep({ step: 'xero-list', subject: null, done: 1, total: 1 })
  const { connections, unreadableRows } = answer
  return { xero: { at, rows: xeroRows(connections), unreadableRows }, xeroProblem: null }
}

/** Every Codat client that holds the app's keys, one after the other: they may share a budget of requests. */
export async function collectCodat(
  ports: CollectPorts,
  before: Snapshot,
  options: CollectOptions,
): Promise<CodatClientRead[]> {
  const reads: CodatClientRead[] = []
  for (const client of await ports.codat.clientsOf(before.appId)) {
    stopIfCancelled(options.signal)
    const last = before.codat.find((read) => read.clientId === client.id)
    reads.push(await collectClient(ports, client, last, options))
  }
  return reads
}

async function collectClient(
  { codat, clock }: CollectPorts,
  client: CodatClientName,
  last: CodatClientRead | undefined,
  { signal, onStep }: CollectOptions,
): Promise<CodatClientRead> {
  const onProgress = ({ companies, told }: { companies: number; told: number | null }): void =>
    onStep({ step: 'codat-companies', subject: client.name, done: companies, total: told })
  // Said before Codat answers: it may take its time, and what is waited for is not Xero.
  onProgress({ companies: 0, told: null })
  const answer = await readOr(() => codat.readCompanies(client.id, { signal, onProgress }))
  const figure = await readOr(() => codat.readLinkedFigure(client.id, signal))
  const at = clock.now().toISOString()
  const code = answer.code ?? null
  return {
    clientId: client.id,
    clientName: client.name,
    read: keepBetter(last?.read ?? null, answer, ({ companies }) => ({ at, rows: codatRows(client, companies) })),
    problem: code === null ? null : { code, at },
    linkedFigure:
      figure.kind === 'read'
        ? figure.linked === null
          ? null
          : { at, linked: figure.linked }
        : (last?.linkedFigure ?? null),
  }
}

interface WholeOrPart {
  readonly kind: 'read'
  readonly complete: boolean
  readonly companies: readonly CodatCompany[]
}

/** A read with a page missing takes the place of nothing, or of an earlier one like it; never of a whole one. */
function keepBetter(
  last: CodatClientRead['read'],
  answer: WholeOrPart | NotRead,
  now: (answer: WholeOrPart) => { at: string; rows: CodatRow[] },
): CodatClientRead['read'] {
  if (answer.kind === 'not-read') return last
  if (!answer.complete && last?.complete === true) return last
  return { ...now(answer), complete: answer.complete }
}

/** A source that throws is a source that could not be read: it must not take the others with it. */
async function readOr<T>(ask: () => Promise<T | NotRead>): Promise<T | NotRead> {
  try {
    return await ask()
  } catch (error) {
    return { kind: 'not-read', code: error instanceof Failure ? error.code : 'call.unexpected' }
  }
}

function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure('call.cancelled')
}
