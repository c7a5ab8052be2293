import {
  Activity,
  ClipboardPaste,
  FileCheck2,
  KeyRound,
  LayoutDashboard,
  Link2,
  type LucideIcon,
  Search,
  Settings2,
  Stethoscope,
} from 'lucide-react'
import { Button } from 'react-aria-components'
import { cx } from '../components/class-names'
import { Kbd } from '../components/kbd'
import { Mark } from '../components/mark'
import { countNeedingKeys } from '../screens/xero-apps/words'
import { useData } from './data'
import { home, type Route, useNavigation } from './navigation'
import styles from './sidebar.module.css'

interface Place {
  readonly label: string
  readonly icon: LucideIcon
  readonly route: Route
  readonly screens: readonly Route['screen'][]
  readonly shortcut: string
}

/** The places of the window, in the order of a working day. New features add theirs here. */
export const places: readonly Place[] = [
  { label: 'Overview', icon: LayoutDashboard, route: { screen: 'overview' }, screens: ['overview'], shortcut: 'mod+1' },
  { label: 'Xero apps', icon: KeyRound, route: home, screens: ['apps', 'new-app', 'keys-needed'], shortcut: 'mod+2' },
  {
    label: 'Codat clients',
    icon: Link2,
    route: { screen: 'codat', clientId: null },
    screens: ['codat', 'new-codat-client'],
    shortcut: 'mod+3',
  },
  {
    label: 'Bank statement',
    icon: FileCheck2,
    route: { screen: 'statement' },
    screens: ['statement'],
    shortcut: 'mod+4',
  },
  {
    label: 'Paste what you see',
    icon: ClipboardPaste,
    route: { screen: 'diagnosis' },
    screens: ['diagnosis'],
    shortcut: 'mod+5',
  },
  {
    label: 'Company doctor',
    icon: Stethoscope,
    route: { screen: 'company', about: null },
    screens: ['company'],
    shortcut: 'mod+6',
  },
  { label: 'Activity', icon: Activity, route: { screen: 'activity' }, screens: ['activity'], shortcut: 'mod+7' },
  { label: 'Settings', icon: Settings2, route: { screen: 'settings' }, screens: ['settings'], shortcut: 'mod+,' },
]

export function Sidebar({ openPalette }: { openPalette: () => void }) {
  const { route, go } = useNavigation()
  const { apps } = useData()
  const needing = apps.loaded.state === 'ready' ? countNeedingKeys(apps.loaded.value.apps) : 0
  return (
    <nav className={styles.sidebar} aria-label="Places">
      <div className={styles.brand}>
        <Mark />
        <span>Latchkey</span>
      </div>
      <Button className={cx(styles.search)} onPress={openPalette}>
        <Search size={14} aria-hidden />
        <span className={styles.searchLabel}>Do anything…</span>
        <Kbd keys="mod+K" />
      </Button>
      <ul className={styles.places}>
        {places.map(({ label, icon: Icon, route: target, screens }) => {
          const here = screens.includes(route.screen)
          return (
            <li key={label}>
              <Button
                className={cx(styles.place, here && styles.here)}
                onPress={() => go(target)}
                {...(here ? { 'aria-current': 'page' } : {})}
              >
                <Icon size={16} aria-hidden />
                <span>{label}</span>
                {label === 'Xero apps' && needing > 0 && (
                  <span className={styles.count} title={`${needing} without keys`}>
                    {needing}
                    <span className="hidden-label"> without keys</span>
                  </span>
                )}
              </Button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
