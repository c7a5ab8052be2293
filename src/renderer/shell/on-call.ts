// Whether a call is on: then the window shows its one integration and nothing else.
import { useCall, useMainEvent } from '../bridge'

const nothing = {}

/** The integration of the call, null without one, `asking` until main has said. An answer that failed counts as none. */
export function useOnCall(): string | null | 'asking' {
  const { loaded, reload } = useCall('getCall', nothing)
  useMainEvent('integrationsChanged', reload)
  switch (loaded.state) {
    case 'loading':
      return 'asking'
    case 'error':
      return null
    case 'ready':
      return loaded.value.integrationId
  }
}
