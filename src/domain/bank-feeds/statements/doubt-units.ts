// Whether amounts may be written in the smallest unit, like cents: services that others program against write them so. Nothing in
// such a file says it for sure, so this is only ever a reason to ask.
import { sizeOf } from './money'
import type { Lines } from './arrangement'
import type { SeenMarks } from './take-line'

/** Lines that are looked at: the first ones say enough. */
const LOOKED_AT = 2_000
/** Ten-thousandths of one whole unit. */
const WHOLE = 10_000n
const HUNDRED = 100n
/** Whole amounts of fewer lines say nothing. */
const FEWEST = 3

/** Currencies whose amounts have no places, or are written without. */
const WITHOUT_PLACES: ReadonlySet<string> = new Set(
  'BIF,CLP,COP,CRC,DJF,GNF,HUF,IDR,ISK,JPY,KMF,KRW,MGA,MMK,NGN,PKR,PYG,RSD,RWF,TWD,TZS,UGX,UYI,UZS,VND,VUV,XAF,XOF,XPF'.split(
    ',',
  ),
)

/**
 * `balances` where every balance moves by a hundredth of its line's amount; `whole` where all numbers of the file are whole, none
 * is below a hundred and enough don't end as rounded ones do, in a currency that has places; null where nothing says so.
 */
export function doubtUnits(
  lines: Lines,
  order: Int32Array,
  marks: SeenMarks,
  currencies: readonly string[],
): 'balances' | 'whole' | null {
  const first = order.subarray(0, LOOKED_AT).filter((at) => lines.isBooked(at) && (lines.amount(at) ?? 0n) !== 0n)
  if (moveByHundredths(lines, first) || moveByHundredths(lines, first.toReversed())) return 'balances'
  const isMarked = marks.point + marks.comma + marks.openPoint + marks.openComma > 0
  if (isMarked || first.length < FEWEST || currencies.some((currency) => WITHOUT_PLACES.has(currency))) return null
  const sizes = Array.from(first, (at) => sizeOf(lines.amount(at) ?? 0n))
  const uneven = sizes.filter((size) => (size / WHOLE) % 10n !== 0n)
  return sizes.every((size) => size >= HUNDRED * WHOLE) && uneven.length * FEWEST >= sizes.length ? 'whole' : null
}

/** Whether each balance is the one before and a hundredth of the amount, whichever way that went. */
function moveByHundredths(lines: Lines, inTime: Int32Array): boolean {
  let before: bigint | null = null
  let fitting = 0
  for (const at of inTime) {
    const balance = lines.balance(at)
    if (balance === null) continue
    if (before !== null && sizeOf(balance - before) * HUNDRED !== sizeOf(lines.amount(at) ?? 0n)) return false
    if (before !== null) fitting += 1
    before = balance
  }
  return fitting > 0
}
