// Which source's count the gauge shows and why, and what it means when sources disagree. Pure; the order of sources is no matter.
import { counted } from '../amounts'
import type { SourceReading } from './schema'
import { sourceKinds, type SourceKind } from './counting'

/** A count older than this is shown as stale: a connection can be made or removed at any hour of a working day. */
export const STALE_AFTER_MS = 24 * 60 * 60 * 1_000

export interface Choice {
  readonly chosen: SourceReading | null
  readonly stale: boolean
  readonly reason: string
}

/**
 * The best available reading: whole and recent ones before old ones, old ones before those with a page missing (a part of
 * a count must not look like a smaller count); then Xero's own list, the number read in My Apps, Codat's companies, Codat's figure.
 */
export function chooseReading(readings: readonly SourceReading[], now: Date): Choice {
  const best = readings
    .filter((reading) => reading.count !== null)
    .toSorted((a, b) => byGrade(a, b, now) || kindRank(a) - kindRank(b) || newestLargestFirst(a, b))[0]
  if (best === undefined) return { chosen: null, stale: false, reason: reasonForNothing(readings) }
  return { chosen: best, stale: isStale(best, now), reason: reasonFor(best, readings, now) }
}

/** Of two old counts of Xero's own, the newer one: whose it is says less by then. */
function byGrade(a: SourceReading, b: SourceReading, now: Date): number {
  const grades = grade(a, now) - grade(b, now)
  if (grades !== 0 || grade(a, now) !== 1 || !isXerosOwn(a) || !isXerosOwn(b)) return grades
  return (b.at ?? '').localeCompare(a.at ?? '')
}

function isXerosOwn({ kind }: SourceReading): boolean {
  return kind === 'xero-list' || kind === 'typed'
}

function grade(reading: SourceReading, now: Date): number {
  if (!reading.complete) return 2
  return isStale(reading, now) ? 1 : 0
}

function isStale(reading: SourceReading, now: Date): boolean {
  // One that is ahead was noted while the clock was, and nobody knows how old it is.
  return reading.at === null || Math.abs(now.getTime() - Date.parse(reading.at)) > STALE_AFTER_MS
}

function kindRank(reading: SourceReading): number {
  return sourceKinds.indexOf(reading.kind)
}

/** Only where a source is given twice. The last comparison makes the order total. */
function newestLargestFirst(a: SourceReading, b: SourceReading): number {
  const byAge = (b.at ?? '').localeCompare(a.at ?? '')
  return byAge || (b.count ?? 0) - (a.count ?? 0) || JSON.stringify(a).localeCompare(JSON.stringify(b))
}

const SOURCE_NAME: Readonly<Record<SourceKind, string>> = {
  'xero-list': 'Xero’s own list',
  typed: 'the number you read in My Apps',
  'codat-companies': 'the count of Codat’s companies',
  'codat-integration': 'the figure Codat gives with its Xero integration',
}

const WORTH: Readonly<Record<SourceKind, string>> = {
  'xero-list': 'Xero’s own list of this app’s connections: it names every one that counts.',
  typed: 'The number you read in My Apps, which is Xero’s own count.',
  'codat-companies': 'Codat’s companies: they show Codat’s connections only, not those of other software or tests.',
  'codat-integration': 'A figure Codat gives with its Xero integration. It isn’t documented.',
}

function reasonFor(chosen: SourceReading, readings: readonly SourceReading[], now: Date): string {
  const passedOver = readings
    .filter((reading) => kindRank(reading) < kindRank(chosen))
    .toSorted((a, b) => kindRank(a) - kindRank(b) || newestLargestFirst(a, b))
    .flatMap((reading) => whyNot(reading, now) ?? [])
  const caveat = chosen.complete ? [] : ['A page was missing, so there are at least this many.']
  return [WORTH[chosen.kind], ...caveat, ...passedOver].join(' ')
}

function whyNot(reading: SourceReading, now: Date): string | null {
  const name = capital(SOURCE_NAME[reading.kind])
  if (reading.count === null) return reading.problem === null ? null : `${name} could not be read.`
  if (!reading.complete) return `${name} has a page missing.`
  return isStale(reading, now) ? `${name} is more than a day old.` : null
}

function reasonForNothing(readings: readonly SourceReading[]): string {
  const failed = readings.filter((reading) => reading.problem !== null).toSorted((a, b) => kindRank(a) - kindRank(b))
  if (failed.length === 0) return 'Nothing has been counted yet.'
  return `${failed.map((reading) => capital(SOURCE_NAME[reading.kind])).join(' and ')} could not be read yet.`
}

/** What the rows of both sides show about each other. Null while one side wasn't read whole. */
export interface SidesCompared {
  /** Xero connections that no Codat connection fits. */
  readonly onlyInXero: number
  /** Of those, the ones Latchkey's tests made. */
  readonly ownTests: number
  /** Connections that Codat uses and no Xero connection fits. */
  readonly usedButNotInXero: number
  /** Unlinked or deauthorized in Codat, and still in Xero's list. */
  readonly deadButInXero: number
  /** Rows that share an organisation with another Codat connection. */
  readonly shared: number
}

/** What the sources disagree on, in words, the weightiest first. */
export function disagreements(readings: readonly SourceReading[], compared: SidesCompared | null): string[] {
  const by = (kind: SourceKind) => readings.find((reading) => reading.kind === kind && reading.count !== null)
  const [xero, typed, codat, figure] = [by('xero-list'), by('typed'), by('codat-companies'), by('codat-integration')]
  return [
    ...(compared === null ? [] : comparedInWords(compared)),
    ...(typed && xero && typed.count !== xero.count
      ? [
          `You read ${typed.count ?? 0} in My Apps and Xero’s list has ${xero.count ?? 0} that count: one of them is older, or a demo company is counted differently.`,
        ]
      : []),
    ...(typed && codat && !xero && (codat.count ?? 0) > (typed.count ?? 0)
      ? [
          `Codat has ${codat.count ?? 0} connections and you read ${typed.count ?? 0} in My Apps: Codat may use another Xero app’s keys for some, or keep some that Xero removed.`,
        ]
      : []),
    ...(figure && codat?.complete === true && figure.count !== (codat.byStatus['Linked'] ?? 0)
      ? [
          `Codat’s own figure says ${figure.count ?? 0} linked and its companies show ${codat.byStatus['Linked'] ?? 0}: the figure isn’t documented and may lag, or tags narrow the companies.`,
        ]
      : []),
  ]
}

function comparedInWords(compared: SidesCompared): string[] {
  const foreign = compared.onlyInXero - compared.ownTests
  const words: string[] = []
  if (foreign > 0)
    words.push(
      `${counted(foreign, 'connection')} in Xero that Codat doesn’t know: other software, a test sign-in, or an unlinked company.`,
    )
  if (compared.ownTests > 0)
    words.push(`${counted(compared.ownTests, 'connection')} in Xero made by Latchkey’s own sign-in tests.`)
  if (compared.usedButNotInXero > 0)
    words.push(
      `${counted(compared.usedButNotInXero, 'connection')} that Codat uses and this Xero app doesn’t have: Codat may hold another app’s keys, or the name differs.`,
    )
  if (compared.deadButInXero > 0)
    words.push(
      `${counted(compared.deadButInXero, 'connection')} unlinked or deauthorised in Codat, and still connected in Xero.`,
    )
  if (compared.shared > 0)
    words.push(
      `${counted(compared.shared, 'connection')} in Codat that share an organisation with another Codat connection.`,
    )
  return words
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
