// The push engine as a Node process of its own: the app's code over a folder and a practice Codat. It can be told to stand still
// at a moment, so that a SIGKILL hits exactly that; everything else is as in the app.
import { z } from 'zod'
import { openCodatApi } from '../../src/main/codat/api'
import { openJournal, readJournal } from '../../src/main/bank-feeds/push/journal'
import { readBody } from '../../src/reader/body-files'
import { pushCodat, type PushCodat, type RunPorts, runPush } from '../../src/main/bank-feeds/push/run'
import { type ChunkState, operationsOf, type PushState, stateOf } from '../../src/domain/bank-feeds/push/state'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'

/** Moments at which the process can be made to stand still. */
export const heldAt = ['before-send', 'in-flight', 'after-effect', 'before-journal', 'polling'] as const

const order = z.object({
  dir: z.string(),
  origin: z.string(),
  key: z.string(),
  clockOffsetMs: z.number(),
  place: z.object({ companyId: z.string(), connectionId: z.string(), accountId: z.string() }),
  /** The user's word on the chunk that was asked about. */
  decide: z.object({ chunk: z.number(), arrived: z.boolean() }).nullable(),
  /** A chunk that was refused is sent anew. */
  again: z.number().nullable(),
  hold: z.object({ at: z.enum(heldAt), chunk: z.number() }).nullable(),
})
export type PushOrder = z.infer<typeof order>
export type PushChildMessage =
  | { type: 'ready' }
  | { type: 'held'; at: (typeof heldAt)[number] }
  | { type: 'ended'; because: string; chunk: number; sight: string; known: readonly string[] }

/** So that a journal of a push that stands still isn't collected. */
const held = new Set<unknown>()

const tell = (message: PushChildMessage): void => void process.send?.(message)
const forEver = (): Promise<never> => new Promise(() => setInterval(() => {}, 60_000))

let goOn = (): void => {}
process.on('message', (message) => {
  if (message === 'go') goOn()
  else void carryOut(order.parse(message))
})
process.once('disconnect', () => process.exit(0))
tell({ type: 'ready' })

async function carryOut({ dir, origin, key, clockOffsetMs, place, decide, again, hold }: PushOrder): Promise<void> {
  const read = await readJournal(dir)
  if (read.kind !== 'read') throw new Error(`The journal is ${read.kind}`)
  const journal = await openJournal(dir, read.entries.length)
  held.add(journal)
  const entries = [...read.entries]
  const clock = { now: () => new Date(Date.now() + clockOffsetMs), monotonic: () => performance.now() }
  const at = clock.now().toISOString()
  if (decide !== null) entries.push({ kind: 'decided', at, ...decide })
  if (again !== null) entries.push({ kind: 'again', at, chunk: again })
  for (const entry of entries.slice(read.entries.length)) await journal.append(entry)
  const state = stateOf(entries)
  if (state === null) throw new Error('The journal has no beginning')
  const random = { id: () => crypto.randomUUID() }
  const api = openCodatApi({
    fetch: guardFetch(fetch, [origin]),
    baseUrl: origin,
    key: new Secret(key),
    clock,
    random,
    deadlineMs: 5_000,
    patience: { attempts: 4, pausesMs: [5], longestWaitMs: 5_000 },
  })
  const ports: RunPorts = {
    state,
    journal,
    body: (chunk) => readBody(dir, chunk, state.chunks[chunk]?.plan.sha256 ?? ''),
    codat: pushCodat(api, place),
    clock,
    random,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, 50))),
    patience: { pollPausesMs: [2, 4, 8, 16], resendPausesMs: [2, 10, 20], limitPausesMs: [2, 10, 20], busyMs: 20 },
    pause: new AbortController().signal,
    onState: () => {},
    onWait: () => {},
  }
  const end = await runPush(hold === null ? ports : holding(ports, hold))
  const { chunks }: PushState = end.state
  const chunk = chunks.findIndex(({ phase }) => phase !== 'success' && phase !== 'arrived')
  const sight = sightOf(chunks[chunk])
  tell({ type: 'ended', because: end.because, chunk, sight, known: chunks.flatMap(operationsOf) })
  await journal.close()
}

/** All that the journal has to tell about a chunk that is asked about; what went wrong on the network tells nothing. */
function sightOf(chunk: ChunkState | undefined): string {
  if (chunk?.phase !== 'asking') return ''
  const key = chunk.problem === 'server-error' ? 'a server error under the key' : 'a key past its time'
  return `${key}, ${chunk.doubt}`
}

/** The same ports, which stand still at the moment asked for. */
function holding(ports: RunPorts, { at, chunk }: NonNullable<PushOrder['hold']>): RunPorts {
  let current = -1
  const stand = (): Promise<never> => {
    tell({ type: 'held', at })
    return forEver()
  }
  const codat: PushCodat = {
    ...ports.codat,
    post(json, key) {
      if (current !== chunk || (at !== 'in-flight' && at !== 'after-effect')) return ports.codat.post(json, key)
      if (at === 'in-flight') void ports.codat.post(json, key)
      // The harness sees to it that the answer comes late, then lets the request go.
      else goOn = () => void ports.codat.post(json, key)
      return stand()
    },
    operation(key, signal) {
      if (current !== chunk || at !== 'polling') return ports.codat.operation(key, signal)
      void ports.codat.operation(key, signal)
      return stand()
    },
  }
  return {
    ...ports,
    codat,
    journal: {
      async append(entry) {
        if ('chunk' in entry) current = entry.chunk
        const here = current === chunk
        if (here && at === 'before-journal' && entry.kind === 'accepted') return stand()
        await ports.journal.append(entry)
        if (here && at === 'before-send' && entry.kind === 'sending') return stand()
      },
    },
  }
}
