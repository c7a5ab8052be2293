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

/**
 * What Bank Feeds 2.0 documents beside those; feed connections only, statements stay with 1.0. Source: xero_bankfeeds_v2.yaml in
 * XeroAPI/Xero-OpenAPI. Codat isn't known to use it.
 */
export const feedErrorTypesV2 = [
  'suspended-or-terminated-application',
  'invalid-account-token',
  'missing-identifying-fields',
  'account-name-already-exists',
  'partial-failure-account-created-but-not-connected',
  'partial-failure-migration-can-be-reattempted',
  'partial-failure-delete-can-be-reattempted',
  'partial-failure-connection-created-but-not-recorded',
  'too-many-requests',
] as const

export const everyFeedErrorType = [...feedErrorTypes, ...feedErrorTypesV2] as const
export type FeedErrorType = (typeof everyFeedErrorType)[number]

const documented: ReadonlySet<string> = new Set(everyFeedErrorType)

/** The documented type that a text names, whichever way its “organisation” is spelt; null for any other text. */
export function feedErrorTypeOf(text: string): FeedErrorType | null {
  const british = text.trim().toLowerCase().replaceAll('organization', 'organisation')
  return isDocumented(british) ? british : null
}

function isDocumented(type: string): type is FeedErrorType {
  return documented.has(type)
}
