// What Xero says of a pair of secrets while one is rotated.
import { z } from 'zod'

/** What Xero said of one secret during a rotation. */
export const pairVerdict = z.enum(['accepted', 'refused', 'unsure', 'no-answer', 'unreadable'])
export type PairVerdict = z.infer<typeof pairVerdict>
