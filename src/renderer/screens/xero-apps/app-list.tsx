import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useNow } from '../../clock'
import { ChoiceField } from '../../components/choice'
import { cx } from '../../components/class-names'
import { SelectField } from '../../components/field'
import { Badge, StatusLine } from '../../components/status'
import { toneIcons } from '../../components/tone'
import styles from './app-list.module.css'
import {
  appVerdict,
  countNeedingKeys,
  customersOf,
  environmentWords,
  type ListChoice,
  type ListFilter,
  orderOptions,
  toDo,
} from './words'
import { SearchBox } from '../../components/search-box'

interface ControlsProps {
  readonly apps: readonly XeroAppView[]
  readonly choice: ListChoice
  readonly onChange: (choice: ListChoice) => void
  readonly compact: boolean
}

export function ListControls({ apps, choice, onChange, compact }: ControlsProps) {
  const customers = customersOf(apps)
  const busy = apps.filter((app) => toDo(app) > 0).length
  const filters: { value: ListFilter; label: ReactNode }[] = [
    { value: 'all', label: <Tally label="All" count={apps.length} /> },
    { value: 'needs-keys', label: <Tally label="Keys needed" count={countNeedingKeys(apps)} /> },
    { value: 'to-do', label: <Tally label="To do" count={busy} /> },
  ]
  return (
    <div className={cx(styles.controls, compact && styles.compactControls)}>
      <SearchBox
        label="Search Xero apps"
        value={choice.search}
        onChange={(search) => onChange({ ...choice, search })}
      />
      <ChoiceField
        label="Show"
        labelHidden
        value={choice.filter}
        choices={filters}
        onChange={(filter) => onChange({ ...choice, filter })}
      />
      {!compact && (
        <div className={styles.selects}>
          {customers.length > 1 && (
            <SelectField
              label="Customer"
              labelHidden
              value={choice.customer}
              options={[
                { value: '', label: 'Every customer' },
                ...customers.map((customer) => ({ value: customer, label: customer })),
              ]}
              onChange={(customer) => onChange({ ...choice, customer })}
            />
          )}
          <SelectField
            label="Order"
            labelHidden
            value={choice.order}
            options={orderOptions}
            onChange={(order) => onChange({ ...choice, order })}
          />
        </div>
      )}
    </div>
  )
}

function Tally({ label, count }: { label: string; count: number }) {
  return (
    <>
      {label} <span className={styles.tally}>{count}</span>
    </>
  )
}

interface ListProps {
  readonly apps: readonly XeroAppView[]
  readonly openId: string | null
  readonly onOpen: (id: string) => void
}

export function AppList({ apps, openId, onOpen }: ListProps) {
  const now = useNow(30_000)
  const compact = openId !== null
  return (
    <ListBox
      aria-label="Xero apps"
      className={cx(styles.list, compact && styles.compact)}
      onAction={(key) => onOpen(String(key))}
    >
      {apps.map((app) => (
        <ListBoxItem
          key={app.id}
          id={app.id}
          textValue={app.name}
          className={cx(styles.row, app.id === openId && styles.open)}
          {...(app.id === openId ? { 'aria-current': true } : {})}
        >
          <Row app={app} now={now} compact={compact} />
        </ListBoxItem>
      ))}
    </ListBox>
  )
}

function Row({ app, now, compact }: { app: XeroAppView; now: number; compact: boolean }) {
  const verdict = appVerdict(app, now)
  const Icon = toneIcons[verdict.tone]
  const open = toDo(app)
  if (compact) {
    return (
      <>
        <span className={styles.who}>
          <span className={styles.name}>{app.name}</span>
          <span className={styles.customer}>{app.customer === '' ? 'No customer yet' : app.customer}</span>
        </span>
        <span className={cx(styles.glyph, styles[verdict.tone])} title={verdict.text}>
          <Icon size={15} strokeWidth={2.2} aria-hidden />
          <span className="hidden-label">{verdict.text}</span>
        </span>
      </>
    )
  }
  return (
    <>
      <span className={styles.who}>
        <span className={styles.name}>{app.name}</span>
        <span className={styles.customer}>{app.customer === '' ? 'No customer yet' : app.customer}</span>
      </span>
      <span className={styles.environment}>
        <Badge icon={null}>{environmentWords[app.environment]}</Badge>
      </span>
      <span className={styles.verdict}>
        <StatusLine tone={verdict.tone}>{verdict.text}</StatusLine>
      </span>
      <span className={styles.todo}>{open > 0 ? `${open} to do` : ''}</span>
      <ChevronRight className={styles.chevron} size={15} aria-hidden />
    </>
  )
}
