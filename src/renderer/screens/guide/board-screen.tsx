// The overview: every integration in one sentence, the longest wait first, with whose move it is and what to send.
import {
  BookOpenCheck,
  FileText,
  Hourglass,
  LayoutDashboard,
  Milestone,
  RefreshCw,
  Square,
  UserMinus,
} from 'lucide-react'
import { useState } from 'react'
import type { BoardFeeds, BoardRow } from '../../../domain/guide/board-schema'
import type { CheckProgress } from '../../../contract/board'
import type { SheetRequest } from '../../../contract/sheets'
import { stepCountWords } from '../../../domain/standing/steps'
import { call, useAction, useCall, useMainEvent } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { cx } from '../../components/class-names'
import { CopyButton } from '../../components/copy'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/field'
import { EmptyState, Screen, Skeleton } from '../../components/layout'
import { MoreMenu } from '../../components/menu'
import { Badge, StatusLine } from '../../components/status'
import { ToneIcon } from '../../components/tone-icon'
import { useCommands } from '../../shell/commands'
import { home, useNavigation } from '../../shell/navigation'
import { ago, span } from '../../words/ages'
import { environmentWords } from '../xero-apps/words'
import styles from './board.module.css'
import {
  customerOptions,
  feedsWords,
  EVERY_CUSTOMER,
  keysWords,
  progressWords,
  rowsOf,
  seatsWords,
  summaryWords,
  uncheckedWords,
  waitingTone,
  waitingWords,
} from './board-words'
import { SheetDialog } from './sheet-dialog'
import { WaitDialog } from './wait-dialog'

const nothing = {}

export function BoardScreen() {
  const { loaded, reload } = useCall('getBoard', nothing)
  useMainEvent('integrationsChanged', reload)
  useMainEvent('xeroAppsChanged', reload)
  useMainEvent('codatClientsChanged', reload)
  switch (loaded.state) {
    case 'loading':
      return (
        <Screen title="Overview" width="wide">
          <Skeleton label="Reading your integrations" />
        </Screen>
      )
    case 'error':
      return (
        <Screen title="Overview" width="wide">
          <ErrorCard error={loaded.error} onRetry={reload} />
        </Screen>
      )
    case 'ready':
      return <Board rows={loaded.value.rows} reload={reload} />
  }
}

/** A round of checks over some integrations: runs once at a time, tells how far it is, can be stopped. */
function useChecks(reload: () => void) {
  const checking = useAction('checkIntegrations')
  const [operationId, setOperationId] = useState<string | null>(null)
  const [progress, setProgress] = useState<CheckProgress | null>(null)
  const [ended, setEnded] = useState<string | null>(null)
  useMainEvent('checkProgress', (now) => {
    if (now.operationId === operationId) setProgress(now)
  })
  const run = async (ids: readonly string[]) => {
    const id = crypto.randomUUID()
    setOperationId(id)
    setProgress(null)
    setEnded(null)
    const result = await checking.run({ operationId: id, ids: [...ids] })
    if (result) setEnded(endedWords(result))
    reload()
  }
  return {
    busy: checking.busy,
    error: checking.error,
    words: checking.busy ? (progress === null ? 'Checking…' : progressWords(progress)) : ended,
    run: (ids: readonly string[]) => void run(ids),
    stop: () => void (operationId !== null && call('cancelChecks', { operationId })),
  }
}

function endedWords({ checked, left, cancelled }: { checked: string[]; left: string[]; cancelled: boolean }): string {
  if (cancelled) return `Stopped: ${checked.length} checked, ${left.length} left as they were.`
  return left.length === 0 ? `${checked.length} checked.` : `${checked.length} checked, ${left.length} could not be.`
}

