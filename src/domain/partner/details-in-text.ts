// What a text somebody sent (a mail, a list, a web page's foot) names of the links and contacts that are handed in. Pure. A guess:
// the page shows what it took for what, to be looked over before it is kept.
import { isEmail, isSafeAddress } from './entered'
import type { PartnerDetails } from './schema'

type Named = keyof PartnerDetails
type Link = Extract<Named, `${string}Url`>

/** The longest text that is looked through; more is no list of links. */
export const MOST_TEXT = 20_000

const ADDRESS = /https:\/\/[^\s<>"'“”|]+/g
const MAIL = /[^\s@,;:<>()[\]"'“”|]+@[^\s@,;:<>()[\]"'“”|]+\.[^\s@,;:<>()[\]"'“”|]+/g

/** By what a link is known, in its line or in itself. The first that fits counts: “terms and privacy” alone names neither. */
const linkWords: readonly (readonly [Link, RegExp])[] = [
  ['privacyUrl', /privacy|data.?protection|datenschutz/i],
  ['termsUrl', /\bterms|conditions|\btos\b|\beula\b|\bagb\b/i],
  ['loginUrl', /log[\s-]?[io]n|sign[\s-]?in/i],
  ['docsUrl', /\bdoc(s|ument)|help|guide|\bfaq|knowledge|support/i],
]
const DESCRIPTION =
  /^\W*(?:what (?:it|the product) does[^:]*|(?:product |app )?description|product)\s*[:–-]\s*(.{3,})$/i

/**
 * The details that the text names, each once: a field for which it names two different things is left out, and so is whatever nothing
 * tells apart.
 */
export function detailsInText(text: string): Partial<PartnerDetails> {
  const lines = text.slice(0, MOST_TEXT).split(/\r?\n/)
  const named = lines.flatMap((line, at) => inLine(line, headingOf(lines, at)))
  const found: Partial<PartnerDetails> = {}
  for (const name of new Set(named.map(([field]) => field))) {
    const said = new Set(named.filter(([field]) => field === name).map(([, value]) => value))
    const [only] = said
    if (said.size === 1 && only !== undefined) found[name] = only
  }
  return found
}

/** The line above, where it may be a heading of what follows: one with words and nothing else. */
function headingOf(lines: readonly string[], at: number): string {
  const above = lines[at - 1] ?? ''
  return above.includes('://') || above.includes('@') ? '' : above
}

function inLine(line: string, heading: string): [Named, string][] {
  const description = DESCRIPTION.exec(line)?.[1]?.trim()
  if (description !== undefined && !description.includes('://')) return [['description', description]]
  return [...addressesIn(line, heading), ...mailsIn(line)]
}

/** Each address with the words between it and the one before it; alone on its line, with the heading above. */
function addressesIn(line: string, heading: string): [Named, string][] {
  let from = 0
  return [...line.matchAll(ADDRESS)].flatMap((match): [Named, string][] => {
    const before = line.slice(from, match.index)
    from = match.index + match[0].length
    const address = match[0].replace(/[.,;:!?)\]}*_]+$/, '')
    if (!isSafeAddress(address)) return []
    const words = /\p{L}/u.test(before) ? before : heading
    const field = oneNamed(words) ?? oneNamed(decodedPath(address))
    return field === null ? [] : [[field, address]]
  })
}

function decodedPath(address: string): string {
  const { hostname, pathname } = new URL(address)
  return `${hostname.split('.')[0] ?? ''} ${pathname.replaceAll(/[/_-]+/g, ' ')}`
}

/** The one kind of link that the words name. Null where they name none, or privacy and terms at once. */
function oneNamed(words: string): Link | null {
  const [first, second] = linkWords.filter(([, pattern]) => pattern.test(words)).map(([name]) => name)
  if (first === undefined) return null
  return first === 'privacyUrl' && second === 'termsUrl' ? null : first
}

function mailsIn(line: string): [Named, string][] {
  return [...line.matchAll(MAIL)].flatMap((match): [Named, string][] => {
    const mail = match[0].replace(/^mailto:/i, '').replace(/[.,;:!?*_]+$/, '')
    if (!isEmail(mail)) return []
    const before = line.slice(0, match.index)
    if (/@(?:[^@]+\.)?codat\./i.test(mail) || /codat/i.test(before)) return [['codatContact', mail]]
    return /support|help|contact|team/i.test(`${before} ${mail.split('@')[0] ?? ''}`) ? [['supportContact', mail]] : []
  })
}
