// JSON in a paste: every object that has the shape of an error or a status is diagnosed as if it had come by its own path.
import type { Diagnosis } from './schema'
import {
  diagnoseCodat,
  diagnoseCodatConnection,
  diagnoseCodatPush,
  diagnoseConnectionError,
  diagnoseDataset,
  diagnoseFeedSync,
  isCodatConnection,
  isCodatError,
  isConnectionError,
  isDataset,
  isFeedSync,
  isPushOperation,
} from './codat'
import type { PasteContext } from './authorize'
import { diagnoseCodatEvent, isCodatEvent } from './codat-events'
import { diagnose } from './diagnose'
import { feedErrorInText, diagnoseFeedProblem, isFeedProblem } from './feeds'
import { bodyText, field, isFields, list, text, whole, type Fields } from './fields'
import { jsonIn, objectsIn } from './json-in-text'
import { diagnoseCallback, diagnoseTokenError } from './oauth'
import { withoutPrefixes, type PasteView } from './paste-view'
import { phraseIn, signInPhrases, xeroApiPhrases } from './phrases'
import { diagnoseTokenClaims, isTokenClaims } from './token-claims'
import { grantIn } from './whose-call'
import { namesXero } from './whose-text'
import { diagnoseXeroApi, isAccountingError, isXeroProblem } from './xero-api'

export function fromObjects(view: PasteView, context: PasteContext): Diagnosis[] {
  const values = jsonIn(view.text)
  const otherwise = [view.plain, withoutPrefixes(view.plain)].filter((text) => text !== view.text)
  const decoded = [values, ...otherwise.map(jsonIn)].find((read) => read.length > 0) ?? []
  const seen = new Set<string>()
  const objects = objectsIn(decoded)
  // In Bank Feeds 2.0 an item that succeeded can carry an error: it is told, and is no failure.
  const harmless = new Set(objects.filter((one) => text(one, 'status') === 'SUCCESS').map((one) => field(one, 'error')))
  return objects.flatMap((fields) => {
    const signature = signatureOf(fields)
    if (signature === '' || seen.has(signature)) return []
    seen.add(signature)
    const found = isTokenClaims(fields) ? [diagnoseTokenClaims(fields, context)] : fromObject(fields, view)
    return harmless.has(fields) ? found.map((one): Diagnosis => ({ ...one, severity: 'info' })) : found
  })
}

const telling = [
  'type',
  'status',
  'statusCode',
  'error',
  'errorMessage',
  'detail',
  'message',
  'platformName',
  'dataType',
  'eventType',
  'entropy',
  'iss',
  'httpStatusCode',
]

/** What tells objects apart here: a list of a thousand companies is diagnosed once a status. Empty where nothing tells. */
function signatureOf(fields: Fields): string {
  return [...telling.map((name) => field(fields, name)), refusalOf(fields)]
    .map((value) => (typeof value === 'string' ? value.slice(0, 200) : typeof value === 'number' ? String(value) : ''))
    .join('\n')
    .replace(/^\n+$/, '')
}

/** The shapes in the order in which they tell most. A connection’s errors are objects of their own in the walk. */
function fromObject(fields: Fields, view: PasteView): Diagnosis[] {
  if (isFeedProblem(fields)) return [diagnoseFeedProblem(fields)]
  if (isAccountingError(fields)) {
    const isFault = whole(fields, 'ErrorNumber') === 500
    return [diagnoseXeroApi({ status: isFault ? 500 : 400, body: fields })]
  }
  if (refusalOf(fields) !== '')
    return [diagnoseXeroApi({ status: 400, body: { Type: 'ValidationException', Elements: [fields] } })]
  if (isCodatError(fields)) return [diagnoseCodat({ status: whole(fields, 'statusCode') ?? 0, body: fields })]
  if (isFeedSync(fields)) return [diagnoseFeedSync(fields)]
  if (isPushOperation(fields)) return [diagnoseCodatPush(fields)]
  if (isCodatConnection(fields)) return diagnoseCodatConnection({ ...fields, dataConnectionErrors: [] })
  if (isConnectionError(fields)) return text(fields, 'status') === 'Resolved' ? [] : [diagnoseConnectionError(fields)]
  if (isDataset(fields)) return [diagnoseDataset(fields)]
  if (isCodatEvent(fields)) return diagnoseCodatEvent(fields)
  if (isXeroWebhook(fields)) return [diagnose('xero.webhook-intent', webhookMessage)]
  const enveloped = xeroEnvelope(fields)
  if (enveloped !== null) return [diagnoseXeroApi({ status: whole(enveloped, 'status') ?? 0, body: enveloped })]
  if (isXeroProblem(fields) && isXeros(fields, view))
    return [diagnoseXeroApi({ status: whole(fields, 'status') ?? 0, body: fields })]
  if (!isOAuthError(fields)) return fromMessages(fields)
  const told = oauthError(fields, view)
  // Any program’s error can be one word.
  return told.code === 'token.unknown' && !namesXero(view.plain) ? [] : [told]
}

