// The window: banners on top, places at the side, one screen. Providers in the order in which they need each other.
import { lazy, Suspense, useEffect, useState } from 'react'
import { SignInProvider } from '../screens/xero-apps/sign-in-run'
import { CustomersScreen } from '../screens/customers/customers-screen'
import { Banners, KeychainBanner } from '../shell/banners'
import { CommandProvider } from '../shell/commands'
import { DataProvider, useInfo } from '../shell/data'
import { useOnCall } from '../shell/on-call'
import { useGlobalCommands } from '../shell/global-commands'
import { NavigationProvider, type Route, useNavigation } from '../shell/navigation'
import { PasteTargetProvider } from '../shell/paste-targets'
import { Sidebar } from '../shell/sidebar'
import { ToastProvider } from '../shell/toasts'
import styles from './app.module.css'

// Screens that the first paint doesn't need are files of their own. New places belong here too.
const ActivityScreen = lazy(async () => ({
  default: (await import('../screens/activity/activity-screen')).ActivityScreen,
}))
const DiagnosisPanel = lazy(async () => ({
  default: (await import('../screens/diagnosis/diagnosis-panel')).DiagnosisPanel,
}))
const DiagnosisScreen = lazy(async () => ({
  default: (await import('../screens/diagnosis/diagnosis-screen')).DiagnosisScreen,
}))
const AppScreen = lazy(async () => ({ default: (await import('../screens/app/app-screen')).AppScreen }))
const NewAppScreen = lazy(async () => ({
  default: (await import('../screens/xero-apps/new-app-screen')).NewAppScreen,
}))
const CodatScreen = lazy(async () => ({ default: (await import('../screens/codat/codat-screen')).CodatScreen }))
const NewCodatClient = lazy(async () => ({
  default: (await import('../screens/codat/new-client')).NewCodatClient,
}))
const StatementScreen = lazy(async () => ({
  default: (await import('../screens/statement/statement-screen')).StatementScreen,
}))
const SettingsScreen = lazy(async () => ({
  default: (await import('../screens/settings/settings-screen')).SettingsScreen,
}))
const KeysNeededScreen = lazy(async () => ({
  default: (await import('../screens/xero-apps/keys-needed-screen')).KeysNeededScreen,
}))
const Dialog = lazy(async () => ({ default: (await import('../components/dialog')).Dialog }))
const Palette = lazy(async () => ({ default: (await import('../shell/palette')).Palette }))
const PracticeControls = lazy(async () => ({
  default: (await import('../screens/practice/practice-controls')).PracticeControls,
}))

const CallScreen = lazy(async () => ({ default: (await import('../screens/guide/call-screen')).CallScreen }))

/** What is likely to be wanted next, read while nobody waits: no press has to wait for a file. */
const next = [
  () => import('../shell/toast-card'),
  () => import('../shell/countdown-card'),
  () => import('../screens/app/app-screen'),
  () => import('../shell/palette'),
  () => import('../screens/xero-apps/new-app-screen'),
] as const

function usePrefetch(): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => {
      // One that can’t be read now is asked for again by whoever needs it.
      for (const load of next) void load().catch(() => undefined)
    })
    return () => cancelIdleCallback(idle)
  }, [])
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
  if (onCall === 'asking') return null
  if (onCall !== null) return <CallWindow integrationId={onCall} />
  return <WholeWindow />
}

function CallWindow({ integrationId }: { integrationId: string }) {
  const info = useInfo()
  return (
    <div className={styles.window} data-mode={info?.mode ?? 'normal'}>
      <KeychainBanner />
      <Suspense>
        <CallScreen integrationId={integrationId} isPractice={info?.mode === 'practice'} />
      </Suspense>
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
          <Suspense>
            <CurrentScreen />
          </Suspense>
        </main>
      </div>
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} />}
        {overlay === 'diagnosis' && (
          <Dialog title="Paste what you see" isOpen onClose={close} width="wide">
            <DiagnosisPanel compact autoFocus onLeave={close} />
          </Dialog>
        )}
        {overlay === 'practice' && (
          <Dialog title="Practice controls" isOpen onClose={close} width="wide">
            <PracticeControls />
          </Dialog>
        )}
      </Suspense>
      {fromCommands}
    </div>
  )
}

function CurrentScreen() {
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
}
