// Saves sheets where the user wants them: which one, as what, through main's own file dialog.
import path from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Handlers } from '../../contract/api'
import type { CodatClient } from '../../domain/codat/schema'
import type { Gauge, Connection } from '../../domain/connections/schema'
import type { sheetCalls, SheetFormat, SheetRequest } from '../../contract/sheets'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Activity } from '../activity/activity'
import { Failure } from '../../domain/failure'
import type { MainPorts, Printer } from '../ports'
import { redactAround } from '../../domain/text/redaction'
import { handOverSheet } from '../../domain/sheets/hand-over-sheet'
import type { Integrations } from './integrations'
import { consentedAt, leaverSheet, namesIn, peopleIn } from '../../domain/sheets/leaver-sheet'
import { prepSheet } from '../../domain/sheets/prep-sheet'
import { mapSheetText, type Sheet } from '../../domain/sheets/sheet'
import { sheetPage } from '../../domain/sheets/sheet-html'
import { sheetMarkdown } from '../../domain/sheets/sheet-markdown'
import { setUpWalk } from '../../domain/guide/steps'
import { fileNameOf, markedAsPractice, type NamedSheet } from '../../domain/sheets/sheet-names'

export interface SheetPorts extends Pick<MainPorts, 'dialogs' | 'printer' | 'clock'> {
  activity: Activity
  integrations: Integrations
  machine: string
  /** What is made in practice mode says so. */
  inPractice: boolean
  listApps(): Promise<readonly XeroApp[]>
  listClients(): Promise<readonly CodatClient[]>
  /** The last known count, without asking anyone. */
  gaugeOf(appId: string): Promise<Gauge>
  connectionsOf(appId: string): Promise<readonly Connection[]>
}

type Requested<K extends SheetRequest['kind']> = Extract<SheetRequest, { kind: K }>

/** Of the activity log: what a leaver sheet looks through. */
const MOST_ENTRIES = 5_000

export function sheetHandlers(ports: SheetPorts): Pick<Handlers, keyof typeof sheetCalls> {
  return {
    async saveSheet({ sheet: request, format }) {
      const { sheet, fileName } = await sheetShown(request, ports)
      const suggestedName = `${fileName}.${format === 'pdf' ? 'pdf' : 'md'}`
      const file = await ports.dialogs.chooseSave({ title: 'Save sheet', suggestedName })
      if (file === null) return { saved: false, fileName: null }
      const content = await inFormat(sheet, format, ports.printer)
      await writeFileAtomic(file, content).catch((error: unknown) => {
        throw new Failure('sheet.not-written', { cause: error })
      })
      await ports.activity.note('sheet.saved', undefined, `${request.kind}, ${format}`)
      return { saved: true, fileName: path.basename(file).slice(0, 200) }
    },
    async previewSheet({ sheet: request }) {
      return (await sheetShown(request, ports)).sheet
    },
    listPeople: async () => ({ people: peopleIn(await ports.listClients()) }),
  }
}

/** The sheet as it leaves Latchkey, seen or saved: without what looks like a secret, and of practice where it is. */
async function sheetShown(request: SheetRequest, ports: SheetPorts): Promise<NamedSheet> {
  const { sheet, fileName } = await makeSheet(request, ports)
  const redacted = redactAround(await namesKnown(request, ports))
  return { sheet: mapSheetText(ports.inPractice ? markedAsPractice(sheet) : sheet, redacted), fileName }
}

/** What people called their things: names stay in a sheet even where they look like a key. */
async function namesKnown(request: SheetRequest, ports: SheetPorts): Promise<readonly string[]> {
  const [apps, clients] = await Promise.all([ports.listApps(), ports.listClients()])
  const own = request.kind === 'hand-over' ? [(await makeHandOver(request, ports)).name] : []
  return [
    ...namesIn(apps, clients),
    ...own,
    ...('customer' in request ? [request.customer] : 'person' in request ? [request.person] : []),
  ]
}

async function makeSheet(request: SheetRequest, ports: SheetPorts): Promise<NamedSheet> {
  const named = (kind: string, about: string): string =>
    fileNameOf([kind, about, ports.clock.now().toISOString().slice(0, 10)])
  switch (request.kind) {
    case 'prep':
      return { sheet: await makePrep(request, ports), fileName: named('before-the-call', request.customer) }
    case 'hand-over': {
      const { sheet, name } = await makeHandOver(request, ports)
      return { sheet, fileName: named('hand-over', name) }
    }
    case 'leaver':
      return { sheet: await makeLeaver(request, ports), fileName: named('leaver', request.person) }
  }
}

async function makePrep({ customer }: Requested<'prep'>, ports: SheetPorts): Promise<Sheet> {
  const theirs = (app: XeroApp) => customer !== '' && app.customer.trim() === customer
  return prepSheet({ customer, apps: (await ports.listApps()).filter(theirs) })
}

async function makeHandOver({ integrationId, withClientId }: Requested<'hand-over'>, ports: SheetPorts) {
  const { integration, evidence } = await ports.integrations.get(integrationId)
  const { name, standing } = await ports.integrations.view(integration)
  const gauge = evidence.app === null ? null : await ports.gaugeOf(evidence.app.id).catch(() => null)
  const { steps } = setUpWalk
  return { sheet: handOverSheet({ integration, evidence, standing, steps, gauge, withClientId }), name }
}

async function makeLeaver({ person, hereToo, withClientIds }: Requested<'leaver'>, ports: SheetPorts): Promise<Sheet> {
  const [apps, clients, { entries }] = await Promise.all([
    ports.listApps(),
    ports.listClients(),
    ports.activity.list(MOST_ENTRIES),
  ])
  const connections = await Promise.all(
    apps.map(async ({ id, name }) => consentedAt(name, await ports.connectionsOf(id).catch(() => []))),
  )
  const { machine, clock } = ports
  const here = { machine, apps, clients, activity: entries, connections, now: clock.now() }
  return leaverSheet({ person, hereToo, withClientIds, ...here })
}

async function inFormat(sheet: Sheet, format: SheetFormat, printer: Printer): Promise<string | Buffer> {
  switch (format) {
    case 'markdown':
      return sheetMarkdown(sheet)
    case 'pdf':
      return Buffer.from(await printer.toPdf(sheetPage(sheet)))
  }
}
