// What every screen shares: what this run is, the settings, the Xero apps, the Codat clients, the vault's state.
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { AppInfo } from '../../contract/app'
import type { Settings } from '../../domain/settings'
import type { CallOutput } from '../../contract/api'
import type { StandingRow } from '../../contract/standings'
import type { VaultState } from '../../contract/vault'
import type { XeroAppView } from '../../contract/xero-apps'
import { type Query, useCall, useMainEvent } from '../bridge'
import { useTheme } from '../theme/theme'
import { recall } from './remembered'

export type XeroAppList = CallOutput<'listXeroApps'>
export type StandingList = CallOutput<'listStandings'>
export type CodatClientList = CallOutput<'listCodatClients'>

interface SharedData {
  /** The integration of the call that is on, or null. */
  readonly onCall: Query<CallOutput<'getCall'>>
  readonly info: Query<AppInfo>
  readonly settings: Query<Settings>
  readonly apps: Query<XeroAppList>
  /** Whether each app can go live, how full it is, its bank feeds and whose move it is. */
  readonly standings: Query<StandingList>
  readonly codatClients: Query<CodatClientList>
  readonly vault: Query<VaultState>
}

const DataContext = createContext<SharedData | null>(null)
const nothing = {}

export function DataProvider({ children }: { children: ReactNode }) {
  const onCall = useCall('getCall', nothing)
  const info = useCall('getAppInfo', nothing)
  const settings = useCall('getSettings', nothing)
  const apps = useCall('listXeroApps', nothing)
  const standings = useCall('listStandings', nothing)
  const codatClients = useCall('listCodatClients', nothing)
  const vault = useCall('getVaultState', nothing)
  useMainEvent('integrationsChanged', onCall.reload)
  useMainEvent('xeroAppsChanged', apps.reload)
  useMainEvent('standingsChanged', standings.reload)
  useMainEvent('codatClientsChanged', codatClients.reload)
  useMainEvent('vaultChanged', vault.put)
  const left = settings.loaded.state === 'ready' ? settings.loaded.value.left : null
  useEffect(() => {
    if (left !== null) recall(left)
  }, [left])
  useTheme(settings.loaded.state === 'ready' ? settings.loaded.value.theme : 'system')

  const value = useMemo(
    () => ({ onCall, info, settings, apps, standings, codatClients, vault }),
    [onCall, info, settings, apps, standings, codatClients, vault],
  )
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

/** The standing of one app, or null until it is there. */
export function useStanding(appId: string): StandingRow | null {
  const { loaded } = useData().standings
  return loaded.state === 'ready' ? (loaded.value.rows.find(({ app }) => app.id === appId) ?? null) : null
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

/** Every Codat client, or none until they are there. */
export function useCodatClients(): CodatClientList['clients'] {
  const { loaded } = useData().codatClients
  return loaded.state === 'ready' ? loaded.value.clients : []
}

/** Puts one Codat client's newer view in place, until the list is read again. */
export function useReplaceCodatClient(): (client: CodatClientList['clients'][number]) => void {
  const { codatClients } = useData()
  const { loaded, put } = codatClients
  return (client) => {
    if (loaded.state !== 'ready') return
    const { value } = loaded
    put({ ...value, clients: value.clients.map((other) => (other.id === client.id ? client : other)) })
  }
}
