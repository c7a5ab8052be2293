// What is known of bank feeds without asking anyone: the ladder of every company that was looked at, and what the user said.
import type { FeedPlace, FeedWords, Ladder } from '../../domain/bank-feeds/schema'
import type { XeroSaid } from '../../domain/bank-feeds/evidence'
import { ladderOf } from '../../domain/bank-feeds/ladder'
import { clientsSeen, seenByApp } from '../../domain/bank-feeds/verdicts'
import type { FeedFiles } from './feed-files'
import type { FeedApps } from './ports'

export interface KnownLaddersPorts {
  readonly files: FeedFiles
  readonly apps: FeedApps
  /** The agreement with Xero as the app's partner application has it, once accepted; asked where the user said nothing. */
  readonly agreed?: (appId: string) => Promise<FeedWords['agreement']>
}

export interface KnownLadders {
  /** The last known ladder of every company that was looked at. */
  ladders(): Promise<{ place: FeedPlace; company: string; ladder: Ladder }[]>
  /** What the user said of the agreement with Xero, at any of these Codat clients. */
  saidAgreed(appId: string, clientIds: readonly string[]): Promise<FeedWords['agreement']>
  /** What Xero said of an app; null for one whose record is gone, too. */
  xeroSaidOf(appId: string): Promise<XeroSaid | null>
}

export function openKnownLadders({ files, apps, agreed }: KnownLaddersPorts): KnownLadders {
  async function xeroSaidOf(appId: string): Promise<XeroSaid | null> {
    const app = await apps.get(appId).catch(() => null)
    return app === null ? null : files.xeroSaid(appId, app.clientId)
  }

  async function ladders() {
    const all = await files.all()
    const looked = all.filter(({ readAt }) => readAt !== null)
    const appIds = [...new Set(looked.map(({ place }) => place.appId))]
    const seen = seenByApp(all)
    const clients = clientsSeen(all)
    const xeroSaid = new Map(await Promise.all(appIds.map(async (id) => [id, await xeroSaidOf(id)] as const)))
    return Promise.all(
      looked.map(async (evidence) => {
        const { place, organisation } = evidence
        const [words, agreement] = await Promise.all([
          files.words(place.appId, place.clientId, clients(place.appId)),
          agreed?.(place.appId) ?? null,
        ])
        const known = { ...words, agreement: words.agreement ?? agreement }
        const ofApp = { xeroSaid: xeroSaid.get(place.appId) ?? null, companies: seen(place.appId) }
        const company = organisation?.name ?? 'a company'
        return { place, company, ladder: ladderOf(company, known, evidence, ofApp) }
      }),
    )
  }

  return {
    ladders,
    saidAgreed: async (appId, clientIds) => (await files.appWords(appId, clientIds)).agreement,
    xeroSaidOf,
  }
}