function Board({ rows, reload }: { rows: readonly BoardRow[]; reload: () => void }) {
  const [customer, setCustomer] = useState(EVERY_CUSTOMER)
  const [sheet, setSheet] = useState<SheetRequest | null>(null)
  const [waitFor, setWaitFor] = useState<BoardRow | null>(null)
  const checks = useChecks(reload)
  const feedsOf = useFeeds()
  const options = customerOptions(rows)
  const known = options.some(({ value }) => value === customer) ? customer : EVERY_CUSTOMER
  const shown = rowsOf(rows, known)
  const everything = () => checks.run(shown.map(({ integration }) => integration.id))
  const leaver = () => setSheet({ kind: 'leaver', person: '', hereToo: true, withClientIds: false })
  useCommands([
    { id: 'board.check', label: 'Check everything again', group: 'Overview', icon: RefreshCw, run: everything },
    { id: 'board.leaver', label: 'Leaver sheet…', group: 'Overview', icon: UserMinus, run: leaver },
  ])
  return (
    <Screen
      title="Overview"
      width="wide"
      lead={
        rows.length === 0 ? 'Whether each customer can go live, and if not, whose move it is.' : summaryWords(shown)
      }
      actions={
        <>
          {checks.busy && (
            <Button icon={Square} onPress={checks.stop}>
              Stop
            </Button>
          )}
          {rows.length > 0 && (
            <Button variant="primary" icon={RefreshCw} busy={checks.busy} onPress={everything}>
              Check everything again
            </Button>
          )}
          <MoreMenu
            label="Sheets"
            icon={FileText}
            entries={[
              {
                id: 'prep',
                label: 'Prep sheet for a call…',
                icon: FileText,
                onAction: () => setSheet({ kind: 'prep', customer: known }),
              },
              { id: 'leaver', label: 'Leaver sheet…', icon: UserMinus, onAction: leaver },
            ]}
          />
        </>
      }
    >
      {rows.length === 0 ? <NoIntegrations /> : null}
      <div className={options.length > 2 || checks.words !== null ? styles.bar : 'hidden-label'}>
        {options.length > 2 && <SelectField label="Customer" value={known} options={options} onChange={setCustomer} />}
        <p role="status" className={cx(styles.summary, styles.said)}>
          {checks.words}
        </p>
      </div>
      {checks.error && <ErrorCard error={checks.error} />}
      {shown.length > 0 && (
        <ul className={styles.rows} aria-label="Integrations">
          {shown.map((row) => (
            <Row
              key={row.integration.id}
              row={row}
              feeds={feedsOf(row)}
              checks={checks}
              onSheet={setSheet}
              onWait={setWaitFor}
            />
          ))}
        </ul>
      )}
      <SheetDialog request={sheet} onClose={() => setSheet(null)} />
      <WaitDialog row={waitFor} onClose={() => setWaitFor(null)} />
    </Screen>
  )
}

/** Read after the board itself: its files are others, and nobody waits for them. */
function useFeeds(): (row: BoardRow) => BoardFeeds | undefined {
  const { loaded, reload } = useCall('getBoardFeeds', nothing)
  useMainEvent('feedsChanged', reload)
  const feeds = loaded.state === 'ready' ? loaded.value.feeds : []
  return ({ integration }) =>
    feeds.find(({ appId, clientId }) => appId === integration.xeroAppId && clientId === integration.codatClientId)
}

function NoIntegrations() {
  const { go } = useNavigation()
  return (
    <EmptyState
      icon={LayoutDashboard}
      title="No integration yet"
      actions={
        <Button variant="primary" onPress={() => go(home)}>
          Choose a Xero app
        </Button>
      }
    >
      <p>An integration is a Xero app used by a Codat client. Begin one on the app’s Set-up tab.</p>
    </EmptyState>
  )
}

interface RowProps {
  readonly row: BoardRow
  readonly feeds: BoardFeeds | undefined
  readonly checks: ReturnType<typeof useChecks>
  readonly onSheet: (request: SheetRequest) => void
  readonly onWait: (row: BoardRow) => void
}

