// Codat's memory of what was asked under an idempotency key: 90 minutes on the practice clock, kept with the rest of the state.
// https://docs.codat.io/using-the-api/write-data/idempotency
import { codatIdempotencyMinutes } from '../../domain/facts'
import type { Answer, Asked } from '../http-server'
import type { RememberedAnswer } from './feeds-world'
import { perWorld } from '../per-world'
import { refusal } from './sayings'
import { type CodatStandIn, fingerprint } from './stand-in'
import type { CodatWorld } from './world'

export interface IdempotencyMemory {
  /**
   * Answers a POST or PATCH at most once per key; without a key, every time. The answer is kept in one save with what the
   * handler changed without saving, so that no end of the process can come between the two.
   */
  once(clientId: string, asked: Asked, handle: () => Promise<Answer>): Promise<Answer>
}

const KEPT_MS = codatIdempotencyMinutes.value * 60_000
const TOO_MANY = 429

export function createIdempotencyMemory(standIn: Pick<CodatStandIn, 'now' | 'world' | 'save'>): IdempotencyMemory {
  const workIn = perWorld<CodatWorld, Map<string, string>>(() => new Map())
  return {
    async once(clientId, asked, handle) {
      const key = asked.headers['idempotency-key']
      if (typeof key !== 'string' || key === '') return handle()
      const world = standIn.world()
      const work = workIn(world)
      const name = fingerprint(`${clientId} ${key}`)
      const request = fingerprint(`${asked.method} ${asked.url.pathname}\n${asked.body}`)
      const known = world.remembered.find((one) => one.name === name && isKept(one, standIn.now()))
      const first = known?.request ?? work.get(name)
      if (first !== undefined && first !== request) return refusal('idempotency-mismatch')
      if (known !== undefined) return readAnswer(known)
      if (first !== undefined) return refusal('conflict')
      const at = standIn.now().toISOString()
      work.set(name, request)
      try {
        const answer = await handle()
        // Everything is remembered, server errors included; only a 429 may be asked again with the same key.
        if (answer.status !== TOO_MANY) {
          world.remembered = [
            ...world.remembered.filter((one) => one.name !== name && isKept(one, standIn.now())),
            { name, request, at, answer: writeAnswer(answer) },
          ]
        }
        await standIn.save()
        return answer
      } finally {
        work.delete(name)
      }
    },
  }
}

function isKept({ at }: RememberedAnswer, now: Date): boolean {
  return now.getTime() - Date.parse(at) < KEPT_MS
}

function writeAnswer({ status, headers, body }: Answer): RememberedAnswer['answer'] {
  return {
    status,
    ...(headers === undefined ? {} : { headers: { ...headers } }),
    ...(body === undefined ? {} : { body }),
  }
}

function readAnswer({ answer: { status, headers, body } }: RememberedAnswer): Answer {
  return { status, ...(headers === undefined ? {} : { headers }), ...(body === undefined ? {} : { body }) }
}
