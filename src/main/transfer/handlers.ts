// Export and import over main's own dialogs. What an import would change is shown before anything does, and main asks.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Handlers, SendEvent, Service } from '../../contract/api'
import type { transferCalls } from '../../contract/transfer'
import { MAX_TRANSFER_BYTES } from '../../domain/transfer/schema'
import type { XeroApp, XeroAppFields } from '../../domain/xero-apps/schema'
import type { Activity } from '../activity/activity'
import { Failure, isFailure } from '../../domain/failure'
import type { MainPorts, Prompts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { SettingsFile } from '../records/settings'
import { addPart, aroundParts, type CarriedRooms, gatherParts, markOf } from './parts'
import { fieldsOf, metBy, metClients, partsPlanned, planClients, planRest } from '../../domain/transfer/parts'
import {
  changedIn,
  exportOf,
  metApps,
  planApps,
  planSettings,
  readTransfer,
  type ReadTransfer,
} from '../../domain/transfer/plan'
import { importQuestion } from '../../domain/transfer/question'

export interface TransferPorts extends Pick<MainPorts, 'dialogs' | 'clock' | 'random'> {
  records: RecordFiles<XeroApp>
  settings: SettingsFile
  prompts: Pick<Prompts, 'confirm'>
  activity: Activity
  apps: Service<'addXeroApp' | 'updateXeroApp'>
  rooms: CarriedRooms
  send: SendEvent
}

const EXTENSIONS = ['json']
const NOTHING_DONE = { added: 0, merged: 0, unchanged: 0, parts: 0 }

export function transferHandlers(ports: TransferPorts): Pick<Handlers, keyof typeof transferCalls> {
  const { records, settings, dialogs, clock, activity, rooms } = ports
  let open: { id: string; fileName: string; read: ReadTransfer } | null = null

  /** What the file would do by what is here now. */
  async function plan({ transfer }: ReadTransfer) {
    const steps = planApps(transfer.apps, (await records.list()).records.filter(isShown), markOf)
    const clients = planClients(transfer.codatClients, (await rooms.clients.ports.records.list()).records, markOf)
    const around = await aroundParts(transfer, { apps: metApps(steps), clients: metClients(clients) }, rooms)
    return { steps, clients, rest: planRest(transfer, around) }
  }

  const partsOf = async (read: ReadTransfer) => partsPlanned(await plan(read))

  return {
    async exportRecords({ withEvidence }) {
      const apps = (await records.list()).records.filter(isShown)
      const day = clock.now().toISOString().slice(0, 10)
      const file = await dialogs.chooseSave({ title: 'Export', suggestedName: `latchkey-${day}.json` })
      if (file === null) return { saved: false, fileName: null, evidenceLeftOut: 0 }
      const { carried, evidenceLeftOut } = await gatherParts(apps, rooms, { withFiles: withEvidence })
      const transfer = exportOf(apps, { settings: settings.get(), carried, at: clock.now().toISOString() }, markOf)
      await writeFileAtomic(file, `${JSON.stringify(transfer, null, 2)}\n`).catch((error: unknown) => {
        throw new Failure('transfer.not-written', { cause: error })
      })
      await activity.note('records.exported', undefined, `${apps.length} apps`)
      return { saved: true, fileName: path.basename(file), evidenceLeftOut }
    },

    async previewImport() {
      const file = await dialogs.chooseOpen({ title: 'Import', extensions: EXTENSIONS })
      if (file === null) return { plan: null }
      const read = readTransfer(await readSmallFile(file))
      if (read === null) throw new Failure('transfer.not-ours')
      if (read === 'newer') throw new Failure('transfer.newer')
      open = { id: ports.random.id(), fileName: path.basename(file).slice(0, 200), read }
      const { apps, parts, orphans } = await partsOf(read)
      return {
        plan: {
          importId: open.id,
          fileName: open.fileName,
          exportedAt: read.transfer.exportedAt,
          apps,
          parts,
          settings: planSettings(read.transfer.settings, settings.get()),
          unreadable: [...read.unreadable, ...orphans],
        },
      }
    },

    async applyImport({ importId, withSettings }) {
      if (open === null || open.id !== importId) throw new Failure('transfer.gone')
      const { read, fileName } = open
      const { apps, parts } = await partsOf(read)
      const changes = withSettings ? planSettings(read.transfer.settings, settings.get()) : []
      const question = importQuestion({ fileName, apps, parts, settings: changes })
      if (!(await ports.prompts.confirm(question))) return { declined: true, ...NOTHING_DONE }
      if (open?.id !== importId) throw new Failure('transfer.gone')
      open = null
      const done = await takeIn(read)
      if (withSettings && read.transfer.settings !== undefined) await settings.save(read.transfer.settings)
      await activity.note('records.imported', undefined, `${done.added} added, ${done.merged} merged`)
      return { declined: false, ...done }
    },
  }

  /** Apps first, then Codat clients, then what belongs to both: whatever breaks off in between, the same file brings in the rest. */
  async function takeIn(read: ReadTransfer): Promise<typeof NOTHING_DONE> {
    const done = { ...NOTHING_DONE }
    const { steps } = await plan(read)
    const appIds = new Map<string, string>()
    for (const { planned, fields, target, mark } of steps) {
      const here = await takeApp(planned.action, fields, target)
      if (mark !== undefined) appIds.set(mark, here.id)
      done[target === null ? 'added' : planned.action === 'same' ? 'unchanged' : 'merged'] += 1
    }
    const { clients } = await plan(read)
    const apps = metBy(appIds)
    const clientIds = new Map<string, string>()
    for (const { carried, here } of clients) {
      const client = here ?? (await rooms.clients.add(fieldsOf(carried, apps)))
      if (here === null) done.parts += 1
      clientIds.set(carried.mark, client.id)
    }
    const rest = planRest(read.transfer, await aroundParts(read.transfer, { apps, clients: metBy(clientIds) }, rooms))
    for (const { planned, addition } of rest.steps) {
      if (planned.action === 'keep') continue
      if (addition === null || (await unlessGone(() => addPart(addition, rooms)))) done.parts += 1
    }
    tellImported([...appIds.values()])
    return done
  }

  async function takeApp(action: 'add' | 'merge' | 'same', fields: XeroAppFields, target: XeroApp | null) {
    if (target === null) return ports.apps.addXeroApp(fields)
    return action === 'same' ? target : ports.apps.updateXeroApp({ id: target.id, fields: changedIn(fields, target) })
  }

  /** Tells the page to ask again for all that an import may have brought in. */
  function tellImported(ids: readonly string[]): void {
    const { send } = ports
    for (const name of ['xeroAppsChanged', 'codatClientsChanged', 'integrationsChanged'] as const) send(name, {})
    for (const appId of ids) for (const name of ['connectionsChanged', 'feedsChanged'] as const) send(name, { appId })
  }
}

/** False for what belongs to an app that was deleted meanwhile, and for what is too long beside what is here: the rest comes in. */
async function unlessGone(add: () => Promise<void>): Promise<boolean> {
  try {
    await add()
    return true
  } catch (error) {
    if (isFailure(error, 'record.missing') || isFailure(error, 'record.too-long')) return false
    throw error
  }
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

/** What is in the trash neither travels nor is met by what comes in. */
const isShown = ({ deleting }: XeroApp): boolean => !deleting