function Row({ row, feeds, checks, onSheet, onWait }: RowProps) {
  const now = useNow(60_000)
  const { openApp } = useNavigation()
  const { integration, chase, lastNote, check } = row
  const { standing, name, environment } = integration
  const wait = waitingWords(row, now)
  const appId = integration.xeroAppId
  return (
    <li className={styles.row} aria-label={name}>
      <div className={styles.head}>
        {standing.ready ? <ToneIcon tone="ok" size={20} /> : <ToneIcon tone="watch" icon={Milestone} size={20} />}
        <div>
          <h2>{standing.sentence}</h2>
          <p className={styles.name}>
            {name} <Badge icon={null}>{environmentWords[environment]}</Badge>
          </p>
        </div>
        <MoreMenu
          label={`More for ${name}`}
          entries={[
            { id: 'wait', label: 'Waiting on…', icon: Hourglass, onAction: () => onWait(row) },
            {
              id: 'check',
              label: 'Check this one again',
              icon: RefreshCw,
              onAction: () => checks.run([integration.id]),
              isDisabled: checks.busy,
            },
            {
              id: 'hand-over',
              label: 'Hand-over sheet…',
              icon: BookOpenCheck,
              onAction: () => onSheet({ kind: 'hand-over', integrationId: integration.id, withClientId: false }),
            },
          ]}
        />
      </div>
      <RowFacts row={row} feeds={feeds} now={now} />
      {feeds !== undefined && <p className={styles.note}>{feeds.sentence}</p>}
      {lastNote !== null && (
        <p className={styles.note}>
          <time dateTime={lastNote.at}>{ago(lastNote.at, now)}</time> {lastNote.text}
        </p>
      )}
      {check !== null && <Changes check={check} now={now} />}
      <div className={styles.foot}>
        <span className={styles.wait}>
          {wait === null ? null : <StatusLine tone={waitingTone(row)}>{wait}</StatusLine>}
        </span>
        {chase !== '' && <CopyButton text={chase} label="Copy chase message" />}
        {appId !== null && (
          <Button size="small" onPress={() => openApp(appId, 'set-up')}>
            Open
          </Button>
        )}
      </div>
    </li>
  )
}

function RowFacts({ row, feeds, now }: { row: BoardRow; feeds: BoardFeeds | undefined; now: number }) {
  const { steps, keys, secretStoredAt, integration } = row
  return (
    <dl className={styles.facts}>
      <div>
        <dt>Steps</dt>
        <dd>{stepCountWords(steps)}</dd>
      </div>
      <div>
        <dt>Keys</dt>
        <dd>
          <Badge tone={keysWords[keys].tone}>{keysWords[keys].text}</Badge>
        </dd>
      </div>
      <div>
        <dt>Connections</dt>
        <dd>{integration.xeroAppId === null ? 'No Xero app' : <Seats appId={integration.xeroAppId} />}</dd>
      </div>
      <div>
        <dt>Bank feeds</dt>
        <dd>
          <Badge tone={feedsWords(feeds).tone}>{feedsWords(feeds).text}</Badge>
        </dd>
      </div>
      <div>
        <dt>Secret</dt>
        <dd>{secretStoredAt === null ? 'None here' : `${span(now - Date.parse(secretStoredAt))} old`}</dd>
      </div>
    </dl>
  )
}

/** Asked for by each row itself: a gauge is drawn from files that the other columns don't need. */
function Seats({ appId }: { appId: string }) {
  const { loaded, reload } = useCall('getGauge', { appId })
  useMainEvent('connectionsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  if (loaded.state === 'loading') return <span aria-busy>…</span>
  if (loaded.state === 'error') return <>Not readable</>
  const { tone, text } = seatsWords(loaded.value)
  return <Badge tone={tone}>{text}</Badge>
}

function Changes({ check, now }: { check: NonNullable<BoardRow['check']>; now: number }) {
  const unchecked = uncheckedWords(check.unchecked)
  const when = `Checked ${ago(check.at, now)}`
  if (check.changes.length === 0 && unchecked.length === 0) {
    return (
      <p className={styles.note}>
        {when}: {check.comparedWith === null ? 'the first time.' : 'nothing changed.'}
      </p>
    )
  }
  return (
    <ul className={styles.changes} aria-label={`${when}, since the time before`}>
      {check.changes.map(({ code, severity, sentence }) => (
        <li key={`${code} ${sentence}`}>
          <StatusLine tone={severity}>{sentence}</StatusLine>
        </li>
      ))}
      {unchecked.map(({ part, text }) => (
        <li key={`${part} ${text}`}>
          <StatusLine tone="neutral">{text}</StatusLine>
        </li>
      ))}
    </ul>
  )
}
