// A reviewer's text taken apart into points, tied to checkpoints, and the reply put together again. Pure.
import type { ChecklistItem } from './checklist'
import type { ReviewRound } from './schema'

const MOST_POINTS = 100
const LONGEST_POINT = 4_000
const MARKED = /^\s*(?:\(?\d{1,2}[.):]|\(?[a-z]\)|[-*•–])\s+/i
const COURTESY = /^(?:hi|hello|dear|thanks|thank you|kind regards|best|best regards|regards|cheers|yours)\b/i
const LONGEST_COURTESY = 80

/**
 * The points of a reviewer's text: numbered or bulleted lines with what follows them, or else its paragraphs without
 * greetings. A text with neither is one point. Nothing but markers, greetings and what stands before a list is left out, and
 * the whole text is kept beside.
 */
export function splitPoints(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  const marked = lines.filter((line) => MARKED.test(line)).length
  const points = marked >= 2 ? listPoints(lines) : paragraphs(text)
  const kept = points.length > 0 ? points : [text.trim()]
  return kept.slice(0, MOST_POINTS).map((point) => point.slice(0, LONGEST_POINT))
}

function listPoints(lines: readonly string[]): string[] {
  const points: string[][] = []
  for (const line of lines) {
    if (MARKED.test(line)) points.push([line.replace(MARKED, '')])
    else points.at(-1)?.push(line)
  }
  return points.map((part) => withoutClosing(part.join('\n'))).filter((point) => point !== '')
}

/** The last point isn't the place for the signature. */
function withoutClosing(point: string): string {
  const parts = point.split(/\n\s*\n/).map((part) => part.trim())
  const end = parts.findIndex((part, index) => index > 0 && isCourtesy(part))
  return (end === -1 ? parts : parts.slice(0, end)).filter((part) => part !== '').join('\n\n')
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && !isCourtesy(part))
}

function isCourtesy(part: string): boolean {
  return part.length <= LONGEST_COURTESY && COURTESY.test(part)
}

const COMMON = new Set(['with', 'your', 'that', 'from', 'this', 'xero', 'codat', 'link', 'form', 'into', 'where'])

/** Items a point is likely about: it says the title, or most of the title's own words. The user has the last word. */
export function likelyItems(point: string, items: readonly ChecklistItem[]): string[] {
  const said = new Set(wordsOf(point))
  return items.filter(({ title }) => sounds(point, said, title)).map(({ id }) => id)
}

function sounds(point: string, said: ReadonlySet<string>, title: string): boolean {
  if (point.toLowerCase().includes(title.toLowerCase())) return true
  const own = wordsOf(title)
  if (own.length === 0) return false
  return own.filter((word) => said.has(word)).length / own.length > 0.5
}

/** Words of four letters or more, without a plural's s. */
function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
    .map((word) => word.replace(/(?<=\p{L}{3})s$/u, ''))
    .filter((word) => !COMMON.has(word))
}

/** The reply, point by point, each under what it answers. */
export function replyText(round: ReviewRound, { appName }: { appName: string }): string {
  const points = round.points.map(({ text, reply }, index) => {
    const asked = text
      .split('\n')
      .map((line) => `> ${line}`.trimEnd())
      .join('\n')
    return `${index + 1}.\n${asked}\n\n${reply === '' ? '(No reply yet.)' : reply}`
  })
  return [`Thank you for looking at ${appName}. Here is our reply to your points of ${round.on}.`, ...points].join(
    '\n\n',
  )
}

/** How many points have no reply yet. */
export function unanswered(round: ReviewRound): number {
  return round.points.filter(({ reply }) => reply === '').length
}
