// An app's header, which never scrolls: can it go live, how full is it, will bank feeds work, and its keys.
import { ArrowLeft, Copy, PanelRight, PhoneCall, RefreshCw, Trash2 } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { StandingRow } from '../../../contract/standings'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { cx } from '../../components/class-names'
import { ErrorCard } from '../../components/error-card'
import { ScreenHeading } from '../../components/layout'
import { LimitBar } from '../../components/limit-bar'
import { MoreMenu } from '../../components/menu'
import { Row, Text } from '../../components/shapes'
import { Badge } from '../../components/status'
import { type Tone, toneClass } from '../../components/tone'
import { ToneIcon } from '../../components/tone-icon'
import { useCommands } from '../../shell/commands'
import { useCodatClients, useStanding } from '../../shell/data'
import { type AppPart, home, useNavigation } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import { connectionsSentence, connectionsShort, feedTones, fullnessTone, liveTone } from '../customers/standing-words'
import { useChecks } from '../customers/use-checks'
import { useDeletion } from '../xero-apps/use-deletion'
import { environmentWords } from '../xero-apps/words'
import styles from './app-header.module.css'
import { keysAnswer, underConnections, underFeeds, underLive } from './header-words'

interface HeaderProps {
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
  readonly drawerOpen: boolean
  readonly onDrawer: () => void
  readonly keysButton: RefObject<HTMLButtonElement | null>
}

export function AppHeader({ app, show, drawerOpen, onDrawer, keysButton }: HeaderProps) {
  const { go } = useNavigation()
  const row = useStanding(app.id)
  const actions = useAppActions(app)
  const checks = useChecks()
  const calling = useAction('startCall')
  const setUpId = row?.standing.setUpId ?? null
  const check = () => checks.run(row === null ? [] : [row])
  const call = () => void (setUpId !== null && calling.run({ id: setUpId }))
  useCommands([
    { id: 'app.check', label: `Check all of ${app.name}`, group: app.name, icon: RefreshCw, run: check },
    { id: 'app.duplicate', label: `Duplicate ${app.name}`, group: app.name, icon: Copy, run: actions.duplicate },
    { id: 'app.delete', label: `Delete ${app.name}…`, group: app.name, icon: Trash2, run: actions.remove },
  ])
  const error = actions.error ?? checks.error ?? calling.error
  return (
    <header className={styles.header}>
      <Row gap="s2" oneLine className={styles.title}>
        <Button variant="quiet" size="small" icon={ArrowLeft} onPress={() => go(home)}>
          Customers
        </Button>
        <span className={styles.name} title={app.name}>
          <ScreenHeading>{app.name}</ScreenHeading>
        </span>
        <Badge icon={null}>{environmentWords[app.environment]}</Badge>
        {app.customer !== '' && (
          <Text as="span" tone="soft" cut className={styles.customer} title={app.customer}>
            {app.customer}
          </Text>
        )}
        <CodatChips appId={app.id} />
        <Row as="span" gap="s2" oneLine className={styles.actions}>
          <Text as="span" tone="quiet" small cut role="status" className={styles.said} title={checks.words ?? ''}>
            {checks.words}
          </Text>
          <Button size="small" icon={RefreshCw} busy={checks.busy} isDisabled={row === null} onPress={check}>
            Check all
          </Button>
          <MoreMenu
            label="More actions"
            entries={[
              {
                id: 'call',
                label: 'Call mode',
                icon: PhoneCall,
                onAction: call,
                isDisabled: setUpId === null,
              },
              { id: 'duplicate', label: 'Duplicate', icon: Copy, onAction: actions.duplicate },
              { id: 'delete', label: 'Delete…', icon: Trash2, onAction: actions.remove, danger: true },
            ]}
          />
          <Button
            ref={keysButton}
            size="small"
            icon={PanelRight}
            aria-expanded={drawerOpen}
            aria-keyshortcuts="Control+."
            onPress={onDrawer}
          >
            Keys & details
          </Button>
        </Row>
      </Row>
      <Answers app={app} row={row} show={show} />
      {error && <ErrorCard error={error} />}
    </header>
  )
}

