// What travels beside the Xero apps: gathered for an export, planned for an import, and added where nothing of its kind is here.
import { createHash } from 'node:crypto'
import {
  type CarriedKind,
  MOST_EVIDENCE_BYTES,
  type PlannedPart,
  type TransferFile,
} from '../../domain/transfer/schema'
import type { FeedWords } from '../../domain/bank-feeds/schema'
import type { CodatClient, CodatClientFields } from '../../domain/codat/schema'
import type { Decisions } from '../../domain/connections/decisions'
import type { Integration, IntegrationFields } from '../../domain/guide/schema'
import type { PartnerApplication } from '../../domain/partner/schema'
import type { ProfileChange } from '../../domain/profile/profile'
import type { Profile } from '../../domain/profile/schema'
import {
  type CarriedAbout,
  type CarriedEvidence,
  type CarriedSetUp,
  carryApplication,
  carryClient,
  carryDecisions,
  carryProfile,
  carrySetUp,
  carryWords,
  hasNoWords,
  isBlank,
  isUnanswered,
  isUndecided,
  withEvidence,
} from '../../domain/transfer/carried'
import type { MarkOf } from '../../domain/transfer/plan'
import type { XeroApp } from '../../domain/xero-apps/schema'
import { filesIn, type Met, MOST_FILE_BYTES, showsSecret } from '../../domain/transfer/parts'

/** The rooms whose records travel; each keeps its own rules for how one is made. */
export interface CarriedRooms {
  readonly clients: {
    list(): Promise<readonly CodatClient[]>
    add(fields: CodatClientFields): Promise<{ readonly id: string }>
  }
  readonly setUps: {
    list(): Promise<readonly Integration[]>
    add(fields: Pick<IntegrationFields, 'xeroAppId' | 'codatClientId' | 'wayIn'>): Promise<{ readonly id: string }>
    change(id: string, edit: (before: Integration) => Integration): Promise<unknown>
  }
  readonly profiles: {
    get(appId: string): Promise<Profile>
    answer(appId: string, change: ProfileChange): Promise<unknown>
  }
  readonly applications: {
    get(appId: string): Promise<PartnerApplication>
    change(appId: string, edit: (before: PartnerApplication) => PartnerApplication): Promise<unknown>
  }
  readonly decisions: {
    get(appId: string): Promise<Decisions>
    change(appId: string, edit: (before: Decisions) => Decisions): Promise<unknown>
  }
  readonly words: {
    get(appId: string, clientId: string): Promise<FeedWords>
    change(appId: string, clientId: string, edit: (before: FeedWords) => FeedWords): Promise<unknown>
  }
  readonly evidence: {
    read(appId: string, id: string, sha256: string): Promise<Buffer | null>
    put(appId: string, id: string, bytes: Buffer): Promise<void>
  }
}

type Carried = Pick<TransferFile, 'codatClients' | 'setUps' | 'about' | 'evidence'>

/** Everything beside the apps, for these apps. Evidence files that don't fit into an export are counted. */
export async function gatherParts(
  apps: readonly XeroApp[],
  rooms: CarriedRooms,
  { markOf, withFiles }: { markOf: MarkOf; withFiles: boolean },
): Promise<{ carried: Carried; evidenceLeftOut: number }> {
  const clients = (await rooms.clients.list()).filter(({ deleting }) => !deleting)
  const setUps = await rooms.setUps.list()
  const files = { taken: [] as CarriedEvidence[], bytes: 0, leftOut: 0 }
  const about: CarriedAbout[] = []
  for (const { id } of apps) {
    const application = await rooms.applications.get(id)
    const taken = await takeFiles(application, rooms, { markOf, withFiles, files })
    about.push({
      app: markOf(id),
      profile: carryProfile(await rooms.profiles.get(id)),
      application: carryApplication(application, ({ id: one }) => taken.has(one)),
      decisions: carryDecisions(await rooms.decisions.get(id)),
      feeds: await wordsOf(id, { clients, setUps, rooms, markOf }),
    })
  }
  const known = new Set([...apps, ...clients].map(({ id }) => id))
  const isWhole = (id: string | null): boolean => id === null || known.has(id)
  const carried = {
    codatClients: clients.map((client) =>
      carryClient({ ...client, xeroAppIds: client.xeroAppIds.filter(isWhole) }, markOf),
    ),
    setUps: setUps
      .filter(({ xeroAppId, codatClientId }) => isWhole(xeroAppId) && isWhole(codatClientId))
      .map((setUp) => carrySetUp(setUp, markOf)),
    about: about.filter(
      ({ profile, application, decisions, feeds }) =>
        profile !== null || application !== null || decisions !== null || feeds.length > 0,
    ),
    evidence: files.taken,
  }
  return { carried, evidenceLeftOut: files.leftOut }
}

