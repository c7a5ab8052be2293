// What travels beside the Xero apps: read for an export, and added where nothing of its kind is here.
import { createHash } from 'node:crypto'
import type { FeedWords } from '../../domain/bank-feeds/schema'
import type { CodatClient, CodatClientFields } from '../../domain/codat/schema'
import type { Decisions } from '../../domain/connections/decisions'
import type { Integration, IntegrationFields } from '../../domain/guide/schema'
import type { PartnerApplication } from '../../domain/partner/schema'
import type { ProfileChange } from '../../domain/profile/profile'
import type { Profile } from '../../domain/profile/schema'
import { type CarriedEvidence, hasNoWords, isBlank, isUnanswered, isUndecided } from '../../domain/transfer/carried'
import {
  type AboutHere,
  type Addition,
  type Around,
  type CarriedParts,
  carryParts,
  clientsTiedTo,
  filesIn,
  type Met,
} from '../../domain/transfer/parts'
import { MOST_EVIDENCE_BYTES } from '../../domain/transfer/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { AppRecords } from '../records/app-records'

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
    answer(appId: string, change: (before: Profile) => ProfileChange): Promise<unknown>
  }
  readonly applications: Pick<AppRecords<PartnerApplication>, 'get' | 'change'>
  readonly decisions: Pick<AppRecords<Decisions>, 'get' | 'change'>
  readonly words: {
    get(appId: string, clientId: string): Promise<FeedWords>
    change(appId: string, clientId: string, edit: (before: FeedWords) => FeedWords): Promise<unknown>
  }
  readonly evidence: {
    read(appId: string, id: string, sha256: string): Promise<Buffer | null>
    put(appId: string, id: string, bytes: Buffer): Promise<void>
  }
}

/** Everything beside the apps, for these apps. Evidence files that don't fit into an export are counted. */
export async function gatherParts(
  apps: readonly XeroApp[],
  rooms: CarriedRooms,
  { withFiles }: { withFiles: boolean },
): Promise<{ carried: CarriedParts; evidenceLeftOut: number }> {
  const clients = (await rooms.clients.list()).filter(({ deleting }) => !deleting)
  const setUps = await rooms.setUps.list()
  const about = new Map<string, AboutHere>()
  for (const { id } of apps) about.set(id, await aboutHere(id, clientsTiedTo(id, { clients, setUps }), rooms))
  const { taken, leftOut } = await takeFiles(about, rooms, withFiles)
  return { carried: carryParts({ apps, clients, setUps, about, evidence: taken }, markOf), evidenceLeftOut: leftOut }
}

async function aboutHere(appId: string, clientIds: readonly string[], rooms: CarriedRooms): Promise<AboutHere> {
  const words = new Map<string, FeedWords>()
  for (const clientId of clientIds) words.set(clientId, await rooms.words.get(appId, clientId))
  return {
    profile: await rooms.profiles.get(appId),
    application: await rooms.applications.get(appId),
    decisions: await rooms.decisions.get(appId),
    words,
  }
}

async function takeFiles(about: ReadonlyMap<string, AboutHere>, rooms: CarriedRooms, withFiles: boolean) {
  const taken: CarriedEvidence[] = []
  let room = MOST_EVIDENCE_BYTES
  let leftOut = 0
  for (const [appId, { application }] of about) {
    for (const { id, sha256 } of filesIn(application.items)) {
      const bytes = withFiles ? await rooms.evidence.read(appId, id, sha256) : null
      if (bytes === null || bytes.byteLength > room) {
        leftOut += 1
        continue
      }
      room -= bytes.byteLength
      taken.push({ app: markOf(appId), id, sha256, data: bytes.toString('base64') })
    }
  }
  return { taken, leftOut }
}

/** What is here around the parts of a file, whose apps and Codat clients are met. */
export async function aroundParts(
  file: CarriedParts,
  { apps, clients }: { apps: Met; clients: Met },
  rooms: CarriedRooms,
): Promise<Around> {
  const about = new Map<string, AboutHere>()
  for (const { app, feeds } of file.about) {
    const id = apps.get(app)?.id ?? null
    if (id === null || about.has(id)) continue
    const clientIds = feeds.flatMap(({ client }) => clients.get(client)?.id ?? [])
    about.set(id, await aboutHere(id, clientIds, rooms))
  }
  return { apps, clients, setUps: await rooms.setUps.list(), about, bytesOf }
}

function bytesOf({ sha256, data }: CarriedEvidence): Buffer | null {
  const bytes = Buffer.from(data, 'base64')
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null
}

/** Writes a part where still nothing of its kind is here: what somebody said since the file was looked at stays. */
export async function addPart(addition: Addition, rooms: CarriedRooms): Promise<void> {
  switch (addition.kind) {
    case 'set-up': {
      const { id } = await rooms.setUps.add({ ...addition.pair, wayIn: addition.wayIn })
      await rooms.setUps.change(id, (before) => ({ ...before, ...addition.told }))
      return
    }
    case 'profile':
      await rooms.profiles.answer(addition.appId, (before) => (isUnanswered(before) ? addition.profile : {}))
      return
    case 'evidence':
      if (!isBlank(await rooms.applications.get(addition.appId))) return
      for (const { id, bytes } of addition.files) await rooms.evidence.put(addition.appId, id, bytes)
      return
    case 'partner-application':
      await rooms.applications.change(addition.appId, (before) =>
        isBlank(before) ? { ...before, ...addition.carried } : before,
      )
      return
    case 'decisions':
      await rooms.decisions.change(addition.appId, (before) =>
        isUndecided(before) ? { ...before, ...addition.decisions } : before,
      )
      return
    case 'feed-words':
      await rooms.words.change(addition.appId, addition.clientId, (before) =>
        hasNoWords(before) ? { ...before, ...addition.words } : before,
      )
  }
}

/** What a record's id travels as. */
export function markOf(id: string): string {
  return createHash('sha256').update(`latchkey export ${id}`).digest('hex')
}
