// The table of customers. Only the rows in view are in the document, so that a thousand scroll and filter like fifteen.
import { ArrowDown, Check } from 'lucide-react'
import { type KeyboardEvent, memo, type MouseEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { StandingRow } from '../../../contract/standings'
import { useNow } from '../../clock'
import { cx } from '../../components/class-names'
import { hasMod } from '../../components/kbd'
import { LimitBar } from '../../components/limit-bar'
import { keySteps, useRowScroll } from '../../components/row-scroll'
import { toneClass } from '../../components/tone'
import { ToneIcon } from '../../components/tone-icon'
import { type AppPart, useNavigation } from '../../shell/navigation'
import type { CustomerOrder, TableLine } from './customer-rows'
import styles from './customers-grid.module.css'
import {
  connectionsSentence,
  connectionsShort,
  feedTones,
  fullnessTone,
  liveTone,
  moveAge,
  moveSentence,
  moverWords,
  stepsSentence,
  stepsShort,
} from './standing-words'

const ROW_HEIGHT = 36

const columns = ['pick', 'who', 'live', 'connections', 'feeds', 'move', 'menu'] as const
type Column = (typeof columns)[number]

const headings: Readonly<Record<Column, { readonly label: string; readonly order: CustomerOrder | null }>> = {
  pick: { label: 'Selected', order: null },
  who: { label: 'Who', order: 'name' },
  live: { label: 'Can go live', order: 'urgency' },
  connections: { label: 'Connections', order: 'fullest' },
  feeds: { label: 'Bank feeds', order: null },
  move: { label: 'Whose move', order: 'waiting' },
  menu: { label: 'More', order: null },
}

interface GridProps {
  readonly lines: readonly TableLine[]
  readonly order: CustomerOrder
  readonly onOrder: (order: CustomerOrder) => void
  /** Ids of the apps that are selected. */
  readonly picked: ReadonlySet<string>
  readonly onPick: (picked: ReadonlySet<string>) => void
  readonly onMenu: (row: StandingRow, button: HTMLElement) => void
}

export function CustomersGrid({ lines, order, onOrder, picked, onPick, onMenu }: GridProps) {
  const now = useNow(60_000)
  const { openApp } = useNavigation()
  const { scroller, onScroll, current, setActive, focusOn, shown, rowsInView } = useRowScroll(lines, ROW_HEIGHT)
  const [column, setColumn] = useState(columns.indexOf('who'))
  const selection = useRef({ lines, picked, from: 0 })
  useEffect(() => {
    selection.current = { ...selection.current, lines, picked }
  })
  /** Turns one row over; with `through`, takes all from the one that was turned last. */
  const pick = useCallback(
    (index: number, through: boolean) => {
      const now = selection.current
      const rows = through ? [Math.min(now.from, index), Math.max(now.from, index)] : [index, index]
      const ids = now.lines
        .slice(rows[0], (rows[1] ?? index) + 1)
        .flatMap((line) => (line.kind === 'app' ? [line.row.app.id] : []))
      const next = new Set(now.picked)
      for (const id of ids) if (through || !next.delete(id)) next.add(id)
      selection.current = { ...now, picked: next, from: index }
      onPick(next)
    },
    [onPick],
  )

  const open = useCallback(
    (row: StandingRow, at: Column, cell: HTMLElement) => {
      if (at === 'menu') return onMenu(row, cell)
      if (at === 'pick') return
      openApp(row.app.id, partOf(row, at))
    },
    [openApp, onMenu],
  )
  const press = useCallback(
    (index: number, row: StandingRow, at: Column, cell: HTMLElement, keys: PressKeys) => {
      setActive(index)
      setColumn(columns.indexOf(at))
      if (at === 'pick' || keys.ctrlKey || keys.metaKey || keys.shiftKey) pick(index, keys.shiftKey)
      else open(row, at, cell)
    },
    [open, pick, setActive],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = event.target
    if (!(cell instanceof HTMLElement) || !cell.matches('[role=gridcell], [role=rowheader]')) return
    if (event.key === 'a' && hasMod(event)) {
      event.preventDefault()
      onPick(new Set(lines.flatMap((line) => (line.kind === 'app' ? [line.row.app.id] : []))))
      return
    }
    if (event.key === 'Escape' && picked.size > 0) {
      event.preventDefault()
      onPick(new Set())
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    // Where the focus is, not where it was drawn last: keys can come faster than frames.
    const index = Number(cell.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2
    const at = columns.findIndex((one) => one === cell.dataset['column'])
    const line = lines[index]
    const steps = { ...keySteps(Math.max(1, rowsInView - 2), lines.length), j: 1, k: -1 }
    const step = steps[event.key as keyof typeof steps]
    if (step !== undefined) {
      event.preventDefault()
      if (at >= 0) setColumn(at)
      focusOn(index + step)
      return
    }
    if (line?.kind !== 'app') return
    const sideways = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (sideways !== 0) {
      event.preventDefault()
      setColumn(Math.max(0, Math.min(columns.length - 1, at + sideways)))
      focusOn(index)
      return
    }
    if (event.key === ' ' || event.key === 'x' || (event.key === 'Enter' && columns[at] === 'pick')) {
      event.preventDefault()
      pick(index, event.shiftKey)
      return
    }
    if (event.key !== 'Enter') return
    event.preventDefault()
    open(line.row, columns[at] ?? 'who', cell)
  }
  /** A press of the other button, the menu key or Shift+F10. */
  const onContextMenu = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-column]') : null
    const index = Number(cell?.closest('[role=row]')?.getAttribute('aria-rowindex')) - 2
    const line = lines[index]
    if (cell === null || line?.kind !== 'app') return
    event.preventDefault()
    setActive(index)
    onMenu(line.row, cell)
  }
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label="Customers"
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      onScroll={onScroll}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <Headings order={order} onOrder={onOrder} />
      <div className={styles.rows} role="rowgroup" style={{ height: lines.length * ROW_HEIGHT }}>
        {shown.map(({ index, row: line, slot }) => {
          const active = index === current ? (line.kind === 'group' ? 0 : column) : -1
          return line.kind === 'group' ? (
            <Group key={slot} name={line.name} count={line.count} index={index} isActive={active === 0} />
          ) : (
            <Row
              key={slot}
              row={line.row}
              index={index}
              active={active}
              now={now}
              isPicked={picked.has(line.row.app.id)}
              onPress={press}
            />
          )
        })}
      </div>
    </div>
  )
}

