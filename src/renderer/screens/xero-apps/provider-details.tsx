import type { ProviderFacts } from '../../../domain/xero/schema'
import { Details } from '../../components/details'
import { SaidRows } from '../../components/said-rows'
import { duration } from '../../words/ages'

/** What the other side said, in its words, folded away and never as ours. */
export function ProviderDetails({ facts, tookMs }: { facts: ProviderFacts; tookMs?: number }) {
  const rows: [string, string | number | null][] = [
    ['Status', facts.status],
    ['Error', facts.error],
    ['Description', facts.errorDescription],
    ['Detail', facts.apiDetail],
    ['Type', facts.problemType],
    ['Challenge', facts.challenge],
    ['Rate limit', facts.rateLimit],
    ['Retry after', facts.retryAfterSeconds === null ? null : `${facts.retryAfterSeconds} s`],
    ['Took', tookMs === undefined ? null : duration(tookMs)],
  ]
  const said = rows.filter(([, value]) => value !== null && value !== '')
  if (said.length === 0) return null
  return (
    <Details summary="What Xero said">
      <SaidRows rows={said} />
    </Details>
  )
}
