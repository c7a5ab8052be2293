import { Activity, Building2, FileCheck2, type LucideIcon, Search, Settings2, Stethoscope } from 'lucide-react'
import { Button } from 'react-aria-components'
import { cx } from '../components/class-names'
import { Kbd } from '../components/kbd'
import { Mark } from '../components/mark'
import { waitingForYou } from '../words/waiting'
import { useData } from './data'
import { home, type Route, useNavigation } from './navigation'
import styles from './sidebar.module.css'

interface Place {
  readonly label: string
  readonly icon: LucideIcon
  readonly route: Route
  readonly screens: readonly Route['screen'][]
  readonly shortcut: string
  /** Further words it is found by in the palette: what it was called, and what is in it. */
  readonly keywords: string
}

/** The places of the window, in the order of a working day. Settings stand apart, at the foot. */
export const places: readonly Place[] = [
  {
    label: 'Customers',
    icon: Building2,
    route: home,
    screens: ['customers', 'app', 'new-app', 'keys-needed'],
    shortcut: 'mod+1',
    keywords: 'overview xero apps list who is full how full whose move',
  },
  {
    label: 'Diagnose',
    icon: Stethoscope,
    route: { screen: 'diagnosis', about: null },
    screens: ['diagnosis'],
    shortcut: 'mod+2',
    keywords: 'paste what you see company doctor error address help wrong no data',
  },
  {
    label: 'Bank statements',
    icon: FileCheck2,
    route: { screen: 'statement' },
    screens: ['statement'],
    shortcut: 'mod+3',
    keywords: 'csv check mend file push',
  },
  {
    label: 'Activity',
    icon: Activity,
    route: { screen: 'activity' },
    screens: ['activity'],
    shortcut: 'mod+4',
    keywords: 'log history what happened',
  },
]

export const settingsPlace: Place = {
  label: 'Settings',
  icon: Settings2,
  route: { screen: 'settings' },
  screens: ['settings', 'codat', 'new-codat-client'],
  shortcut: 'mod+,',
  keywords: 'theme keychain export import codat clients practice',
}

/** Its place and Latchkey's name, before anything is known. */
export function EmptySidebar() {
  return (
    <div className={styles.sidebar}>
      <Brand />
    </div>
  )
}

function Brand() {
  return (
    <div className={styles.brand}>
      <Mark />
      <span>Latchkey</span>
    </div>
  )
}

export function Sidebar({ openPalette }: { openPalette: () => void }) {
  const { route, go } = useNavigation()
  const { loaded } = useData().standings
  const mine = waitingForYou(loaded.state === 'ready' ? loaded.value.rows : [])
  return (
    <nav className={styles.sidebar} aria-label="Places">
      <Brand />
      <Button className={cx(styles.search)} onPress={openPalette}>
        <Search size={14} aria-hidden />
        <span className={styles.searchLabel}>Do anything…</span>
        <Kbd keys="mod+K" />
      </Button>
      <ul className={styles.places}>
        {[...places, settingsPlace].map(({ label, icon: Icon, route: target, screens }) => {
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
                {label === 'Customers' && mine > 0 && (
                  <span className={styles.count} title={`Your move: ${mine}`}>
                    {mine}
                    <span className="hidden-label">: your move</span>
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
