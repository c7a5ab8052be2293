// The messages people usually see where nothing can be copied: a short list to pick from.
import type { DiagnosisCode, UsualMessage } from './schema'
import { diagnose } from './diagnose'

const usual: readonly (readonly [id: string, seen: string, where: UsualMessage['where'], code: DiagnosisCode])[] = [
  ['redirect-uri', 'Error code: 500 … Invalid redirect_uri', 'xero-page', 'page.redirect-uri'],
  ['invalid-scope', 'Error code: 500 … invalid_scope', 'xero-page', 'page.invalid-scope'],
  ['scope-not-granted', 'Error code: 500 … Invalid scope for client', 'xero-page', 'page.scope-not-granted'],
  ['unknown-client', 'Error code: 500 … unauthorized_client, nothing more', 'xero-page', 'page.unknown-client'],
  ['wrong-apps-scopes', 'access_denied … Requested wrong apps scopes', 'xero-page', 'page.wrong-flow-scope'],
  ['error-500', 'Sorry, something went wrong … Error code: 500, nothing more', 'xero-page', 'page.error-500'],
  [
    'connection-limit',
    'The app has reached its connection limit, or needs to complete certification',
    'xero-page',
    'limit.connections',
  ],
  ['greyed-out', 'The organisation is greyed out and can’t be chosen', 'xero-page', 'limit.uncertified-apps'],
  ['nobody-listening', 'localhost refused to connect', 'browser', 'callback.nobody-listening'],
  ['certificate-warning', 'Your connection is not private', 'browser', 'network.intercepted'],
  ['link-cancelled', 'User cancelled', 'codat-link', 'codat.link-cancelled'],
  ['link-failed', 'Unknown error occurred', 'codat-link', 'codat.link-failed'],
  ['link-not-supported', 'Not supported', 'codat-link', 'codat.link-not-supported'],
  ['deauthorized', 'The connection says Deauthorized', 'codat-portal', 'codat.connection-deauthorized'],
  ['pending', 'The connection stays in Pending auth', 'codat-portal', 'codat.connection-pending'],
  ['company-limit', 'Company limit exceeded', 'codat-portal', 'codat.company-limit'],
  ['feeds-application', 'invalid-application, 403', 'bank-feeds', 'feeds.invalid-application'],
  ['feeds-organisation', 'invalid-organisation-bank-feeds, 403', 'bank-feeds', 'feeds.invalid-organisation-bank-feeds'],
]

/** The usual messages with their diagnosis, by where they are seen. */
export function usualMessages(): UsualMessage[] {
  return usual.map(([id, seen, where, code]) => ({ id, seen, where, diagnosis: diagnose(code) }))
}
