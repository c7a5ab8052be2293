// What Codat answers: its API, data connections, push operations, data sets, and what Link sends back.
import type { Diagnosis, DiagnosisCode } from './schema'
import { codatXero } from '../facts'
import { diagnose, type Found } from './diagnose'
import { feedErrorInText } from './feeds'
import { bodyFields, bodyText, field, headerLookup, isFields, list, text, whole, type Fields } from './fields'
import { asOfOtherPlatform } from './other-platforms'
import { codatLimitPhrases, codatPhrases, phraseIn } from './phrases'
import { namesXero } from './whose-text'
import type { ApiAnswer } from './xero-api'

/**
 * An answer of Codat's API that isn't what was asked for. The HTTP status is trusted over the body's `statusCode`, whose
 * published examples slip; where only the body is at hand its words are trusted over its number.
 */
export function diagnoseCodat({ status, body, headers }: ApiAnswer): Diagnosis {
  const fields = bodyFields(body)
  const said = fields === null ? '' : `${text(fields, 'error')}\n${validationTexts(fields).join('\n')}`
  const header = headerLookup(headers)
  return diagnose(codeOf(status, said, fields, body), {
    facts: [
      ['Status', status],
      ['Correlation id', fields === null ? '' : text(fields, 'correlationId')],
      ['Service', fields === null ? '' : text(fields, 'service')],
      ['Wait, in seconds', header('retry-after')],
      ['Calls left', header('x-rate-limit-remaining')],
      ['Budget starts anew', header('x-rate-limit-reset')],
    ],
    details: bodyText(body),
  })
}

function codeOf(status: number, said: string, fields: Fields | null, body: unknown): DiagnosisCode {
  const limit = phraseIn(said, codatLimitPhrases)
  if (limit !== null) return limit
  const isPage = fields === null && typeof body === 'string' && /^\s*</.test(body)
  if (isPage && status < 500 && status !== 407) return 'codat.unreadable'
  const known = phraseIn(said, codatPhrases)
  // The slip of the published 402 example: its body says 429.
  if (known === 'codat.company-limit') return known
  switch (status) {
    case 400:
      if (isAlreadyFed(said)) return 'codat.account-already-fed'
      return known ?? 'codat.bad-request'
    case 401:
      return isHandedOn(fields) ? 'codat.connection-error' : 'codat.unauthorized'
    case 402:
      return known ?? freeAccount(said)
    case 403:
      if (known === 'codat.link-cancelled') return known
      return isHandedOn(fields) ? 'codat.connection-error' : 'codat.forbidden'
    case 404:
      return known ?? 'codat.not-found'
    case 405:
      return 'codat.method'
    case 407:
      return 'network.proxy-sign-in'
    case 409:
      return known ?? 'codat.conflict'
    case 422:
      return 'codat.unprocessable'
    case 429:
      return 'codat.rate-limit'
    case 451:
      return 'codat.compliance'
    case 503:
      return 'codat.maintenance'
    default:
      if (/temporarily offline for maintenance/i.test(said)) return 'codat.maintenance'
      return status >= 500 ? 'codat.server-error' : 'codat.unknown'
  }
}

/**
 * `service` names who answered: a part of Codat's, or the platform behind it, whose refusal Codat hands on
 * (docs.codat.io/using-the-api/errors, whose example has “QuickBooksOnline”, read 29 November 2026).
 */
function isHandedOn(fields: Fields | null): boolean {
  const service = fields === null ? '' : text(fields, 'service')
  return service !== '' && !CODATS_OWN.test(service)
}

const CODATS_OWN = /api$|api\b|service|codat|gateway|auth|client|link|push|pull|sync|portal|webhook|bank ?feeds/i

function freeAccount(said: string): DiagnosisCode {
  if (/expired|older than/i.test(said)) return 'codat.account-expired'
  return /hourly|schedule/i.test(said) ? 'codat.sync-schedule' : 'codat.payment-required'
}

function isAlreadyFed(said: string): boolean {
  // The last one is the example of Codat's own specification.
  return (
    /already (?:been )?(?:connected|mapped|fed|in use|exists to this account)/i.test(said) && /account|feed/i.test(said)
  )
}

function validationTexts(fields: Fields): string[] {
  const validation = field(fields, 'validation')
  if (!isFields(validation)) return []
  return list(validation, 'errors')
    .filter(isFields)
    .map((error) => text(error, 'message'))
    .filter((message) => message !== '')
    .slice(0, 10)
}

/** True for Codat's error body. */
export function isCodatError(fields: Fields): boolean {
  // Other programs' errors have an id to correlate by as well, beside a `message`, which Codat's have not.
  const names = [
    'service',
    'canBeRetried',
    'detailedErrorCode',
    ...(text(fields, 'message') === '' ? ['correlationId'] : []),
  ]
  const marked = names.some((name) => Object.hasOwn(fields, name))
  return marked && whole(fields, 'statusCode') !== null && text(fields, 'error') !== ''
}

