// Sentences and words of Xero and Codat that tell one failure from another, wherever they stand. Sources: docs/diagnosis.md.
import type { DiagnosisCode } from './schema'

export type Phrase = readonly [pattern: RegExp, code: DiagnosisCode]

/** The app's own limit: the page's address, its texts of 2020 to 2026, and the OAuth 1.0a words. */
const connectionLimit: readonly Phrase[] = [
  [/authorize\.xero\.com\/connectionLimit\b/i, 'limit.connections'],
  [
    /(?:hit|reached|at) (?:its|their|the|your) (?:limit|maximum) of \d{1,6} (?:connected )?(?:Xero )?(?:organi[sz]ations|connections|tenants)\b/i,
    'limit.connections',
  ],
  [
    /\b(?:can.t|cannot|unable to) connect (?:to )?any (?:more|further|other) (?:Xero )?organi[sz]ations\b/i,
    'limit.connections',
  ],
  [
    /reached the (?:maximum )?number of (?:connections|organi[sz]ations) (?:that )?(?:its|your|the) plan allows/i,
    'limit.connections',
  ],
  [/reached (?:the|its|their) \d{1,6}[ -](?:tenant|organi[sz]ation|connection)s? limit\b/i, 'limit.connections'],
  [/\b(\d{1,6}) of \1 connections\b[^\n]{0,80}\b(?:plan|organi[sz]ations?|Xero)\b/i, 'limit.connections'],
  [/complete certification before (?:they|it) can connect/i, 'limit.connections'],
  [/reached (?:their|its|the) (?:Xero )?connection limit/i, 'limit.connections'],
  [/\bconnection limit (?:has been )?(?:reached|exceeded)(?! for (?:non-|role|database|user))/i, 'limit.connections'],
  [/maximum number of tenants already connected/i, 'limit.connections'],
  [/maximum number of (?:connected |xero )?(?:organi[sz]ations|connections)\b(?! to uncert)/i, 'limit.connections'],
  [
    /(?:too many|no more) (?:organi[sz]ations|connections) (?:are )?(?:connected|left|allowed)[^.\n]{0,30}\bapp\b/i,
    'limit.connections',
  ],
]

const uncertifiedApps: readonly Phrase[] = [
  [/(?:two|2|maximum|limit)[^.\n]{0,40}\b(?:un|non-?)certified apps?\b/i, 'limit.uncertified-apps'],
  [/\b(?:two|2)\b[^.\n]{0,30}\bapps\b[^.\n]{0,30}\bnot certified\b/i, 'limit.uncertified-apps'],
  [/\buncertified apps?\b[^.\n]{0,40}(?:limit|maximum|already)/i, 'limit.uncertified-apps'],
]

/** What Xero's sign-in says beside its error code; more telling than the code. */
export const signInPhrases: readonly Phrase[] = [
  ...connectionLimit,
  ...uncertifiedApps,
  [/invalid[\s_]redirect[\s_]?ur[ilíì1|]/i, 'page.redirect-uri'],
  [/redirect[_ ]ur[il][_ -]mismatch/i, 'page.redirect-uri'],
  [/requested wrong apps? scopes?/i, 'page.wrong-flow-scope'],
  [/client credentials scope validation failed/i, 'token.invalid-scope'],
  [/invalid scope for client/i, 'page.scope-not-granted'],
  [/unknown client|client not enabled/i, 'page.unknown-client'],
]

