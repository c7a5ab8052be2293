// The table of connections. Only the rows in view are in the document, so that ten thousand scroll and filter like ten.
import { ArrowDown, ArrowUp, Download } from 'lucide-react'
import { type KeyboardEvent, memo, useCallback, useMemo, useState } from 'react'
import type { Gauge, Connection } from '../../../domain/connections/schema'
import { useAction, useMainEvent } from '../../bridge'
import { useNow } from '../../clock'
import { Button, LinkButton } from '../../components/button'
import { cx } from '../../components/class-names'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { Section, Skeleton } from '../../components/layout'
import { keySteps, useRowScroll } from '../../components/row-scroll'
import { useCommands } from '../../shell/commands'
import { useSay } from '../../shell/toasts'
import { ago } from '../../words/ages'
import { ConnectionDetails } from './connection-details'
import {
  columnWords,
  everyConnection,
  filterCounts,
  filterRows,
  filterWords,
  firstOrder,
  nextOrder,
  type ConnectionChoice,
  type ConnectionColumn,
  connectionColumns,
  type ConnectionOrder,
  type ConnectionRow,
  connectionRows,
  shownWords,
  sortRows,
} from './connection-rows'
import styles from './connections-table.module.css'
import wide from '../../components/wide-table.module.css'
import { useWholeList } from './whole-list'
import { SearchBox } from '../../components/search-box'
import { Row, Text } from '../../components/shapes'

const ROW_HEIGHT = 34
const AGES_READ_AGAIN_MS = 60 * 60 * 1_000

interface ConnectionsTableProps {
  readonly appId: string
  /** The rows a finding is about, or null for all. */
  readonly only: ReadonlySet<string> | null
  readonly onShowAll: () => void
  readonly onFree: (connectionId: string) => void
  readonly onGauge: (gauge: Gauge) => void
}

export function ConnectionsTable(props: ConnectionsTableProps) {
  const { loaded, reload } = useWholeList('listConnections', { appId: props.appId })
  useMainEvent('connectionsChanged', (changed) => {
    if (changed.appId === props.appId) reload()
  })
  switch (loaded.state) {
    case 'loading':
      return <Skeleton label="Reading the connections" rows={8} />
    case 'error':
      return (
        <Section title="Who takes them">
          <ErrorCard error={loaded.error} onRetry={reload} />
        </Section>
      )
    case 'ready': {
      const { rows, unseen, readAt } = loaded.value
      return readAt === null && rows.length === 0 ? (
        <Section title="Who takes them">
          <Text tone="quiet">Nobody is known yet. Count now, and every connection stands here by name.</Text>
        </Section>
      ) : (
        <Connections {...props} connections={rows} unseen={unseen} readAt={readAt} />
      )
    }
  }
}

interface ConnectionsProps extends ConnectionsTableProps {
  readonly connections: readonly Connection[]
  readonly unseen: number
  readonly readAt: string | null
}

function Connections({ appId, connections, unseen, readAt, only, onShowAll, onFree, onGauge }: ConnectionsProps) {
  const now = useNow(AGES_READ_AGAIN_MS)
  const [choice, setChoice] = useState<Omit<ConnectionChoice, 'only'>>(everyConnection)
  const [order, setOrder] = useState<ConnectionOrder>(firstOrder)
  const [openKey, setOpenKey] = useState<string | null>(null)
  const rows = useMemo(() => connectionRows(connections, now), [connections, now])
  const sorted = useMemo(() => sortRows(rows, order), [rows, order])
  const filters = useMemo(() => filterCounts(rows), [rows])
  const shown = useMemo(() => filterRows(sorted, { ...choice, only }), [sorted, choice, only])
  const open = openKey === null ? undefined : rows.find(({ key }) => key === openKey)
  return (
    <Section
      title="Who takes them"
      hint={
        <>
          {shownWords(shown.length, rows.length)}
          {readAt !== null && <ReadAge readAt={readAt} />}
          {unseen > 0 && `; ${unseen} more that no source can name`}
        </>
      }
      actions={<Export appId={appId} />}
    >
      <Row gap="s2">
        <SearchBox
          label="Search the connections"
          value={choice.search}
          onChange={(search) => setChoice({ ...choice, search })}
        />
        <SelectField
          label="Show"
          labelHidden
          value={choice.filter}
          options={filters.map(({ filter, count }) => ({
            value: filter,
            label: `${filterWords[filter]} (${count.toLocaleString('en-GB')})`,
          }))}
          onChange={(filter) => setChoice({ ...choice, filter })}
        />
        {only !== null && (
          <span>
            Rows of one finding. <LinkButton onPress={onShowAll}>Show all</LinkButton>
          </span>
        )}
      </Row>
      <Grid rows={shown} order={order} onSort={(column) => setOrder(nextOrder(order, column))} onOpen={setOpenKey} />
      {open && (
        <ConnectionDetails
          appId={appId}
          row={open}
          onClose={() => setOpenKey(null)}
          onFree={onFree}
          onGauge={onGauge}
        />
      )}
    </Section>
  )
}

