// What is kept about a company's bank feeds: Codat's last answers, refusals with their time, and the last proof. No transaction.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  feedPlace,
  mappingTarget,
  sourceAccount,
  type FeedPlace,
  type FeedWords,
  feedWords,
} from '../../contract/bank-feeds'
import { type Diagnosis, diagnosis } from '../../contract/diagnosis'
import { recordId } from '../../contract/xero-apps'
import { createTurns } from '../in-turn'
import type { Clock } from '../ports'
import { openRecordFiles, recordOrNull } from '../records/record-files'

const time = z.string().max(60)
const outside = z.string().max(2_000)

/** A refusal as it was seen last. One a code. */
export const seenError = z.object({ diagnosis, at: time, where: z.enum(['push', 'mapping', 'paste', 'sign-in']) })
export type SeenError = z.infer<typeof seenError>

export const feedEvidence = z.object({
  version: z.literal(1),
  id: recordId,
  place: feedPlace,
  readAt: time.nullable(),
  connection: z.object({ status: outside, created: time.nullable() }).nullable(),
  /** Whether Codat answers for bank feeds at all. */
  feedsAnswer: z.enum(['answered', 'refused', 'not-read']),
  accounts: z.array(sourceAccount).max(500),
  targets: z.array(mappingTarget).max(500),
  organisation: z
    .object({ name: outside.nullable(), plan: outside.nullable(), baseCurrency: z.string().max(20).nullable() })
    .nullable(),
  errors: z.array(seenError).max(200),
  /** The newest push of bank transactions that Codat lists for this connection. */
  lastPush: z.object({ key: z.string().max(100), status: outside, at: time.nullable() }).nullable(),
  /** When a push to this connection last ended in Success. */
  provedAt: time.nullable(),
  unheardOf: z.array(z.object({ type: outside, times: z.number().int(), lastAt: time })).max(50),
  /** Push operations whose errors were counted already. */
  counted: z.array(z.string().max(100)).max(500),
})
export type FeedEvidence = z.infer<typeof feedEvidence>

/**
 * What Xero's bank feeds API itself said of a Xero app, in sign-in tests: the newest yes, no and neither. `id` is the app's record,
 * `clientId` the one that was asked about.
 */
export const xeroSaidV1 = z.object({
  version: z.literal(1),
  id: recordId,
  clientId: z.string().max(200),
  enabled: z.object({ at: time }).nullable(),
  refused: seenError.nullable(),
  /** Xero answered, but about the organisation or the token. */
  undecided: z.object({ at: time, about: z.enum(['organisation', 'other']) }).nullable(),
})
export type XeroSaid = z.infer<typeof xeroSaidV1>

const wordsV1 = feedWords.extend({ version: z.literal(1), id: recordId })

export const noWords: FeedWords = { agreement: null, appEnabledOn: null, consentSince: null, production: null }

export interface FeedFiles {
  evidence(place: FeedPlace): Promise<FeedEvidence>
  /** Of every company that was looked at. */
  all(): Promise<FeedEvidence[]>
  changeEvidence(place: FeedPlace, edit: (before: FeedEvidence) => FeedEvidence): Promise<FeedEvidence>
  words(appId: string, clientId: string): Promise<FeedWords>
  changeWords(appId: string, clientId: string, edit: (before: FeedWords) => FeedWords): Promise<FeedWords>
  /** Null where Xero never said anything about an app with this client id. */
  xeroSaid(appId: string, xeroClientId: string): Promise<XeroSaid | null>
  changeXeroSaid(appId: string, xeroClientId: string, edit: (before: XeroSaid) => XeroSaid): Promise<void>
  /** Takes away all of a Xero app; `clientIds` are the Codat clients that words may stand for. */
  forgetApp(appId: string, clientIds: readonly string[]): Promise<void>
}

