// Whether a call is on: then the window shows its one integration and nothing else.
import { useData } from './data'

/** The integration of the call, null without one, `asking` until main has said. An answer that failed counts as none. */
export function useOnCall(): string | null | 'asking' {
  const { loaded } = useData().onCall
  switch (loaded.state) {
    case 'loading':
      return 'asking'
    case 'error':
      return null
    case 'ready':
      return loaded.value.integrationId
  }
}
