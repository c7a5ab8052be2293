// Names of Xero apps and Codat clients by their ids, for findings and lists.
import { useCodatClients, useData } from '../../shell/data'
import type { NameOf } from './words'

export function useXeroAppNames(): NameOf {
  const { loaded } = useData().apps
  const apps = loaded.state === 'ready' ? loaded.value.apps : []
  return (id) => apps.find((app) => app.id === id)?.name ?? 'a Xero app that is not here any more'
}

/** A Xero app's name or a Codat client's, whichever has the id. */
export function useRecordNames(): NameOf {
  const clients = useCodatClients()
  const ofApp = useXeroAppNames()
  return (id) => clients.find((client) => client.id === id)?.name ?? ofApp(id)
}
