// Without a bus; with one it is what test/integration/vault-*.test.ts ask a real gnome-keyring through.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createConnection, type Message } from 'dbus-native'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { CallFailed } from './collections'
import { eventually } from '../../test/support/eventually'
import { callOnSessionBus } from './session-bus'

const readAlias = {
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
  member: 'ReadAlias',
  signature: 's',
  body: ['default'],
}

it.each([
  ['is none', ''],
  ['is not where it is said to be', 'unix:path=/nonexistent/bus'],
  ['is of a kind nobody knows', 'pigeon:loft=7'],
])('a call where the bus %s fails for good, each time', async (_, address) => {
  const call = callOnSessionBus(address)
  for (const failure of [
    await call(readAlias).catch((e: unknown) => e),
    await call(readAlias).catch((e: unknown) => e),
  ]) {
    expect(failure).toBeInstanceOf(CallFailed)
    expect(failure).toMatchObject({ mayPass: false })
  }
})

/** A bus at a port of its own, which does with each connection as it is told. */
async function busThat(does: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    does(socket)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  await once(server, 'listening')
  return `tcp:host=127.0.0.1,port=${(server.address() as AddressInfo).port}`
}

// What passes must not be taken for a Secret Service that tells nothing apart: the older of two copies would be read.
it.each<[string, (socket: Socket) => void]>([
  ['hangs up', (socket) => socket.once('data', () => socket.end())],
  ['breaks off', (socket) => socket.once('data', () => socket.resetAndDestroy())],
  ['speaks another language', (socket) => socket.once('data', () => socket.end(`ERROR\r\n${'x'.repeat(100_000)}`))],
])('where the bus %s, each of many calls fails once, and the next connection is another', async (_, does) => {
  const warned: unknown[] = []
  const hear = (warning: unknown): void => void warned.push(warning)
  process.on('warning', hear)
  onTestFinished(() => void process.off('warning', hear))
  let connections = 0
  const call = callOnSessionBus(
    await busThat((socket) => {
      connections += 1
      does(socket)
    }),
  )
  for (const round of [1, 2]) {
    const failures = await Promise.all(Array.from({ length: 30 }, () => call(readAlias).catch((e: unknown) => e)))
    expect(failures.filter((failure) => !(failure instanceof CallFailed))).toEqual([])
    expect(connections).toBe(round)
  }
  expect(warned).toEqual([])
})

it('a bus that breaks off, or never answers, says nothing of the next time', async () => {
  const reset = callOnSessionBus(await busThat((socket) => socket.once('data', () => socket.resetAndDestroy())))
  expect(await reset(readAlias).catch((e: unknown) => e)).toMatchObject({ mayPass: true })
  holdTimers()
  const silent = callOnSessionBus(await busThat(() => {}))
  const asked = outcomeOf(silent(readAlias))
  await eventually('a deadline', () => vi.getTimerCount() > 0)
  // Rejects with what would have ended the process.
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await asked).toMatchObject({ mayPass: true })
})

/** From here on no deadline comes by itself. */
function holdTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
}

/** A bus with a service, whose answers are what `answers` makes of each call; the first call of a connection is its greeting. */
async function serviceThat(answers: (call: Message, reply: Reply) => void): Promise<Service> {
  const sockets: Socket[] = []
  const address = await busThat((socket) => {
    sockets.push(socket)
    const connection = createConnection({ stream: socket, server: true })
    connection.on('error', () => {})
    connection.on('message', (call) => {
      const says = (body: unknown[], signature: string): void =>
        void connection.message({ type: 2, serial: 1_000, replySerial: call.serial ?? 0, signature, body })
      if (call.member === 'Hello') says([':1.7'], 's')
      else answers(call, { socket, says })
    })
  })
  return { address, sockets }
}

interface Reply {
  readonly socket: Socket
  says(body: unknown[], signature: string): void
}

interface Service {
  readonly address: string
  readonly sockets: Socket[]
}

/** The head of an answer to nobody in particular, whose body is so long. */
function headOfAnswer(bodyBytes: number): Buffer {
  const head = Buffer.alloc(16)
  head.set([108, 2, 0, 1])
  head.writeUInt32LE(bodyBytes, 4)
  head.writeUInt32LE(1, 8)
  return head
}

/** Its other end has left, in peace or not. */
async function closing(socket: Socket | undefined): Promise<void> {
  if (socket?.closed === false) await new Promise((resolve) => socket.once('close', resolve))
}

/** Asks the service, and gives what came of it. */
const outcomeOf = (asked: Promise<readonly unknown[]>): Promise<unknown> => asked.catch((e: unknown) => e)

