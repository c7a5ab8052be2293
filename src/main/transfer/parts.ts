// What travels beside the Xero apps: read for an export, and added where nothing of its kind is here.
import { createHash } from 'node:crypto'
import type { FeedWords } from '../../domain/bank-feeds/schema'
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
import type { FeedFiles } from '../bank-feeds/feed-files'
import type { CodatClients } from '../codat/clients'
import type { KeptConnections } from '../connections/kept-connections'
import type { Integrations } from '../guide/integrations'
import type { EvidenceFiles } from '../partner/evidence-files'
import type { Profiles } from '../partner/profiles'

/**
 * The rooms whose records travel; each keeps its own rules for how one is made, and an import takes turns with their changes, and with the
 * removal of what an app that goes leaves.
 */
export interface CarriedRooms {
  readonly clients: Pick<CodatClients, 'add'> & { readonly ports: Pick<CodatClients['ports'], 'records'> }
  readonly integrations: Pick<Integrations, 'add' | 'change'>
  readonly profiles: Profiles
  readonly decisions: KeptConnections['decisions']
  readonly feeds: Pick<FeedFiles, 'words' | 'changeWords'>
  readonly evidence: EvidenceFiles
}

/** Everything beside the apps, for these apps. Evidence files that don't fit into an export are counted. */
export async function gatherParts(
  apps: readonly XeroApp[],
  rooms: CarriedRooms,
  { withFiles }: { withFiles: boolean },
): Promise<{ carried: CarriedParts; evidenceLeftOut: number }> {
  const clients = (await rooms.clients.ports.records.list()).records.filter(({ deleting }) => !deleting)
  const { records: setUps } = await rooms.profiles.setUps.list()
  const about = new Map<string, AboutHere>()
  for (const { id } of apps) about.set(id, await aboutHere(id, clientsTiedTo(id, { clients, setUps }), rooms))
  const { taken, leftOut } = await takeFiles(about, rooms, withFiles)
  return { carried: carryParts({ apps, clients, setUps, about, evidence: taken }, markOf), evidenceLeftOut: leftOut }
}

async function aboutHere(appId: string, clientIds: readonly string[], rooms: CarriedRooms): Promise<AboutHere> {
  const words = new Map<string, FeedWords>()
  for (const clientId of clientIds) words.set(clientId, await rooms.feeds.words(appId, clientId))
  return {
    profile: await rooms.profiles.get(appId),
    application: await rooms.profiles.applications.get(appId),
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
  const { records: setUps } = await rooms.profiles.setUps.list()
  return { apps, clients, setUps, about, bytesOf }
}

function bytesOf({ sha256, data }: CarriedEvidence): Buffer | null {
  const bytes = Buffer.from(data, 'base64')
  return createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null
}

/** Writes a part where still nothing of its kind is here: what somebody said since the file was looked at stays. */
export async function addPart(addition: Addition, rooms: CarriedRooms): Promise<void> {
  switch (addition.kind) {
    case 'set-up': {
      const { id } = await rooms.integrations.add({ ...addition.pair, wayIn: addition.wayIn })
      await rooms.integrations.change(id, (before) => ({ ...before, ...addition.told }))
      return
    }
    case 'profile':
      await rooms.profiles.answer(addition.appId, (before) => (isUnanswered(before) ? addition.profile : {}))
      return
    case 'evidence':
      if (!isBlank(await rooms.profiles.applications.get(addition.appId))) return
      for (const { id, bytes } of addition.files) await rooms.evidence.put(addition.appId, id, bytes)
      return
    case 'partner-application':
      await rooms.profiles.applications.change(addition.appId, (before) =>
        isBlank(before) ? { ...before, ...addition.carried } : before,
      )
      return
    case 'decisions':
      await rooms.decisions.change(addition.appId, (before) =>
        isUndecided(before) ? { ...before, ...addition.decisions } : before,
      )
      return
    case 'feed-words':
      await rooms.feeds.changeWords(addition.appId, addition.clientId, (before) =>
        hasNoWords(before) ? { ...before, ...addition.words } : before,
      )
  }
}

/** What a record's id travels as. */
export function markOf(id: string): string {
  return createHash('sha256').update(`latchkey export ${id}`).digest('hex')
}
