// How a secret reached this machine.
import { z } from 'zod'

export const arrivals = ['generated-here', 'vault-link', 'e-mail', 'chat', 'call', 'recorded-call'] as const
export const arrival = z.enum(arrivals)
export type Arrival = z.infer<typeof arrival>

/** True where a copy of the secret stayed somewhere it can be read later. */
export function isExposed(how: Arrival): boolean {
  return how === 'e-mail' || how === 'chat' || how === 'recorded-call'
}
