// Which pairs of racing calls were tried already, so that the long run can be made in slices: `npm run soak -- races --minutes 20`, as
// often as it takes. Without `LATCHKEY_RACE_LEDGER` every pair is tried.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const FILE = process.env['LATCHKEY_RACE_LEDGER']
/** In milliseconds since 1970; no pair begins after it. */
const UNTIL = Number(process.env['LATCHKEY_RACE_UNTIL'] ?? Number.POSITIVE_INFINITY)
/** Random orders of calls begin here. */
export const RACE_SEED = Number(process.env['LATCHKEY_RACE_SEED'] ?? '0')

const line = z.union([
  z.strictObject({ race: z.string(), pairs: z.number() }),
  z.strictObject({ race: z.string(), pair: z.string(), orders: z.number() }),
])

const lines =
  FILE !== undefined && existsSync(FILE)
    ? readFileSync(FILE, 'utf8')
        .split('\n')
        .filter((text) => text !== '')
        .map((text) => line.parse(JSON.parse(text)))
    : []

function note(entry: z.infer<typeof line>): void {
  if (FILE !== undefined) appendFileSync(FILE, `${JSON.stringify(entry)}\n`)
}

/** Says how many pairs there are of a race, once in a ledger. */
export function planRace(race: string, pairs: number): void {
  if (!lines.some((one) => one.race === race && 'pairs' in one)) note({ race, pairs })
}

/** Tries a pair and gives the number of orders that were tried, or that were an earlier time; skips it once time is up. */
export async function onceInLedger(
  race: string,
  pair: readonly string[],
  skip: (why: string) => void,
  tryAll: () => Promise<number>,
): Promise<number> {
  const name = pair.join(' with ')
  const before = lines.find((one) => one.race === race && 'pair' in one && one.pair === name)
  if (before !== undefined && 'orders' in before) return before.orders
  if (Date.now() > UNTIL) skip('Left for the next slice')
  const orders = await tryAll()
  note({ race, pair: name, orders })
  return orders
}
