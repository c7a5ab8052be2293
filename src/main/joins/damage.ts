// Where records of each kind are kept, for what tells of their damage.
import path from 'node:path'
import { integrationCheckV1 } from '../../domain/guide/board-schema'
import { feedEvidence, xeroSaidV1 } from '../../domain/bank-feeds/evidence'
import { codatClientV1 } from '../../domain/codat/schema'
import { integrationV1 } from '../../domain/guide/schema'
import { partnerApplicationV1 } from '../../domain/partner/schema'
import { profileV1 } from '../../domain/profile/schema'
import { xeroAppV1 } from '../../domain/xero-apps/schema'
import { formatFileIn } from '../bank-feeds/statements/format-memory'
import { historyFilesIn } from '../connections/history-files'
import { snapshotFilesIn } from '../connections/snapshot-files'
import { wordsV1 } from '../bank-feeds/feed-files'
import { decisionsV1 } from '../../domain/connections/decisions'
import type { Clock, Paths } from '../ports'
import { type Damage, openDamage } from '../records/damage'
import { openRecordFiles } from '../records/record-files'
import type { SettingsFile } from '../settings'

interface DamagePorts {
  readonly paths: Pick<Paths, 'records' | 'userData'>
  readonly clock: Clock
  readonly settings: SettingsFile
}

export function damageOfAll({ paths, clock, settings }: DamagePorts): Damage {
  const dir = (...names: string[]): string => path.join(paths.records, ...names)
  return openDamage({
    settings,
    'xero-app': openRecordFiles({ dir: dir('xero-apps'), schema: xeroAppV1, clock }),
    'codat-client': openRecordFiles({ dir: dir('codat-clients'), schema: codatClientV1, clock }),
    'set-up': openRecordFiles({ dir: dir('integrations'), schema: integrationV1, clock }),
    check: openRecordFiles({ dir: dir('checks'), schema: integrationCheckV1, clock }),
    'partner-application': openRecordFiles({
      dir: dir('partner', 'applications'),
      schema: partnerApplicationV1,
      clock,
    }),
    'seat-decisions': openRecordFiles({ dir: dir('connections', 'decisions'), schema: decisionsV1, clock }),
    'feed-words': openRecordFiles({ dir: dir('bank-feeds', 'words'), schema: wordsV1, clock }),
    'feed-evidence': openRecordFiles({ dir: dir('bank-feeds', 'companies'), schema: feedEvidence, clock }),
    'feed-answers': openRecordFiles({ dir: dir('bank-feeds', 'apps'), schema: xeroSaidV1, clock }),
    profile: openRecordFiles({ dir: dir('profiles'), schema: profileV1, clock }),
    'last-known': snapshotFilesIn(dir('connections', 'last-known'), clock),
    history: historyFilesIn(dir('connections', 'history')),
    'statement-formats': formatFileIn(paths.userData, clock),
  })
}
