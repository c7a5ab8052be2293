// The integrations as main has them, read again whenever they change.
import { useMemo } from 'react'
import type { IntegrationView } from '../../../domain/guide/views'
import type { CallError } from '../../../contract/api'
import { useCall, useMainEvent } from '../../bridge'

const nothing = {}

type Integrations =
  | { readonly state: 'loading' }
  | { readonly state: 'error'; readonly error: CallError; readonly retry: () => void }
  | { readonly state: 'ready'; readonly integrations: readonly IntegrationView[] }

/** All integrations. What a check found in a Xero app or a Codat client changes their steps too. */
export function useIntegrations(): Integrations {
  const { loaded, reload } = useCall('listIntegrations', nothing)
  useMainEvent('integrationsChanged', reload)
  useMainEvent('xeroAppsChanged', reload)
  useMainEvent('codatClientsChanged', reload)
  return useMemo(() => {
    switch (loaded.state) {
      case 'loading':
        return { state: 'loading' }
      case 'error':
        return { state: 'error', error: loaded.error, retry: reload }
      case 'ready':
        return { state: 'ready', integrations: loaded.value.integrations }
    }
  }, [loaded, reload])
}
