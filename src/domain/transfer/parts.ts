// What travels beside the Xero apps: what of it leaves, which of it is here already, and what of it comes in.
import type { FeedWords } from '../bank-feeds/schema'
import type { CodatClient, CodatClientFields } from '../codat/schema'
import type { Decisions } from '../connections/decisions'
import type { Integration } from '../guide/schema'
import type { PartnerApplication, PartnerEvidence } from '../partner/schema'
import type { Profile } from '../profile/schema'
import { redact } from '../text/redaction'
import type { XeroApp } from '../xero-apps/schema'
import {
  type CarriedAbout,
  type CarriedApplication,
  type CarriedClient,
  type CarriedDecisions,
  type CarriedEvidence,
  type CarriedSetUp,
  type CarriedWords,
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
} from './carried'
import type { MarkOf } from './plan'
import type { CarriedKind, PlannedApp, PlannedPart, TransferFile } from './schema'

type FileEvidence = Extract<PartnerEvidence, { kind: 'file' }>

export function filesIn(items: PartnerApplication['items']): FileEvidence[] {
  return Object.values(items).flatMap(({ evidence }) => evidence.filter((one) => one.kind === 'file'))
}

/** Records of the file by their marks: the id here, or null while the record is still to be added. */
export type Met = ReadonlyMap<string, { readonly id: string | null; readonly name: string }>

export interface ClientStep {
  readonly carried: CarriedClient
  /** The client that it is here already. */
  readonly here: CodatClient | null
}

/** By its mark, else by name and environment; each client here is met once. */
export function planClients(
  incoming: readonly CarriedClient[],
  existing: readonly CodatClient[],
  markOf: MarkOf,
): ClientStep[] {
  const left = new Set(existing.filter(({ deleting }) => !deleting))
  return incoming.map((carried) => {
    const all = [...left]
    const here =
      all.find(({ id }) => markOf(id) === carried.mark) ?? all.find((one) => toldBy(one) === toldBy(carried)) ?? null
    if (here !== null) left.delete(here)
    return { carried, here }
  })
}

export function metClients(clients: readonly ClientStep[]): Met {
  return new Map(clients.map(({ carried, here }) => [carried.mark, { id: here?.id ?? null, name: carried.name }]))
}

function toldBy({ name, environment }: Pick<CodatClientFields, 'name' | 'environment'>): string {
  return `${environment} ${name.trim().toLowerCase()}`
}

/** The fields of a client that is to be added, its Xero apps by their ids here. */
export function fieldsOf({ mark: _mark, apps, ...fields }: CarriedClient, met: Met): CodatClientFields {
  return { ...fields, xeroAppIds: apps.flatMap((one) => met.get(one)?.id ?? []) }
}

const MOST_FILE_BYTES = 25_000_000

/** Only text can be looked into. */
function showsSecret(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return redact(text) !== text
  } catch {
    return false
  }
}

export type CarriedParts = Pick<TransferFile, 'codatClients' | 'setUps' | 'about' | 'evidence'>

/** What is kept here about one Xero app; its words on bank feeds by the Codat client they stand for. */
export interface AboutHere {
  readonly profile: Profile
  readonly application: PartnerApplication
  readonly decisions: Decisions
  readonly words: ReadonlyMap<string, FeedWords>
}

/** The Codat clients that words on an app's bank feeds may stand for. */
export function clientsTiedTo(
  appId: string,
  { clients, setUps }: { clients: readonly CodatClient[]; setUps: readonly Integration[] },
): string[] {
  const isTied = ({ id, xeroAppIds }: CodatClient): boolean =>
    xeroAppIds.includes(appId) || setUps.some((one) => one.xeroAppId === appId && one.codatClientId === id)
  return clients.filter(isTied).map(({ id }) => id)
}

/** Everything beside the apps as it travels; `evidence` are the files whose bytes do. */
export function carryParts(
  {
    apps,
    clients,
    setUps,
    about,
    evidence,
  }: {
    apps: readonly XeroApp[]
    clients: readonly CodatClient[]
    setUps: readonly Integration[]
    about: ReadonlyMap<string, AboutHere>
    evidence: CarriedEvidence[]
  },
  markOf: MarkOf,
): CarriedParts {
  const known = new Set([...apps, ...clients].map(({ id }) => id))
  const isWhole = (id: string | null): boolean => id === null || known.has(id)
  return {
    codatClients: clients.map((client) =>
      carryClient({ ...client, xeroAppIds: client.xeroAppIds.filter(isWhole) }, markOf),
    ),
    setUps: setUps
      .filter(({ xeroAppId, codatClientId }) => isWhole(xeroAppId) && isWhole(codatClientId))
      .map((setUp) => carrySetUp(setUp, markOf)),
    about: [...about].map(([appId, here]) => carryAbout(markOf(appId), here, evidence, markOf)).filter(saysAnything),
    evidence,
  }
}

