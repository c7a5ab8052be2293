// What is known of bank feeds without asking anyone: the ladder of every company that was looked at, and what the user said.
import type { FeedPlace, Ladder } from '../../domain/bank-feeds/schema'
import type { XeroSaid } from '../../domain/bank-feeds/evidence'
import { ladderOf } from '../../domain/bank-feeds/ladder'
import { clientsSeen, seenByApp } from '../../domain/bank-feeds/verdicts'
import path from 'node:path'
import type { Partner } from '../partner/partner'
import type { MainPorts } from '../ports'
import type { AssertKept } from '../records/app-records'
import { type FeedFiles, openFeedFiles } from './feed-files'
import { openKeptPushes } from './kept-pushes'
import type { FeedApps } from './ports'

export interface KnownLaddersPorts {
  readonly files: FeedFiles
  readonly apps: FeedApps
  /** The agreement with Xero as the app's partner application has it. */
  readonly applied?: Partner['appliedForFeeds']
}

export type KnownLadders = ReturnType<typeof openKnownLadders>

export function openKnownLadders({ files, apps, applied }: KnownLaddersPorts) {
  /** What Xero said of an app; null for one whose record is gone, too. */
  async function xeroSaidOf(appId: string): Promise<XeroSaid | null> {
    const app = await apps.get(appId).catch(() => null)
    return app === null ? null : files.xeroSaid(appId, app.clientId)
  }

  /** The last known ladder of every company that was looked at and that Codat has still. */
  async function ladders(): Promise<{ place: FeedPlace; company: string; ladder: Ladder }[]> {
    const all = await files.all()
    const looked = all.filter(({ readAt, goneAt }) => readAt !== null && goneAt === undefined)
    const appIds = [...new Set(looked.map(({ place }) => place.appId))]
    const seen = seenByApp(all)
    const clients = clientsSeen(all)
    const xeroSaid = new Map(await Promise.all(appIds.map(async (id) => [id, await xeroSaidOf(id)] as const)))
    return Promise.all(
      looked.map(async (evidence) => {
        const { place, organisation } = evidence
        const [words, ofApplication] = await Promise.all([
          files.words(place.appId, place.clientId, clients(place.appId)),
          applied?.(place.appId) ?? null,
        ])
        const ofApp = {
          xeroSaid: xeroSaid.get(place.appId) ?? null,
          companies: seen(place.appId),
          applied: ofApplication,
        }
        const company = organisation?.name ?? 'a company'
        return { place, company, ladder: ladderOf(company, words, evidence, ofApp) }
      }),
    )
  }

  return {
    ladders,
    /** What the user said of the agreement with Xero, at any of these Codat clients. */
    saidAgreed: async (appId: string, clientIds: readonly string[]) =>
      (await files.appWords(appId, clientIds)).agreement,
    xeroSaidOf,
  }
}

/** Where the pushes of this machine lie. */
export const pushesDir = (records: string): string => path.join(records, 'bank-feeds', 'pushes')

export interface KeptFeedsPorts extends Pick<MainPorts, 'paths' | 'clock'> {
  records: FeedApps
  partner: Pick<Partner, 'appliedForFeeds'>
  assertKept: AssertKept
}

export type KeptFeeds = ReturnType<typeof openKeptFeeds>

export function openKeptFeeds({ paths, clock, records, partner, assertKept }: KeptFeedsPorts) {
  const dir = path.join(paths.records, 'bank-feeds')
  const files = openFeedFiles(
    { words: path.join(dir, 'words'), evidence: path.join(dir, 'companies'), xeroSaid: path.join(dir, 'apps') },
    clock,
    { assertSpoken: records.get, assertKept },
  )
  return {
    files,
    applied: partner.appliedForFeeds,
    known: openKnownLadders({ files, apps: records, applied: partner.appliedForFeeds }),
    pushes: openKeptPushes(pushesDir(paths.records), clock),
  }
}
