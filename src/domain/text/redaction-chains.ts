// Keys cut into pieces: wrapped over lines, quoted in mail, put together from strings, with marks or blanks inside. Pieces are
// too short to be known alone; that several stand beside each other with nothing like a word between them tells.
import type { Span } from './redaction-spans'
import { isMixed, isPlainToken, withoutIds } from './redaction-words'

/** Characters that a chain must hold, at least. */
const SHORTEST_CHAIN = 24
/** How far pieces may stand apart: a line break with marks of quoting, a `" +` and an indentation. */
const LONGEST_JOINT = 24
const tokens = /[A-Za-z0-9_~-]+/g

interface Chain {
  from: number
  to: number
  /** What the pieces weigh so far, and what they weighed at `to`. */
  weight: number
  best: number
  pieces: number
}

/** Where the keys are that stand in pieces. Every token is weighed once: pieces of a key add their length, words take theirs. */
export function chainSpans(text: string): Span[] {
  const found: Span[] = []
  let chain: Chain | null = null
  let end = 0
  const close = (): void => {
    if (chain !== null && chain.pieces > 1 && chain.best >= SHORTEST_CHAIN && isKey(text.slice(chain.from, chain.to)))
      found.push([chain.from, chain.to])
    chain = null
  }
  for (const match of text.matchAll(tokens)) {
    const from = match.index
    const to = from + match[0].length
    const weight = weightOf(match[0])
    if (from - end > LONGEST_JOINT || weight === null) close()
    end = to
    if (weight === null) continue
    chain = grown(chain, [from, to], weight)
    if (chain !== null && (chain.weight <= 0 || chain.weight < chain.best - SHORTEST_CHAIN / 2)) close()
  }
  close()
  return found
}

function grown(chain: Chain | null, [from, to]: Span, weight: number): Chain | null {
  if (chain === null) return weight <= 0 ? null : { from, to, weight, best: weight, pieces: 1 }
  const sum = chain.weight + weight
  if (weight <= 0) return { ...chain, weight: sum }
  return { ...chain, to, weight: sum, best: sum, pieces: chain.pieces + 1 }
}

/** Null for what ends every chain: an id. */
function weightOf(token: string): number | null {
  if (token.length >= 32 && withoutIds(token) === '') return null
  return isPlainToken(token) ? -Math.max(3, token.length) : token.length
}

function isKey(stretch: string): boolean {
  return isMixed(stretch.replaceAll(/[^A-Za-z0-9]/g, ''))
}

/** Pieces of one length that a text must have, at least. */
const FEWEST_GROUPS = 3
const SHORTEST_GROUP = 3
/** Two pieces do, where they are this long. */
const LONG_GROUP = 12

interface Groups {
  readonly from: number
  readonly to: number
  readonly width: number
  /** Null while there is one piece. */
  readonly joint: string | null
  readonly count: number
}

/** Where the keys are that stand in pieces of one length with the same joint between them, in fours or wrapped at a column. */
export function groupSpans(text: string): Span[] {
  const found: Span[] = []
  let groups: Groups | null = null
  for (const match of text.matchAll(tokens)) {
    const piece: Span = [match.index, match.index + match[0].length]
    const longer: Groups | null = groups === null ? null : goingOn(groups, piece, text)
    if (longer !== null) {
      groups = longer
      continue
    }
    if (groups !== null) found.push(...keyOf(groups, piece, text))
    groups = beginning(piece, match[0])
  }
  if (groups !== null) found.push(...keyOf(groups, [text.length, text.length], text))
  return found
}

function beginning([from, to]: Span, token: string): Groups | null {
  const width = to - from
  if (width < SHORTEST_GROUP || (width >= 32 && withoutIds(token) === '')) return null
  // A name may be as long as the piece behind it. It is none of the key, which goes on where no piece of that length does.
  if (width >= LONG_GROUP && isPlainToken(token)) return null
  return { from, to, width, joint: null, count: 1 }
}

function goingOn(groups: Groups, [from, to]: Span, text: string): Groups | null {
  if (to - from !== groups.width || !isJoined(groups, from, text)) return null
  return { ...groups, to, joint: groups.joint ?? text.slice(groups.to, from), count: groups.count + 1 }
}

function isJoined({ to, joint }: Groups, from: number, text: string): boolean {
  return from - to <= LONGEST_JOINT && (joint === null || text.slice(to, from) === joint)
}

/** The groups, if they are a key, with its shorter end in what comes next. */
function keyOf(groups: Groups, next: Span, text: string): Span[] {
  if (groups.count < FEWEST_GROUPS && !(groups.count === 2 && groups.width >= LONG_GROUP)) return []
  const width = next[1] - next[0]
  const isEnd = width > 0 && width < groups.width && isJoined(groups, next[0], text)
  const isKept = width < 6 && isPlainToken(text.slice(...next))
  const key: Span = [groups.from, isEnd && !isKept ? next[1] : groups.to]
  const held = text.slice(...key).replaceAll(/[^A-Za-z0-9]/g, '')
  return held.length >= SHORTEST_CHAIN && isMixed(held) ? [key] : []
}
