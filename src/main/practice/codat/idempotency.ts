// Codat's memory of what was asked under an idempotency key: 90 minutes on the practice clock.
// https://docs.codat.io/using-the-api/write-data/idempotency
import { codatIdempotencyMinutes } from '../../../contract/facts'
import type { Answer, Asked } from '../http-server'
import { fingerprint } from './stand-in'
import { refusal } from './sayings'

interface Remembered {
  readonly at: number
  readonly request: string
  /** Null while it is being worked on. */
  readonly answer: Answer | null
}

export interface IdempotencyMemory {
  /** Answers a POST or PATCH at most once per key; without a key, every time. */
  once(clientId: string, asked: Asked, handle: () => Promise<Answer>): Promise<Answer>
  clear(): void
}

const KEPT_MS = codatIdempotencyMinutes.value * 60_000
const TOO_MANY = 429

export function createIdempotencyMemory(now: () => Date): IdempotencyMemory {
  const memory = new Map<string, Remembered>()
  return {
    async once(clientId, asked, handle) {
      const key = asked.headers['idempotency-key']
      if (typeof key !== 'string' || key === '') return handle()
      const name = `${clientId} ${key}`
      const request = fingerprint(`${asked.method} ${asked.url.pathname}\n${asked.body}`)
      const known = memory.get(name)
      if (known !== undefined && now().getTime() - known.at < KEPT_MS) {
        if (known.request !== request) return refusal('idempotency-mismatch')
        return known.answer ?? refusal('conflict')
      }
      const at = now().getTime()
      memory.set(name, { at, request, answer: null })
      const answer = await handle().catch((error: unknown) => {
        memory.delete(name)
        throw error
      })
      // Everything is remembered, server errors included; only a 429 may be asked again with the same key.
      if (answer.status === TOO_MANY) memory.delete(name)
      else memory.set(name, { at, request, answer })
      return answer
    },
    clear: () => memory.clear(),
  }
}
