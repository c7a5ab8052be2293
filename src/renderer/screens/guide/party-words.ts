// Whose move it is, within a sentence.
import type { Party } from '../../../domain/guide/schema'

export const partyWords: Readonly<Record<Party, string>> = {
  me: 'you',
  customer: 'the customer',
  codat: 'Codat',
  xero: 'Xero',
  reviewer: 'the reviewer',
}
