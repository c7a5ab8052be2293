import {
  ArrowLeft,
  Copy,
  Footprints,
  Gauge,
  Handshake,
  KeyRound,
  Landmark,
  LogIn,
  type LucideIcon,
  PencilLine,
  RefreshCw,
  Trash2,
} from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { cx } from '../../components/class-names'
import { ErrorCard } from '../../components/error-card'
import { ScreenHeading } from '../../components/layout'
import { MoreMenu } from '../../components/menu'
import { Badge, StatusLine } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { type AppTab, appTabs, home, useNavigation } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import styles from './app-detail.module.css'
import { DetailsTab } from './details-tab'
import { KeysTab } from './keys-tab'
import { RotationTab } from './rotation-tab'
import { SignInTab } from './sign-in-tab'
import { ago } from '../../words/ages'
import { environmentWords, keysVerdict } from './words'

// Not needed for the first paint: files of their own.
const SetUpTab = lazy(async () => ({ default: (await import('../guide/set-up-tab')).SetUpTab }))
const PartnerTab = lazy(async () => ({ default: (await import('../partner/partner-tab')).PartnerTab }))
const BankFeedsTab = lazy(async () => ({ default: (await import('../bank-feeds/bank-feeds-tab')).BankFeedsTab }))
const SeatsTab = lazy(async () => ({ default: (await import('../connections/seats-tab')).SeatsTab }))

const tabWords: Record<AppTab, string> = {
  keys: 'Keys',
  'set-up': 'Set-up',
  'sign-in': 'Sign-in test',
  seats: 'Seats',
  'bank-feeds': 'Bank feeds',
  partner: 'Partner',
  details: 'Details',
  rotation: 'Rotation',
}

const tabIcons: Record<AppTab, LucideIcon> = {
  keys: KeyRound,
  'set-up': Footprints,
  'sign-in': LogIn,
  seats: Gauge,
  'bank-feeds': Landmark,
  partner: Handshake,
  details: PencilLine,
  rotation: RefreshCw,
}

interface AppDetailProps {
  readonly app: XeroAppView
  readonly tab: AppTab
  readonly onClose: () => void
}

export function AppDetail({ app, tab, onClose }: AppDetailProps) {
  const { go } = useNavigation()
  const actions = useAppActions(app)
  const show = (next: AppTab) => go({ screen: 'apps', appId: app.id, tab: next })

  useCommands([
    ...appTabs.map((next) => ({
      id: `app.tab.${next}`,
      label: `${tabWords[next]} of ${app.name}`,
      group: app.name,
      icon: tabIcons[next],
      run: () => show(next),
    })),
    { id: 'app.duplicate', label: `Duplicate ${app.name}`, group: app.name, icon: Copy, run: actions.duplicate },
    { id: 'app.delete', label: `Delete ${app.name}…`, group: app.name, icon: Trash2, run: actions.remove },
  ])

  return (
    <article className={styles.detail} aria-label={app.name}>
      <Header app={app} actions={actions} onClose={onClose} />
      <Tabs
        className={cx(styles.tabs)}
        selectedKey={tab}
        onSelectionChange={(key) => {
          const next = appTabs.find((name) => name === key)
          if (next) show(next)
        }}
      >
        <TabList aria-label={`Parts of ${app.name}`} className={cx(styles.tabList)}>
          {appTabs.map((name) => (
            <Tab key={name} id={name} className={cx(styles.tab)}>
              {tabWords[name]}
            </Tab>
          ))}
        </TabList>
        {appTabs.map((name) => (
          <TabPanel key={name} id={name} className={cx(styles.panel)}>
            <Suspense>
              <Part tab={name} app={app} show={show} />
            </Suspense>
          </TabPanel>
        ))}
      </Tabs>
    </article>
  )
}

interface HeaderProps {
  readonly app: XeroAppView
  readonly actions: ReturnType<typeof useAppActions>
  readonly onClose: () => void
}

function Header({ app, actions: { duplicate, remove, error }, onClose }: HeaderProps) {
  const now = useNow(30_000)
  const verdict = keysVerdict(app, now)
  return (
    <header className={styles.header}>
      <span className={styles.back}>
        <Button variant="quiet" size="small" icon={ArrowLeft} onPress={onClose}>
          All Xero apps
        </Button>
      </span>
      <div className={styles.title}>
        <ScreenHeading>{app.name}</ScreenHeading>
        <Badge icon={null}>{environmentWords[app.environment]}</Badge>
        <span className={styles.more}>
          <MoreMenu
            label="More actions"
            entries={[
              { id: 'duplicate', label: 'Duplicate', icon: Copy, onAction: duplicate },
              { id: 'delete', label: 'Delete…', icon: Trash2, onAction: remove, danger: true },
            ]}
          />
        </span>
      </div>
      <p className={styles.sub}>
        {app.customer !== '' && <span>{app.customer}</span>}
        <StatusLine tone={verdict.tone}>{verdict.text}</StatusLine>
        {app.signInProvedAt !== null && <StatusLine tone="ok">Signed in {ago(app.signInProvedAt, now)}</StatusLine>}
      </p>
      {error && <ErrorCard error={error} />}
    </header>
  )
}

interface PartProps {
  readonly tab: AppTab
  readonly app: XeroAppView
  readonly show: (tab: AppTab) => void
}

/** What a tab shows. Those with a key begin anew with another app. */
function Part({ tab, app, show }: PartProps) {
  switch (tab) {
    case 'keys':
      return <KeysTab app={app} show={show} />
    case 'set-up':
      return <SetUpTab key={app.id} app={app} show={show} />
    case 'sign-in':
      return <SignInTab app={app} show={show} />
    case 'seats':
      return <SeatsTab key={app.id} appId={app.id} />
    case 'partner':
      return <PartnerTab key={app.id} appId={app.id} />
    case 'bank-feeds':
      return <BankFeedsTab key={app.id} appId={app.id} appName={app.name} />
    case 'details':
      return <DetailsTab app={app} />
    case 'rotation':
      return <RotationTab app={app} show={show} />
  }
}

function useAppActions(app: XeroAppView) {
  const { go } = useNavigation()
  const say = useSay()
  const duplicating = useAction('duplicateXeroApp')
  const deleting = useAction('deleteXeroApp')
  const duplicate = async () => {
    const copy = await duplicating.run({ id: app.id })
    if (!copy) return
    say(
      'info',
      'Duplicated, without its secrets. Running a second Xero app to dodge the connection limit breaks Xero’s terms.',
    )
    go({ screen: 'apps', appId: copy.id, tab: 'details' })
  }
  const remove = async () => {
    const answer = await deleting.run({ id: app.id })
    if (!answer?.deleted) return
    say('ok', `${app.name} is deleted.`)
    go(home)
  }
  return {
    duplicate: () => void duplicate(),
    remove: () => void remove(),
    error: duplicating.error ?? deleting.error,
  }
}
