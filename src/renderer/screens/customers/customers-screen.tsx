// Every Xero app as one dense row: can it go live, how full is it, will bank feeds work, whose move is it and since when.
import { FileText, KeyRound, Layers, Plus, RefreshCw, SearchX, Square, UserMinus } from 'lucide-react'
import { memo, useEffect, useMemo, useRef, useState } from 'react'
import type { CallError } from '../../../contract/api'
import type { SheetRequest } from '../../../contract/sheets'
import type { StandingRow } from '../../../contract/standings'
import { Button } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { later } from '../../components/later'
import { SelectField } from '../../components/select-field'
import { EmptyState, Screen, ScreenHeading, Skeleton } from '../../components/layout'
import { SearchBox } from '../../components/search-box'
import { useSteady } from '../../components/steady'
import { useCommands } from '../../shell/commands'
import { useData, type XeroAppList } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { takesText } from '../../shell/paste-targets'
import { useRemembered } from '../../shell/remembered'
import { needsKeys } from '../xero-apps/needs-keys'
import {
  customerOrders,
  customerRows,
  type CustomerView,
  filterCounts,
  filterLabels,
  filterRows,
  firstView,
  linesOf,
  orderLabels,
  sortRows,
  summaryWords,
  viewFrom,
  viewText,
} from './customer-rows'
import { CustomersGrid } from './customers-grid'
import layout from '../../components/layout.module.css'
import styles from './customers-screen.module.css'
import { useChecks } from './use-checks'

// The first paint shows the table: what opens from it, or says that there is none, is a file of its own.
const ErrorCard = later(async () => (await import('../../components/error-card')).ErrorCard)
const Welcome = later(async () => (await import('../first-run/welcome')).Welcome)
const DamageNotice = later(async () => (await import('../settings/damaged-records')).DamageNotice)
const DamagedFiles = later(async () => (await import('../xero-apps/damaged-files')).DamagedFiles)
const RowMenu = later(async () => (await import('./row-menu')).RowMenu)
const SelectedBar = later(async () => (await import('./selected-bar')).SelectedBar)
const SheetsMenu = later(async () => (await import('./sheets-menu')).SheetsMenu)
const SheetDialog = later(async () => (await import('../guide/sheet-dialog')).SheetDialog)
const LastChecks = later(async () => (await import('./last-checks')).LastChecks)

export function CustomersScreen() {
  const { apps, standings, settings } = useData()
  const [list, rows, kept] = [apps.loaded, standings.loaded, settings.loaded]
  if (list.state === 'error') return <Failed error={list.error} retry={apps.reload} />
  if (rows.state === 'error') return <Failed error={rows.error} retry={standings.reload} />
  if (list.state === 'loading' || rows.state === 'loading' || kept.state === 'loading') {
    return (
      <Screen title="Customers" width="wide">
        <Skeleton label="Reading your customers" />
      </Screen>
    )
  }
  if (list.value.apps.length === 0) {
    return <Welcome damaged={list.value.damaged} />
  }
  const left = kept.state === 'ready' ? kept.value.left['customers view'] : undefined
  return <Customers rows={rows.value.rows} list={list.value} left={left ?? viewText(firstView)} />
}

function Failed({ error, retry }: { error: CallError; retry: () => void }) {
  return (
    <Screen title="Customers">
      <ErrorCard error={error} onRetry={retry} />
    </Screen>
  )
}

const nothingPicked: ReadonlySet<string> = new Set()

/** A row's menu is open, below the button that it belongs to. */
interface OpenMenu {
  readonly row: StandingRow
  readonly button: HTMLElement
}

interface CustomersProps {
  readonly rows: readonly StandingRow[]
  readonly list: XeroAppList
  /** The view of an earlier run. */
  readonly left: string
}

