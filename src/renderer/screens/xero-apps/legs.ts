// The order of the sign-in test's legs. The contract's own list stands beside schemas, which the page does not load.
import type { SignInLeg } from '../../../contract/xero'

const order: Record<SignInLeg, number> = {
  discovered: 0,
  listening: 1,
  'browser-opened': 2,
  callback: 3,
  token: 4,
  'id-token-verified': 5,
  who: 6,
  organisation: 7,
  cleaned: 8,
}

const isLeg = (name: string): name is SignInLeg => name in order

export const signInLegs: readonly SignInLeg[] = Object.keys(order)
  .filter(isLeg)
  .sort((a, b) => order[a] - order[b])
