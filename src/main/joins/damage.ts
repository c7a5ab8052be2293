// Where records of each kind are kept, for what tells of their damage.
import path from 'node:path'
import type { z } from 'zod'
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
import { wordsV1 } from '../../domain/bank-feeds/words'
import { decisionsV1 } from '../../domain/connections/decisions'
import type { Clock, Paths } from '../ports'
import { type Damage, openDamage } from '../records/damage'
import { openRecordFiles } from '../records/record-files'
import type { SettingsFile } from '../records/settings'

interface DamagePorts {
  readonly paths: Pick<Paths, 'records' | 'userData'>
  readonly clock: Clock
  readonly settings: SettingsFile
}

export function damageOfAll({ paths, clock, settings }: DamagePorts): Damage {
  const dir = (...names: string[]): string => path.join(paths.records, ...names)
  const records = <S extends z.ZodType<{ id: string }>>(schema: S, ...names: string[]) =>
    openRecordFiles({ dir: dir(...names), schema, clock })
  return openDamage({
    settings,
    'xero-app': records(xeroAppV1, 'xero-apps'),
    'codat-client': records(codatClientV1, 'codat-clients'),
    'set-up': records(integrationV1, 'integrations'),
    check: records(integrationCheckV1, 'checks'),
    'partner-application': records(partnerApplicationV1, 'partner', 'applications'),
    'seat-decisions': records(decisionsV1, 'connections', 'decisions'),
    'feed-words': records(wordsV1, 'bank-feeds', 'words'),
    'feed-evidence': records(feedEvidence, 'bank-feeds', 'companies'),
    'feed-answers': records(xeroSaidV1, 'bank-feeds', 'apps'),
    profile: records(profileV1, 'profiles'),
    'last-known': snapshotFilesIn(dir('connections', 'last-known'), clock),
    history: historyFilesIn(dir('connections', 'history')),
    'statement-formats': formatFileIn(paths.userData, clock),
  })
}