function carryAbout(
  app: string,
  { profile, application, decisions, words }: AboutHere,
  evidence: readonly CarriedEvidence[],
  markOf: MarkOf,
): CarriedAbout {
  const own = new Set(evidence.filter((one) => one.app === app).map(({ id }) => id))
  return {
    app,
    profile: carryProfile(profile),
    application: carryApplication(application, ({ id }) => own.has(id)),
    decisions: carryDecisions(decisions),
    feeds: [...words].flatMap(([clientId, said]) => {
      const carried = carryWords(said)
      return carried === null ? [] : [{ client: markOf(clientId), words: carried }]
    }),
  }
}

function saysAnything({ profile, application, decisions, feeds }: CarriedAbout): boolean {
  return profile !== null || application !== null || decisions !== null || feeds.length > 0
}

/** The records that a part belongs to, and what is here of its kind. */
export interface Around {
  readonly apps: Met
  readonly clients: Met
  readonly setUps: readonly Integration[]
  /** By the apps' ids. */
  readonly about: ReadonlyMap<string, AboutHere>
  /** The bytes of a file of the export; null where they aren't what their hash says. */
  readonly bytesOf: (evidence: CarriedEvidence) => Buffer | null
}

/** What is to be written, once the records around it have ids. */
export type Addition =
  | {
      readonly kind: 'set-up'
      readonly pair: Pick<Integration, 'xeroAppId' | 'codatClientId'>
      readonly wayIn: Integration['wayIn']
      readonly told: Partial<Integration>
    }
  | { readonly kind: 'profile'; readonly appId: string; readonly profile: NonNullable<CarriedAbout['profile']> }
  | { readonly kind: 'evidence'; readonly appId: string; readonly files: readonly EvidenceBytes[] }
  | { readonly kind: 'partner-application'; readonly appId: string; readonly carried: CarriedApplication }
  | { readonly kind: 'decisions'; readonly appId: string; readonly decisions: CarriedDecisions }
  | { readonly kind: 'feed-words'; readonly appId: string; readonly clientId: string; readonly words: CarriedWords }

export interface EvidenceBytes {
  readonly id: string
  readonly bytes: Buffer
}

/** Bytes and the entry of the file that they came in. */
interface CameIn extends EvidenceBytes {
  readonly carried: CarriedEvidence
}

export interface PartStep {
  readonly planned: PlannedPart
  /** Null while a record that it belongs to is still to be added. */
  readonly addition: Addition | null
}

/** All that is beside apps and clients, and what belongs to no record of the file. */
export function planRest(
  file: CarriedParts,
  around: Around,
): { steps: PartStep[]; orphans: { place: string; reason: string }[] } {
  const steps: PartStep[] = []
  const orphans: { place: string; reason: string }[] = []
  const met = new Set<string>()
  const came = new Set<CarriedEvidence>()
  const isTwice = (key: string): boolean => met.has(key) || (met.add(key), false)
  for (const [at, setUp] of file.setUps.entries()) {
    const step = planSetUp(setUp, around)
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
    const files = about.application === null ? [] : filesOf(own, about.application.items, around.bytesOf)
    for (const { carried } of files) came.add(carried)
    steps.push(...planAbout(about, files, { ...around, app }))
  }
  for (const [at, one] of file.evidence.entries())
    if (!came.has(one))
      orphans.push({ place: `evidence ${at + 1}`, reason: 'isn’t what an application of the file attached' })
  return { steps, orphans }
}

const TWICE = 'stands in the file twice'

