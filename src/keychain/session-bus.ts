// The desktop's D-Bus, over one connection for as long as this process lives. One program per call was slower, and gnome-keyring 42.1
// ended under it now and then (`docs/real-behaviour.md`).
import type { DBusError, MessageBus } from 'dbus-native'
import { CallFailed, type CallSecretService } from './collections'

const DESTINATION = 'org.freedesktop.secrets'
const REPLY_MS = 3_000
/** D-Bus's own words for what passes: a service that is slow or busy, a bus or daemon that went away. */
const PASSING = /NoReply|Timeout|TimedOut|NoMemory|LimitsExceeded|Disconnected|ConnectionClosed|ECONNRESET|EPIPE/

/** Calls to the Secret Service on the session's bus. Nothing is opened, and the library not loaded, before the first. */
export function callOnSessionBus(busAddress?: string): CallSecretService {
  let open: Line | null = null

  async function connected(): Promise<Line> {
    const { sessionBus } = await import('dbus-native')
    if (open !== null) return open
    const waiting: Line['waiting'] = new Set()
    const bus = sessionBus({
      timeout: REPLY_MS,
      plainValues: true,
      ...(busAddress === undefined ? {} : { busAddress }),
    })
    const line = { bus, waiting }
    const gone = (): void => {
      if (open === line) open = null
    }
    bus.connection.on('end', gone)
    bus.connection.on('error', (error) => {
      gone()
      for (const fail of waiting) fail(error)
    })
    open = line
    return line
  }

  return async (call) => {
    const { bus, waiting } = await connected().catch((error: unknown) => {
      throw failed(error)
    })
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        waiting.delete(fail)
        reject(failed(error))
      }
      waiting.add(fail)
      const message = { ...call, body: [...(call.body ?? [])], destination: DESTINATION }
      bus.invoke(message, (error: DBusError | null, ...values: unknown[]) => {
        if (error !== null) return fail(error)
        waiting.delete(fail)
        resolve(values)
      })
    })
  }
}

/** A connection, and what fails the calls on it that wait for an answer. */
interface Line {
  readonly bus: MessageBus
  readonly waiting: Set<(error: unknown) => void>
}

function failed(error: unknown): CallFailed {
  return new CallFailed(wordsOf(error), PASSING.test(nameOf(error)))
}

/** The name that D-Bus or the system gives the error; of the library's own, their class. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  if ('dbusName' in error && typeof error.dbusName === 'string') return error.dbusName
  return 'code' in error && typeof error.code === 'string' ? error.code : error.constructor.name
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${nameOf(error)}: ${error.message}` : String(error)
}
