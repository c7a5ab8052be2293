// The practice Codat as Latchkey asks it, with the key of the client whose company takes pushes.
import { openCodatApi } from '../../src/main/codat/api'
import type { Clock, Random } from '../../src/main/ports'
import { guardFetch } from '../../src/main/provider-fetch'
import { Secret } from '../../src/main/secret'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import type { Practice } from '../../src/practice/practice'

/** Patient for milliseconds only, so that nobody waits; `deadlineMs` ends one request. */
export function meridianCodat(
  { origins: { codatApi } }: Pick<Practice, 'origins'>,
  { clock, random, deadlineMs }: { readonly clock: Clock; readonly random: Random; readonly deadlineMs: number },
) {
  return openCodatApi({
    fetch: guardFetch(fetch, [codatApi]),
    baseUrl: codatApi,
    key: new Secret(codatKey(seedCodatClients.meridian.codatId, 'Robin')),
    clock,
    random,
    deadlineMs,
    patience: { attempts: 2, pausesMs: [5], longestWaitMs: 1_000 },
  })
}
