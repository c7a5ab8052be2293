// The gauge and the connections of each Xero app as a service: checks, remembers, tells, frees.
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { toCsv } from '../csv'
import type { Service } from '../../contract/api'
import type { connectionCalls, ConnectionProgress, FreeingResult } from '../../contract/connections'
import type { Gauge, Connection } from '../../domain/connections/schema'
import type { SignedInOrganisation } from '../../domain/xero/schema'
import { Failure, isFailure } from '../../domain/failure'

import { countedSince } from '../../domain/connections/brief'
import { withoutCodatConnection } from '../../domain/connections/codat-cleanup'
import { collect, collectCodat, type CollectOptions, collectXero, type Step } from './collect'
import { connectionRows } from '../../domain/connections/connection-rows'
import { type Decisions, withDemoWord, withDismissed, withSignIn } from '../../domain/connections/decisions'
import { deleteCodatConnection, freeConnections } from './free-connections'
import { rankForFreeing } from '../../domain/connections/freeing-plan'
import { type buildRows, createGauges, type GaugeAndConnections, gaugePieces } from '../../domain/connections/gauge'
import type { KeptConnections, AppsOfConnections } from './kept-connections'
import { countRemark, limitRemark } from '../../domain/connections/remarks'
import { notificationDue } from '../../domain/connections/notify'
import type { Note } from '../activity/activity'
import type { SaveFile } from '../save-file'
import type { MainPorts, Prompts } from '../ports'
import type { CodatConnectionsSource } from '../codat/connections-source'
import type { XeroConnections } from './xero-connections'
import { createParts } from './parts'
import { allCodatRows, codatIsRecent, type CodatRow, type Snapshot } from '../../domain/connections/snapshot'
import { createWork } from './work'
import { fileName } from '../../domain/sheets/sheet-names'
import { isVaultCode } from '../../domain/vault/vault-code'

export interface ConnectionsPorts extends Pick<MainPorts, 'clock' | 'notifier'> {
  /** A folder of the connections' own; made at the first write. */
  readonly dir: string
  readonly kept: Pick<KeptConnections, 'decisions' | 'snapshots' | 'history'>
  readonly prompts: Pick<Prompts, 'confirm'>
  readonly wantsNotifications: () => boolean
  readonly apps: AppsOfConnections
  readonly xero: XeroConnections
  readonly codat: CodatConnectionsSource
  readonly saveFile: SaveFile
  readonly note: Note
  readonly onProgress: (progress: ConnectionProgress) => void
  readonly onChange: (appId: string) => void
  /** Counted by tests. */
  readonly buildRows?: typeof buildRows
}

/** The calls about the gauge and the connections, and what other rooms ask of them. */
export interface Connections extends Service<keyof typeof connectionCalls> {
  /** The companies at Codat that were listed last, one a connection. Asks nobody. */
  companies(appId: string): Promise<readonly CodatRow[]>
  /** All connections as last known, however many. Asks nobody. */
  connections(appId: string): Promise<readonly Connection[]>
  /** What a sign-in test taught about demo companies, and which of its connections it could not remove. */
  noteSignIn(appId: string, organisations: readonly SignedInOrganisation[]): Promise<void>
}

