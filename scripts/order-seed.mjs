// @ts-check
// The order in which tests run is drawn from this number, by every stage.

const LARGEST = 2 ** 31 - 1

/**
 * The seed that `LATCHKEY_ORDER_SEED` gives, else a new one.
 * @param {string | undefined} given
 * @returns {number} a whole number from 1
 * @throws {RangeError} when what is given is no such number
 */
export function orderSeed(given = process.env['LATCHKEY_ORDER_SEED']) {
  if (given === undefined || given === '') return 1 + Math.floor(Math.random() * LARGEST)
  const seed = Number(given)
  if (Number.isSafeInteger(seed) && seed > 0 && seed <= LARGEST) return seed
  throw new RangeError(
    `LATCHKEY_ORDER_SEED has to be a whole number from 1 to ${LARGEST}; it is ${JSON.stringify(given)}.`,
  )
}
