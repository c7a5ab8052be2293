// What stands in a token of Xero’s, decoded: whose it is, what it may do and how long. It is no error, and it shows why one came.
import type { Diagnosis } from './schema'
import { appByClientId, type PasteContext } from './authorize'
import { diagnose, type Found } from './diagnose'
import { field, list, text, type Fields } from './fields'

const ISSUER = 'https://identity.xero.com'

/** True for the claims of an access token or an ID token that Xero made. */
export function isTokenClaims(fields: Fields): boolean {
  return text(fields, 'iss').replace(/\/$/, '') === ISSUER && typeof field(fields, 'exp') === 'number'
}

/** Claims; the day decides whether it has run out, since no clock is read here. */
export function diagnoseTokenClaims(claims: Fields, { apps, today }: Pick<PasteContext, 'apps' | 'today'>): Diagnosis {
  const clientId = text(claims, 'client_id') || text(claims, 'aud')
  const app = appByClientId(clientId, apps)
  const what = list(claims, 'scope').length > 0 ? 'an access token' : 'an ID token'
  const until = readableTime(field(claims, 'exp'))
  const found: Found = {
    facts: [
      ['Client id', clientId],
      ['Xero app', app?.name],
      ['Scopes', list(claims, 'scope').join(' ')],
      ['Good until', until],
    ],
  }
  if (until !== null && until.slice(0, 10) < today) return diagnose('xero.token-expired', found)
  return diagnose(app === undefined ? 'paste.client-id-unknown' : 'paste.client-id-known', {
    ...found,
    title: `This is what stands in ${what} of Xero’s, not an error`,
    cause: 'It names the app that asked for it, the scopes that were consented to, and until when it is good.',
    nextStep:
      'Compare the scopes with what the refused call needs. If something goes wrong with it, paste that answer.',
  })
}

/** Seconds since 1970 as a person reads them; null for anything else. */
function readableTime(seconds: unknown): string | null {
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < 10_000_000_000)) return null
  return `${new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