function ReadAge({ readAt }: { readAt: string }) {
  const now = useNow(30_000)
  return <>, as read {ago(readAt, now)}</>
}

function Export({ appId }: { appId: string }) {
  const exporting = useAction('exportConnections')
  const say = useSay()
  const save = async () => {
    const answer = await exporting.run({ appId })
    if (answer?.outcome === 'saved') say('ok', `${answer.rows.toLocaleString('en-GB')} rows are saved.`)
  }
  useCommands([
    {
      id: 'seats.export',
      label: 'Save the connections as CSV…',
      group: 'Connections',
      icon: Download,
      run: () => void save(),
    },
  ])
  return (
    <>
      {exporting.error && <ErrorCard error={exporting.error} />}
      <Button size="small" icon={Download} busy={exporting.busy} onPress={() => void save()}>
        Save as CSV…
      </Button>
    </>
  )
}

interface GridProps {
  readonly rows: readonly ConnectionRow[]
  readonly order: ConnectionOrder
  readonly onSort: (column: ConnectionColumn) => void
  readonly onOpen: (key: string) => void
}

function Grid({ rows, order, onSort, onOpen }: GridProps) {
  const { scroller, onScroll, current, setActive, focusOn, shown, rowsInView } = useRowScroll(rows, ROW_HEIGHT)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return
    const step = keySteps(Math.max(1, rowsInView - 2), rows.length)[event.key]
    if (step === undefined) {
      const row = rows[current]
      if ((event.key !== 'Enter' && event.key !== ' ') || row === undefined) return
      event.preventDefault()
      onOpen(row.key)
      return
    }
    event.preventDefault()
    focusOn(current + step)
  }
  const press = useCallback(
    (index: number, key: string) => {
      setActive(index)
      onOpen(key)
    },
    [onOpen, setActive],
  )
  return (
    <div
      ref={scroller}
      className={cx(wide.scroller, styles.scroller)}
      role="grid"
      aria-label="Connections"
      aria-rowcount={rows.length + 1}
      aria-colcount={connectionColumns.length}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <Headings order={order} onSort={onSort} />
      {rows.length === 0 ? (
        <Row gap="s2" inset tone="quiet">
          Nothing fits. Clear the search or show all.
        </Row>
      ) : (
        <div className={cx(wide.rows, styles.across)} role="rowgroup" style={{ height: rows.length * ROW_HEIGHT }}>
          {shown.map(({ index, row, slot }) => (
            <Line key={slot} row={row} index={index} isActive={index === current} onPress={press} />
          ))}
        </div>
      )}
    </div>
  )
}

function Headings({ order, onSort }: Pick<GridProps, 'order' | 'onSort'>) {
  return (
    <div className={cx(wide.headings, styles.across)} role="rowgroup">
      <div className={cx(wide.row, styles.row)} role="row" aria-rowindex={1}>
        {connectionColumns.map((column) => {
          const sorted = column === order.column
          const Arrow = order.direction === 'ascending' ? ArrowUp : ArrowDown
          return (
            <div key={column} role="columnheader" aria-sort={sorted ? order.direction : 'none'}>
              <button type="button" className={wide.heading} onClick={() => onSort(column)}>
                {columnWords[column]}
                {sorted && <Arrow size={12} aria-hidden />}
              </button>
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface LineProps {
  readonly row: ConnectionRow
  readonly index: number
  readonly isActive: boolean
  readonly onPress: (index: number, key: string) => void
}

const Line = memo(function Line({ row, index, isActive, onPress }: LineProps) {
  return (
    <div
      className={cx(wide.row, wide.placed, styles.row, styles.connection)}
      role="row"
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
      onClick={() => onPress(index, row.key)}
    >
      {connectionColumns.map((column) => (
        <div
          key={column}
          role={column === 'organisation' ? 'rowheader' : 'gridcell'}
          className={cx(column === 'organisation' && styles.organisation)}
          {...(column === 'notes' && row.cells.notes !== '' ? { title: row.cells.notes } : {})}
        >
          {row.cells[column]}
        </div>
      ))}
    </div>
  )
})
