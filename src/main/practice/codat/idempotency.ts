// Codat's memory of what was asked under an idempotency key: 90 minutes on the practice clock.
// https://docs.codat.io/using-the-api/write-data/idempotency
import { codatIdempotencyMinutes } from '../../../contract/facts'
import type { Answer, Asked } from '../http-server'
import { refusal } from './sayings'
import { type CodatStandIn, fingerprint } from './stand-in'
import type { CodatWorld } from './world'

interface Remembered {
  readonly at: number
  readonly request: string
  /** Null while it is being worked on. */
  readonly answer: Answer | null
}

export interface IdempotencyMemory {
  /** Answers a POST or PATCH at most once per key; without a key, every time. */
  once(clientId: string, asked: Asked, handle: () => Promise<Answer>): Promise<Answer>
}

const KEPT_MS = codatIdempotencyMinutes.value * 60_000
const TOO_MANY = 429

export function createIdempotencyMemory(standIn: Pick<CodatStandIn, 'now' | 'world'>): IdempotencyMemory {
  // A reset begins another world, which remembers nothing of this one.
  const memories = new WeakMap<CodatWorld, Map<string, Remembered>>()
  return {
    async once(clientId, asked, handle) {
      const key = asked.headers['idempotency-key']
      if (typeof key !== 'string' || key === '') return handle()
      const memory = memories.get(standIn.world()) ?? new Map<string, Remembered>()
      memories.set(standIn.world(), memory)
      const name = `${clientId} ${key}`
      const request = fingerprint(`${asked.method} ${asked.url.pathname}\n${asked.body}`)
      const known = memory.get(name)
      if (known !== undefined && standIn.now().getTime() - known.at < KEPT_MS) {
        if (known.request !== request) return refusal('idempotency-mismatch')
        return known.answer ?? refusal('conflict')
      }
      const at = standIn.now().getTime()
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
  }
}
