// Asks Xero and Codat about one app's connections and gives a new snapshot. What can't be read keeps its last known value.
import type { ConnectionProgress } from '../../contract/connections'
import { Failure } from '../../domain/failure'
import type { Clock } from '../ports'
import type { CodatConnectionsSource } from '../codat/connections-source'
import type { XeroConnections } from './xero-connections'
import {
  clientRead,
  type CodatClientName,
  type CodatClientRead,
  type NotRead,
  type Snapshot,
  xeroRows,
} from '../../domain/connections/snapshot'

export type Step = Pick<ConnectionProgress, 'step' | 'subject' | 'done' | 'total'>

export interface CollectPorts {
  readonly xero: XeroConnections
  readonly codat: CodatConnectionsSource
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
  return clientRead(client, { answer, figure, at: clock.now().toISOString() }, last)
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
