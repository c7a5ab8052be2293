// How many cases a property of the attack is tried with: some in `npm test`, more in `npm run attack`.

const FACTOR = Number(process.env['LATCHKEY_CASES'] ?? '1')

/** For fast-check: so many in `npm test`. */
export function timesTried(share: number): { readonly numRuns: number } {
  return { numRuns: share * FACTOR }
}
