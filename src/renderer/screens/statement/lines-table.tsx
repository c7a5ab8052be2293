// The statement's lines: only those in sight are asked for and drawn, so a million scroll like a hundred.
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { grouped } from '../../../domain/amounts'
import type { StatementLine } from '../../../domain/bank-feeds/statements/schema'
import type { StatementView } from '../../../contract/statements'
import { call } from '../../bridge'
import { Button } from '../../components/button'
import { cx } from '../../components/class-names'
import { Row } from '../../components/shapes'
import { toneClass } from '../../components/tone'
import styles from './statement.module.css'
import wide from '../../components/wide-table.module.css'
import { WhichWay } from './which-way'
import { standingNames } from './words'
import { onDay } from '../../words/ages'

const ROW = 28
const PAGE = 200
const SPARE_ROWS = 10
const COLUMNS = ['Line', 'Date', 'Description', 'Amount', 'Balance', 'Type', 'Reference', 'Id'] as const

export interface LinesHandle {
  /** Scrolls to the line at this place of the statement and marks it. */
  goTo(at: number): void
}

interface LinesTableProps {
  readonly statement: StatementView
  readonly handle: RefObject<LinesHandle | null>
  /** Leaves out the line at this place of the statement. */
  readonly onLeaveOut: (at: number) => void
  /** It was said which way a line went. */
  readonly onSaid: (statement: StatementView) => void
}

