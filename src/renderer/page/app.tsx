// The window: banners on top, places at the side, one screen. Providers in the order in which they need each other.
import { memo, useEffect, useLayoutEffect, useState } from 'react'
import { later } from '../components/later'
import { SignInProvider } from '../screens/xero-apps/sign-in-run'
import { CustomersScreen } from '../screens/customers/customers-screen'
import { Banners, KeychainBanner } from '../shell/banners'
import { CommandProvider } from '../shell/commands'
import { DataProvider, useData, useInfo } from '../shell/data'
import { readCountdownCard } from '../shell/copy-countdown'
import { useOnCall } from '../shell/on-call'
import { useGlobalCommands } from '../shell/global-commands'
import { NavigationProvider, type Route, useNavigation } from '../shell/navigation'
import { PasteTargetProvider } from '../shell/paste-targets'
import { EmptySidebar, Sidebar } from '../shell/sidebar'
import { readToastCard, ToastProvider } from '../shell/toasts'
import styles from './app.module.css'

// Screens that the first paint doesn't need are files of their own. New places belong here too.
const ActivityScreen = later(async () => (await import('../screens/activity/activity-screen')).ActivityScreen)
const DiagnosisDialog = later(async () => (await import('../screens/diagnosis/diagnosis-dialog')).DiagnosisDialog)
const DiagnosisScreen = later(async () => (await import('../screens/diagnosis/diagnosis-screen')).DiagnosisScreen)
const AppScreen = later(async () => (await import('../screens/app/app-screen')).AppScreen)
const NewAppScreen = later(async () => (await import('../screens/xero-apps/new-app-screen')).NewAppScreen)
const CodatScreen = later(async () => (await import('../screens/codat/codat-screen')).CodatScreen)
const NewCodatClient = later(async () => (await import('../screens/codat/new-client')).NewCodatClient)
const StatementScreen = later(async () => (await import('../screens/statement/statement-screen')).StatementScreen)
const SettingsScreen = later(async () => (await import('../screens/settings/settings-screen')).SettingsScreen)
const KeysNeededScreen = later(async () => (await import('../screens/xero-apps/keys-needed-screen')).KeysNeededScreen)
const Palette = later(async () => (await import('../shell/palette')).Palette)
const PracticeDialog = later(async () => (await import('../screens/practice/practice-dialog')).PracticeDialog)
const CallScreen = later(async () => (await import('../screens/guide/call-screen')).CallScreen)

const readTab = (at: number) => async () => (await import('../screens/app/app-screen')).tabReads[at]?.()

/** What is likely to be wanted next: with no app yet a first one, else one of those there are, and its tabs. */
const next = {
  none: [NewAppScreen.read, readToastCard, readCountdownCard],
  some: [AppScreen.read, ...[0, 1, 2, 3].map(readTab), readToastCard, readCountdownCard],
} as const

/** One that can’t be read now is asked for again by whoever needs it. */
const readNow = (read: () => Promise<void>) => read().catch(() => undefined)

/** Reads while nobody waits, so that no press has to wait for a file. */
function usePrefetch(): void {
  const { apps } = useData()
  const there = apps.loaded.state !== 'ready' ? null : apps.loaded.value.apps.length === 0 ? 'none' : 'some'
  useLayoutEffect(() => {
    // The palette has a key that works from the first frame: its files are asked for ahead of what the screen itself asks main for then.
    const frame = requestAnimationFrame(() => void readNow(Palette.read))
    return () => cancelAnimationFrame(frame)
  }, [])
  useEffect(() => {
    let isHere = there !== null
    // One after the other, each when the page is idle: whoever has begun to do something waits for one of them at most.
    const readFrom = (index: number) => {
      const read = there === null ? undefined : next[there][index]
      if (isHere && read !== undefined) requestIdleCallback(() => void readNow(read).then(() => readFrom(index + 1)))
    }
    void readNow(Palette.read).then(() => readFrom(0))
    return () => {
      isHere = false
    }
  }, [there])
}

export function App() {
  return (
    <NavigationProvider>
      <DataProvider>
        <CommandProvider>
          <ToastProvider>
            <PasteTargetProvider>
              <SignInProvider>
                <Window />
              </SignInProvider>
            </PasteTargetProvider>
          </ToastProvider>
        </CommandProvider>
      </DataProvider>
    </NavigationProvider>
  )
}

type Overlay = 'palette' | 'diagnosis' | 'practice' | null

function Window() {
  const onCall = useOnCall()
  // Nothing of the rest is mounted meanwhile: no list, no palette and no shortcut shows another customer's name.
  if (onCall === 'asking') return <EmptyWindow />
  if (onCall !== null) return <CallWindow integrationId={onCall} />
  return <WholeWindow />
}

/** What every window begins with, and shows without knowing anything. */
function EmptyWindow() {
  return (
    <div className={styles.window}>
      <div className={styles.columns}>
        <EmptySidebar />
        <div className={styles.main} />
      </div>
    </div>
  )
}

function CallWindow({ integrationId }: { integrationId: string }) {
  const info = useInfo()
  return (
    <div className={styles.window} data-mode={info?.mode ?? 'normal'}>
      <KeychainBanner />
      <CallScreen integrationId={integrationId} isPractice={info?.mode === 'practice'} />
    </div>
  )
}

function WholeWindow() {
  const { route } = useNavigation()
  const [opened, setOpened] = useState<{ readonly overlay: Overlay; readonly over: Route } | null>(null)
  // What was opened over a place goes with it: an answer's way on leads to another one.
  const overlay = opened?.over === route ? opened.overlay : null
  const setOverlay = (next: Overlay) => setOpened(next === null ? null : { overlay: next, over: route })
  const info = useInfo()
  usePrefetch()
  const close = () => setOverlay(null)
  const openPractice = () => setOverlay('practice')
  const fromCommands = useGlobalCommands({
    openPalette: () => setOverlay('palette'),
    openDiagnosis: () => setOverlay('diagnosis'),
    openPractice,
    isDiagnosing: overlay === 'diagnosis' || route.screen === 'diagnosis',
  })
  return (
    <div className={styles.window} data-mode={info?.mode ?? 'normal'}>
      <Banners openPractice={openPractice} />
      <div className={styles.columns}>
        <Sidebar openPalette={() => setOverlay('palette')} />
        <main className={styles.main}>
          <CurrentScreen />
        </main>
      </div>
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'diagnosis' && <DiagnosisDialog onClose={close} />}
      {overlay === 'practice' && <PracticeDialog onClose={close} />}
      {fromCommands}
    </div>
  )
}

/** Not drawn anew for what opens and closes over it. */
const CurrentScreen = memo(function CurrentScreen() {
  const { route } = useNavigation()
  switch (route.screen) {
    case 'customers':
      return <CustomersScreen />
    case 'app':
      return <AppScreen key={route.appId} route={route} />
    case 'new-app':
      return <NewAppScreen door={route.door} />
    case 'codat':
      return <CodatScreen clientId={route.clientId} forSetUp={route.forSetUp ?? null} />
    case 'new-codat-client':
      return <NewCodatClient xeroAppId={route.xeroAppId} setUpId={route.setUpId ?? null} />
    case 'keys-needed':
      return <KeysNeededScreen />
    case 'statement':
      return <StatementScreen />
    case 'diagnosis':
      return <DiagnosisScreen key={route.about ?? ''} about={route.about} />
    case 'activity':
      return <ActivityScreen />
    case 'settings':
      return <SettingsScreen />
  }
})
