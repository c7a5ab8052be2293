// All Xero apps: a full table while none is open, a column beside the open one. On a narrow window the open one has the room.
import { ArrowRight, KeyRound, LayoutDashboard, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { cx } from '../../components/class-names'
import { EmptyState, Screen, ScreenHeading, Skeleton } from '../../components/layout'
import { useData, type XeroAppList } from '../../shell/data'
import { type AppTab, home, useNavigation } from '../../shell/navigation'
import { Welcome } from '../first-run/welcome'
import { AppList, ListControls } from './app-list'
import { DamageNotice } from '../settings/damaged-records'
import { DamagedFiles } from './damaged-files'
import { chooseApps, type ListChoice } from './words'
import styles from './xero-apps-screen.module.css'

// The first paint shows a list or the welcome: what opens from there is a file of its own.
const AppDetail = lazy(async () => ({ default: (await import('./app-detail')).AppDetail }))

const everything: ListChoice = { search: '', filter: 'all', customer: '', order: 'attention' }

export function XeroAppsScreen({ appId, tab }: { appId: string | null; tab: AppTab }) {
  const { apps } = useData()
  const { loaded } = apps
  switch (loaded.state) {
    case 'loading':
      return (
        <Screen title="Customers" width="wide">
          <Skeleton label="Loading your Xero apps" />
        </Screen>
      )
    case 'error':
      return (
        <Screen title="Customers">
          <ErrorCard error={loaded.error} onRetry={apps.reload} />
        </Screen>
      )
    case 'ready':
      if (loaded.value.apps.length === 0) return <Welcome damaged={loaded.value.damaged} />
      return <ListAndDetail list={loaded.value} appId={appId} tab={tab} />
  }
}

function ListAndDetail({ list, appId, tab }: { list: XeroAppList; appId: string | null; tab: AppTab }) {
  const { go } = useNavigation()
  const [choice, setChoice] = useState<ListChoice>(everything)
  const chosen = chooseApps(list.apps, choice)
  const open = list.apps.find(({ id }) => id === appId) ?? null
  const add = (
    <Button variant="primary" icon={Plus} onPress={() => go({ screen: 'new-app', door: 'have' })}>
      Add
    </Button>
  )
  return (
    <div className={cx(styles.panes, open && styles.split)}>
      <div className={styles.list}>
        <header className={styles.header}>
          <ScreenHeading>Customers</ScreenHeading>
          <div className={styles.actions}>
            {open === null && (
              <Button icon={LayoutDashboard} onPress={() => go({ screen: 'overview' })}>
                Overview
              </Button>
            )}
            {add}
          </div>
        </header>
        <ListControls apps={list.apps} choice={choice} onChange={setChoice} compact={open !== null} />
        {open === null && choice.filter === 'needs-keys' && chosen.length > 0 && (
          <div className={styles.queue}>
            <p>Each needs its own secret on this machine. Latchkey can take you through them.</p>
            <Button icon={ArrowRight} onPress={() => go({ screen: 'keys-needed' })}>
              Go through them
            </Button>
          </div>
        )}
        <DamagedFiles damaged={list.damaged} />
        {open === null && <DamageNotice />}
        {chosen.length === 0 ? (
          <EmptyState
            icon={KeyRound}
            title="No app fits"
            actions={<Button onPress={() => setChoice({ ...everything, order: choice.order })}>Show all apps</Button>}
          >
            <p>Nothing matches the search and filters above.</p>
          </EmptyState>
        ) : (
          <AppList apps={chosen} openId={open?.id ?? null} onOpen={(id) => go({ screen: 'apps', appId: id, tab })} />
        )}
      </div>
      {open && (
        <Suspense fallback={<Skeleton label="Opening the app" />}>
          <AppDetail key={open.id} app={open} tab={tab} onClose={() => go(home)} />
        </Suspense>
      )}
    </div>
  )
}
