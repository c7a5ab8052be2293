// Export and import over main's own dialogs. What an import would change is shown before anything does.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Handlers } from '../../contract/api'
import {
  MAX_TRANSFER_BYTES,
  transferV1,
  travellingApp,
  type transferCalls,
  type TransferV1,
} from '../../contract/transfer'
import type { XeroApp, XeroAppFields } from '../../domain/xero-apps/schema'
import type { Activity } from '../activity/activity'
import { Failure } from '../../domain/failure'
import type { Clock, FileDialogs, Random } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { SettingsFile } from '../settings'
import { markOf, planApps, planSettings, readTransfer, type ReadTransfer } from './plan'

export interface TransferPorts {
  records: RecordFiles<XeroApp>
  settings: SettingsFile
  dialogs: FileDialogs
  clock: Clock
  random: Random
  activity: Activity
  addApp: (fields: XeroAppFields) => Promise<XeroApp>
  /** Changes an app's fields; what the change unproves is unproved. */
  changeApp: (id: string, fields: XeroAppFields) => Promise<XeroApp>
}

const EXTENSIONS = ['json']

export function transferHandlers(ports: TransferPorts): Pick<Handlers, keyof typeof transferCalls> {
  const { records, settings, dialogs, clock, activity } = ports
  let open: { id: string; read: ReadTransfer } | null = null

  return {
    async exportRecords() {
      const { records: apps } = await records.list()
      const day = clock.now().toISOString().slice(0, 10)
      const file = await dialogs.chooseSave({ title: 'Export', suggestedName: `latchkey-${day}.json` })
      if (file === null) return { saved: false, fileName: null }
      const transfer = exported(apps, settings, clock)
      await writeFileAtomic(file, `${JSON.stringify(transfer, null, 2)}\n`).catch((error: unknown) => {
        throw new Failure('transfer.not-written', { cause: error })
      })
      await activity.note('records.exported', undefined, `${apps.length} apps`)
      return { saved: true, fileName: path.basename(file) }
    },

    async previewImport() {
      const file = await dialogs.chooseOpen({ title: 'Import', extensions: EXTENSIONS })
      if (file === null) return { plan: null }
      const read = readTransfer(await readSmallFile(file))
      if (read === null) throw new Failure('transfer.not-ours')
      open = { id: ports.random.id(), read }
      const { records: apps } = await records.list()
      return {
        plan: {
          importId: open.id,
          fileName: path.basename(file).slice(0, 200),
          exportedAt: read.transfer.exportedAt,
          apps: planApps(read.transfer.apps, apps).map(({ planned }) => planned),
          settings: planSettings(read.transfer.settings, settings.get()),
          unreadable: read.unreadable,
        },
      }
    },

    async applyImport({ importId, withSettings }) {
      if (open === null || open.id !== importId) throw new Failure('transfer.gone')
      const { transfer } = open.read
      open = null
      const { records: apps } = await records.list()
      const done = { added: 0, merged: 0, unchanged: 0 }
      for (const { planned, fields, target } of planApps(transfer.apps, apps)) {
        if (planned.action === 'same' || (planned.action === 'merge' && target === null)) done.unchanged += 1
        else if (target === null) {
          await ports.addApp(fields)
          done.added += 1
        } else {
          await ports.changeApp(target.id, fields)
          done.merged += 1
        }
      }
      if (withSettings && transfer.settings !== undefined) await settings.save(transfer.settings)
      await activity.note('records.imported', undefined, `${done.added} added, ${done.merged} merged`)
      return done
    },
  }
}

/** The export: fields and a mark by which it is known when it comes back. Ids, secrets and proofs belong to this machine. */
function exported(apps: readonly XeroApp[], settings: SettingsFile, clock: Clock): TransferV1 {
  return transferV1.parse({
    format: 'latchkey',
    version: 1,
    exportedAt: clock.now().toISOString(),
    apps: apps.filter((app) => !app.deleting).map((app) => travellingApp.parse({ ...app, mark: markOf(app.id) })),
    settings: settings.get(),
  })
}

async function readSmallFile(file: string): Promise<string> {
  try {
    const { size } = await stat(file)
    if (size > MAX_TRANSFER_BYTES) throw new Failure('transfer.not-ours')
    return await readFile(file, 'utf8')
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('transfer.not-read', { cause: error })
  }
}