function Customers({ rows, list, left }: CustomersProps) {
  const checks = useChecks()
  const [kept, keep] = useRemembered('customers view', left)
  const view = useMemo(() => viewFrom(kept), [kept])
  const change = useSteady((some: Partial<CustomerView>) => keep(viewText({ ...view, ...some })))
  const [search, setSearch] = useRemembered('customers search', '')
  const [sheet, setSheet] = useState<SheetRequest | null>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const [picked, setPicked] = useState<ReadonlySet<string>>(nothingPicked)
  const [sheetsAt, setSheetsAt] = useState<HTMLElement | null>(null)
  const all = useMemo(
    () =>
      customerRows(
        rows,
        list.apps.map((app) => ({ ...app, needsKeys: needsKeys(app) })),
      ),
    [rows, list.apps],
  )
  const sorted = useMemo(() => sortRows(all, view.order), [all, view.order])
  const shown = useMemo(() => filterRows(sorted, view.filter, search), [sorted, view.filter, search])
  const lines = useMemo(() => linesOf(shown, view.grouped), [shown, view.grouped])
  // What a filter hides isn't acted on.
  const chosen = shown.map(({ row }) => row).filter(({ app }) => picked.has(app.id))
  const everything = useSteady(() => checks.run(shown.map(({ row }) => row)))
  const stop = useSteady(checks.stop)
  const openMenu = useSteady((row: StandingRow, button: HTMLElement) => setMenu({ row, button }))
  const order = useSteady((wanted: CustomerView['order']) => change({ order: wanted }))
  const prep = () => setSheet({ kind: 'prep', customer: '' })
  const leaver = () => setSheet({ kind: 'leaver', person: '', hereToo: true, withClientIds: false })
  const searchBox = useSlashKey()
  useCommands([
    { id: 'board.check', label: 'Check everything again', group: 'Customers', icon: RefreshCw, run: everything },
    { id: 'board.prep', label: 'Prep sheet for a call…', group: 'Customers', icon: FileText, run: prep },
    { id: 'board.leaver', label: 'Leaver sheet…', group: 'Customers', icon: UserMinus, run: leaver },
  ])
  return (
    <div className={layout.screen}>
      <Head
        rows={rows}
        words={checks.words}
        busy={checks.busy}
        onStop={stop}
        onCheck={everything}
        onSheets={setSheetsAt}
      />
      <div ref={searchBox} className={styles.controls}>
        <Filters all={all} chosen={view.filter} onChange={change} />
        <span className={styles.right}>
          <Arrangement view={view} onChange={change} />
          <SearchBox label="Search customers" value={search} onChange={setSearch} />
        </span>
      </div>
      {checks.error && <ErrorCard error={checks.error} />}
      {list.damaged.length > 0 && <DamagedFiles damaged={list.damaged} />}
      <DamageNotice />
      <LastChecks rounds={checks.rounds} />
      {lines.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No app fits"
          actions={
            <Button
              onPress={() => {
                setSearch('')
                change({ filter: 'all' })
              }}
            >
              Show all apps
            </Button>
          }
        >
          <p>Nothing matches the search and filters above.</p>
        </EmptyState>
      ) : (
        <CustomersGrid
          lines={lines}
          order={view.order}
          onOrder={order}
          picked={picked}
          onPick={setPicked}
          onMenu={openMenu}
        />
      )}
      {/* Under the rows, so that none moves away from the pointer that selected it. */}
      {chosen.length > 0 && (
        <SelectedBar
          rows={chosen}
          busy={checks.busy}
          onCheck={() => checks.run(chosen)}
          onClear={() => setPicked(nothingPicked)}
        />
      )}
      {menu !== null && (
        <RowMenu
          key={menu.row.app.id}
          row={menu.row}
          button={menu.button}
          busy={checks.busy}
          onCheck={() => checks.run([menu.row])}
          onSheet={setSheet}
          onClose={() => setMenu(null)}
        />
      )}
      {sheetsAt !== null && <SheetsMenu button={sheetsAt} onSheet={setSheet} onClose={() => setSheetsAt(null)} />}
      {sheet !== null && <SheetDialog request={sheet} onClose={() => setSheet(null)} />}
    </div>
  )
}

// The parts above the table are kept as they are while somebody types: only the search and the rows are drawn at a key.

interface HeadProps {
  readonly rows: readonly StandingRow[]
  readonly words: string | null
  readonly busy: boolean
  readonly onStop: () => void
  readonly onCheck: () => void
  readonly onSheets: (button: HTMLElement | null) => void
}

const Head = memo(function Head({ rows, words, busy, onStop, onCheck, onSheets }: HeadProps) {
  const { go } = useNavigation()
  return (
    <header className={styles.header}>
      <div className={styles.headings}>
        <ScreenHeading>Customers</ScreenHeading>
        <p>{summaryWords(rows)}</p>
      </div>
      <p role="status" className={styles.said}>
        {words}
      </p>
      {busy && (
        <Button icon={Square} onPress={onStop}>
          Stop
        </Button>
      )}
      <Button icon={RefreshCw} busy={busy} onPress={onCheck}>
        Check everything again
      </Button>
      <Button
        icon={FileText}
        aria-haspopup="menu"
        onPress={({ target }) => onSheets(target instanceof HTMLElement ? target : null)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && event.target instanceof HTMLElement) onSheets(event.target)
          // React Aria keeps every key to the button otherwise, the app's shortcuts among them.
          else event.continuePropagation()
        }}
      >
        Sheets
      </Button>
      <Button variant="primary" icon={Plus} onPress={() => go({ screen: 'new-app', door: 'have' })}>
        Add
      </Button>
    </header>
  )
})

interface FiltersProps {
  readonly all: ReturnType<typeof customerRows>
  readonly chosen: CustomerView['filter']
  readonly onChange: (some: Partial<CustomerView>) => void
}

const Filters = memo(function Filters({ all, chosen, onChange }: FiltersProps) {
  return (
    <ChoiceField
      label="Whose move"
      labelHidden
      value={chosen}
      choices={filterCounts(all, chosen).map(({ filter, count }) => ({
        value: filter,
        label: (
          <>
            {filterLabels[filter]} <span className={styles.tally}>{count}</span>
          </>
        ),
      }))}
      onChange={(filter) => onChange({ filter })}
    />
  )
})

interface ArrangementProps {
  readonly view: CustomerView
  readonly onChange: (some: Partial<CustomerView>) => void
}

const Arrangement = memo(function Arrangement({ view, onChange }: ArrangementProps) {
  const { go } = useNavigation()
  return (
    <>
      {view.filter === 'keys' && (
        <Button size="small" icon={KeyRound} onPress={() => go({ screen: 'keys-needed' })}>
          Go through them
        </Button>
      )}
      <Button
        size="small"
        icon={Layers}
        aria-pressed={view.grouped}
        variant={view.grouped ? 'secondary' : 'quiet'}
        onPress={() => onChange({ grouped: !view.grouped })}
      >
        By customer
      </Button>
      <SelectField
        label="Order"
        labelHidden
        value={view.order}
        options={customerOrders.map((value) => ({ value, label: orderLabels[value] }))}
        onChange={(order) => onChange({ order })}
      />
    </>
  )
})

function isWriting(): boolean {
  const focused = document.activeElement
  return takesText(focused) && !focused?.matches('[type=radio], [type=checkbox]')
}

/** "/" goes to the search, from anywhere that takes no text. */
function useSlashKey() {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.defaultPrevented || isWriting()) return
      const box = place.current?.querySelector<HTMLInputElement>('input[type=search]')
      if (!box) return
      event.preventDefault()
      box.focus()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
  return place
}
