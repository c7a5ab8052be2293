// The desktop's D-Bus, over one connection for as long as this process lives. One program per call was slower, and gnome-keyring 42.1
// ended under it now and then (`docs/real-behaviour.md`).
import { Socket } from 'node:net'
import type { DBusError, MessageBus } from 'dbus-native'
import { CallFailed, type CallSecretService } from './collections'

const DESTINATION = 'org.freedesktop.secrets'
const REPLY_MS = 3_000
/** Room for ten thousand items of ours. D-Bus itself allows 128 MB, which would be kept whole before any of it is read. */
const MOST_ANSWER_BYTES = 1_000_000
/** A bus has said all of its greeting long before. */
const MOST_GREETING_BYTES = 64_000
/** D-Bus's own words for what passes: a service that is slow or busy, a bus or daemon that went away. */
const PASSING = /NoReply|Timeout|TimedOut|NoMemory|LimitsExceeded|Disconnected|ConnectionClosed|ECONNRESET|EPIPE/

/** Calls to the Secret Service on the session's bus. Nothing is opened, and the library not loaded, before the first. */
export function callOnSessionBus(busAddress?: string): CallSecretService {
  let open: Line | null = null

  async function connected(): Promise<Line> {
    const { sessionBus } = await import('dbus-native')
    if (open !== null) return open
    // Without a deadline for all: the library throws what becomes of its own greeting, where nobody could catch it.
    const bus = sessionBus({
      plainValues: true,
      maxMessageSize: MOST_ANSWER_BYTES,
      ...(busAddress === undefined ? {} : { busAddress }),
    })
    const line = lineOver(bus)
    const gone = (): void => {
      if (open === line) open = null
    }
    bus.connection.on('end', gone)
    bus.connection.on('close', gone)
    bus.connection.on('error', (error) => {
      gone()
      // What breaks off a bus that had greeted is of this time alone, whatever its name: an answer cut short, too long, or not one.
      for (const fail of line.waiting) fail(failed(error, line.greeted))
    })
    // The bus refused the library's greeting, which throws it.
    bus.connection.on('handlerError', (error) => bus.connection.stream.destroy(error))
    open = line
    return line
  }

  function leave(line: Line): void {
    if (open === line) open = null
    line.bus.connection.stream.destroy()
  }

  return async (call) => {
    const line = await connected().catch((error: unknown) => {
      throw failed(error)
    })
    return new Promise((resolve, reject) => {
      const fail = (failure: CallFailed): void => {
        line.waiting.delete(fail)
        reject(failure)
      }
      line.waiting.add(fail)
      const message = { ...call, body: [...(call.body ?? [])], destination: DESTINATION }
      try {
        line.bus.invoke(message, { timeout: REPLY_MS }, (error: DBusError | null, ...values: unknown[]) => {
          if (error === null) {
            line.waiting.delete(fail)
            return resolve(values)
          }
          // The rest of an answer that stopped in its middle would be all that this connection ever gives.
          if (codeOf(error) === 'ETIMEDOUT') leave(line)
          fail(failed(error))
        })
      } catch (error) {
        fail(failed(error))
      }
    })
  }
}

/** A connection, and what fails the calls on it that wait for an answer. */
interface Line {
  readonly bus: MessageBus
  readonly waiting: Set<(failure: CallFailed) => void>
  /** The bus has let us in. */
  greeted: boolean
}

function lineOver(bus: MessageBus): Line {
  const line: Line = { bus, waiting: new Set(), greeted: false }
  const { stream } = bus.connection
  const listen = (): void => {
    if (stream instanceof Socket && stream.bytesRead > MOST_GREETING_BYTES)
      stream.destroy(new Error('the bus greets without an end'))
  }
  stream.on('readable', listen)
  bus.connection.on('connect', () => {
    line.greeted = true
    stream.off('readable', listen)
  })
  return line
}

function failed(error: unknown, ofThisTime = false): CallFailed {
  return new CallFailed(wordsOf(error), ofThisTime || PASSING.test(nameOf(error)))
}

/** The name that D-Bus or the system gives the error; of the library's own, their class. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  if ('dbusName' in error && typeof error.dbusName === 'string') return error.dbusName
  return codeOf(error) ?? error.constructor.name
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? `${nameOf(error)}: ${error.message}` : String(error)
}
