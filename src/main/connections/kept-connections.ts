// What is kept about the connections of each app: what was decided, and the answers that came last. All that a table of many apps needs.
import path from 'node:path'
import { type BriefConnections, connectionsInBrief } from '../../domain/connections/brief'
import type { Clock } from '../ports'
import type { AssertKept } from '../records/app-records'
import type { AppOfConnections } from '../../domain/connections/schema'
import { openDecisions, openHistory, openSnapshotFiles } from './files'

export interface AppsOfConnections {
  /** Raises `record.missing`. */
  get(appId: string): Promise<AppOfConnections>
}

export type KeptConnections = ReturnType<typeof openKeptConnections>

export interface KeptConnectionsPorts {
  /** A folder of the connections' own; made at the first write. */
  readonly dir: string
  readonly clock: Clock
  readonly apps: AppsOfConnections
  readonly assertKept?: AssertKept | undefined
}

export function openKeptConnections({ dir, clock, apps, assertKept }: KeptConnectionsPorts) {
  const decisions = openDecisions(path.join(dir, 'decisions'), clock, assertKept)
  const snapshots = openSnapshotFiles(path.join(dir, 'last-known'), clock, assertKept)
  const history = openHistory(path.join(dir, 'history'), assertKept)
  return {
    decisions,
    snapshots,
    history,
    /** Takes away all of an app that is gone: its companies' names, too. */
    async forgetApp(appId: string): Promise<void> {
      for (const files of [decisions, snapshots, history]) await files.remove(appId)
    },
    /** The gauge in brief, for many apps at once; asks nobody. Raises `record.missing`. */
    async brief(appId: string, proofs: ReadonlySet<string>): Promise<BriefConnections> {
      const [app, decided, snapshot] = await Promise.all([apps.get(appId), decisions.get(appId), snapshots.get(appId)])
      return connectionsInBrief({ app, decisions: decided, snapshot, proofs, now: clock.now() })
    },
  }
}
