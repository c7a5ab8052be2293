// A statement that is open: its reading, the remedies applied to it, and what a screen or a push asks of it.
import type {
  FormatPreview,
  RemedyPreview,
  StatementColumn,
  StatementRemedy,
  StatementView,
} from '../contract/statements'
import type { LeftOutGroup, StatementFormat, StatementLine } from '../domain/bank-feeds/statements/schema'
import {
  type ArrangedLines,
  type Arrangement,
  asRead,
  type Lines,
  linesOf,
  UNTOUCHED,
} from '../domain/bank-feeds/statements/arrangement'
import { type CheckResult, createChecker } from '../domain/bank-feeds/statements/check'
import { pictureOf } from '../domain/bank-feeds/statements/picture'
import { readStatement, type Reading, type ReadingTerms } from './read-statement'
import { remedied, runningFrom } from './remedies'
import { headSource, type StatementSource } from './source'

export type StatementState = Omit<StatementView, 'statementId' | 'revision'>

export interface OpenStatement {
  readonly view: () => StatementState
  /** Heading that the format can be remembered by. */
  readonly signature: () => string | null
  readonly lines: (from: number, count: number) => StatementLine[]
  /** All lines as they are pushed and exported. */
  readonly arranged: () => ArrangedLines
  readonly changeFormat: (format: StatementFormat) => Promise<void>
  /** What the first lines become in a format. */
  readonly previewFormat: (format: StatementFormat) => Promise<FormatPreview>
  readonly preview: (remedy: StatementRemedy) => RemedyPreview
  readonly apply: (remedy: StatementRemedy) => void
  readonly undo: () => void
}

interface Step {
  readonly arrangement: Arrangement
  readonly check: CheckResult
  readonly remedy: StatementRemedy['kind'] | null
}

const MOST_EXAMPLES = 6
/** Steps that can be taken back. Each holds a few megabytes where there are a million lines. */
const MOST_STEPS = 20

/** Reads the source and opens it. */
export async function openStatement(source: StatementSource, terms: ReadingTerms): Promise<OpenStatement> {
  let reading = await readStatement(source, terms)
  let steps = firstStep(reading)

  const now = (): Step => steps[steps.length - 1] as Step
  const linesAt = ({ arrangement }: Step): Lines => linesOf(reading.store, arrangement)

  function after(remedy: StatementRemedy): Step {
    const { arrangement, check } = now()
    const before = arrangement.proved ? { ...arrangement, balances: null, proved: false } : arrangement
    const next = remedied(reading.store, before, remedy, check, terms.today)
    return stepOf(reading, next, checked(reading, next, terms.today), remedy.kind)
  }

  return {
    signature: () => reading.signature,
    view() {
      const step = now()
      const { kind, format, remembered, store } = reading
      const canMend = !store.full()
      return {
        name: source.name,
        kind,
        format,
        columns: columnsOf(reading),
        rows: rowsOf(reading),
        remembered,
        rememberable: reading.signature !== null,
        canMend,
        shown: step.arrangement.order.length,
        summary: step.check.summary,
        findings: canMend ? [...step.check.findings] : step.check.findings.map((one) => ({ ...one, remedies: [] })),
        picture: pictureOf(linesAt(step), step.arrangement, step.check),
        accounts: step.check.accounts.map((name) => name.slice(0, 200)),
        leftOut: leftOutOf(linesAt(step), step.arrangement),
        applied: steps.flatMap(({ remedy }) => (remedy === null ? [] : [remedy])),
      }
    },
    lines(from, count) {
      const step = now()
      const lines = linesAt(step)
      return Array.from(step.arrangement.order.subarray(from, from + count), (at) => lines.full(at))
    },
    arranged: () => ({ lines: linesAt(now()), order: now().arrangement.order }),
    async changeFormat(format) {
      reading = await readStatement(source, { ...terms, format, signature: reading.signature })
      steps = firstStep(reading)
    },
    async previewFormat(format) {
      const head = headSource(source)
      const first = await readStatement(head, { ...terms, format, onProgress: () => {} })
      const lines = linesOf(first.store, UNTOUCHED)
      // The first lines alone lead to no closing balance.
      const said = first.check.findings.filter(({ code }) => head === source || code !== 'balance.wrong-end')
      return {
        columns: columnsOf(first),
        rows: rowsOf(first),
        lines: Array.from(asRead(first.store).order.subarray(0, MOST_PREVIEWED), (at) => lines.full(at)),
        findings: said.map((finding) => ({ ...finding, remedies: [] })),
      }
    },
    preview: (remedy) => previewOf(reading, now(), after(remedy)),
    apply(remedy) {
      if (reading.store.full()) return
      const next = after(remedy)
      // The step of the reading stays, so that the first one can always be gone back to.
      const kept = steps.length > MOST_STEPS ? [steps[0] as Step, ...steps.slice(2)] : steps
      steps = [...kept, next]
    },
    undo() {
      if (steps.length > 1) steps = steps.slice(0, -1)
    },
  }
}

