// Whether Xero's discovery names all that a sign-in needs.
import { z } from 'zod'
import type { SignInOutcome } from './schema'
import { originsOfXero, type XeroAddresses } from './addresses'

/** The endpoints of Xero's metadata, in its own words. */
interface Endpoints {
  readonly authorization_endpoint?: string | undefined
  readonly token_endpoint?: string | undefined
  readonly jwks_uri?: string | undefined
}

/** Null where all of them are there and Xero's own. */
export function whyIncomplete(metadata: Endpoints, addresses: XeroAddresses): SignInOutcome | null {
  const { authorization_endpoint, token_endpoint, jwks_uri } = metadata
  for (const endpoint of [authorization_endpoint, token_endpoint, jwks_uri]) {
    const isAddress = endpoint !== undefined && URL.canParse(endpoint)
    const isOurs = isAddress && originsOfXero(addresses).includes(new URL(endpoint).origin)
    if (!isOurs) {
      return { kind: 'not-trusted', reason: isAddress ? 'other-host' : 'malformed', connectionMayRemain: false }
    }
  }
  return null
}

export const keySet = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) })
