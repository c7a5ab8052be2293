// Which Codat connection belongs to which Xero connection: by tenant id where Codat gives it, else by name, which is a guess.
import { codatCompanyName } from '../facts'
import type { CodatRow, XeroRow } from './snapshot'

export interface Link {
  readonly row: CodatRow
  readonly by: 'tenant' | 'name'
}

export interface Matches {
  /** Every Codat connection that may use this Xero connection. */
  linksOf(xero: XeroRow): readonly Link[]
  /**
   * Codat connections that get a row of their own: those that fit no Xero connection, and those that share one with another
   * Codat connection. With them there are never fewer rows than either side has connections.
   */
  readonly extra: readonly { readonly row: CodatRow; readonly by: 'tenant' | 'name' | 'alone' }[]
  /** Connections that Codat has in use, whose Xero connection is not known: any unmatched one could be theirs. */
  readonly adrift: number
}

/**
 * Pairs both sides. A Codat connection is tied to all Xero connections of its tenant (Xero has one per person who consented,
 * and Codat doesn't say whose it uses). Linear in the number of rows; the order of the input makes no difference.
 */
export function matchSides(xero: readonly XeroRow[], codat: readonly CodatRow[]): Matches {
  const sortedXero = xero.toSorted((a, b) => compare(a.connectionId, b.connectionId))
  const byTenant = groupBy(sortedXero, (row) => (row.tenantId === null ? [] : [row.tenantId]))
  const keys = new Map(sortedXero.map((row) => [row.connectionId, nameKeys(row.name)]))
  const namesOf = (row: XeroRow) => keys.get(row.connectionId) ?? []
  const byName = groupBy(sortedXero, namesOf)
  const tenantLinks = new Map<string, Link[]>()
  const nameLinks = new Map<string, Link[]>()
  const takeFree = createTaker()
  const extra: Matches['extra'][number][] = []
  let adrift = 0

  for (const { row } of inOrder(codat)) {
    const by = row.tenantId === null ? 'name' : 'tenant'
    const key = row.tenantId ?? nameKey(row.companyName)
    const partners = (by === 'tenant' ? byTenant : byName).get(key)
    if (partners === undefined) {
      extra.push({ row, by: 'alone' })
      if (row.tenantId === null && isInUse(row)) adrift += 1
      continue
    }
    addTo(by === 'tenant' ? tenantLinks : nameLinks, key, { row, by })
    if (!takeFree(`${by} ${key}`, partners)) extra.push({ row, by })
  }

  return { linksOf: createLinkReader(tenantLinks, nameLinks, namesOf), extra, adrift }
}

/** Links by tenant, then by name. Rows that share both groups share one list, so its cost is paid once. */
function createLinkReader(
  tenantLinks: ReadonlyMap<string, Link[]>,
  nameLinks: ReadonlyMap<string, Link[]>,
  namesOf: (row: XeroRow) => readonly string[],
): Matches['linksOf'] {
  const merged = new Map<string, readonly Link[]>()
  return (xero) => {
    const byTenant = tenantLinks.get(xero.tenantId ?? '')
    const names = namesOf(xero).filter((key) => nameLinks.has(key))
    if (byTenant === undefined && names.length === 0) return NONE
    if (byTenant !== undefined && names.length === 0) return byTenant
    if (byTenant === undefined && names.length === 1) return nameLinks.get(names[0] ?? '') ?? NONE
    const cacheKey = JSON.stringify([byTenant === undefined ? '' : xero.tenantId, ...names])
    const links = merged.get(cacheKey) ?? [...(byTenant ?? []), ...names.flatMap((key) => nameLinks.get(key) ?? [])]
    merged.set(cacheKey, links)
    return links
  }
}

const NONE: readonly Link[] = []

/** Takes Xero rows of a group one after the other, each once over all groups. */
function createTaker(): (group: string, rows: readonly XeroRow[]) => boolean {
  const taken = new Set<string>()
  const next = new Map<string, number>()
  return (group, rows) => {
    let at = next.get(group) ?? 0
    while (at < rows.length && taken.has(rows[at]?.connectionId ?? '')) at += 1
    const row = rows[at]
    next.set(group, at + 1)
    if (row === undefined) return false
    taken.add(row.connectionId)
    return true
  }
}

/** Linked, or in a state we don't know: something may be reading through it. */
export function isInUse(row: { readonly status: string }): boolean {
  return !['PendingAuth', 'Unlinked', 'Deauthorized'].includes(row.status)
}

/** A name for comparing: case, accents, punctuation and spelt-out company forms make no difference. Empty if nothing is left. */
export function nameKey(name: string): string {
  const ascii = ASCII.test(name)
  const plain = ascii ? name : name.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return plain
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(ascii ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(/\b(?:limited|proprietary|incorporated)\b/g, (form) => SHORT_FORMS[form] ?? form)
}

const ASCII = /^[\x20-\x7e]*$/
const SHORT_FORMS: Readonly<Record<string, string>> = { limited: 'ltd', proprietary: 'pty', incorporated: 'inc' }

/** Codat drops characters it doesn't keep in names without a word, so a name is also compared as Codat would have left it. */
function nameKeys(name: string | null): string[] {
  if (name === null) return []
  const written = nameKey(name)
  if (codatCompanyName.value.test(name)) return written === '' ? [] : [written]
  const asCodatKeepsIt = [...name].filter((character) => codatCompanyName.value.test(character)).join('')
  return [...new Set([written, nameKey(asCodatKeepsIt)])].filter((key) => key !== '')
}

function groupBy(rows: readonly XeroRow[], keysOf: (row: XeroRow) => readonly string[]): Map<string, XeroRow[]> {
  const groups = new Map<string, XeroRow[]>()
  for (const row of rows) for (const key of keysOf(row)) addTo(groups, key, row)
  return groups
}

function addTo<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [value])
  else group.push(value)
}

/** A Codat connection's own key, over all clients. */
export function codatKey(row: CodatRow): string {
  return `${row.clientId}/${row.companyId}/${row.connectionId}`
}

/** With the key made once per row, not once per comparison. */
function inOrder(codat: readonly CodatRow[]): { row: CodatRow; key: string }[] {
  return codat.map((row) => ({ row, key: codatKey(row) })).sort((a, b) => compare(a.key, b.key))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A connection whose tenant Xero didn’t name is taken for one of its own. */
export function tenantOf(row: { connectionId: string; tenantId: string | null }): string {
  return row.tenantId ?? `connection ${row.connectionId}`
}