/** Opens the service; nothing is read or asked yet. */
export function openConnections(ports: ConnectionsPorts): Connections {
  const { clock, apps } = ports
  const { decisions, snapshots, history } = ports.kept
  const work = createWork()
  const gaugeFrom = createGauges(sha256, ports.buildRows)
  const partOf = createParts()

  /** Of what was read at one moment, whatever changes meanwhile; whoever answers with it has a turn of its own. */
  async function gaugeInTurns(input: Parameters<typeof gaugeFrom>[0]): Promise<GaugeAndConnections> {
    for (const piece of gaugePieces(input)) {
      piece()
      await nextTurn()
    }
    const told = gaugeFrom(input)
    await nextTurn()
    return told
  }

  async function known(appId: string): Promise<GaugeAndConnections & { decisions: Decisions; snapshot: Snapshot }> {
    const [app, decided, snapshot, points] = await Promise.all([
      apps.get(appId),
      decisions.get(appId),
      snapshots.get(appId),
      history.read(appId),
    ])
    const input = { app, decisions: decided, snapshot, points, now: clock.now() }
    return { ...(await gaugeInTurns(input)), decisions: decided, snapshot }
  }

  /** A point in the history if something was counted just now, and the notification that is due. */
  async function settle(appId: string, since: string, { mayNotify }: { mayNotify: boolean }): Promise<Gauge> {
    const [app, decided, snapshot] = await Promise.all([apps.get(appId), decisions.get(appId), snapshots.get(appId)])
    const input = { app, decisions: decided, snapshot, proofs: new Set<string>(), now: clock.now() }
    const { connections, point } = countedSince(input, since)
    if (point !== null) await history.add(appId, point)
    let decisionsNow = decided
    if (connections.count !== null) {
      const due = notificationDue(decided.told, { appName: app.name, connections })
      if (due.told !== decided.told) decisionsNow = await learn(appId, (before) => ({ ...before, told: due.told }))
      if (due.notification !== null && mayNotify && ports.wantsNotifications())
        await ports.notifier.notify(due.notification)
    }
    ports.onChange(appId)
    const points = await history.read(appId)
    return (await gaugeInTurns({ app, decisions: decisionsNow, snapshot, points, now: clock.now() })).gauge
  }

  /** What Latchkey notes by itself waits while the record is damaged: it is told, and must not be written over. */
  async function learn(appId: string, edit: (before: Decisions) => Decisions): Promise<Decisions> {
    return decisions.change(appId, edit).catch((error: unknown) => {
      if (!isFailure(error, 'record.damaged')) throw error
      return decisions.get(appId)
    })
  }

  /** The user changed something and sees the effect, so there is nothing to notify. */
  async function decide(appId: string, edit: (before: Decisions) => Decisions): Promise<Gauge> {
    await apps.get(appId)
    const since = clock.now().toISOString()
    await decisions.change(appId, edit)
    return settle(appId, since, { mayNotify: false })
  }

  const stepper = (appId: string, operationId: string) => (step: Step) =>
    ports.onProgress({ operationId, appId, ...step })

  async function readAfresh(appId: string, options: CollectOptions): Promise<readonly Connection[]> {
    const before = await snapshots.get(appId)
    const [xero, codat] = await Promise.all([
      collectXero(ports, before, options),
      codatIsRecent(before, clock.now()) ? before.codat : collectCodat(ports, before, options),
    ])
    if (options.signal.aborted) throw new Failure('call.cancelled')
    if (xero.xeroProblem !== null) throw listNotRead(xero.xeroProblem.code)
    await snapshots.put({ ...before, ...xero, codat })
    return (await known(appId)).connections
  }

  /** Xero's list only: Codat notices a removal later by itself. */
  async function countAgain(appId: string, onStep: CollectOptions['onStep']) {
    const since = clock.now().toISOString()
    const before = await snapshots.get(appId)
    // Not the operation's signal: after a stop the rows that were removed still have to be counted.
    const read = await collectXero(ports, before, { signal: new AbortController().signal, onStep })
    await snapshots.put({ ...before, ...read })
    const gauge = await settle(appId, since, { mayNotify: true })
    // A row that can't be read could be the one that was removed.
    if (read.xeroProblem !== null || read.xero === null || read.xero.unreadableRows > 0) return null
    return { stillListed: new Set(read.xero.rows.map((row) => row.connectionId)), count: gauge.count }
  }

  async function free(appId: string, ids: readonly string[], options: CollectOptions): Promise<FreeingResult> {
    const app = await apps.get(appId)
    const result = await freeConnections(
      {
        prompts: ports.prompts,
        remove: (id) => ports.xero.remove(appId, id),
        readAfresh: () => readAfresh(appId, options),
        countAgain: () => countAgain(appId, options.onStep),
      },
      { appName: app.name, connectionIds: ids, ...options },
    )
    if (result.kind === 'done')
      for (const row of result.rows)
        await ports.note(`seat.${row.outcome}`, app, { name: row.organisation ?? 'an organisation without a name' })
    return result
  }

  return {
    getGauge: async ({ appId }) => (await known(appId)).gauge,
    // Asks every source. Raises `call.cancelled`, and nothing has changed then.
    refreshGauge: ({ appId, operationId }) =>
      work.refresh(appId, operationId, async (signal) => {
        const { gauge: counted, snapshot } = await known(appId)
        const before = counted.count
        const since = clock.now().toISOString()
        await snapshots.put(await collect(ports, snapshot, { signal, onStep: stepper(appId, operationId) }))
        const gauge = await settle(appId, since, { mayNotify: true })
        // Only what is news: counts come every day.
        if (gauge.count !== null && gauge.count !== before) {
          const app = { id: appId, name: gauge.appName }
          await ports.note('connections.counted', app, countRemark(gauge.count, before))
        }
        return gauge
      }),
    // Ends a refresh at once, a freeing before its next row.
    cancelConnectionWork: async ({ operationId }) => ({ cancelled: work.cancel(operationId) }),
    async setConnectionLimit({ appId, setting: limitSetting }) {
      const gauge = await decide(appId, (before) => ({ ...before, limitSetting }))
      await ports.note('connections.limit-set', { id: appId, name: gauge.appName }, limitRemark(gauge))
      return gauge
    },
    setTypedCount: ({ appId, count }) =>
      decide(appId, (before) => ({
        ...before,
        typed: count === null ? null : { count, at: clock.now().toISOString() },
      })),
    overruleDemo: ({ appId, tenantId, isDemo }) => decide(appId, (before) => withDemoWord(before, tenantId, isDemo)),
    dismissConnectionFinding: ({ appId, findingId }) => decide(appId, (before) => withDismissed(before, findingId)),
    async listConnections({ appId, from }) {
      const { gauge, connections } = await known(appId)
      return { ...partOf(connections, from), unseen: gauge.unseen, readAt: gauge.readAt }
    },
    connections: async (appId) => (await known(appId)).connections,
    companies: async (appId) => allCodatRows(await snapshots.get(appId)),
    listFreeingChoices: async ({ appId, from }) => partOf(rankForFreeing((await known(appId)).connections), from),
    // Raises `seats.busy`, `seats.list-not-read`, `vault.*`.
    freeConnections: ({ appId, operationId, connectionIds: ids }) =>
      work.free(appId, operationId, (signal) => free(appId, ids, { signal, onStep: stepper(appId, operationId) })),
    // Raises `seats.codat-unknown` and what Codat's client raises.
    async deleteCodatConnection({ appId, ...at }) {
      const { snapshot, connections } = await known(appId)
      const outcome = await deleteCodatConnection(ports, { snapshot, connections, at })
      if (outcome === 'declined') return { outcome }
      await snapshots.put(withoutCodatConnection(await snapshots.get(appId), at))
      await ports.note('codat-connection.deleted', await apps.get(appId))
      ports.onChange(appId)
      return { outcome }
    },
    async exportConnections({ appId }) {
      const app = await apps.get(appId)
      const { connections } = await known(appId)
      const now = clock.now()
      const suggestedName = `connections-${fileName(app.name)}-${now.toISOString().slice(0, 10)}.csv`
      const outcome = await ports.saveFile.save({ suggestedName, text: toCsv(connectionRows(connections, now)) })
      return { outcome, rows: outcome === 'saved' ? connections.length : 0 }
    },
    async noteSignIn(appId, organisations) {
      await learn(appId, (before) => withSignIn(before, organisations))
      ports.onChange(appId)
    },
  }
}

/** What the keychain said is no word of Xero's. */
function listNotRead(code: string): Failure {
  return isVaultCode(code) ? new Failure(code) : new Failure('seats.list-not-read', { detail: code })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
