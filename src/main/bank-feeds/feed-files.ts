// What is kept about bank feeds, as files: the evidence of each company, the user's words, what Xero said of an app.
import { createHash } from 'node:crypto'
import type { AppFeedWords, FeedPlace, FeedWords } from '../../domain/bank-feeds/schema'
import { appWordsIn, noWords, wordsV1 } from '../../domain/bank-feeds/words'
import { createTurns } from '../in-turn'
import type { Clock } from '../ports'
import type { AssertKept } from '../records/app-records'
import { openRecordFiles, recordOrNull } from '../records/record-files'
import {
  type FeedEvidence,
  feedEvidence,
  nothingKnown,
  nothingSaid,
  type XeroSaid,
  xeroSaidV1,
} from '../../domain/bank-feeds/evidence'

type Edit<T> = (before: T) => T

export type FeedFiles = ReturnType<typeof openFeedFiles>

/** A record's id out of what it is about, so that each pair has one. */
function idOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Whether an app is there: to say something about, or only to learn something of. Each raises `record.missing`. */
export interface FeedApps {
  readonly assertSpoken: AssertKept
  readonly assertKept: AssertKept
}

const anyApp: FeedApps = { assertSpoken: async () => {}, assertKept: async () => {} }

export function openFeedFiles(
  dirs: Record<'words' | 'evidence' | 'xeroSaid', string>,
  clock: Clock,
  { assertSpoken, assertKept }: FeedApps = anyApp,
) {
  const evidences = openRecordFiles({ dir: dirs.evidence, schema: feedEvidence, clock })
  const sayings = openRecordFiles({ dir: dirs.words, schema: wordsV1, clock })
  const answers = openRecordFiles({ dir: dirs.xeroSaid, schema: xeroSaidV1, clock })
  const inTurn = createTurns()
  async function evidence(place: FeedPlace): Promise<FeedEvidence> {
    const id = idOf(place.appId, place.clientId, place.companyId, place.connectionId)
    return (await recordOrNull(evidences, id)) ?? nothingKnown(id, place)
  }
  async function wordsBy(id: string): Promise<FeedWords | null> {
    const found = await recordOrNull(sayings, id)
    if (found === null) return null
    const { version: _version, id: _id, ...rest } = found
    return rest
  }
  /** The words on the app itself; `clientIds` are the Codat clients that an older Latchkey may have kept them with. */
  async function appWords(appId: string, clientIds: readonly string[]): Promise<AppFeedWords> {
    const ofApp = await wordsBy(idOf(appId))
    if (ofApp !== null) return appWordsIn([ofApp])
    const older = await Promise.all([...new Set(clientIds)].map((clientId) => wordsBy(idOf(appId, clientId))))
    return appWordsIn(older.filter((one) => one !== null))
  }
  /** `sisters` are other Codat clients of the app: an older Latchkey kept words on the app with one of them. */
  async function words(appId: string, clientId: string, sisters: readonly string[] = []): Promise<FeedWords> {
    const own = (await wordsBy(idOf(appId, clientId))) ?? noWords
    return { ...own, ...(await appWords(appId, [clientId, ...sisters])) }
  }
  async function putAppWords(appId: string, { agreement, appEnabledOn }: AppFeedWords): Promise<void> {
    const id = idOf(appId)
    await sayings.assertWhole(id)
    await sayings.put({ ...noWords, version: 1, id, agreement, appEnabledOn })
  }
  /** Null where Xero never said anything about an app with this client id. */
  async function xeroSaid(appId: string, xeroClientId: string): Promise<XeroSaid | null> {
    const found = await recordOrNull(answers, appId)
    // Another client id is another app at Xero: what was said of the former one says nothing of it.
    return found?.clientId === xeroClientId ? found : null
  }
  return {
    evidence,
    /** Of every company that was looked at. */
    all: async (): Promise<FeedEvidence[]> => (await evidences.list()).records,
    words,
    changeEvidence: (place: FeedPlace, edit: Edit<FeedEvidence>): Promise<FeedEvidence> =>
      inTurn(async () => {
        await assertKept(place.appId)
        const changed = edit(await evidence(place))
        await evidences.put(changed)
        return changed
      }),
    changeWords: (appId: string, clientId: string, edit: Edit<FeedWords>): Promise<FeedWords> =>
      inTurn(async () => {
        await assertSpoken(appId)
        const before = await words(appId, clientId)
        await sayings.assertWhole(idOf(appId, clientId))
        const changed = edit(before)
        await sayings.put({ version: 1, id: idOf(appId, clientId), ...changed })
        const saidOfApp = changed.agreement !== before.agreement || changed.appEnabledOn !== before.appEnabledOn
        if (saidOfApp) await putAppWords(appId, changed)
        return changed
      }),
    appWords,
    changeAppWords: (appId: string, clientIds: readonly string[], edit: Edit<AppFeedWords>): Promise<AppFeedWords> =>
      inTurn(async () => {
        await assertSpoken(appId)
        const changed = edit(await appWords(appId, clientIds))
        await putAppWords(appId, changed)
        return changed
      }),
    xeroSaid,
    changeXeroSaid: (appId: string, xeroClientId: string, edit: Edit<XeroSaid>): Promise<void> =>
      inTurn(async () => {
        await assertKept(appId)
        const before = (await xeroSaid(appId, xeroClientId)) ?? nothingSaid(appId, xeroClientId)
        await answers.put(edit(before))
      }),
    /** Takes away all of a Xero app; `clientIds` are the Codat clients that words may stand for. */
    forgetApp: (appId: string, clientIds: readonly string[]): Promise<void> =>
      inTurn(async () => {
        const { records } = await evidences.list()
        const own = records.filter(({ place }) => place.appId === appId)
        for (const { id } of own) await evidences.remove(id)
        const clients = new Set([...clientIds, ...own.map(({ place }) => place.clientId)])
        for (const clientId of clients) await sayings.remove(idOf(appId, clientId))
        await sayings.remove(idOf(appId))
        await answers.remove(appId)
      }),
  }
}
