// All Xero apps.
import { ArrowRight, KeyRound, LayoutDashboard, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { EmptyState, Screen, ScreenHeading, Skeleton } from '../../components/layout'
import { useData, type XeroAppList } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { Welcome } from '../first-run/welcome'
import { AppList, ListControls } from './app-list'
import { DamagedFiles } from './damaged-files'
import { chooseApps, type ListChoice } from './words'
import styles from './xero-apps-screen.module.css'

const everything: ListChoice = { search: '', filter: 'all', customer: '', order: 'attention' }

export function XeroAppsScreen() {
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
      return <List list={loaded.value} />
  }
}

function List({ list }: { list: XeroAppList }) {
  const { go, openApp } = useNavigation()
  const [choice, setChoice] = useState<ListChoice>(everything)
  const chosen = chooseApps(list.apps, choice)
  return (
    <div className={styles.list}>
      <header className={styles.header}>
        <ScreenHeading>Customers</ScreenHeading>
        <div className={styles.actions}>
          <Button icon={LayoutDashboard} onPress={() => go({ screen: 'overview' })}>
            Overview
          </Button>
          <Button variant="primary" icon={Plus} onPress={() => go({ screen: 'new-app', door: 'have' })}>
            Add
          </Button>
        </div>
      </header>
      <ListControls apps={list.apps} choice={choice} onChange={setChoice} compact={false} />
      {choice.filter === 'needs-keys' && chosen.length > 0 && (
        <div className={styles.queue}>
          <p>Each needs its own secret on this machine. Latchkey can take you through them.</p>
          <Button icon={ArrowRight} onPress={() => go({ screen: 'keys-needed' })}>
            Go through them
          </Button>
        </div>
      )}
      <DamagedFiles damaged={list.damaged} />
      {chosen.length === 0 ? (
        <EmptyState
          icon={KeyRound}
          title="No app fits"
          actions={<Button onPress={() => setChoice({ ...everything, order: choice.order })}>Show all apps</Button>}
        >
          <p>Nothing matches the search and filters above.</p>
        </EmptyState>
      ) : (
        <AppList apps={chosen} openId={null} onOpen={(id) => openApp(id)} />
      )}
    </div>
  )
}