const connectionStatuses: Readonly<Record<string, DiagnosisCode>> = {
  pendingauth: 'codat.connection-pending',
  linked: 'codat.connection-linked',
  unlinked: 'codat.connection-unlinked',
  deauthorized: 'codat.connection-deauthorized',
}

/** The code of a data connection's status, or null for one Codat doesn't document. */
export function connectionCode(status: string): DiagnosisCode | null {
  const key = status
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replace('deauthorised', 'deauthorized')
  return Object.hasOwn(connectionStatuses, key) ? (connectionStatuses[key] ?? null) : null
}

export function isCodatConnection(fields: Fields): boolean {
  const marked = ['linkUrl', 'integrationId', 'integrationKey', 'platformName', 'dataConnectionErrors', 'sourceType']
  return connectionCode(text(fields, 'status')) !== null && marked.some((name) => Object.hasOwn(fields, name))
}

/** A data connection: its status, and its errors that are not resolved. */
export function diagnoseCodatConnection(connection: Fields): Diagnosis[] {
  const about: Found = {
    facts: [
      ['Status', text(connection, 'status')],
      ['Platform', text(connection, 'platformName')],
      ['Connection id', text(connection, 'id')],
    ],
  }
  const status = connectionCode(text(connection, 'status'))
  const errors = list(connection, 'dataConnectionErrors').filter(isFields).filter(isConnectionError)
  return [
    ...errors.filter((error) => text(error, 'status') !== 'Resolved').map(diagnoseConnectionError),
    ...(status === null ? [] : [ofPlatform(connection, diagnose(status, about))]),
  ]
}

/** The platform as Codat names it, or as its key, of which Xero’s is known. */
function ofPlatform(connection: Fields, state: Diagnosis): Diagnosis {
  const name = text(connection, 'platformName')
  const key = text(connection, 'integrationKey')
  const isXeros = key === codatXero.platformKey.value || (name === '' ? key === '' : namesXero(name))
  return isXeros ? state : asOfOtherPlatform(state)
}

export function isConnectionError(fields: Fields): boolean {
  return (
    text(fields, 'errorMessage') !== '' &&
    (Object.hasOwn(fields, 'erroredOnUtc') || Object.hasOwn(fields, 'statusText'))
  )
}

/** One entry of `dataConnectionErrors`. */
export function diagnoseConnectionError(error: Fields): Diagnosis {
  const said = `${text(error, 'errorMessage')}\n${text(error, 'statusText')}`
  // Codat exchanges codes in Link only; what it is refused later is a refresh.
  const dead = /\binvalid_grant\b/.test(said) ? 'token.refresh-dead' : null
  const code = phraseIn(said, codatLimitPhrases) ?? phraseIn(said, codatPhrases) ?? dead ?? 'codat.connection-error'
  return diagnose(code, { facts: [['Status', whole(error, 'statusCode')]], details: said })
}

/** Xero turned Codat's token away: the company's consent lacks a scope. Told in a push in Xero's own word. */
function scopeError(said: string): Diagnosis | null {
  return /\bAuthorizationUnsuccessful\b|\binsufficient_scope\b/.test(said) ? diagnose('xero.scope-missing') : null
}

export function isPushOperation(fields: Fields): boolean {
  return Object.hasOwn(fields, 'pushOperationKey') && text(fields, 'status') !== ''
}

/** A push operation: a bank feeds error inside its message is told as such. */
export function diagnoseCodatPush(push: Fields): Diagnosis {
  const validation = validationTexts(push)
  const said = [text(push, 'errorMessage'), ...validation].filter((part) => part !== '').join('\n')
  const facts: Found['facts'] = [
    ['Status', text(push, 'status')],
    ['Push operation', text(push, 'pushOperationKey')],
    ...validation.map((message) => ['Codat says', message] as const),
  ]
  const status = text(push, 'status')
  if (status === 'Pending') return diagnose('codat.push-pending', { facts })
  if (status === 'Success') return diagnose('codat.push-done', { facts })
  const told = feedErrorInText(said) ?? limitError(said) ?? scopeError(said) ?? alreadyFed(said)
  if (told !== null) {
    const about = diagnose(told.code, { facts, details: said })
    return { ...told, ...pick({ ...about, facts: [...(told.facts ?? []), ...(about.facts ?? [])] }) }
  }
  return diagnose(status === 'TimedOut' ? 'codat.push-timed-out' : 'codat.push-failed', { facts, details: said })
}

/** A run of a managed bank feed that failed; one that ran has nothing to tell. */
export function isFeedSync(fields: Fields): boolean {
  return text(fields, 'syncId') !== '' && text(fields, 'status') === 'Failed'
}

export function diagnoseFeedSync(sync: Fields): Diagnosis {
  const said = text(sync, 'errorMessage')
  return (
    feedErrorInText(said) ??
    diagnose('codat.push-failed', {
      facts: [
        ['Status', text(sync, 'status')],
        ['Error', text(sync, 'errorCode')],
      ],
      details: said,
    })
  )
}

function pick({ facts, details }: Diagnosis): Pick<Diagnosis, 'facts' | 'details'> {
  return { ...(facts === undefined ? {} : { facts }), ...(details === undefined ? {} : { details }) }
}