function planSetUp(setUp: CarriedSetUp, { apps, clients, setUps }: Around): PartStep | null {
  const app = setUp.app === null ? NONE : apps.get(setUp.app)
  const client = setUp.client === null ? NONE : clients.get(setUp.client)
  if (app === undefined || client === undefined) return null
  const isNew = (app !== NONE && app.id === null) || (client !== NONE && client.id === null)
  const pair = { xeroAppId: app.id, codatClientId: client.id }
  const isHere =
    !isNew &&
    setUps.some(({ xeroAppId, codatClientId }) => xeroAppId === pair.xeroAppId && codatClientId === pair.codatClientId)
  const name = [app === NONE ? 'No Xero app' : app.name, ...(client === NONE ? [] : [client.name])].join(' at ')
  const { app: _app, client: _client, wayIn, answers, useCase, ...told } = setUp
  // What an app's set-ups answer is its profile's, which travels by itself.
  const own = pair.xeroAppId === null ? { answers, useCase } : {}
  return part('set-up', name, !isHere, { kind: 'set-up', pair, wayIn, told: { ...told, ...own } })
}

const NONE = { id: null, name: '' } as const

interface AroundApp extends Around {
  readonly app: { readonly id: string | null; readonly name: string }
}

function planAbout(
  { profile, application, decisions, feeds }: CarriedAbout,
  files: readonly CameIn[],
  { clients, about, app }: AroundApp,
): PartStep[] {
  const { id: appId, name } = app
  const here = appId === null ? undefined : about.get(appId)
  const steps: PartStep[] = []
  if (profile !== null) {
    const isFree = here === undefined || isUnanswered(here.profile)
    steps.push(part('profile', name, isFree, appId === null ? null : { kind: 'profile', appId, profile }))
  }
  if (application !== null) {
    const isFree = here === undefined || isBlank(here.application)
    if (files.length > 0)
      steps.push(part('evidence', name, isFree, appId === null ? null : { kind: 'evidence', appId, files }))
    const hashes = new Map(files.map(({ id, carried: { sha256 } }) => [id, sha256]))
    const carried = withEvidence(application, (one) => one.kind === 'file' && hashes.get(one.id) === one.sha256)
    const addition = appId === null ? null : ({ kind: 'partner-application', appId, carried } as const)
    steps.push(part('partner-application', name, isFree, addition))
  }
  if (decisions !== null) {
    const isFree = here === undefined || isUndecided(here.decisions)
    steps.push(part('decisions', name, isFree, appId === null ? null : { kind: 'decisions', appId, decisions }))
  }
  for (const { client: of, words } of feeds) {
    const client = clients.get(of)
    if (client === undefined) continue
    const { id: clientId } = client
    const said = clientId === null ? undefined : here?.words.get(clientId)
    const addition =
      appId === null || clientId === null ? null : ({ kind: 'feed-words', appId, clientId, words } as const)
    steps.push(part('feed-words', `${name} at ${client.name}`, said === undefined || hasNoWords(said), addition))
  }
  return steps
}

function part(kind: CarriedKind, name: string, isFree: boolean, addition: Addition | null): PartStep {
  return { planned: { kind, name, action: isFree ? 'add' : 'keep' }, addition }
}

/** Files of the export that are what was attached, the first of each id, and hold no secret that a look into them would show. */
function filesOf(
  evidence: readonly CarriedEvidence[],
  items: PartnerApplication['items'],
  bytesOf: Around['bytesOf'],
): CameIn[] {
  const attached = filesIn(items)
  const ids = new Set<string>()
  return evidence.flatMap((one) => {
    if (ids.has(one.id) || !attached.some(({ id, sha256 }) => one.id === id && one.sha256 === sha256)) return []
    const bytes = bytesOf(one)
    if (bytes === null || bytes.byteLength > MOST_FILE_BYTES || showsSecret(bytes)) return []
    ids.add(one.id)
    return [{ id: one.id, bytes, carried: one }]
  })
}

/** Records that are here now, by the marks that they came under. */
export function metBy(ids: ReadonlyMap<string, string>): Met {
  return new Map([...ids].map(([mark, id]) => [mark, { id, name: '' }]))
}

interface Planned {
  readonly steps: readonly { readonly planned: PlannedApp }[]
  readonly clients: readonly ClientStep[]
  readonly rest: ReturnType<typeof planRest>
}

/** What a plan does, as it is shown before anything is done. */
export function partsPlanned({ steps, clients, rest }: Planned) {
  const codatClients = clients.map(({ carried, here }): PlannedPart => {
    return { kind: 'codat-client', name: carried.name, action: here === null ? 'add' : 'keep' }
  })
  return {
    apps: steps.map(({ planned }) => planned),
    parts: [...codatClients, ...rest.steps.map(({ planned }) => planned)],
    orphans: rest.orphans,
  }
}
