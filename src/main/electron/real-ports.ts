// The real versions of main's ports, over Electron.
import { randomUUID } from 'node:crypto'
import { Notification, session as sessions, shell } from 'electron'
import { httpClient } from '../http-client'
import type { Browser, Clock, Fetch, Notifier, Random } from '../ports'

export const clock: Clock = { now: () => new Date(), monotonic: () => performance.now() }

export const random: Random = { id: () => randomUUID() }

export const browser: Browser = { open: (url) => shell.openExternal(url, { activate: true }) }

export const notifier: Notifier = {
  notify({ title, body }) {
    if (!Notification.isSupported()) return Promise.resolve('unsupported')
    return new Promise((resolve) => {
      const notification = new Notification({ title, body })
      notification.once('show', () => resolve('shown'))
      notification.once('failed', () => resolve('failed'))
      notification.show()
    })
  },
}

/**
 * Fetch of an in-memory session: system proxy and certificates, nothing of an answer on disk. Made at the first use, so
 * that no network code loads before the first paint.
 */
export const providersFetch: Fetch = async (url, init) => {
  await httpClient.get()
  const providers = sessions.fromPartition('providers', { cache: false })
  return providers.fetch(url, init as RequestInit) as Promise<Response>
}