/** A mapping’s refusal comes as the words of a failed operation too. */
function alreadyFed(said: string): Diagnosis | null {
  return isAlreadyFed(said) ? diagnose('codat.account-already-fed') : null
}

function limitError(said: string): Diagnosis | null {
  const code = phraseIn(said, codatLimitPhrases)
  return code === null ? null : diagnose(code)
}

const datasetStatuses: Readonly<Record<string, DiagnosisCode>> = {
  autherror: 'codat.dataset-auth',
  permissionserror: 'codat.dataset-permissions',
  ratelimiterror: 'codat.dataset-rate-limit',
  fetcherror: 'codat.dataset-failed',
  maperror: 'codat.dataset-failed',
  internalerror: 'codat.dataset-failed',
  processingqueryerror: 'codat.dataset-failed',
  processingerror: 'codat.dataset-failed',
  prerequisitenotmet: 'codat.dataset-prerequisite',
  cancelled: 'codat.dataset-cancelled',
  validationerror: 'codat.dataset-failed',
  notsupported: 'codat.not-supported',
}

function datasetCode(status: string): DiagnosisCode | null {
  const key = status.toLowerCase()
  return Object.hasOwn(datasetStatuses, key) ? (datasetStatuses[key] ?? null) : null
}

const dataTypes =
  /data ?(?:type|set)|invoices|bills|accounts|balance ?sheet|profit ?and ?loss|transactions|customers|suppliers|payments|journal|company ?info|tax ?rates|tracking/i

/** The statuses that only Codat's data sets have, and those that others have too and that count beside Codat's name and a data type. */
const ownStatus = /\b(Permissions ?Error|Processing ?Query ?Error|Prerequisite ?Not ?Met)\b/i
const sharedStatus = /\b(Auth ?Error|Rate ?Limit ?Error|Fetch ?Error|Map ?Error|Processing ?Error)\b/i

/** A row of that history, whoever’s name stands around it: a data type as Codat writes it, and its status. */
const rowOfHistory = new RegExp(
  `^[ \\t]*(accountTransactions|balanceSheet|bankAccounts|bankTransactions|bill(?:CreditNote|Payment)?s|cashFlowStatement|chartOfAccounts|creditNotes|customers|directCosts|directIncomes|invoices|items|journal(?:Entrie)?s|payment(?:Method)?s|profitAndLoss|purchaseOrders|salesOrders|suppliers|taxRates|trackingCategories|transfers)[ \\t|,;]{1,12}${sharedStatus.source}`,
  'm',
)

/** The status of a data set told in running text, as the portal's history shows it; null where there is none. */
export function datasetCodeIn(said: string): DiagnosisCode | null {
  const head = said.slice(0, 200_000)
  const isHistory = /codat/i.test(head) && dataTypes.test(head)
  const row = rowOfHistory.exec(head)
  if (row?.[1] === 'bankTransactions' && /^fetch/i.test(row[2] ?? '')) return 'codat.bank-transactions-expected'
  const status = ownStatus.exec(head)?.[1] ?? row?.[2] ?? (isHistory ? sharedStatus.exec(head)?.[1] : undefined)
  return status === undefined ? null : datasetCode(status.replaceAll(' ', ''))
}

export function isDataset(fields: Fields): boolean {
  return text(fields, 'dataType') !== '' && datasetCode(text(fields, 'status')) !== null
}

/** One entry of a company's data history. */
export function diagnoseDataset(dataset: Fields): Diagnosis {
  const status = text(dataset, 'status')
  const said = text(dataset, 'errorMessage')
  const isBankTransactions = /^bankTransactions$/i.test(text(dataset, 'dataType')) && /^fetcherror$/i.test(status)
  const code = isBankTransactions
    ? 'codat.bank-transactions-expected'
    : (phraseIn(said, codatLimitPhrases) ?? datasetCode(status))
  return diagnose(code ?? 'codat.dataset-failed', {
    facts: [
      ['Data', text(dataset, 'dataType')],
      ['Status', status],
    ],
    details: said,
  })
}

const linkStatuses: Readonly<Record<string, DiagnosisCode>> = {
  '200': 'codat.link-done',
  '201': 'codat.link-nothing-done',
  '403': 'codat.link-cancelled',
  '500': 'codat.link-failed',
  '501': 'codat.link-not-supported',
}

/** What Link put into its redirect: `statusCode` and `errorMessage`. */
export function diagnoseLinkRedirect(redirect: {
  statusCode: string
  errorMessage?: string
  statusText?: string
}): Diagnosis {
  const said = [redirect.errorMessage ?? '', redirect.statusText ?? ''].filter((part) => part !== '').join('\n')
  const byStatus = Object.hasOwn(linkStatuses, redirect.statusCode) ? linkStatuses[redirect.statusCode] : undefined
  return diagnose(byStatus ?? phraseIn(said, codatPhrases) ?? 'codat.link-failed', {
    facts: [['Status', redirect.statusCode]],
    details: said,
  })
}
