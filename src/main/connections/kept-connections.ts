// What is kept about the connections of each app: what was decided, and the answers that came last. All that a table of many apps needs.
import path from 'node:path'
import { connectionsInBrief } from '../../domain/connections/brief'
import type { KnownConnections } from '../../domain/standing/known'
import type { Clock } from '../ports'
import type { AssertKept } from '../records/app-records'
import type { SeatApp } from '../../domain/connections/schema'
import { type History, openDecisions, openHistory, openSnapshotFiles, type SnapshotFiles } from './files'

export interface SeatApps {
  /** Raises `record.missing`. */
  get(appId: string): Promise<SeatApp>
}

export interface KeptConnections {
  readonly decisions: ReturnType<typeof openDecisions>
  readonly snapshots: SnapshotFiles
  readonly history: History
  /** The gauge in brief, for many apps at once; asks nobody. Raises `record.missing`. */
  brief(appId: string, proofs: ReadonlySet<string>): Promise<KnownConnections>
  /** Takes away all of an app that is gone: its companies' names, too. */
  forgetApp(appId: string): Promise<void>
}

export interface KeptConnectionsPorts {
  /** A folder of the connections' own; made at the first write. */
  readonly dir: string
  readonly clock: Clock
  readonly apps: SeatApps
  readonly assertKept?: AssertKept | undefined
}

export function openKeptConnections({ dir, clock, apps, assertKept }: KeptConnectionsPorts): KeptConnections {
  const decisions = openDecisions(path.join(dir, 'decisions'), clock, assertKept)
  const snapshots = openSnapshotFiles(path.join(dir, 'last-known'), clock, assertKept)
  const history = openHistory(path.join(dir, 'history'), assertKept)
  return {
    decisions,
    snapshots,
    history,
    async forgetApp(appId) {
      for (const files of [decisions, snapshots, history]) await files.remove(appId)
    },
    async brief(appId, proofs) {
      const [app, decided, snapshot] = await Promise.all([apps.get(appId), decisions.get(appId), snapshots.get(appId)])
      return connectionsInBrief({ app, decisions: decided, snapshot, proofs, now: clock.now() })
    },
  }
}
