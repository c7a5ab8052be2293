// What is kept about bank feeds, tied to the records and to the partner application: all that standings need of them.
import path from 'node:path'
import type { FeedWords } from '../../domain/bank-feeds/schema'
import type { Composed } from '../app'
import { type FeedFiles, openFeedFiles } from '../bank-feeds/feed-files'
import { type KnownLadders, openKnownLadders } from '../bank-feeds/known-ladders'
import type { AssertKept } from '../records/app-records'
import type { Partner } from '../partner/partner'

export interface KeptFeedsPorts extends Pick<Composed, 'paths' | 'clock' | 'records'> {
  partner: Pick<Partner, 'bankFeedsAgreement'>
  assertKept: AssertKept
}

export interface KeptFeeds {
  readonly files: FeedFiles
  readonly known: KnownLadders
  /** What an accepted partner application for bank feeds proves: the agreement, since that day. */
  readonly agreed: (appId: string) => Promise<FeedWords['agreement']>
}

export function openKeptFeeds({ paths, clock, records, partner, assertKept }: KeptFeedsPorts): KeptFeeds {
  const dir = path.join(paths.records, 'bank-feeds')
  const files = openFeedFiles(
    { words: path.join(dir, 'words'), evidence: path.join(dir, 'companies'), xeroSaid: path.join(dir, 'apps') },
    clock,
    { assertSpoken: records.get, assertKept },
  )
  async function agreed(appId: string): Promise<FeedWords['agreement']> {
    const { acceptedOn, documents } = await partner.bankFeedsAgreement(appId)
    return acceptedOn === null ? null : { on: acceptedOn, document: documents[0] ?? 'your partner application' }
  }
  return { files, agreed, known: openKnownLadders({ files, apps: records, agreed }) }
}
