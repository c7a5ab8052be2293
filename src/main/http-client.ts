// Node's own HTTP client, which `fetch` of a session and whoever makes a `Response` load whole at the first use: twice as long a task as anybody
// should wait for. Read in turns of its own instead, when something is about to be asked outside; a start needs nothing of it.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { atFirstUse } from './at-first-use'

/** What it loads of Node besides itself. */
const PARTS = ['node:stream/web', 'node:worker_threads', 'node:http', 'node:tls', 'node:http2', 'node:crypto'] as const

/** To be waited for before a request is made. */
export const httpClient = atFirstUse(async () => {
  for (const part of PARTS) {
    process.getBuiltinModule(part)
    await nextTurn()
  }
  // To ask for it is to load it.
  void globalThis.Response
  await nextTurn()
})
