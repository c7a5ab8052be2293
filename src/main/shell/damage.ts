// Where records of each kind are kept, for what tells of their damage.
import path from 'node:path'
import { recordKinds } from '../../domain/records/kinds'
import { formatFileIn } from '../bank-feeds/statements/format-memory'
import { historyFilesIn, snapshotFilesIn } from '../connections/files'
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
  const dir = (folder: string): string => path.join(paths.records, folder)
  const records = Object.entries(recordKinds).map(([kind, [schema, folder]]) => [
    kind,
    openRecordFiles({ dir: dir(folder), schema, clock }),
  ])
  return openDamage({
    settings,
    ...Object.fromEntries(records),
    'last-known': snapshotFilesIn(dir('connections/last-known'), clock),
    history: historyFilesIn(dir('connections/history')),
    'statement-formats': formatFileIn(paths.userData, clock),
  })
}
