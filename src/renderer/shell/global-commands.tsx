// What can be done from anywhere, whatever screen is shown: offered to the palette, the shortcuts and main's menu.
import { ArrowLeft, FlaskConical, KeyRound, Plus, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Settings } from '../../domain/settings'
import { call, useMainEvent } from '../bridge'
import { useExport } from '../screens/transfer/export'
import { useImport } from '../screens/transfer/use-import'
import { type Command, useCommands } from './commands'
import { useCodatClients, useData, useInfo } from './data'
import { type Route, useNavigation } from './navigation'
import { places, settingsPlace } from './sidebar'
import { needsKeys } from '../screens/xero-apps/needs-keys'
import { useSay } from './toasts'

interface Overlays {
  readonly openPalette: () => void
  readonly openDiagnosis: () => void
  readonly openPractice: () => void
  /** The box that takes messages is in front, and takes files that may hold one. */
  readonly isDiagnosing: boolean
}

/** Registers them; gives what has to be on screen for them (the import's preview). */
export function useGlobalCommands({ openPalette, openDiagnosis, openPractice, isDiagnosing }: Overlays): ReactNode {
  const { go, back } = useNavigation()
  useMainEvent('fileDropped', ({ mayBeText }) => {
    if (!(mayBeText && isDiagnosing)) go({ screen: 'statement' })
  })
  const { apps } = useData()
  const codatClients = useCodatClients()
  const known = apps.loaded.state === 'ready' ? apps.loaded.value.apps : []
  /** A place that is open already is arrived at as from elsewhere. */
  const arrive = (to: Route) => {
    go(to)
    const main = document.querySelector('main')
    const first = main?.querySelector<HTMLElement>('[data-first]') ?? main?.querySelector<HTMLElement>('h1')
    first?.focus({ preventScroll: true })
  }
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
      id: 'xero-apps.set-up',
      label: 'Set up a new Xero app',
      group: 'Start',
      icon: 'Sparkles',
      run: () => go({ screen: 'new-app', door: 'set-up' }),
    },
    ...(known.some(needsKeys)
      ? [
          {
            id: 'keys-needed.open',
            label: 'Go through the apps that need keys',
            group: 'Start',
            icon: KeyRound,
            run: () => go({ screen: 'keys-needed' }),
          },
        ]
      : []),
    {
      id: 'codat-clients.new',
      label: 'Add a Codat client',
      group: 'Start',
      icon: 'Link2',
      keywords: 'api key companies',
      run: () => go({ screen: 'new-codat-client', xeroAppId: null }),
    },
    {
      id: 'diagnosis.open',
      label: 'Paste what you see',
      group: 'Start',
      icon: 'ClipboardPaste',
      keywords: 'error address diagnosis help wrong',
      shortcut: 'mod+shift+V',
      run: openDiagnosis,
    },
    {
      id: 'palette.open',
      label: 'Show all commands',
      group: 'Go to',
      icon: 'Command',
      shortcut: 'mod+K',
      run: openPalette,
    },
    ...[...places, settingsPlace].map(({ label, icon, route, shortcut, keywords }) => ({
      id: route.screen === 'settings' ? 'settings.open' : `go.${route.screen}`,
      label: `Go to ${label}`,
      group: 'Go to',
      icon,
      keywords,
      shortcut,
      run: () => arrive(route),
    })),
    {
      id: 'go.codat',
      label: 'Go to Codat clients',
      group: 'Go to',
      icon: 'Link2',
      keywords: 'api keys',
      run: () => go({ screen: 'codat', clientId: null }),
    },
    {
      id: 'search.here',
      label: 'Search on this screen',
      group: 'Go to',
      icon: Search,
      keywords: 'find filter',
      shortcut: 'mod+F',
      run: () => document.querySelector<HTMLInputElement>('main input[type=search]')?.select(),
    },
    {
      id: 'go.back',
      label: 'Back',
      group: 'Go to',
      icon: ArrowLeft,
      shortcut: 'mod+[',
      alsoAt: 'alt+ArrowLeft',
      run: back,
    },
  ])
  useCommands(
    codatClients.map(({ id, name }) => ({
      id: `codat-client.open.${id}`,
      label: `Open ${name}`,
      group: 'Codat clients',
      icon: 'Link2',
      run: () => go({ screen: 'codat', clientId: id }),
    })),
  )
  return useSettingsCommands(openPractice)
}

const themes: readonly { theme: Settings['theme']; label: string; icon: Command['icon'] }[] = [
  { theme: 'light', label: 'Light theme', icon: 'Sun' },
  { theme: 'dark', label: 'Dark theme', icon: 'Moon' },
  { theme: 'system', label: 'Theme as the system', icon: 'SunMoon' },
]

function useSettingsCommands(openPractice: () => void): ReactNode {
  const { go } = useNavigation()
  const { vault, settings } = useData()
  const info = useInfo()
  const say = useSay()
  const lock = async () => (await import('./lock-now')).lockNow(say)
  const exporting = useExport()
  const importing = useImport()
  const practising = info?.mode === 'practice'

  const check = async () => {
    go({ screen: 'settings' })
    const result = await call('checkKeychain', {})
    if (!result.ok) say('act', `${result.error.message} ${result.error.nextStep}`)
    vault.reload()
  }
  const retry = async () => {
    const result = await call('retryKeychain', {})
    if (result.ok) vault.put(result.value.state)
    if (result.ok && result.value.ready) say('ok', 'Your keychain answers.')
  }
  const choose = async (theme: Settings['theme']) => {
    const result = await call('saveSettings', { theme })
    if (result.ok) settings.put(result.value)
  }
  useCommands([
    {
      id: 'lock.now',
      label: 'Lock now',
      group: 'Settings',
      icon: 'Lock',
      keywords: 'hide clear clipboard secrets away',
      shortcut: 'mod+shift+L',
      run: () => void lock(),
    },
    {
      id: 'keychain.check',
      label: 'Check this keychain',
      group: 'Settings',
      icon: 'ShieldCheck',
      run: () => void check(),
    },
    {
      id: 'keychain.retry',
      label: 'Try the keychain again',
      group: 'Settings',
      icon: 'RotateCcw',
      run: () => void retry(),
    },
    ...themes.map(({ theme, label, icon }) => ({
      id: `theme.${theme}`,
      label,
      group: 'Settings',
      icon,
      keywords: 'theme dark light',
      run: () => void choose(theme),
    })),
    { id: 'records.export', label: 'Export records…', group: 'Settings', icon: 'FileUp', run: () => exporting.save() },
    { id: 'records.import', label: 'Import records…', group: 'Settings', icon: 'FileDown', run: importing.begin },
    {
      id: 'practice.switch',
      label: practising ? 'Leave practice mode' : 'Start practice mode',
      group: 'Settings',
      icon: FlaskConical,
      run: () => void call('switchMode', { mode: practising ? 'normal' : 'practice' }),
    },
    ...(practising
      ? [
          {
            id: 'practice.controls',
            label: 'Practice controls',
            group: 'Settings',
            icon: 'FlaskRound' as const,
            keywords: 'failures switches clock reset my apps',
            run: openPractice,
          },
        ]
      : []),
  ])
  const { error } = importing
  return importing.dialog ?? (error && <ImportFailed message={`${error.message} ${error.nextStep}`} />)
}

/** An import that failed while its screen is not shown is told like any other notice. */
function ImportFailed({ message }: { message: string }) {
  return (
    <div role="alert" className="hidden-label">
      {message}
    </div>
  )
}
