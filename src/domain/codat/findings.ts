// What there is to do about a Codat client, read off the records. Pure; the page words each code.
import { refusedLast } from '../vault/verdict'
import type { CodatClient, CodatFinding, CodatKey } from './schema'
import { isExposed } from '../vault/arrival'

const ORDER = { act: 0, watch: 1, info: 2 } as const

/** The findings of one client among all, the most pressing first. */
export function findingsOf(client: CodatClient, all: readonly CodatClient[]): CodatFinding[] {
  const others = all.filter(({ id, deleting }) => id !== client.id && !deleting)
  const found = [...aboutApps(client, others), ...aboutKeys(client)]
  return found.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
}

function aboutApps(client: CodatClient, others: readonly CodatClient[]): CodatFinding[] {
  const found: CodatFinding[] = []
  const { xeroAppIds, codatId } = client
  // Codat holds one Xero credential: whichever was pasted last serves every company of this client.
  if (xeroAppIds.length > 1) found.push(finding('two-xero-apps', 'act', { others: xeroAppIds }))
  if (xeroAppIds.length === 0) found.push(finding('no-xero-app', 'info'))
  const twins = others.filter((other) => codatId !== null && other.codatId === codatId)
  if (twins.length > 0) found.push(finding('same-codat-client', 'watch', { others: twins.map(({ id }) => id) }))
  const sharing = others.filter((other) => other.xeroAppIds.some((id) => xeroAppIds.includes(id)))
  if (sharing.length > 0) found.push(finding('shared-xero-app', 'info', { others: sharing.map(({ id }) => id) }))
  return found
}

function aboutKeys(client: CodatClient): CodatFinding[] {
  if (client.keys.length === 0) return [finding('key-missing', 'act')]
  return client.keys.flatMap(aboutKey)
}

function aboutKey(key: CodatKey): CodatFinding[] {
  const of = { key: key.name }
  const found: CodatFinding[] = []
  if (key.pending !== null) found.push(finding('key-unsettled', 'watch', of))
  if (refusedLast(key)) found.push(finding('key-refused', 'act', of))
  else if (key.lastAcceptedAt === null) found.push(finding('key-unchecked', 'watch', of))
  if (isExposed(key.arrival)) found.push(finding('key-exposed', 'watch', of))
  return found
}

function finding(
  code: CodatFinding['code'],
  severity: CodatFinding['severity'],
  about: { key?: string; others?: string[] } = {},
): CodatFinding {
  return { code, severity, key: about.key ?? null, others: about.others ?? [] }
}
