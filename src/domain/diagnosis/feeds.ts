// Errors of Xero's bank feeds API: a problem document, one per item, or the words of one inside a Codat push.
import { everyFeedErrorType, feedErrorTypeOf } from '../bank-feeds/feed-errors'
import type { Diagnosis, FeedCode } from './schema'
import { diagnose } from './diagnose'
import { bodyFields, field, isFields, list, text, whole, type Fields } from './fields'
import { feedPhrases, phraseIn } from './phrases'

/** The code of a documented type, whichever way its “organisation” is spelt; null for one that isn't documented. */
export function feedCodeOf(type: string): FeedCode | null {
  const known = feedErrorTypeOf(type)
  return known === null ? null : `feeds.${known}`
}

/** True for an object that is, or looks like, a problem document of bank feeds. */
export function isFeedProblem(fields: Fields): boolean {
  const type = text(fields, 'type')
  if (feedCodeOf(type) !== null) return true
  return /^[a-z]+(?:-[a-z]+)+$/.test(type) && text(fields, 'title') !== '' && whole(fields, 'status') !== null
}

/** One problem document. A type that isn't documented is kept in the facts. */
export function diagnoseFeedProblem(problem: Fields): Diagnosis {
  const type = text(problem, 'type')
  const status = whole(problem, 'status')
  const named = status === 413 ? 'feeds.too-large' : feedCodeOf(type)
  const code = named ?? phraseIn(text(problem, 'detail'), feedPhrases) ?? 'feeds.unknown'
  return diagnose(code, {
    facts: [
      ['Type', type],
      ['Status', status],
    ],
    details: [text(problem, 'title'), text(problem, 'detail')].filter((part) => part !== '').join(': '),
  })
}

/**
 * All problems in an answer of the bank feeds API, decisive items included: the whole may be a problem document itself, or
 * `items` whose `error` (feed connections) or `errors` (statements) hold one each.
 */
export function feedProblemsIn(body: unknown): Diagnosis[] {
  const fields = bodyFields(body)
  if (fields === null) return []
  if (isFeedProblem(fields)) return [diagnoseFeedProblem(fields)]
  return list(fields, 'items').filter(isFields).flatMap(problemsOfItem)
}

/** In 2.0 an item that succeeded can carry an error, such as the deletion of what was gone already: it is told, and is no failure. */
function problemsOfItem(item: Fields): Diagnosis[] {
  const problems = [field(item, 'error'), ...list(item, 'errors')]
    .filter(isFields)
    .filter(isFeedProblem)
    .map(diagnoseFeedProblem)
  return text(item, 'status') === 'SUCCESS' ? problems.map((one) => ({ ...one, severity: 'info' })) : problems
}

/** Names that others use too: they count only where they are told as a type. */
const everyday: ReadonlySet<string> = new Set(['invalid-request', 'internal-error', 'too-many-requests'])

const typeInText = new RegExp(
  `\\b(${everyFeedErrorType
    .filter((type) => !everyday.has(type))
    .toSorted((a, b) => b.length - a.length)
    .map((type) => type.replaceAll('organisation', 'organi[sz]ation'))
    .join('|')})\\b`,
  'i',
)
/** Everyday names, and types nobody documented. */
const typeAsField = /["']?\btype\\?["']?\s*[:=]\s*\\?["']([a-z]+(?:-[a-z]+)+)\b/i

/** A bank feeds error told in running text, such as the `errorMessage` of a Codat push operation; null if there is none. */
export function feedErrorInText(said: string): Diagnosis | null {
  const told = typeAsField.exec(said)?.[1] ?? typeInText.exec(said)?.[1]
  if (told !== undefined) {
    const code = feedCodeOf(told)
    if (code !== null) return diagnose(code, { facts: [['Type', told]], details: said })
    if (/\b(?:title|detail)\b/.test(said) && /bank|feed|statement|organi[sz]ation|account/.test(said)) {
      return diagnose('feeds.unknown', { facts: [['Type', told]], details: said })
    }
  }
  const code = phraseIn(said, feedPhrases)
  return code === null ? null : diagnose(code, { details: said })
}
