// What is kept about the connections of each app: what was decided, and the answers that came last. All that a table of many apps needs.
import path from 'node:path'
import { connectionsInBrief } from '../../domain/connections/brief'
import type { KnownConnections } from '../../domain/standing/known'
import type { Clock } from '../ports'
import { openDecisions } from './decision-files'
import type { SeatApps } from './ports'
import { openSnapshotFiles, type SnapshotFiles } from './snapshot-files'

export interface KeptConnections {
  readonly decisions: ReturnType<typeof openDecisions>
  readonly snapshots: SnapshotFiles
  /** The gauge in brief, for many apps at once; asks nobody. Raises `record.missing`. */
  brief(appId: string, proofs: ReadonlySet<string>): Promise<KnownConnections>
}

export interface KeptConnectionsPorts {
  /** A folder of the connections' own; made at the first write. */
  readonly dir: string
  readonly clock: Clock
  readonly apps: SeatApps
}

export function openKeptConnections({ dir, clock, apps }: KeptConnectionsPorts): KeptConnections {
  const decisions = openDecisions(path.join(dir, 'decisions'), clock)
  const snapshots = openSnapshotFiles(path.join(dir, 'last-known'), clock)
  return {
    decisions,
    snapshots,
    async brief(appId, proofs) {
      const [app, decided, snapshot] = await Promise.all([apps.get(appId), decisions.get(appId), snapshots.get(appId)])
      return connectionsInBrief({ app, decisions: decided, snapshot, proofs, now: clock.now() })
    },
  }
}
