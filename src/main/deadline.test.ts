import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startDeadline } from './deadline'

afterEach(() => vi.useRealTimers())

describe('a deadline', () => {
  it('fires at its time and says why', () => {
    vi.useFakeTimers()
    const deadline = startDeadline([], 1_000)
    vi.advanceTimersByTime(999)
    expect(deadline.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(deadline.ended()).toBe('timed-out')
    expect(deadline.signal.reason).toMatchObject({ name: 'TimeoutError' })
  })

  it('fires with any outer signal, one that has fired already included', () => {
    const second = new AbortController()
    const deadline = startDeadline([undefined, null, new AbortController().signal, second.signal], 60_000)
    expect(deadline.ended()).toBeNull()
    second.abort()
    expect(deadline.ended()).toBe('cancelled')
    expect(startDeadline([AbortSignal.abort()], 60_000).ended()).toBe('cancelled')
  })

  it('lets go of everything once its work is over', () => {
    vi.useFakeTimers()
    const outer = new AbortController()
    const deadline = startDeadline([outer.signal], 1_000)
    deadline.stop()
    outer.abort()
    vi.advanceTimersByTime(5_000)
    expect(deadline.signal.aborted).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends a fetch although everything that can be collected is collected', async () => {
    setFlagsFromString('--expose_gc')
    const collect: () => void = runInNewContext('gc')
    const server = createServer(() => {}).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    // Nothing but the deadline itself refers to either signal from here on.
    const attempt = (end: AbortController | null) =>
      fetch(`http://127.0.0.1:${port}/`, { signal: startDeadline([end?.signal], end === null ? 20 : 60_000).signal })
    const asked = once(server, 'request')
    const cancel = new AbortController()
    const attempts = Promise.allSettled([attempt(null), attempt(cancel)])
    await asked
    collect()
    cancel.abort()
    collect()
    expect((await attempts).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    server.closeAllConnections()
    server.close()
  })
})