/** What a cell opens. Nobody's move leads where the app was left. */
function partOf({ standing }: StandingRow, column: Column): AppPart | undefined {
  switch (column) {
    case 'pick':
    case 'who':
    case 'menu':
      return undefined
    case 'live':
      return standing.reasons.find(({ weight }) => weight !== 'note')?.place ?? 'set-up'
    case 'connections':
      return 'connections'
    case 'feeds':
      return 'bank-feeds'
    case 'move':
      return standing.move?.place
  }
}

function Headings({ order, onOrder }: Pick<GridProps, 'order' | 'onOrder'>) {
  return (
    <div className={styles.headings} role="rowgroup">
      <div className={styles.row} role="row" aria-rowindex={1}>
        {columns.map((column) => {
          const { label, order: by } = headings[column]
          const sorted = by !== null && by === order
          return (
            <div key={column} role="columnheader" {...(sorted ? { 'aria-sort': 'ascending' } : {})}>
              {by === null ? (
                <span className={column === 'menu' || column === 'pick' ? 'hidden-label' : styles.heading}>
                  {label}
                </span>
              ) : (
                <button type="button" className={styles.heading} onClick={() => onOrder(by)}>
                  {label}
                  {sorted && <ArrowDown size={12} aria-hidden />}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** In words, and not by `::first-letter`, which makes each cell of each row two boxes. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function placed(index: number) {
  return { transform: `translateY(${index * ROW_HEIGHT}px)` }
}

interface GroupProps {
  readonly name: string
  readonly count: number
  readonly index: number
  readonly isActive: boolean
}

function Group({ name, count, index, isActive }: GroupProps) {
  return (
    <div className={cx(styles.line, styles.group)} role="row" aria-rowindex={index + 2} style={placed(index)}>
      <div role="rowheader" aria-colspan={columns.length} tabIndex={isActive ? 0 : -1} title={name}>
        {name} <span className={styles.quiet}>{count}</span>
      </div>
    </div>
  )
}

interface RowProps {
  readonly row: StandingRow
  readonly index: number
  /** The column that is the grid's tab stop; -1 for none in this row. */
  readonly active: number
  readonly now: number
  readonly isPicked: boolean
  readonly onPress: (index: number, row: StandingRow, column: Column, cell: HTMLElement, keys: PressKeys) => void
}

/** Held down while it was pressed: Ctrl or ⌘ selects, Shift selects on to there. */
type PressKeys = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>

const Row = memo(function Row({ row, index, active, now, isPicked, onPress }: RowProps) {
  const { app, standing } = row
  const { connections, bankFeeds, move } = standing
  const cell = (column: Column) => ({
    role: column === 'who' ? 'rowheader' : 'gridcell',
    tabIndex: columns[active] === column ? 0 : -1,
    'data-column': column,
    onClick: (event: MouseEvent<HTMLElement>) => onPress(index, row, column, event.currentTarget, event),
  })
  const tone = fullnessTone(connections)
  const steps = stepsShort(standing)
  const title = [standing.sentence, stepsSentence(standing)].filter((part) => part !== null).join('\n')
  return (
    <div
      className={cx(styles.row, styles.line, styles.app, isPicked && styles.picked)}
      role="row"
      aria-selected={isPicked}
      aria-rowindex={index + 2}
      style={placed(index)}
      data-app={app.id}
    >
      <div {...cell('pick')} aria-label={`${isPicked ? 'Selected' : 'Not selected'}: ${app.name}`}>
        <span className={styles.box}>{isPicked && <Check size={11} strokeWidth={3.5} aria-hidden />}</span>
      </div>
      <div {...cell('who')} title={app.customer === '' ? app.name : `${app.name}\n${app.customer}`}>
        <span className={styles.name}>{app.name}</span>
        <span className={styles.customer}>{app.customer}</span>
        <span className={styles.environment}>{app.environment === 'production' ? 'PROD' : 'TEST'}</span>
      </div>
      <div {...cell('live')} title={title}>
        <ToneIcon tone={liveTone(standing)} size={14} />
        <span className={styles.cut}>{standing.short}</span>
        {steps !== null && standing.goLive === 'not-yet' && (
          <span className={cx(styles.quiet, styles.steps)}>{steps}</span>
        )}
      </div>
      <div {...cell('connections')} title={connectionsSentence(connections)}>
        {connections.count !== null && (
          <span className={styles.bar}>
            <LimitBar count={connections.count} limit={connections.limit} look={tone} />
          </span>
        )}
        <span className={cx(styles.cut, tone !== 'ok' && toneClass(tone))}>{connectionsShort(connections)}</span>
      </div>
      <div {...cell('feeds')} title={bankFeeds.sentence}>
        <ToneIcon tone={feedTones[bankFeeds.verdict]} size={14} />
        <span className={styles.cut}>{capital(bankFeeds.short)}</span>
      </div>
      <div {...cell('move')} title={moveSentence(standing, now)}>
        {move !== null && (
          <>
            <span className={cx(styles.cut, move.due && toneClass('act'))}>
              <strong>{moverWords[move.who]}</strong>{' '}
              {standing.short.endsWith(move.what) ? <span className={styles.said}>{move.what}</span> : move.what}
            </span>
            <span className={styles.age}>{moveAge(standing, now)}</span>
          </>
        )}
      </div>
      <div {...cell('menu')} aria-label={`More for ${app.name}`} aria-haspopup="menu">
        ⋯
      </div>
    </div>
  )
})
