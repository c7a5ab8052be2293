// The desktop's D-Bus, over one connection for as long as this process lives. One program per call was slower, and gnome-keyring 42.1
// ended under it now and then (`docs/real-behaviour.md`).
import type { DBusError, MessageBus } from 'dbus-native'
import { CallFailed, type CallSecretService } from './collections'

const DESTINATION = 'org.freedesktop.secrets'
const REPLY_MS = 3_000
/** D-Bus's own words for what passes: a service that is slow or busy, a bus or daemon that went away. */
const PASSING = /NoReply|Timeout|TimedOut|NoMemory|LimitsExceeded|Disconnected|ConnectionClosed/

/** Calls to the Secret Service on the session's bus. Nothing is opened, and the library not loaded, before the first. */
export function callOnSessionBus(busAddress?: string): CallSecretService {
  let open: MessageBus | null = null

  async function connected(): Promise<MessageBus> {
    const { sessionBus } = await import('dbus-native')
    if (open !== null) return open
    const bus = sessionBus({
      timeout: REPLY_MS,
      plainValues: true,
      ...(busAddress === undefined ? {} : { busAddress }),
    })
    const gone = (): void => {
      if (open === bus) open = null
    }
    bus.connection.on('end', gone)
    bus.connection.on('error', gone)
    open = bus
    return bus
  }

  return async (call) => {
    const bus = await connected().catch((error: unknown) => {
      throw new CallFailed(wordsOf(error), false)
    })
    return new Promise((resolve, reject) => {
      const lost = (error: Error): void => reject(new CallFailed(wordsOf(error), false))
      bus.connection.once('error', lost)
      const message = { ...call, body: [...(call.body ?? [])], destination: DESTINATION }
      bus.invoke(message, (error: DBusError | null, ...values: unknown[]) => {
        bus.connection.off('error', lost)
        if (error === null) resolve(values)
        else reject(new CallFailed(wordsOf(error), PASSING.test(nameOf(error))))
      })
    })
  }
}

/** The name that D-Bus gives the error; of the library's own, their class. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'dbusName' in error && typeof error.dbusName === 'string' ? error.dbusName : error.constructor.name
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${nameOf(error)}: ${error.message}` : String(error)
}