/** A line is chosen by a click, or by the arrows once the table has the focus. */
export function LinesTable({ statement, handle, onLeaveOut, onSaid }: LinesTableProps) {
  const box = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [marked, setMarked] = useState<{ of: StatementView; at: number } | null>(null)
  const [height, setHeight] = useState(ROW * 12)
  const first = Math.max(0, Math.floor(top / ROW) - SPARE_ROWS)
  const end = Math.min(statement.shown, Math.ceil((top + height) / ROW) + SPARE_ROWS)
  const lines = useLines(statement, first, end)
  const chosen = marked?.of === statement && marked.at < statement.shown ? marked.at : null
  const choose = (at: number) => {
    setMarked({ of: statement, at })
    const element = box.current
    if (element === null) return
    // The heading stays in sight above the lines.
    const row = at * ROW
    if (row < element.scrollTop) element.scrollTop = row
    else if (row + ROW * 2 > element.scrollTop + element.clientHeight)
      element.scrollTop = row + ROW * 2 - element.clientHeight
  }
  const unsigned = chosen !== null && lines.get(chosen)?.unsigned === true ? lines.get(chosen) : undefined
  const step = (by: number) => choose(Math.max(0, Math.min(statement.shown - 1, chosen === null ? 0 : chosen + by)))

  useImperativeHandle(handle, () => ({
    goTo(at) {
      setMarked({ of: statement, at })
      box.current?.scrollTo({ top: Math.max(0, at * ROW - ROW * 3) })
      box.current?.scrollIntoView({ block: 'nearest' })
      box.current?.focus({ preventScroll: true })
    },
  }))
  useEffect(() => {
    const element = box.current
    if (element === null) return undefined
    const watch = new ResizeObserver(() => setHeight(element.clientHeight))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  return (
    <>
      <div
        ref={box}
        role="table"
        aria-label="Lines of the statement"
        aria-rowcount={statement.shown + 1}
        className={cx(wide.scroller, styles.table)}
        tabIndex={0}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          step(event.key === 'ArrowDown' ? 1 : -1)
        }}
      >
        <div role="rowgroup" className={cx(wide.headings, styles.across)}>
          <div role="row" aria-rowindex={1} className={cx(wide.row, styles.row)}>
            {COLUMNS.map((column) => (
              <span key={column} role="columnheader" className={cx(isNumber(column) && styles.number)}>
                {column}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={cx(wide.rows, styles.across)} style={{ height: statement.shown * ROW }}>
          {Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index).map((at) => (
            <LineRow key={at} at={at} line={lines.get(at)} marked={at === chosen} onChoose={() => choose(at)} />
          ))}
        </div>
      </div>
      <Row gap="s2">
        <p role="status">
          {chosen === null ? 'Choose a line by a click or the arrow keys.' : chosenWords(lines.get(chosen), chosen)}
        </p>
        {statement.canMend && chosen !== null && unsigned !== undefined && (
          <WhichWay
            statement={statement}
            at={chosen}
            line={unsigned}
            onSaid={(next) => {
              onSaid(next)
              // On to the next one, so that one line after the other can be said.
              setMarked({ of: next, at: Math.min(chosen + 1, next.shown - 1) })
            }}
          />
        )}
        {statement.canMend && chosen !== null && (
          <Button size="small" onPress={() => onLeaveOut(chosen)}>
            Leave out this line…
          </Button>
        )}
      </Row>
    </>
  )
}

function chosenWords(line: StatementLine | undefined, at: number): string {
  if (line === undefined) return `Line ${at + 1} is chosen.`
  const standing = line.standing === undefined ? '' : ` (${standingNames[line.standing]})`
  const way = line.unsigned === true ? ', in or out?' : ''
  return `Chosen: ${line.date === null ? 'no date' : onDay(line.date)}, ${line.description}, ${money(line.amount)}${way}${standing}`
}

const money = (amount: string | null): string => (amount === null ? '–' : grouped(amount))

function typeWords(line: StatementLine | undefined): string {
  if (line === undefined) return ''
  if (line.standing !== undefined) return standingNames[line.standing]
  return line.unsigned === true ? 'in or out?' : line.transactionType
}

function isNumber(column: (typeof COLUMNS)[number]): boolean {
  return column === 'Amount' || column === 'Balance' || column === 'Line'
}

interface LineRowProps {
  readonly at: number
  readonly line: StatementLine | undefined
  readonly marked: boolean
  readonly onChoose: () => void
}

function LineRow({ at, line, marked, onChoose }: LineRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={at + 2}
      className={cx(
        wide.row,
        styles.row,
        wide.placed,
        marked && styles.marked,
        line?.standing !== undefined && toneClass('neutral'),
      )}
      style={{ transform: `translateY(${at * ROW}px)` }}
      onClick={onChoose}
    >
      <span role="cell" className={cx(styles.number, toneClass('neutral'))}>
        {line?.line ?? ''}
      </span>
      <span role="cell">{line === undefined ? '…' : line.date === null ? '–' : onDay(line.date)}</span>
      <span role="cell" title={line?.description}>
        {line?.description}
      </span>
      <span role="cell" className={styles.number}>
        {line === undefined ? '' : money(line.amount)}
      </span>
      <span role="cell" className={styles.number}>
        {line === undefined ? '' : money(line.balance)}
      </span>
      <span role="cell">{typeWords(line)}</span>
      <span role="cell" title={line?.reference}>
        {line?.reference}
      </span>
      <span role="cell" className={toneClass('neutral') ?? ''} title={line?.id ?? ''}>
        {line === undefined ? '' : (line.id ?? '–')}
      </span>
    </div>
  )
}

/** The lines from `first` to before `end`, as far as they have come. Pages that were read stay until the statement changes. */
function useLines(statement: StatementView, first: number, end: number): ReadonlyMap<number, StatementLine> {
  const [lines, setLines] = useState<{ of: StatementView; map: ReadonlyMap<number, StatementLine> }>({
    of: statement,
    map: new Map(),
  })
  const asked = useRef<{ of: StatementView; pages: Set<number> }>({ of: statement, pages: new Set() })
  useEffect(() => {
    if (asked.current.of !== statement) asked.current = { of: statement, pages: new Set() }
    const { pages } = asked.current
    for (let page = Math.floor(first / PAGE); page * PAGE < end; page += 1) {
      if (pages.has(page)) continue
      pages.add(page)
      void call('readStatementLines', { statementId: statement.statementId, from: page * PAGE, count: PAGE }).then(
        (result) => {
          if (!result.ok) return pages.delete(page)
          const read = result.value.lines
          return setLines((before) => {
            const map = new Map(before.of === statement ? before.map : [])
            read.forEach((line, index) => map.set(page * PAGE + index, line))
            return { of: statement, map }
          })
        },
      )
    }
  }, [statement, first, end])
  return lines.of === statement ? lines.map : new Map()
}
