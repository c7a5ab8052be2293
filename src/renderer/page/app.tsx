// The window: banners on top, places at the side, one screen. Providers in the order in which they need each other.
import { ArrowLeft, ClipboardPaste, Command as CommandIcon, Plus } from 'lucide-react'
import { useState } from 'react'
import { Dialog } from '../components/dialog'
import { ActivityScreen } from '../screens/activity/activity-screen'
import { DiagnosisPanel } from '../screens/diagnosis/diagnosis-panel'
import { DiagnosisScreen } from '../screens/diagnosis/diagnosis-screen'
import { SettingsScreen } from '../screens/settings/settings-screen'
import { NewAppScreen } from '../screens/xero-apps/new-app-screen'
import { SignInProvider } from '../screens/xero-apps/sign-in-run'
import { XeroAppsScreen } from '../screens/xero-apps/xero-apps-screen'
import { Banners } from '../shell/banners'
import { CommandProvider, useCommands } from '../shell/commands'
import { DataProvider, useData, useInfo } from '../shell/data'
import { NavigationProvider, useNavigation } from '../shell/navigation'
import { Palette } from '../shell/palette'
import { PasteTargetProvider } from '../shell/paste-targets'
import { places, Sidebar } from '../shell/sidebar'
import { ToastProvider } from '../shell/toasts'
import styles from './app.module.css'

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

type Overlay = 'palette' | 'diagnosis' | null

function Window() {
  const [overlay, setOverlay] = useState<Overlay>(null)
  const info = useInfo()
  const close = () => setOverlay(null)
  useWindowCommands(setOverlay)
  return (
    <div className={styles.window} data-mode={info?.mode ?? 'normal'}>
      <Banners />
      <div className={styles.columns}>
        <Sidebar openPalette={() => setOverlay('palette')} />
        <main className={styles.main}>
          <CurrentScreen />
        </main>
      </div>
      <Palette isOpen={overlay === 'palette'} onClose={close} />
      <Dialog title="Paste what you see" isOpen={overlay === 'diagnosis'} onClose={close} width="wide">
        <DiagnosisPanel compact />
      </Dialog>
    </div>
  )
}

function CurrentScreen() {
  const { route } = useNavigation()
  switch (route.screen) {
    case 'apps':
      return <XeroAppsScreen appId={route.appId} tab={route.tab} />
    case 'new-app':
      return <NewAppScreen door={route.door} />
    case 'diagnosis':
      return <DiagnosisScreen />
    case 'activity':
      return <ActivityScreen />
    case 'settings':
      return <SettingsScreen />
  }
}

function useWindowCommands(setOverlay: (overlay: Overlay) => void): void {
  const { go, back } = useNavigation()
  const { apps } = useData()
  const known = apps.loaded.state === 'ready' ? apps.loaded.value.apps : []
  useCommands(
    known.map(({ id, name, customer }) => ({
      id: `app.open.${id}`,
      label: `Open ${name}`,
      group: 'Xero apps',
      icon: CommandIcon,
      keywords: customer,
      run: () => go({ screen: 'apps', appId: id, tab: 'keys' }),
    })),
  )
  useCommands([
    {
      id: 'xero-apps.new',
      label: 'Add a Xero app',
      group: 'Start',
      icon: Plus,
      shortcut: 'mod+N',
      run: () => go({ screen: 'new-app', door: 'have' }),
    },
    {
      id: 'diagnosis.open',
      label: 'Paste what you see',
      group: 'Start',
      icon: ClipboardPaste,
      keywords: 'error address diagnosis help wrong',
      shortcut: 'mod+shift+V',
      run: () => setOverlay('diagnosis'),
    },
    ...places.map(({ label, icon, route, shortcut }) => ({
      id: route.screen === 'settings' ? 'settings.open' : `go.${route.screen}`,
      label: `Go to ${label}`,
      group: 'Go to',
      icon,
      shortcut,
      run: () => go(route),
    })),
    { id: 'go.back', label: 'Back', group: 'Go to', icon: ArrowLeft, shortcut: 'mod+[', run: back },
    {
      id: 'palette.open',
      label: 'Show all commands',
      group: 'Go to',
      icon: CommandIcon,
      shortcut: 'mod+K',
      run: () => setOverlay('palette'),
    },
  ])
}
