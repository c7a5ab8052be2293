// Without a bus; with one it is what test/integration/vault-*.test.ts ask a real gnome-keyring through.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { CallFailed } from './collections'
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
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const silent = callOnSessionBus(await busThat(() => {}))
  const asked = silent(readAlias).catch((e: unknown) => e)
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await Promise.race([asked, Promise.resolve('waiting')])).toMatchObject({ mayPass: true })
  })
})