/** A record's id out of what it is about, so that each pair has one. */
function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function openFeedFiles(dirs: Record<'words' | 'evidence' | 'xeroSaid', string>, clock: Clock): FeedFiles {
  const evidences = openRecordFiles({ dir: dirs.evidence, schema: feedEvidence, clock })
  const sayings = openRecordFiles({ dir: dirs.words, schema: wordsV1, clock })
  const answers = openRecordFiles({ dir: dirs.xeroSaid, schema: xeroSaidV1, clock })
  const inTurn = createTurns()
  async function evidence(place: FeedPlace): Promise<FeedEvidence> {
    const id = idOf(place.appId, place.clientId, place.companyId, place.connectionId)
    return (await recordOrNull(evidences, id)) ?? nothingKnown(id, place)
  }
  async function words(appId: string, clientId: string): Promise<FeedWords> {
    const found = await recordOrNull(sayings, idOf(appId, clientId))
    if (found === null) return noWords
    const { version: _version, id: _id, ...rest } = found
    return rest
  }
  async function xeroSaid(appId: string, xeroClientId: string): Promise<XeroSaid | null> {
    const found = await recordOrNull(answers, appId)
    // Another client id is another app at Xero: what was said of the former one says nothing of it.
    return found?.clientId === xeroClientId ? found : null
  }
  return {
    evidence,
    all: async () => (await evidences.list()).records,
    words,
    changeEvidence: (place, edit) =>
      inTurn(async () => {
        const changed = edit(await evidence(place))
        await evidences.put(changed)
        return changed
      }),
    changeWords: (appId, clientId, edit) =>
      inTurn(async () => {
        const changed = edit(await words(appId, clientId))
        await sayings.put({ version: 1, id: idOf(appId, clientId), ...changed })
        return changed
      }),
    xeroSaid,
    changeXeroSaid: (appId, xeroClientId, edit) =>
      inTurn(async () => {
        const before = (await xeroSaid(appId, xeroClientId)) ?? nothingSaid(appId, xeroClientId)
        await answers.put(edit(before))
      }),
    forgetApp: (appId, clientIds) =>
      inTurn(async () => {
        const { records } = await evidences.list()
        const own = records.filter(({ place }) => place.appId === appId)
        for (const { id } of own) await evidences.remove(id)
        const clients = new Set([...clientIds, ...own.map(({ place }) => place.clientId)])
        for (const clientId of clients) await sayings.remove(idOf(appId, clientId))
        await answers.remove(appId)
      }),
  }
}

export function nothingKnown(id: string, place: FeedPlace): FeedEvidence {
  return {
    version: 1,
    id,
    place,
    readAt: null,
    connection: null,
    feedsAnswer: 'not-read',
    accounts: [],
    targets: [],
    organisation: null,
    errors: [],
    lastPush: null,
    provedAt: null,
    unheardOf: [],
    counted: [],
  }
}

export function nothingSaid(appId: string, clientId: string): XeroSaid {
  return { version: 1, id: appId, clientId, enabled: null, refused: null, undecided: null }
}

/** With an error as the newest of its code; types nobody documented are counted by themselves. */
export function withError(
  evidence: FeedEvidence,
  found: Diagnosis,
  { at, where }: Pick<SeenError, 'at' | 'where'>,
): FeedEvidence {
  const known = evidence.errors.find(({ diagnosis: { code } }) => code === found.code)
  const newer = known === undefined || known.at <= at
  const errors = newer
    ? [...evidence.errors.filter((one) => one !== known), { diagnosis: found, at, where }]
    : evidence.errors
  const type = found.code === 'feeds.unknown' ? found.facts?.find(({ label }) => label === 'Type')?.value : undefined
  return { ...evidence, errors, unheardOf: type === undefined ? evidence.unheardOf : counted(evidence, type, at) }
}

function counted({ unheardOf }: FeedEvidence, type: string, at: string): FeedEvidence['unheardOf'] {
  const before = unheardOf.find((one) => one.type === type)
  const after = {
    type,
    times: (before?.times ?? 0) + 1,
    lastAt: at > (before?.lastAt ?? '') ? at : (before?.lastAt ?? at),
  }
  return [...unheardOf.filter((one) => one !== before), after].slice(-50)
}
