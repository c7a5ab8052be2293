// Where the page is. Kept in memory only: no address, so nothing outside can send the page anywhere.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { ScopePurpose } from '../../domain/scopes'
import { remember, remembered } from './remembered'

export const appTabs = ['set-up', 'connections', 'bank-feeds', 'partner'] as const
export type AppTab = (typeof appTabs)[number]

/** What the drawer beside the tabs holds. */
export const keyParts = ['keys', 'sign-in', 'rotation', 'details'] as const
export type KeyPart = (typeof keyParts)[number]

export type AppPart = AppTab | KeyPart
export type NewAppDoor = 'set-up' | 'have'

export interface AppRoute {
  readonly screen: 'app'
  readonly appId: string
  readonly tab: AppTab
  /** The drawer is open, at this part. */
  readonly drawer: KeyPart | null
  /** Frees connections of the app: these are ticked from the start. */
  readonly freeing?: readonly string[]
  /** What a sign-in test is for: its scopes are chosen from the start. */
  readonly signInFor?: ScopePurpose
  /** Bank feeds of this company (a connection at Codat) are open. */
  readonly feedsOf?: string
  /** And this source account is chosen for a push. */
  readonly account?: string
  /** Somebody wants to push there: what Codat was never asked about the company is asked at once. */
  readonly toPush?: boolean
}

export type Route =
  | { readonly screen: 'customers' }
  | AppRoute
  | { readonly screen: 'new-app'; readonly door: NewAppDoor }
  /** `forSetUp`: it was added for the set-up of this Xero app, which the page leads back to. */
  | { readonly screen: 'codat'; readonly clientId: string | null; readonly forSetUp?: string }
  /** `xeroAppId` is linked from the start; `setUpId` is then at the new client. */
  | { readonly screen: 'new-codat-client'; readonly xeroAppId: string | null; readonly setUpId?: string }
  | { readonly screen: 'keys-needed' }
  | { readonly screen: 'statement' }
  /** `about` is looked up at once. */
  | { readonly screen: 'diagnosis'; readonly about: string | null }
  | { readonly screen: 'activity' }
  | { readonly screen: 'settings' }

export const home: Route = { screen: 'customers' }

type Extras = Pick<AppRoute, 'freeing' | 'signInFor' | 'feedsOf' | 'toPush' | 'account'>

interface Navigation {
  readonly route: Route
  readonly go: (route: Route) => void
  /** Opens an app at a part of it: a tab, or keys beside the tab that was open. Without a part, where it was left. */
  readonly openApp: (appId: string, part?: AppPart, extras?: Extras) => void
  /** The drawer of the app that is open goes; its tab stays. */
  readonly closeDrawer: () => void
  readonly back: () => void
}

const NavigationContext = createContext<Navigation | null>(null)
const REMEMBERED = 50

function isKeyPart(part: AppPart): part is KeyPart {
  return keyParts.some((one) => one === part)
}

/** The way to a part of an app, from where the page is. */
export function appRoute(from: Route, lastTab: AppTab, appId: string, part?: AppPart, extras: Extras = {}): AppRoute {
  const here = from.screen === 'app' && from.appId === appId ? from : null
  const tab = here?.tab ?? lastTab
  if (part === undefined) return { screen: 'app', appId, tab, drawer: null }
  if (isKeyPart(part)) return { screen: 'app', appId, tab, drawer: part, ...extras }
  return { screen: 'app', appId, tab: part, drawer: here?.drawer ?? null, ...extras }
}

function lastTabOf(appId: string): AppTab {
  const name = remembered(`tab ${appId}`)
  return appTabs.find((tab) => tab === name) ?? 'set-up'
}

export function NavigationProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<readonly Route[]>([home])
  const follow = useCallback((next: (from: Route) => Route) => {
    setTrail((before) => {
      const route = next(before.at(-1) ?? home)
      if (route.screen === 'app') remember(`tab ${route.appId}`, route.tab)
      return [...before.slice(-REMEMBERED), route]
    })
  }, [])
  const go = useCallback((route: Route) => follow(() => route), [follow])
  const openApp = useCallback<Navigation['openApp']>(
    (appId, part, extras) => follow((from) => appRoute(from, lastTabOf(appId), appId, part, extras)),
    [follow],
  )
  const closeDrawer = useCallback(
    () => follow((from) => (from.screen === 'app' ? { ...from, drawer: null } : from)),
    [follow],
  )
  const back = useCallback(() => setTrail((before) => (before.length > 1 ? before.slice(0, -1) : before)), [])
  const route = trail.at(-1) ?? home
  const value = useMemo(() => ({ route, go, openApp, closeDrawer, back }), [route, go, openApp, closeDrawer, back])
  return <NavigationContext value={value}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('Navigation is used outside its provider')
  return navigation
}
