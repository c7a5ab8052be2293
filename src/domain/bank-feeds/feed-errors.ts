// The types of error that Xero's bank feeds API documents. Free of zod, so that the page can list them.

/** Types of error that Xero's bank feeds API documents; the code is `feeds.` and the type, with British spelling. */
export const feedErrorTypes = [
  'invalid-request',
  'invalid-application',
  'invalid-feed-connection',
  'duplicate-statement',
  'invalid-end-balance',
  'invalid-start-and-end-date',
  'invalid-start-date',
  'invalid-end-date',
  'internal-error',
  'statement-not-found',
  'feed-already-connected-in-current-organisation',
  'feed-connected-in-different-organisation',
  'feed-already-connected-in-different-organisation',
  'bank-feed-not-found',
  'invalid-country-specified',
  'invalid-organisation-bank-feeds',
  'invalid-organisation-multi-currency',
  'invalid-feed-connection-for-organisation',
  'invalid-user-role',
  'account-not-valid',
  'feed-not-found-or-already-deleted',
] as const
export type FeedErrorType = (typeof feedErrorTypes)[number]

const documented: ReadonlySet<string> = new Set(feedErrorTypes)

/** The documented type that a text names, whichever way its “organisation” is spelt; null for any other text. */
export function feedErrorTypeOf(text: string): FeedErrorType | null {
  const british = text.trim().toLowerCase().replaceAll('organization', 'organisation')
  return isDocumented(british) ? british : null
}

function isDocumented(type: string): type is FeedErrorType {
  return documented.has(type)
}
