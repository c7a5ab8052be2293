// Where the page is. Kept in memory only: no address, so nothing outside can send the page anywhere.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { ScopePurpose } from '../../domain/scopes'

export const appTabs = ['keys', 'set-up', 'sign-in', 'seats', 'bank-feeds', 'partner', 'details', 'rotation'] as const
export type AppTab = (typeof appTabs)[number]
export type NewAppDoor = 'set-up' | 'have'

export type Route =
  | {
      readonly screen: 'apps'
      readonly appId: string | null
      readonly tab: AppTab
      /** Frees places of the open app: these connections are ticked from the start. */
      readonly freeing?: readonly string[]
      /** What a sign-in test of the open app is for: its scopes are chosen from the start. */
      readonly signInFor?: ScopePurpose
    }
  | { readonly screen: 'overview' }
  | { readonly screen: 'new-app'; readonly door: NewAppDoor }
  | { readonly screen: 'codat'; readonly clientId: string | null }
  /** `xeroAppId` is linked from the start. */
  | { readonly screen: 'new-codat-client'; readonly xeroAppId: string | null }
  | { readonly screen: 'keys-needed' }
  | { readonly screen: 'statement' }
  /** `about` is looked up at once. */
  | { readonly screen: 'diagnosis'; readonly about: string | null }
  | { readonly screen: 'activity' }
  | { readonly screen: 'settings' }

export const home: Route = { screen: 'apps', appId: null, tab: 'keys' }

interface Navigation {
  readonly route: Route
  readonly go: (route: Route) => void
  readonly back: () => void
  /** Where the day begins, once that is known; nobody who has gone somewhere meanwhile is taken away. */
  readonly beginAt: (route: Route) => void
}

const NavigationContext = createContext<Navigation | null>(null)
const REMEMBERED = 50

export function NavigationProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<readonly Route[]>([home])
  const go = useCallback((route: Route) => setTrail((before) => [...before.slice(-REMEMBERED), route]), [])
  const back = useCallback(() => setTrail((before) => (before.length > 1 ? before.slice(0, -1) : before)), [])
  const beginAt = useCallback(
    (route: Route) => setTrail((before) => (before.length === 1 && before[0] === home ? [route] : before)),
    [],
  )
  const route = trail.at(-1) ?? home
  const value = useMemo(() => ({ route, go, back, beginAt }), [route, go, back, beginAt])
  return <NavigationContext value={value}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('Navigation is used outside its provider')
  return navigation
}