const MOST_PREVIEWED = 8
const MOST_ROWS = 40
const MOST_CELLS = 60
const LONGEST_CELL = 80

function columnsOf({ headings, hows }: Reading): StatementColumn[] {
  return headings.map((heading, index) => ({ heading, how: hows[index] ?? 'unknown' }))
}

function rowsOf({ rows }: Reading): string[][] {
  return rows.slice(0, MOST_ROWS).map((row) => row.slice(0, MOST_CELLS).map((cell) => cell.slice(0, LONGEST_CELL)))
}

function firstStep(reading: Reading): Step[] {
  return [stepOf(reading, asRead(reading.store), reading.check, null)]
}

/** A step with the balances that follow from what the file declares, where its lines prove them. */
function stepOf(reading: Reading, arrangement: Arrangement, check: CheckResult, remedy: Step['remedy']): Step {
  const { provedStart, newestFirst } = check
  if (provedStart === null) return { arrangement, check, remedy }
  const balances = runningFrom(linesOf(reading.store, arrangement), arrangement, provedStart, newestFirst)
  return { arrangement: { ...arrangement, balances, proved: true }, check, remedy }
}

function checked(reading: Reading, arrangement: Arrangement, today: number): CheckResult {
  const checker = createChecker(linesOf(reading.store, arrangement), {
    today,
    split: arrangement.split,
    interim: arrangement.interim,
    leftOut: arrangement.leftOut.reduce((sum, { places }) => sum + places.length, 0),
  })
  for (const at of arrangement.order) checker.take(at)
  return checker.finish(arrangement.order, reading.word)
}

const MOST_LEFT_OUT = 200
const MOST_GROUPS = 60

/** What isn't pushed, by why. */
function leftOutOf(lines: Lines, { leftOut }: Arrangement): LeftOutGroup[] {
  const groups = new Map<LeftOutGroup['why'], LeftOutGroup>()
  for (const { why, reason, places } of leftOut) {
    const group = groups.get(why) ?? { why, count: 0, places: [] }
    groups.set(why, group)
    group.count += places.length
    for (const at of places.subarray(0, Math.max(0, MOST_LEFT_OUT - group.places.length))) {
      const { line, date, amount, description } = lines.full(at)
      group.places.push({ line, date, amount, description: description.slice(0, 200), reason })
    }
  }
  return [...groups.values()].slice(0, MOST_GROUPS)
}

/** Counts what differs and shows the first of it. */
function previewOf(reading: Reading, before: Step, after: Step): RemedyPreview {
  const old = linesOf(reading.store, before.arrangement)
  const fresh = linesOf(reading.store, after.arrangement)
  const kept = new Uint8Array(reading.store.count())
  for (const at of after.arrangement.order) kept[at] = 1
  const dropped = before.arrangement.order.filter((at) => kept[at] !== 1)
  const isChanged = (at: number): boolean =>
    old.balance(at) !== fresh.balance(at) ||
    old.amount(at) !== fresh.amount(at) ||
    old.lacksSign(at) !== fresh.lacksSign(at) ||
    old.standing(at) !== fresh.standing(at) ||
    old.givenType(at) !== fresh.givenType(at) ||
    old.isMadeId(at) !== fresh.isMadeId(at)
  const sameLines = dropped.length === 0
  const moved = sameLines ? after.arrangement.order.filter((at, index) => before.arrangement.order[index] !== at) : []
  const changed = after.arrangement.order.filter(isChanged)
  const touched = [...dropped.slice(0, MOST_EXAMPLES), ...changed.slice(0, MOST_EXAMPLES)].slice(0, MOST_EXAMPLES)
  return {
    before: before.check.summary,
    after: after.check.summary,
    dropped: dropped.length,
    moved: moved.length,
    changed: changed.length,
    examples: touched.map((at) => ({ before: old.full(at), after: kept[at] === 1 ? fresh.full(at) : null })),
  }
}