/** What Xero sends to a webhook’s receiver; without events it is the test of the receiver itself. */
function isXeroWebhook(fields: Fields): boolean {
  return text(fields, 'entropy') !== '' && Array.isArray(field(fields, 'events'))
}

const webhookMessage = {
  title: 'This is a message of a Xero webhook, not an error',
  cause:
    'Xero tells the receiver what changed in an organisation, or tests it with no events at all. Codat needs no Xero webhook.',
  nextStep: 'If the receiver failed, paste what its log says. For Codat, leave Xero’s webhooks off.',
} as const

/** Payroll and Projects wrap each problem in an answer of their own. */
function xeroEnvelope(fields: Fields): Fields | null {
  const problem = field(fields, 'problem')
  const isWrapped = ['providerName', 'dateTimeUTC', 'httpStatusCode'].every((name) => Object.hasOwn(fields, name))
  return isWrapped && isFields(problem) ? problem : null
}

/** One of several things sent together, which Xero refused while it took the others: the answer as a whole is a success. */
function refusalOf(fields: Fields): string {
  return list(fields, 'ValidationErrors')
    .filter(isFields)
    .map((error) => text(error, 'Message'))
    .join(' ')
}

/**
 * Every second program answers in the words of RFC 9457, `type`, `title`, `status`, `detail`: it is Xero's with Xero's capitals or its empty
 * type, in its own sentences, or where the text names Xero.
 */
function isXeros(fields: Fields, { plain }: PasteView): boolean {
  if (['Title', 'Status', 'Detail'].some((name) => Object.hasOwn(fields, name))) return true
  if (Object.hasOwn(fields, 'type') && text(fields, 'type') === '') return true
  return phraseIn(text(fields, 'detail'), xeroApiPhrases) !== null || namesXero(plain) || /\.xro\b/i.test(plain)
}

function isOAuthError(fields: Fields): boolean {
  return /^[a-z_]{3,60}$/.test(text(fields, 'error')) && whole(fields, 'statusCode') === null
}

/** `access_denied` and what only Xero's page says don't come from the token endpoint. */
function oauthError(fields: Fields, { plain }: PasteView): Diagnosis {
  const error = text(fields, 'error')
  const description = text(fields, 'error_description')
  const isSignIn = error === 'access_denied' || phraseIn(description, signInPhrases)?.startsWith('page.') === true
  if (isSignIn) return diagnoseCallback({ error, error_description: description })
  const grant = grantIn(plain)
  if (error === 'invalid_grant' && grant === null) {
    return diagnose('token.grant-refused', { facts: [['Error', error]], details: bodyText(fields) })
  }
  return diagnoseTokenError({ body: fields, ...(grant === null ? {} : { grant }) })
}

/** Error messages in objects of other shapes, such as a sync's status or a mapping's `error`. */
function fromMessages(fields: Fields): Diagnosis[] {
  const said = [text(fields, 'errorMessage'), text(fields, 'error'), ...list(fields, 'errors')]
  return said.flatMap((message) => {
    const told = typeof message === 'string' && message !== '' ? feedErrorInText(message) : null
    return told === null ? [] : [told]
  })
}
