// Addresses in a paste: Xero's authorize and login addresses, callbacks, Codat's Link, its redirect, and the portals.
import type { Diagnosis } from './schema'
import { diagnoseAuthorize, type AuthorizeRequest, type PasteContext } from './authorize'
import { diagnoseLinkRedirect } from './codat'
import { diagnose } from './diagnose'
import { diagnoseCallback } from './oauth'
import { groupParameters, readParameters, type ParameterGroup } from './parameters'
import type { PasteView } from './paste-view'
import { tunnelHost } from './tunnels'
import { isKnownScope } from '../scopes'

const names = [
  'client_id',
  'redirect_uri',
  'scope',
  'response_type',
  'grant_type',
  'code',
  'state',
  'session_state',
  'error',
  'error_description',
  'statuscode',
  'errormessage',
  'statustext',
  'companyid',
  'connectionid',
]
const MOST_ADDRESSES = 12

export function fromAddresses(view: PasteView, context: PasteContext): Diagnosis[] {
  const groups = unlike(groupParameters(readParameters(view.text, names))).slice(0, MOST_ADDRESSES)
  return [...groups.flatMap((group) => fromGroup(group, view, context)), ...fromHosts(view.plain)]
}

/** The same address many times over is read once. */
function unlike(groups: readonly ParameterGroup[]): ParameterGroup[] {
  const seen = new Map<string, ParameterGroup>()
  for (const group of groups) {
    const key = [...group.values()].map(({ name, value }) => `${name}=${value}`).join('&')
    if (!seen.has(key)) seen.set(key, group)
  }
  return [...seen.values()]
}

function fromGroup(group: ParameterGroup, view: PasteView, context: PasteContext): Diagnosis[] {
  const value = (name: string): string | null => group.get(name)?.value ?? null
  const error = value('error')
  if (error !== null && /^[a-z_]{3,60}$/.test(error)) {
    return [diagnoseCallback({ error, error_description: value('error_description') })]
  }
  const statusCode = value('statuscode')
  if (statusCode !== null && /^\d{3}$/.test(statusCode) && isOfLink(group)) {
    return [diagnoseLinkRedirect(linkRedirect(statusCode, value))]
  }
  if (isAuthorize(group)) return diagnoseAuthorize(authorizeRequest(group, view.text), context)
  const answered = group.has('code') && (group.has('state') || group.has('session_state'))
  return answered ? [diagnose('callback.success-address', { facts: [['Scopes', value('scope')]] })] : []
}

/** Where Link ended well, no message comes along. */
function isOfLink(group: ParameterGroup): boolean {
  return group.has('errormessage') || (group.has('companyid') && group.has('connectionid'))
}

function linkRedirect(
  statusCode: string,
  value: (name: string) => string | null,
): Parameters<typeof diagnoseLinkRedirect>[0] {
  return { statusCode, errorMessage: value('errormessage') ?? '', statusText: value('statustext') ?? '' }
}

function isAuthorize(group: ParameterGroup): boolean {
  if (group.has('grant_type') || group.has('code')) return false
  const marks = ['client_id', 'redirect_uri', 'response_type'].filter((name) => group.has(name)).length
  return marks >= 2 || (marks === 1 && group.has('scope'))
}

function authorizeRequest(group: ParameterGroup, text: string): AuthorizeRequest {
  const value = (name: string): string | null => withoutMarks(group.get(name)?.value ?? null)
  return {
    clientId: value('client_id'),
    redirectUri: value('redirect_uri'),
    scope: group.has('scope') ? withoutMarks(scopeWithBlanks(group, text)) : null,
    responseType: value('response_type'),
  }
}

/** A sentence, a bracket or a mark of Markdown that ends where the address does is no part of it. */
function withoutMarks(value: string | null): string | null {
  return value === null ? null : value.replace(/[.,;:!?*)\]}]{1,5}$/, '')
}

/** An address shown decoded has blanks between its scopes; they belong to it as long as the next word is a scope. */
function scopeWithBlanks(group: ParameterGroup, text: string): string {
  const scope = group.get('scope')
  if (scope === undefined) return ''
  const words = [scope.value]
  if (scope.level > 0) return scope.value
  for (const word of text
    .slice(scope.to, scope.to + 4_000)
    .split(/([\s&"'<>])/)
    .slice(1)) {
    if (/^[&"'<>\n]$/.test(word)) break
    if (word === '' || word === ' ') continue
    if (!isKnownScope(word) && !/^[a-z]+(?:\.[a-z]+)+$/.test(word)) break
    words.push(word)
  }
  return words.join(' ')
}

const linkAddress = /\blink(?:-api)?(?:-uat)?\.codat\.io\/(?!link-sdk)[\w{}/-]*/i
const companyInLink = /(?:company|companies|link\/start)\/([0-9a-f-]{36})(?:\/(?:connections\/)?([0-9a-f-]{36}))?/i

/** What the host alone says. The connection limit page is read with the sentences (`phrases.ts`). */
function fromHosts(plain: string): Diagnosis[] {
  const found: Diagnosis[] = []
  if (/login\.xero\.com\/identity\/error\b/i.test(plain)) found.push(diagnose('page.error-address'))
  const consent = /authorize\.xero\.com\/?\?[^\s"'<>]*consentId=/i.exec(plain)
  if (consent !== null) found.push(aboutConsent(plain.slice(consent.index, consent.index + 8_000)))
  const link = linkAddress.exec(plain)?.[0]
  if (link !== undefined) found.push(aboutLink(link))
  return found
}

/** Xero's consent page, whose address says where it goes back to. */
function aboutConsent(address: string): Diagnosis {
  return diagnose('page.blank-consent', { facts: [['Tunnel', tunnelHost.exec(address)?.[0]]] })
}

function aboutLink(link: string): Diagnosis {
  const [, company, connection] = companyInLink.exec(link) ?? []
  return diagnose('codat.link-address', {
    facts: [
      ['Codat company', company],
      ['Connection', connection],
    ],
  })
}