interface Taking {
  readonly markOf: MarkOf
  readonly withFiles: boolean
  readonly files: { readonly taken: CarriedEvidence[]; bytes: number; leftOut: number }
}

/** Ids of the application's files whose bytes travel. */
async function takeFiles(
  { id: appId, items }: PartnerApplication,
  rooms: CarriedRooms,
  { markOf, withFiles, files }: Taking,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>()
  for (const { id, sha256 } of filesIn(items)) {
    const bytes = withFiles ? await rooms.evidence.read(appId, id, sha256) : null
    if (bytes === null || files.bytes + bytes.byteLength > MOST_EVIDENCE_BYTES) {
      files.leftOut += 1
      continue
    }
    files.bytes += bytes.byteLength
    files.taken.push({ app: markOf(appId), id, sha256, data: bytes.toString('base64') })
    taken.add(id)
  }
  return taken
}

interface WordsOf {
  readonly clients: readonly CodatClient[]
  readonly setUps: readonly Integration[]
  readonly rooms: CarriedRooms
  readonly markOf: MarkOf
}

/** Words on bank feeds stand for an app at a Codat client. */
async function wordsOf(appId: string, { clients, setUps, rooms, markOf }: WordsOf): Promise<CarriedAbout['feeds']> {
  const found: CarriedAbout['feeds'] = []
  for (const { id, xeroAppIds } of clients) {
    const isTied =
      xeroAppIds.includes(appId) || setUps.some((one) => one.xeroAppId === appId && one.codatClientId === id)
    const words = isTied ? carryWords(await rooms.words.get(appId, id)) : null
    if (words !== null) found.push({ client: markOf(id), words })
  }
  return found
}

/** What a part needs to know of the records it belongs to. */
export interface Around {
  readonly rooms: CarriedRooms
  readonly apps: Met
  readonly clients: Met
}

export interface PartStep {
  readonly planned: PlannedPart
  /** Adds it. Only for one that is to be added, once the records around it have ids. */
  add(): Promise<void>
}

/** All that is beside apps and clients, and what belongs to no record of the file. */
export async function planRest(
  file: Carried,
  around: Around,
): Promise<{ steps: PartStep[]; orphans: { place: string; reason: string }[] }> {
  const steps: PartStep[] = []
  const orphans: { place: string; reason: string }[] = []
  const met = new Set<string>()
  const isTwice = (key: string): boolean => met.has(key) || (met.add(key), false)
  for (const [at, setUp] of file.setUps.entries()) {
    const step = await planSetUp(setUp, around)
    const place = `set-up ${at + 1}`
    if (step === null) orphans.push({ place, reason: 'belongs to no record of the file' })
    else if (isTwice(`set-up ${setUp.app} ${setUp.client}`)) orphans.push({ place, reason: TWICE })
    else steps.push(step)
  }
  for (const [at, about] of file.about.entries()) {
    const app = around.apps.get(about.app)
    if (app === undefined) {
      orphans.push({ place: `about ${at + 1}`, reason: 'belongs to no app of the file' })
      continue
    }
    if (isTwice(`about ${app.id ?? about.app}`)) {
      orphans.push({ place: `about ${at + 1}`, reason: TWICE })
      continue
    }
    const own = file.evidence.filter((one) => one.app === about.app)
    steps.push(...(await planAbout(about, own, { ...around, app })))
  }
  return { steps, orphans }
}

const TWICE = 'stands in the file twice'