describe('an answer', () => {
  it.each<[string, (reply: Reply) => void]>([
    [
      'is of a hundred megabytes',
      ({ socket }) => socket.write(Buffer.concat([headOfAnswer(100_000_000), Buffer.alloc(100_000)])),
    ],
    ['is of two megabytes', ({ says }) => says([Array.from({ length: 20_000 }, () => `/${'a'.repeat(96)}`)], 'as')],
    ['is cut in its middle', ({ socket }) => socket.end(Buffer.concat([headOfAnswer(5_000), Buffer.alloc(100)]))],
    ['is no message', ({ socket }) => socket.write('x'.repeat(100))],
  ])('that %s fails for this time, at once, and the next call is answered', async (_, first) => {
    let asked = 0
    const { address, sockets } = await serviceThat((_call, reply) => {
      asked += 1
      if (asked === 1) first(reply)
      else reply.says(['/home'], 'o')
    })
    // However slow the machine: no deadline is what ends it.
    holdTimers()
    const call = callOnSessionBus(address)
    const failure = await outcomeOf(call(readAlias))
    expect(failure).toBeInstanceOf(CallFailed)
    expect(failure).toMatchObject({ mayPass: true, message: expect.not.stringContaining('NoReply') })
    expect(await outcomeOf(call(readAlias))).toEqual(['/home'])
    expect(sockets).toHaveLength(2)
    await closing(sockets[0])
  })

  it('that stops in its middle costs one call: the next is on another connection', async () => {
    let asked = 0
    const { address, sockets } = await serviceThat((_call, reply) => {
      asked += 1
      if (asked === 1) reply.socket.write(Buffer.concat([headOfAnswer(5_000), Buffer.alloc(100)]))
      else reply.says(['/home'], 'o')
    })
    holdTimers()
    const call = callOnSessionBus(address)
    const first = outcomeOf(call(readAlias))
    await eventually('question 1', () => asked === 1)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await first).toMatchObject({ mayPass: true })
    const second = outcomeOf(call(readAlias))
    await eventually('question 2', () => asked === 2)
    expect(await second).toEqual(['/home'])
    await closing(sockets[0])
  })

  it('that stops in its middle costs one call also where the next is put at once', async () => {
    let asked = 0
    const { address } = await serviceThat((_call, reply) => {
      asked += 1
      if (asked === 1) reply.socket.write(Buffer.concat([headOfAnswer(5_000), Buffer.alloc(100)]))
      else reply.says(['/home'], 'o')
    })
    holdTimers()
    const call = callOnSessionBus(address)
    const again = outcomeOf(call(readAlias).catch(() => call(readAlias)))
    await eventually('question 1', () => asked === 1)
    await vi.advanceTimersByTimeAsync(3_000)
    await eventually('question 2', () => asked === 2)
    expect(await again).toEqual(['/home'])
  })

  it('may be one of many: only what a bus greets with is counted together', async () => {
    const { address, sockets } = await serviceThat((_call, { says }) => says([`/${'a'.repeat(40_000)}`], 'o'))
    const call = callOnSessionBus(address)
    for (let asked = 0; asked < 3; asked += 1) expect(await outcomeOf(call(readAlias))).toHaveLength(1)
    expect(sockets).toHaveLength(1)
  })
})

it('a bus that refuses to name this connection is left, and ends nothing', async () => {
  const sockets: Socket[] = []
  const address = await busThat((socket) => {
    sockets.push(socket)
    const connection = createConnection({ stream: socket, server: true })
    connection.on('error', () => {})
    connection.on('message', ({ serial = 0 }) => {
      const refused = 'org.freedesktop.DBus.Error.AccessDenied'
      void connection.message({ type: 3, serial: 1_000, replySerial: serial, errorName: refused })
    })
  })
  const call = callOnSessionBus(address)
  expect(await outcomeOf(call(readAlias))).toBeInstanceOf(CallFailed)
  expect(await outcomeOf(call(readAlias))).toBeInstanceOf(CallFailed)
  await closing(sockets[0])
})

it('a bus that greets without an end is left', async () => {
  holdTimers()
  const sockets: Socket[] = []
  const call = callOnSessionBus(
    await busThat((one) => {
      sockets.push(one)
      const more = (): void => {
        while (one.writable && one.write('x'.repeat(60_000)));
      }
      one.on('drain', more)
      more()
    }),
  )
  expect(await outcomeOf(call(readAlias))).toBeInstanceOf(CallFailed)
  await closing(sockets[0])
})

it('a call that can’t be written, as its path is none, fails for good and holds nothing up', async () => {
  const { address } = await serviceThat((_call, { says }) => says(['/home'], 'o'))
  const call = callOnSessionBus(address)
  expect(await outcomeOf(call(readAlias))).toEqual(['/home'])
  const failure = await outcomeOf(call({ ...readAlias, path: 'not a path' }))
  expect(failure).toBeInstanceOf(CallFailed)
  expect(failure).toMatchObject({ mayPass: false })
  expect(await outcomeOf(call(readAlias))).toEqual(['/home'])
})
