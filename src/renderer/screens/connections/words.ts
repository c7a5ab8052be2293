// Words of the connections of a Xero app.
import type { CodatLink, Forecast, Gauge, Safety, FreeingChoice, FreedRow } from '../../../domain/connections/schema'
import type { SourceKind } from '../../../domain/connections/counting'
import type { ConnectionProgress } from '../../../contract/connections'
import { errorTexts } from '../../../domain/errors'
import { limitPreset, limitPresets, type LimitPreset } from '../../../domain/limits'
import type { Tone } from '../../components/tone'
import { onDay } from '../../words/ages'

export const sourceWords: Record<SourceKind, string> = {
  'xero-list': 'Xero’s own list',
  typed: 'What you read in My Apps',
  'codat-companies': 'Codat’s companies',
  'codat-integration': 'Codat’s integration figure',
}

/** The forecast in a sentence, also where there is none. */
export function forecastWords(forecast: Forecast): string {
  if (forecast.kind === 'range') return `${forecast.words.charAt(0).toUpperCase()}${forecast.words.slice(1)}.`
  switch (forecast.reason) {
    case 'too-little':
      return 'There are too few counts yet to say when it will be full.'
    case 'not-growing':
      return 'The count isn’t growing.'
    case 'already-full':
      return 'It is full already.'
    case 'no-limit':
      return 'Without a limit it never fills up.'
    case 'too-far':
      return 'At this pace it won’t be full for years.'
    case 'no-count':
      return 'Nothing has been counted yet.'
  }
}

/** What a refresh is doing just now. */
export function progressWords({ step, subject, done, total }: ConnectionProgress): string {
  const far = total === null ? inFigures(done) : `${inFigures(done)} of ${inFigures(total)}`
  switch (step) {
    case 'xero-list':
      return 'Reading Xero’s list…'
    case 'codat-companies':
      return `Reading ${subject ?? 'Codat'}: ${far} companies…`
    case 'freeing':
      return `Freeing ${subject ?? 'connections'}: ${far}…`
    case 'counting-again':
      return 'Counting again…'
  }
}

export type LimitChoice = LimitPreset | 'automatic' | 'typed'

/** What can be chosen. */
export const limitOptions: readonly { readonly value: LimitChoice; readonly label: string }[] = [
  { value: 'automatic', label: 'Not confirmed yet' },
  ...limitPresets.map((preset) => {
    const { limit, label } = limitPreset(preset)
    return { value: preset, label: limit === null ? label : `${inFigures(limit)}: ${label}` }
  }),
  { value: 'typed', label: 'Another number' },
]

/** A count as typed: whole, not negative, a million at most; else null. */
export function typedCount(text: string): number | null {
  const digits = text.trim().replaceAll(',', '')
  if (!/^\d{1,7}$/.test(digits)) return null
  const count = Number(digits)
  return count <= 1_000_000 ? count : null
}

/** A limit as typed: at least one. */
export function typedLimit(text: string): number | null {
  const limit = typedCount(text)
  return limit === 0 ? null : limit
}

/** What is to be confirmed of the limit; null while its age doesn't say that it may be another. */
export function limitDoubt({ limit }: Gauge): string | null {
  if (limit.confirmed || limit.ifStarter === null || limit.limit === null) return null
  return `It is counted against ${inFigures(limit.limit)}, and ${inFigures(limit.ifStarter)} if this app is on Xero’s Starter plan, where apps of its age begin.`
}

/** Why a source could not be read: the words every code has, or that it failed. */
export function sourceProblemWords(code: string): string {
  return code in errorTexts ? errorTexts[code as keyof typeof errorTexts].message : 'It could not be read.'
}

export const matchWords: Record<CodatLink['matchedBy'], string> = {
  tenant: 'Codat names the same organisation.',
  name: 'Matched by name only, which is a guess.',
  alone: 'No connection of this Xero app fits.',
}

// Freeing a place

export const safetyWords: Record<Safety, { readonly text: string; readonly tone: Tone }> = {
  'own-test': { text: 'Made by our tests', tone: 'ok' },
  'no-codat': { text: 'No Codat company', tone: 'ok' },
  deauthorized: { text: 'Deauthorised in Codat', tone: 'ok' },
  unlinked: { text: 'Unlinked in Codat', tone: 'ok' },
  pending: { text: 'Pending in Codat', tone: 'watch' },
  unsure: { text: 'Perhaps in use', tone: 'watch' },
  linked: { text: 'Linked in Codat', tone: 'act' },
}

/** What is true of every row is said once, above them; with one row all of it stands there. */
export function whatHappensToAll(choices: readonly FreeingChoice[]): readonly string[] {
  const [first, ...rest] = choices
  if (first === undefined || rest.length === 0) return []
  return first.whatHappens.filter((sentence) => rest.every((choice) => choice.whatHappens.includes(sentence)))
}

/** Rows whose name fits the search, at most `most`, in the order of safety. */
export function findChoices(
  choices: readonly FreeingChoice[],
  search: string,
  most: number,
): { readonly shown: readonly FreeingChoice[]; readonly more: number } {
  const words = search.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean)
  const found = choices.filter(({ organisation }) => {
    const name = (organisation ?? '').toLocaleLowerCase('en-GB')
    return words.every((word) => name.includes(word))
  })
  return { shown: found.slice(0, most), more: Math.max(0, found.length - most) }
}

export const outcomeWords: Record<FreedRow['outcome'], { readonly text: string; readonly tone: Tone }> = {
  freed: { text: 'Freed', tone: 'ok' },
  'already-gone': { text: 'Was gone already', tone: 'ok' },
  refused: { text: 'Xero refused', tone: 'act' },
  unconfirmed: { text: 'Xero didn’t answer: it may or may not be gone', tone: 'watch' },
  'still-listed': { text: 'Xero said done, and still lists it', tone: 'watch' },
  'not-tried': { text: 'Not tried', tone: 'neutral' },
}

/** The result in one sentence: how many places were freed, and what was left. */
export function freedWords(rows: readonly FreedRow[]): string {
  const freed = rows.filter(({ outcome }) => outcome === 'freed').length
  const left = rows.filter(({ outcome }) => outcome !== 'freed' && outcome !== 'already-gone').length
  const places =
    freed === 0 ? 'No connection was freed' : freed === 1 ? 'One connection is free' : `${freed} connections are free`
  return left === 0 ? `${places}.` : `${places}; ${left === 1 ? 'one row is' : `${left} rows are`} not done.`
}

// The drawing

export const segmentWords: Record<Gauge['segments'][number]['kind'], string> = {
  linked: 'Linked in Codat',
  'not-linked': 'In Codat, not linked',
  'our-test': 'Made by our tests',
  'xero-only': 'Only in Xero',
  unnamed: 'Not named by the source',
  demo: 'Demo, not counted',
}

/** The history in a sentence, for who doesn't see the line; null while there is no line to draw. */
export function historyWords(points: Gauge['sparkline']): string | null {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 2) return null
  return `From ${inFigures(first.count)} on ${onDay(first.at)} to ${inFigures(last.count)} on ${onDay(last.at)}, over ${points.length} days with a count.`
}

function inFigures(count: number): string {
  return count.toLocaleString('en-GB')
}