async function planSetUp(setUp: CarriedSetUp, { rooms, apps, clients }: Around): Promise<PartStep | null> {
  const app = setUp.app === null ? NONE : apps.get(setUp.app)
  const client = setUp.client === null ? NONE : clients.get(setUp.client)
  if (app === undefined || client === undefined) return null
  const isNew = (app !== NONE && app.id === null) || (client !== NONE && client.id === null)
  const pair = { xeroAppId: app.id, codatClientId: client.id }
  const isHere =
    !isNew &&
    (await rooms.setUps.list()).some(
      ({ xeroAppId, codatClientId }) => xeroAppId === pair.xeroAppId && codatClientId === pair.codatClientId,
    )
  const name = [app === NONE ? 'No Xero app' : app.name, ...(client === NONE ? [] : [client.name])].join(' at ')
  return part('set-up', name, !isHere, async () => {
    const { app: _app, client: _client, wayIn, answers, useCase, ...told } = setUp
    const { id } = await rooms.setUps.add({ ...pair, wayIn })
    // What an app's set-ups answer is its profile's, which travels by itself.
    const own = pair.xeroAppId === null ? { answers, useCase } : {}
    await rooms.setUps.change(id, (before) => ({ ...before, ...told, ...own }))
  })
}

const NONE = { id: null, name: '' } as const

interface AroundApp extends Around {
  readonly app: { readonly id: string | null; readonly name: string }
}

async function planAbout(
  about: CarriedAbout,
  evidence: readonly CarriedEvidence[],
  { rooms, clients, app }: AroundApp,
): Promise<PartStep[]> {
  const { id, name } = app
  const { profile, application, decisions } = about
  const steps: PartStep[] = []
  /** Whether nothing of its kind is here, and the app's id once it is added. */
  const plan = (kind: CarriedKind, isFree: boolean, add: (appId: string) => Promise<unknown>, of = name): void => {
    steps.push(part(kind, of, isFree, async () => void (id !== null && (await add(id)))))
  }
  if (profile !== null) {
    const isFree = id === null || isUnanswered(await rooms.profiles.get(id))
    plan('profile', isFree, (appId) => rooms.profiles.answer(appId, profile))
  }
  if (application !== null) {
    const isFree = id === null || isBlank(await rooms.applications.get(id))
    const files = filesOf(evidence, application.items)
    if (files.length > 0)
      plan('evidence', isFree, async (appId) => {
        for (const { id: one, bytes } of files) await rooms.evidence.put(appId, one, bytes)
      })
    const came = new Set(files.map((one) => one.id))
    const carried = withEvidence(application, (one) => came.has(one.id))
    plan('partner-application', isFree, (appId) =>
      rooms.applications.change(appId, (before) => ({ ...before, ...carried })),
    )
  }
  if (decisions !== null) {
    const isFree = id === null || isUndecided(await rooms.decisions.get(id))
    plan('decisions', isFree, (appId) => rooms.decisions.change(appId, (before) => ({ ...before, ...decisions })))
  }
  for (const { client: of, words } of about.feeds) {
    const client = clients.get(of)
    if (client === undefined) continue
    const { id: clientId } = client
    const isFree = id === null || clientId === null || hasNoWords(await rooms.words.get(id, clientId))
    const add = async (appId: string): Promise<void> => {
      if (clientId !== null) await rooms.words.change(appId, clientId, (before) => ({ ...before, ...words }))
    }
    plan('feed-words', isFree, add, `${name} at ${client.name}`)
  }
  return steps
}

function part(kind: CarriedKind, name: string, isFree: boolean, add: () => Promise<void>): PartStep {
  return { planned: { kind, name, action: isFree ? 'add' : 'keep' }, add }
}

/** Files of the export that are what was attached, and hold no secret that a look into them would show. */
function filesOf(
  evidence: readonly CarriedEvidence[],
  items: PartnerApplication['items'],
): { readonly id: string; readonly bytes: Buffer }[] {
  const attached = filesIn(items)
  return evidence.flatMap(({ id, sha256, data }) => {
    if (!attached.some((one) => one.id === id && one.sha256 === sha256)) return []
    const bytes = Buffer.from(data, 'base64')
    const isSame = createHash('sha256').update(bytes).digest('hex') === sha256
    return isSame && bytes.byteLength <= MOST_FILE_BYTES && !showsSecret(bytes) ? [{ id, bytes }] : []
  })
}