/** The Codat clients that hold this app's keys. */
function CodatChips({ appId }: { appId: string }) {
  const { go } = useNavigation()
  const clients = useCodatClients().filter(({ xeroAppIds }) => xeroAppIds.includes(appId))
  return clients.map(({ id, name }) => (
    <AriaButton
      key={id}
      className={cx(styles.chip)}
      aria-label={`Codat client ${name}`}
      onPress={() => go({ screen: 'codat', clientId: id })}
    >
      <Text as="span" cut title={name}>
        {name}
      </Text>
    </AriaButton>
  ))
}

interface AnswersProps {
  readonly app: XeroAppView
  readonly row: StandingRow | null
  readonly show: (part: AppPart) => void
}

function Answers({ app, row, show }: AnswersProps) {
  const now = useNow(30_000)
  if (row === null) return <div className={styles.answers} aria-busy />
  const { standing } = row
  const { connections, bankFeeds, reasons } = standing
  const worst = reasons.find(({ weight }) => weight !== 'note')
  const keys = keysAnswer(app, standing, now)
  return (
    <ul className={styles.answers} aria-label="Where it stands">
      <Answer
        question="Can go live"
        tone={liveTone(standing)}
        title={standing.sentence}
        under={underLive(standing, now)}
        onPress={() => show(worst?.place ?? 'set-up')}
      >
        {standing.short}
      </Answer>
      <Answer
        question="Connections"
        tone={fullnessTone(connections)}
        title={connectionsSentence(connections)}
        under={underConnections(connections, now)}
        {...(connections.count === null
          ? {}
          : {
              icon: <LimitBar count={connections.count} limit={connections.limit} look={fullnessTone(connections)} />,
            })}
        onPress={() => show('connections')}
      >
        {connectionsShort(connections)}
      </Answer>
      <Answer
        question="Bank feeds"
        tone={feedTones[bankFeeds.verdict]}
        title={bankFeeds.sentence}
        under={underFeeds(bankFeeds, now)}
        onPress={() => show('bank-feeds')}
      >
        {bankFeeds.short}
      </Answer>
      <Answer
        question="Keys"
        tone={keys.tone}
        title={keys.sentence}
        under={keys.under}
        onPress={() => show(keys.place)}
      >
        {keys.short}
      </Answer>
    </ul>
  )
}

interface AnswerProps {
  readonly question: string
  readonly tone: Tone
  /** The whole sentence, where the few words are not enough. */
  readonly title: string
  readonly under: string
  /** Instead of the tone's own icon. */
  readonly icon?: ReactNode
  readonly onPress: () => void
  readonly children: string
}

/** None of it is a name that somebody gave: it goes on to a further line rather than be cut. */
function Answer({ question, tone, title, under, icon, onPress, children }: AnswerProps) {
  return (
    <li>
      <AriaButton className={cx(styles.answer)} onPress={onPress}>
        <Text as="span" tone="quiet" small className={styles.aside}>
          {question}
        </Text>
        <span className={cx(styles.short, toneClass(tone))} title={title}>
          {icon ?? <ToneIcon tone={tone} size={14} />}
          <span>{children}</span>
        </span>
        <Text as="span" tone="quiet" small className={styles.aside}>
          {under}
        </Text>
      </AriaButton>
    </li>
  )
}

function useAppActions(app: XeroAppView) {
  const { go, openApp } = useNavigation()
  const say = useSay()
  const duplicating = useAction('duplicateXeroApp')
  const deletion = useDeletion()
  const duplicate = async () => {
    const copy = await duplicating.run({ id: app.id })
    if (!copy) return
    say(
      'info',
      'Duplicated, without its secrets. Running a second Xero app to dodge the connection limit breaks Xero’s terms.',
    )
    openApp(copy.id, 'details')
  }
  const remove = async () => {
    if (await deletion.remove([app])) go(home)
  }
  return {
    duplicate: () => void duplicate(),
    remove: () => void remove(),
    error: duplicating.error ?? deletion.error,
  }
}
