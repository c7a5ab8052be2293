// One Xero app: a header that answers the questions and never scrolls, four tabs, and its keys in a drawer beside any of them.
import { Footprints, Gauge, Handshake, Landmark, type LucideIcon } from 'lucide-react'
import { useRef } from 'react'
import type { XeroAppView } from '../../../contract/xero-apps'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { later } from '../../components/later'
import { EmptyState, Screen, Skeleton } from '../../components/layout'
import { TabStrip } from '../../components/tab-strip'
import { useCommands } from '../../shell/commands'
import { useData } from '../../shell/data'
import {
  type AppPart,
  type AppRoute,
  type AppTab,
  appTabs,
  home,
  type KeyPart,
  keyParts,
  useNavigation,
} from '../../shell/navigation'
import layout from '../../components/layout.module.css'
import styles from './app-screen.module.css'
import { AppHeader } from './app-header'
import { KeysDrawer } from './keys-drawer'
import { keyPartIcons, keyPartWords, tabWords } from './words'

// One of them is looked at: each is a file of its own.
const SetUpTab = later(async () => (await import('../guide/set-up-tab')).SetUpTab)
const PartnerTab = later(async () => (await import('../partner/partner-tab')).PartnerTab)
const BankFeedsTab = later(async () => (await import('../bank-feeds/bank-feeds-tab')).BankFeedsTab)
const ConnectionsTab = later(async () => (await import('../connections/connections-tab')).ConnectionsTab)

/** Reads each tab's code: the one that is likely to be open first. */
export const tabReads = [SetUpTab.read, ConnectionsTab.read, BankFeedsTab.read, PartnerTab.read] as const

const tabIcons: Record<AppTab, LucideIcon> = {
  'set-up': Footprints,
  connections: Gauge,
  'bank-feeds': Landmark,
  partner: Handshake,
}

export function AppScreen({ route }: { route: AppRoute }) {
  const { apps } = useData()
  const { go } = useNavigation()
  const { loaded } = apps
  if (loaded.state === 'loading') return <Skeleton label="Opening the app" />
  if (loaded.state === 'error') {
    return (
      <Screen title="Customers">
        <ErrorCard error={loaded.error} onRetry={apps.reload} />
      </Screen>
    )
  }
  const app = loaded.value.apps.find(({ id }) => id === route.appId)
  // Just added and not listed yet, or deleted.
  if (app === undefined) {
    return (
      <EmptyState
        icon={Footprints}
        title="This app isn’t here"
        actions={<Button onPress={() => go(home)}>All customers</Button>}
      />
    )
  }
  return <App app={app} route={route} />
}

function App({ app, route: { tab, drawer } }: { app: XeroAppView; route: AppRoute }) {
  const { openApp, closeDrawer } = useNavigation()
  const keysButton = useRef<HTMLButtonElement>(null)
  const show = (part: AppPart) => openApp(app.id, part)
  // Asked for from within the drawer, its shortcut closes it; else it opens it, or goes to it.
  const toggle = () => {
    const within = document.activeElement?.closest(`[data-drawer="${app.id}"]`)
    if (drawer !== null && within) return closeDrawer()
    if (drawer !== null) return document.querySelector<HTMLElement>(`[data-drawer="${app.id}"] h2`)?.focus()
    show('keys')
  }
  useCommands([
    ...appTabs.map((next) => ({
      id: `app.tab.${next}`,
      label: `${tabWords[next]} of ${app.name}`,
      group: app.name,
      icon: tabIcons[next],
      run: () => show(next),
    })),
    ...keyParts.map((next: KeyPart) => ({
      id: `app.tab.${next}`,
      label: `${keyPartWords[next]} of ${app.name}`,
      group: app.name,
      icon: keyPartIcons[next],
      run: () => show(next),
    })),
    {
      id: 'app.keys',
      label: `Keys & details of ${app.name}`,
      group: app.name,
      icon: keyPartIcons.keys,
      shortcut: 'mod+.',
      run: toggle,
    },
  ])
  return (
    <article className={layout.screen} aria-label={app.name}>
      <AppHeader app={app} show={show} drawerOpen={drawer !== null} onDrawer={toggle} keysButton={keysButton} />
      <div className={styles.body}>
        <TabStrip label={`Parts of ${app.name}`} tabs={appTabs} words={tabWords} selected={tab} onSelect={show}>
          {(name) => <Part tab={name} app={app} show={show} />}
        </TabStrip>
        {drawer !== null && (
          <KeysDrawer app={app} part={drawer} beside={tab} show={show} onClose={closeDrawer} returnTo={keysButton} />
        )}
      </div>
    </article>
  )
}

interface PartProps {
  readonly tab: AppTab
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

function Part({ tab, app, show }: PartProps) {
  switch (tab) {
    case 'set-up':
      return <SetUpTab app={app} show={show} />
    case 'connections':
      return <ConnectionsTab appId={app.id} />
    case 'bank-feeds':
      return <BankFeedsTab appId={app.id} appName={app.name} />
    case 'partner':
      return <PartnerTab appId={app.id} />
  }
}