/** What programs say of a sign-in that they would not take, or couldn't finish. */
export const programPhrases: readonly Phrase[] = [
  [/JWT not active yet|\bunexpected JWT "(?:nbf|iat)"|OAUTH_JWT_TIMESTAMP_CHECK_FAILED|\bIDX1022[2-5]\b|\bIDX40402\b/i, 'token.clock'],
  [/"?\b(?:nbf|iat)\b"? claim timestamp check failed|token (?:is )?not (?:yet valid|valid yet)|ImmatureSignature/i, 'token.clock'],
  [/\b(?:nbf|iat) (?:is in the future|has not been reached)|used before issued|Cannot handle token (?:with \w+ )?prior to/i, 'token.clock'],
  [/token can.?t be used before|JWT (?:before use time|issued in the future|expired, now)|JWT rejected: .{0,60}(?:not yet|time)/i, 'token.clock'],
  [/before the nbf \(not before\) time|InvalidIatError|\bInvalid iat\b|issued in the future/i, 'token.clock'],
  [/\b(?:state|nonce) mismatch|mismatch(?:ing|ed) (?:the )?state|checks\.state argument is missing|unexpected "state"|MismatchingStateError/i, 'callback.state'],
  [/\bcsrf_detected\b|invalid (?:oauth )?[`'"]?state\b|CSRF (?:Warning|detected)[^\n]{0,40}state|InvalidStateException|state (?:(?:parameter )?(?:is |was )?(?:missing from the (?:response|session)|missing from session|not found in (?:the )?(?:session|cookies?))|(?:does not|doesn.t|did not) match)|Correlation failed|\bIDX213(?:2[1-9]|3[0-5])\b/i, 'callback.state'],
  [/\b(?:state|nonce|code_verifier) cookie was missing|\bInvalidCheck: |\bauthorization_request_not_found\b/i, 'callback.state'],
  [/Expected JSON|OAUTH_RESPONSE_IS_NOT_JSON|unexpected (?:response )?content-type|failed to parse (?:"?response"?|JSON) body|Unexpected token ['"‘]?<|Unexpected character encountered while parsing value: </i, 'token.unreadable'],
  [/['"]?<['"]? is an invalid start of a value|Expecting value: line 1 column 1|invalid character ['‘]<['’]|Unexpected character \('<'|Unexpected end of JSON input|JSON::ParserError|MalformedJsonException|Use JsonReader\.setLenient|Expected BEGIN_OBJECT but was STRING|is not valid JSON|JSON Parse error: Unrecognized token '<'/i, 'token.unreadable'],
  [/OAUTH_KEY_SELECTION_FAILED|no (?:applicable|matching|valid) keys? (?:was |were )?found|JWKSNoMatchingKey|unable to find a signing key that matches|\bIDX1050[13]\b|no matching key found for kid|SigningKeyNotFoundError/i, 'token.unknown-key'],
  [/OAUTH_(?:INVALID_RESPONSE|JWT_CLAIM_COMPARISON_FAILED|JSON_ATTRIBUTE_COMPARISON_FAILED)|JWT signature (?:verification failed|did not)|(?:\bJW[TS]\b|token)[^\n]{0,60}signature verification failed|signature verification failed[^\n]{0,60}(?:\bJW[TS]\b|token)|unexpected iss value|\bIDX1050[0-9]\b|\bIDX102(?:0[5-9]|1[0-4])\b/i, 'token.not-trusted'],
  [/refresh[ _]?token (?:has |is |was )?(?:expired|invalid|revoked|already (?:been )?used|no longer valid|not found)/i, 'token.refresh-dead'],
  [/(?:token expired and )?refresh token is not set/i, 'xero.token-expired'],
  [/id_token not present in TokenSet|missing (?:the )?id_token|No id_token (?:found|in)/i, 'token.no-id-token'],
  [/client authentication method requires a client_secret|client_secret (?:must not be|is) (?:empty|required|missing)|missing required (?:parameter|option):? ?['"]?client_?secret/i, 'token.invalid-client'],
  [/(?:consumed|reused) refresh[ _]token|refresh[ _]token[^\n]{0,30}(?:consumed|reused)/i, 'token.refresh-dead'],
] // prettier-ignore

/** Xero's outer wall (Akamai), whose page carries a reference and no JSON. */
export const wallPhrases: readonly Phrase[] = [
  [/Access Denied[\s\S]{0,400}\bReference\s*#\s*\d/i, 'xero.edge-refused'],
  [/don.t have permission to access [\\"“]{0,4}https?:\/\/[\w.-]*xero\.com/i, 'xero.edge-refused'],
  [/errors\.edgesuite\.net/i, 'xero.edge-refused'],
  [/Pardon Our Interruption[\s\S]{0,600}\bxero\b/i, 'xero.edge-refused'],
]

/** The developer portal's words about webhooks. */
export const webhookPhrases: readonly Phrase[] = [
  [/intent[\s-]to[\s-]receive/i, 'xero.webhook-intent'],
  [/webhook[\s\S]{0,120}(?:\bITR\b|exceeded 5 second|Response not 2\w\w)/i, 'xero.webhook-intent'],
  [/\bITR\b[^\n]{0,120}webhook|\bx-xero-signature\b/i, 'xero.webhook-intent'],
  [/incorrectly signed payload|correctly signed payload[^\n]{0,40}not 2\w\w/i, 'xero.webhook-intent'],
]

/** OAuth error words in running text, for when no phrase above matched. */
export const oauthWords: readonly Phrase[] = [
  [/\binvalid[_ ]scope\b/i, 'page.invalid-scope'],
  [/\binvalid_client\b/i, 'token.invalid-client'],
  [/\binvalid_grant\b/i, 'token.invalid-grant'],
  [/\bunsupported_grant_type\b/i, 'token.unsupported-grant'],
  [/\bunauthorized_client\b/i, 'page.unknown-client'],
  [/\bunsupported_response_type\b/i, 'authorize.response-type'],
  // Xero’s page writes blanks around the colon.
  [/\binvalid_request : \w|Error code:? ?500\b[\s\S]{0,40}\binvalid_request\b/i, 'callback.invalid-request'],
  [/\baccess_denied\b|TenantConsent status DENIED|consent (?:was )?(?:denied|declined|refused)/i, 'callback.cancelled'],
  [
    /user (?:denied|declined|refused|cancell?ed) (?:the )?(?:consent|access|authori[sz]ation|log-?in|sign-?in|flow)|\bappauth\.general\b[^\n]{0,20}-3\b/i,
    'callback.cancelled',
  ],
]

/** Bank feeds: the titles and details that come without their type. */
export const feedPhrases: readonly Phrase[] = [
  [/request size of \d+ bytes exceeds/i, 'feeds.too-large'],
  [/does not support automated bank feeds/i, 'feeds.invalid-organisation-bank-feeds'],
  [/application has not been configured to use these API endpoints/i, 'feeds.invalid-application'],
  [
    /already connected to another Xero Bank Account in the selected Xero Organi[sz]ation/i,
    'feeds.feed-already-connected-in-current-organisation',
  ],
  [/received statement was marked as a duplicate|duplicate statement received/i, 'feeds.duplicate-statement'],
  [/end balance does not match/i, 'feeds.invalid-end-balance'],
]

/** What Codat tells of Xero's limits. Source: Codat's Zendesk article on Xero API rate limiting. */
export const codatLimitPhrases: readonly Phrase[] = [
  [/Maximum timeout of [\\"']*[\d:.]+[\\"']* would be exceeded/i, 'codat.xero-minute-limit'],
  [/XeroApiDailyCapReached|reached the daily rate limit cap/i, 'codat.xero-day-limit'],
]

/** Xero's API in running text. */
export const xeroApiPhrases: readonly Phrase[] = [
  [
    /oauth_problem[\\"']{0,8}\s{0,3}(?:=>?|:)\s{0,3}[\\"']{0,8}(?:signature_|consumer_key_|token_|nonce_|timestamp_|parameter_|permission_|version_|user_refused|additional_auth)|\bconsumer_key_unknown\b|oauth_problem_advice=(?:Failed to validate signature|Consumer key was not recognised|Unknown Consumer)/i,
    'xero.oauth1',
  ],
  [/\bapi\.xero\.com\/oauth\/(?:authori[sz]e|request_?token|access_?token)\b/i, 'xero.oauth1'],
  [/resource you(?:.re| are) looking for cannot be found/i, 'xero.not-found'],
  [/\bXero(?: API)?(?: returned| answered| said| error)?:? ?["“]?Too Many Requests\b/i, 'xero.rate-limit'],
  [/without the \w+ role or higher/i, 'xero.reporting-role'],
  [
    /(?:user )?(?:doesn.t have|does not have|lacks|without) (?:the )?(?:reporting|reports?) (?:role|permissions?)/i,
    'xero.reporting-role',
  ],
  [
    /ReportPermissionMissing|(?:needs?|requires?|missing) (?:the )?report(?:s|ing) (?:role|permissions?)/i,
    'xero.reporting-role',
  ],
  [/\bTokenExpired\b/i, 'xero.token-expired'],
  [/\bAuthorization ?Unsuccessful\b|\binsufficient_scope\b/i, 'xero.scope-missing'],
  [/access token (?:has |is |was )?expired|\bThe token expired at\b/i, 'xero.token-expired'],
  [/\bAuthentication ?Unsuccessful\b/i, 'xero.tenant-refused'],
  [/oauth_problem=rate[\s+%20]*limit[\s+%20]*exceeded/i, 'xero.rate-limit'],
  [/Too many requests in the last day/i, 'xero.day-limit'],
  [/Too many requests in the last minute/i, 'xero.minute-limit'],
  [/\bA validation exception occurred\b/i, 'xero.validation'],
  [/Server Error in '\/api\.xro' Application/i, 'xero.server-error'],
  [/An error occurred in Xero\. Check the API Status page/i, 'xero.server-error'],
  [
    /\blimit\b[^.\n]{0,40}\b[15],?000 (?:API )?(?:calls|requests) (?:per|a|in a|in|every) (?:day|24[ -]?hours?)|rate limit[^.\n]{0,30}(?:\(day\)|: ?day\b)|(?:daily|per day|24.hour)[^.\n]{0,30}limit of [\d,]+|limit of [\d,]{4,7} (?:\w+ )?(?:API )?(?:calls|requests) (?:per|a|in a) day/i,
    'xero.day-limit',
  ],
  [
    /\blimit\b[^.\n]{0,40}\b60 (?:API )?(?:calls|requests) (?:per|a|in a) minute|rate limit[^.\n]{0,30}(?:\(minute\)|: ?minute\b)|limit of 60 (?:\w+ )?(?:calls|requests) (?:per|a|in a) minute/i,
    'xero.minute-limit',
  ],
  [/\b(?:undergoing|down for|under) (?:\w+ )?maintenance\b/i, 'xero.unavailable'],
  [
    /\b(?:only|must|needs?|requires?)\b[^.\n]{0,60}\b(?:Standard|Advis[eo]r)(?: or |\/| and )(?:an? )?(?:Standard|Advis[eo]r)\b[^.\n]{0,20}\b(?:roles?|users?|permissions?|level|access)\b/i,
    'xero.not-permitted',
  ],
  [
    /\brequired (?:user )?roles?:? [^.\n]{0,20}\b(?:Standard|Advis[eo]r)\b|\b(?:read|invoice)[ -]only (?:users?|role)\b[^.\n]{0,60}\b(?:may|can)(?: ?not|n.t)\b/i,
    'xero.not-permitted',
  ],
  [/\bXero (?:API )?(?:is )?(?:currently |temporarily ){1,2}(?:unavailable|down|offline)\b/i, 'xero.unavailable'],
  [/exceeded (?:the|your) Xero (?:API )?(?:rate )?limit\b/i, 'xero.rate-limit'],
  [/\bXero(?:.s)?(?: API)? rate limit (?:has been |was |is )?(?:exceeded|reached|hit)/i, 'xero.rate-limit'],
  [/\bXero(?:izer::OAuth::|PHP\\Remote\\Exception\\)?RateLimit\w*/, 'xero.rate-limit'],
  [
    /\b(?:day|daily) (?:API )?(?:rate )?limit\b[^\n]{0,60}(?:error|exceed|reach|hit)|(?:exceeded|reached|hit)[^\n]{0,40}\b(?:day|daily) (?:rate )?limit|daily API (?:call )?limit/i,
    'xero.day-limit',
  ],
  [/\bapp(?:lication)?[ _-]?minute (?:rate )?limit|app(?:lication)? minute limit/i, 'xero.app-minute-limit'],
  [
    /\bminute (?:API )?(?:rate )?limit\b[^\n]{0,60}(?:error|exceed|reach|hit)|(?:exceeded|reached|hit)[^\n]{0,40}\bminute (?:rate )?limit/i,
    'xero.minute-limit',
  ],
  [
    /\bconcurrent (?:API )?(?:rate |call |request )?limit\b|concurrency limit|too many concurrent (?:calls|requests)/i,
    'xero.concurrent-limit',
  ],
  [/rate limit for (?:your|this|the) organi[sz]ation\s?\/\s?application pairing/i, 'xero.rate-limit'],
  [
    /organi[sz]ation ?(?:is )?(?:currently |temporarily )?offline|organi[sz]ation (?:temporarily )?can(?:not|.t) (?:temporarily )?be connected|organi[sz]ation[^.\n]{0,30}(?:temporarily|not currently) (?:unavailable|available|not connectable|inaccessible)|unable to connect to (?:the )?organi[sz]ation/i,
    'xero.organisation-offline',
  ],
  [
    /not permitted to access this resource|(?:you|user)\b[^.\n]{0,60}(?:don.t|do(?:es)? not|doesn.t) have (?:the )?(?:right |necessary )?permissions? to (?:access|perform|view|use) this (?:resource|organi[sz]ation|operation|report|tenant)|current user(?: role)? (?:does not|doesn.t) have (?:the )?permission|does(?: not|n.t) have the (?:correct|right|required|necessary) (?:role|permissions?) to/i,
    'xero.not-permitted',
  ],
]

/** Codat’s Link of an address whose day is over. */
export const linkExpired =
  /\blink has expired\b[\s\S]{0,200}\blink\.codat\.io\b|(?:link\.codat\.io|\bcodat\b)[^\n]{0,60}(?:\blink\b|one-time password|\bOTP\b) (?:has |is |was )?(?:expired|already (?:been )?used)/i

/** Codat’s Link and connections in running text. */
export const codatPhrases: readonly Phrase[] = [
  [/connectionManagement\/accessToken/i, 'codat.retired-address'],
  [/feed connection already exists to this account/i, 'codat.account-already-fed'],
  [/DataConnectionArgs must be provided/i, 'codat.platform-key'],
  [
    /\b\w*AlreadyInProgress(?:Exception)?\b|previous sync \S{0,60} ?is still in progress|sync(?: is)? already in progress/i,
    'codat.conflict',
  ],
  [/\bCompany limit exceeded\b|50-company limit/i, 'codat.company-limit'],
  [/\bSync schedule not allowed\b/i, 'codat.sync-schedule'],
  [/\bAccount expired\. Learn more/i, 'codat.account-expired'],
  [/\bUser cancelled(?: linking)?\b/i, 'codat.link-cancelled'],
  [/\bUnknown error occurred\b/i, 'codat.link-failed'],
  [linkExpired, 'codat.link-failed'],
  [/\bDatatype \S{1,60} not supported by platform/i, 'codat.not-supported'],
  [/Maximum number of API keys reached/i, 'codat.key-limit'],
  [/integration de-?authori[sz]ed access/i, 'codat.connection-deauthorized'],
]

/** The first phrase of a list that the text holds. */
export function phraseIn(text: string, phrases: readonly Phrase[]): DiagnosisCode | null {
  return phrases.find(([pattern]) => pattern.test(text))?.[1] ?? null
}
