// Whether a text is about Xero or Codat at all. Most of what they say is said by others in the same words; where nothing in the text
// is theirs alone, what is told is a guess and is called one.
import type { PasteContext } from './authorize'
import type { Diagnosis } from './schema'

/** “Xero” as a name and in names, and no word that only begins alike: Xerox, xerography, Xero Shoes. */
const XERO = /xero(?!x|derm|graph|phyt|phil|[ -]?shoes)/i

export function namesXero(text: string): boolean {
  return XERO.test(text)
}

/** Words that nobody else uses, or not together. */
const ownWords: readonly RegExp[] = [
  /codat|\bgbol\b|\b(?:pushOperationKey|data[ -]?connection\w*)\b|\bPending ?Auth\b|\bDeauthori[sz]ed\b|DatasetAlreadyInProgress|Maximum timeout of [^\n]{1,30} would be exceeded|"status"\s?:\s?"REJECTED"|Datatype \S{1,60} not supported by platform|daily rate limit cap/i,
  /TenantConsent|Authentication ?Unsuccessful|Authorization ?Unsuccessful|TokenExpired: token|x-rate-limit-problem|x-(?:day|min|appmin)limit|oauth_problem/i,
  /(?:un|non-?)certified apps?\b|intent[\s-]to[\s-]receive|A validation exception occurred|ValidationException|organi[sz]ation\s?\/\s?application pairing|without the \w+ role or higher|complete certification before|tenants already connected/i,
  /Requested wrong apps? scopes?|Invalid scope for client|Unknown client or client not enabled|Client credentials scope validation/i,
  // Xero’s page writes blanks around the colon, and its error code.
  /\b(?:invalid|unauthorized|unsupported|access)[_ -]\w{4,20} : \w|Error ?code:? ?\w00\b/i,
  /\bbank ?feeds?\b|bankfeeds|\bStatementLines?\b|feed[ -]connection|invalid-organi[sz]ation|feed-already|reached (?:their|its|the) (?:Xero )?connection [lI]imit/i,
  /\b(?:accounting|payroll|app|marketplace)\.(?:connections|transactions|invoices|contacts|settings|reports|journals|payments|attachments|banktransactions|manualjournals|employees)\b/i,
  // A client id as Xero writes it.
  /(?<![0-9A-Za-z])(?=[0-9A-F]{0,31}[A-F])[0-9A-F]{32}(?![0-9A-Za-z])/,
]

/** True where something in the text is Xero’s or Codat’s own, or of an app that is stored. */
export function isOfOurs(text: string, { apps }: Pick<PasteContext, 'apps'>): boolean {
  if (namesXero(text) || ownWords.some((pattern) => pattern.test(text))) return true
  const said = text.toLowerCase()
  return apps.some(
    ({ clientId, redirectUris }) =>
      said.includes(clientId.toLowerCase()) || redirectUris.some((uri) => said.includes(uri.toLowerCase())),
  )
}

/** Others whose names people write; in a text that has nothing of Xero’s or Codat’s, what was read is rather theirs. */
const BRANDS =
  /\b(?:QuickBooks|Intuit|MYOB|FreshBooks|FreeAgent|NetSuite|Salesforce|HubSpot|Shopify|Stripe|PayPal|GoCardless|Plaid|TrueLayer|Google|Gmail|Azure|AWS|Okta|Auth0|Keycloak|GitHub|GitLab|Slack|Dropbox|OneDrive|DocuSign|LinkedIn|Facebook|Instagram|Discord|Spotify|Zoho|Zendesk|ServiceNow|HMRC|Supabase|Expensify|Jira|Power BI)\b/i

/** What is told as Xero’s or Codat’s doing. A clock, a way back, a network are what they are, whoever was called. */
const OF_THEIRS =
  /^(?:xero|codat|feeds|limit)\.|^token\.(?!clock)|^page\.(?!framed)|^callback\.(?:invalid-request|server-error|error)$/

/** Structure that others answer as well: everyday types of problems, and an OAuth error with words of its own. */
const OF_EVERYBODY = /^feeds\.(?:invalid-request|internal-error|too-many-requests|unknown)$/
const WITH_WORDS = /\berror_description[\\"']{0,8}\s{0,3}[:=]\s{0,3}[\\"']{0,8}[^\\"'&\s]/i

/** A finding as the guess it is, where a sentence is all there is and the text names nobody whose it could be. */
export function guessFromWords(one: Diagnosis, isOurs: boolean): Diagnosis {
  return isOurs || !OF_THEIRS.test(one.code) ? one : asGuess(one)
}

/** The same for what was read out of structure, which says more: a guess only where others answer so, or are named. */
export function guessFromStructure(one: Diagnosis, about: string, isOurs: boolean): Diagnosis {
  if (isOurs || !OF_THEIRS.test(one.code)) return one
  const isOauth = /^(?:token|page|callback)\./.test(one.code)
  const isEverybodys = OF_EVERYBODY.test(one.code) || (isOauth && WITH_WORDS.test(about)) || BRANDS.test(about)
  return isEverybodys ? asGuess(one) : one
}

function asGuess(one: Diagnosis): Diagnosis {
  const title = one.code === 'token.unreadable' ? one.title : `Perhaps: ${one.title}`
  return { ...one, title, cause: `${one.cause} The text names neither Xero nor Codat, and others say this too.` }
}
