// What every screen shares: what this run is, the settings, the Xero apps, the vault's state.
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { AppInfo, Settings } from '../../contract/app'
import type { CallOutput } from '../../contract/api'
import type { VaultState } from '../../contract/vault'
import type { XeroAppView } from '../../contract/xero-apps'
import { type Query, useCall, useMainEvent } from '../bridge'
import { useTheme } from '../theme/theme'

export type XeroAppList = CallOutput<'listXeroApps'>

interface SharedData {
  readonly info: Query<AppInfo>
  readonly settings: Query<Settings>
  readonly apps: Query<XeroAppList>
  readonly vault: Query<VaultState>
}

const DataContext = createContext<SharedData | null>(null)
const nothing = {}

export function DataProvider({ children }: { children: ReactNode }) {
  const info = useCall('getAppInfo', nothing)
  const settings = useCall('getSettings', nothing)
  const apps = useCall('listXeroApps', nothing)
  const vault = useCall('getVaultState', nothing)
  useMainEvent('xeroAppsChanged', apps.reload)
  useMainEvent('vaultChanged', vault.put)
  useTheme(settings.loaded.state === 'ready' ? settings.loaded.value.theme : 'system')

  const value = useMemo(() => ({ info, settings, apps, vault }), [info, settings, apps, vault])
  return <DataContext value={value}>{children}</DataContext>
}

export function useData(): SharedData {
  const data = useContext(DataContext)
  if (!data) throw new Error('Shared data is used outside its provider')
  return data
}

/** The settings, or null until they are there. */
export function useSettings(): Settings | null {
  const { loaded } = useData().settings
  return loaded.state === 'ready' ? loaded.value : null
}

export function useInfo(): AppInfo | null {
  const { loaded } = useData().info
  return loaded.state === 'ready' ? loaded.value : null
}

/** Puts one app's newer view in place, until the list is read again. */
export function useReplaceApp(): (app: XeroAppView) => void {
  const { apps } = useData()
  const { loaded, put } = apps
  return (app) => {
    if (loaded.state !== 'ready') return
    const { value } = loaded
    put({ ...value, apps: value.apps.map((other) => (other.id === app.id ? app : other)) })
  }
}
