// Which scopes an app may ask for: by name, by the day it was created, by what Xero granted it, by the kind of grant.
import { broadScopesStop, granularOnlyFrom, retiredScopes, xeroScopes } from '../../domain/facts'
import { type ErrorPageText, errorPageTexts } from './sayings'
import type { XeroStandInApp } from './world'

const identity: readonly string[] = xeroScopes.identity.value
const open: readonly string[] = xeroScopes.open.value
const restricted: readonly string[] = xeroScopes.restricted.value
const appOnly: readonly string[] = xeroScopes.appOnly.value

export function splitScopes(text: string): string[] {
  return [...new Set(text.split(' ').filter((scope) => scope !== ''))]
}

export function isIdentityScope(scope: string): boolean {
  return identity.includes(scope)
}

/** What is wrong with a request for these scopes in an authorize URL, or null. */
export function scopeProblem(app: XeroStandInApp, scopes: readonly string[], now: Date): ErrorPageText | null {
  if (scopes.some((scope) => appOnly.includes(scope))) return errorPageTexts.wrongAppsScopes
  if (scopes.length === 0 || scopes.some((scope) => !isKnown(app, scope, now))) return errorPageTexts.invalidScope
  const held = new Set(app.grantedScopes)
  if (scopes.some((scope) => restricted.includes(scope) && !held.has(scope)))
    return errorPageTexts.invalidScopeForClient
  return null
}

function isKnown(app: XeroStandInApp, scope: string, now: Date): boolean {
  if (Object.hasOwn(retiredScopes.value, scope)) return mayUseBroadScopes(app, now)
  return identity.includes(scope) || open.includes(scope) || restricted.includes(scope)
}

/** Apps made before the granular scopes keep the broad ones until the day they stop for everyone. */
function mayUseBroadScopes(app: XeroStandInApp, now: Date): boolean {
  return app.createdAt.slice(0, 10) < granularOnlyFrom.value && now.toISOString().slice(0, 10) < broadScopesStop.value
}

/** Scopes of which one is enough for the Organisation endpoint. */
export const organisationScopes: readonly string[] = ['accounting.settings', 'accounting.settings.read']

/** The one scope that client credentials of a web app can have. */
export const appConnections = xeroScopes.appOnly.value[0]
