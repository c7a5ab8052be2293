// Addresses of Xero and Codat that stand alone: what they are, and what to paste instead where something went wrong there.
import type { Diagnosis } from './schema'
import { codatAddresses } from '../facts'
import { diagnose } from './diagnose'
import type { PasteView } from './paste-view'

interface Page {
  readonly at: RegExp
  readonly what: string
  /** True where programs call it, and false where people look at it. */
  readonly isCalled?: boolean
}

/** Host and path, the most special first. */
const pages: readonly Page[] = [
  { at: /^developer\.xero\.com\/(?:app|myapps)\b/, what: 'My Apps in Xero’s developer portal' },
  {
    at: /^developer\.xero\.com\/(?:documentation|faq|pricing|partner|changelog)\b/,
    what: 'Xero’s developer documentation',
  },
  { at: /^developer\.xero\.com\b/, what: 'Xero’s developer portal' },
  { at: /^devblog\.xero\.com\b/, what: 'Xero’s developer blog' },
  { at: /^api-explorer\.xero\.com\b/, what: 'Xero’s API Explorer' },
  { at: /^(?:[\w-]+\.)?status(?:\.\w+)?\.xero\.com\b/, what: 'Xero’s status page' },
  { at: /^apps\.xero\.com\b/, what: 'Xero’s App Store' },
  { at: /^central\.xero\.com\b/, what: 'Xero Central, Xero’s help' },
  { at: /^(?:go|my)\.xero\.com\/.{0,80}connected-?apps\b/i, what: 'Connected apps in Xero' },
  { at: /^(?:go|my|hq|payroll|projects)\.xero\.com\b/, what: 'a page in Xero itself' },
  { at: /^(?:login|authorize)\.xero\.com\b/, what: 'Xero’s sign-in' },
  { at: /^identity\.xero\.com\/connect\/authorize\b/, what: 'Xero’s sign-in' },
  { at: /^identity\.xero\.com\/connect\/token\b/, what: 'Xero’s token endpoint', isCalled: true },
  { at: /^identity\.xero\.com\/connect\/revocation\b/, what: 'where Xero’s tokens are revoked', isCalled: true },
  { at: /^identity\.xero\.com\/\.well-known\b/, what: 'Xero’s discovery document and signing keys', isCalled: true },
  { at: /^api\.xero\.com\/connections\b/, what: 'Xero’s list of connections', isCalled: true },
  { at: /^api\.xero\.com\/bankfeeds\.xro\b/, what: 'Xero’s API for bank feeds', isCalled: true },
  { at: /^(?:api|identity)\.xero\.com\b/, what: 'Xero’s API', isCalled: true },
  { at: /xero\.com\b/, what: 'a page of Xero’s' },
  { at: /^app\.codat\.io\b/, what: 'a page in Codat’s portal' },
  { at: /^docs\.codat\.io\b/, what: 'Codat’s documentation' },
  { at: /^status\.codat\.io\b/, what: 'Codat’s status page' },
  { at: /^(?:[\w-]+\.)?api(?:-uat)?\.codat\.io\b/, what: 'Codat’s API', isCalled: true },
  { at: /codat\.io\b/, what: 'a page of Codat’s' },
]

const ADDRESS =
  /(?<![\w.@/-])(?:https?:\/\/)?((?:[\w-]{1,63}\.){0,4}(?:xero\.com|codat\.io))(?![\w.-]*\w)(?::\d{1,5})?(\/[^\s"'<>]{0,500})?/i
/** An address among more words than these is not what the text is about. */
const MOST_WORDS = 12

/** Words of a failure that Latchkey doesn’t know: then the address is not what the text is about either. */
const OF_FAILURE = /error|exception|fail|denied|refused|unauthori[sz]ed|forbidden|invalid|timed? ?out|\b[45]\d\d\b/i

/** What stands around an address that is a value among others, in JSON or in settings. */
const IN_DATA = /[{}]|^[ \t]*[\w.-]{1,80}[ \t]*=/m

/** The address, where it is all that the text says or nearly so. */
export function fromPages({ plain }: PasteView): Diagnosis[] {
  const found = ADDRESS.exec(plain.slice(0, 4_000))
  if (found === null || plain.trim().split(/\s+/).length > MOST_WORDS) return []
  const [whole, host = '', path = ''] = found
  const behind = plain.slice(found.index + whole.length).replace(/^[^\s"'<>]+/, '')
  const rest = `${plain.slice(0, found.index)} ${behind}`
  if (OF_FAILURE.test(rest) || IN_DATA.test(rest)) return []
  const place = `${host.toLowerCase()}${path}`
  if (whole.startsWith(codatAddresses.redirectUri.value)) return [aboutPage('Codat’s redirect URI for Xero', true)]
  const page = pages.find(({ at }) => at.test(place))
  return page === undefined ? [] : [aboutPage(page.what, page.isCalled === true)]
}

function aboutPage(what: string, isCalled: boolean): Diagnosis {
  const title = `This is the address of ${what}, not an error`
  if (!isCalled) return diagnose('paste.portal-address', { title })
  return diagnose('paste.portal-address', {
    title,
    cause: 'The address says what is called, but not what it answered.',
    nextStep: 'Paste what came back from there: the status, the headers and the body.',
  })
}
