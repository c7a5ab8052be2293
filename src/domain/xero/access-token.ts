// What Xero's access token says about itself. Read to be shown and to find our own consent again, never to trust: that is the ID
// token's part, which openid-client verifies.
import { z } from 'zod'

export interface TokenFacts {
  /** Ties the token to the connections that the same consent made. */
  readonly authEventId: string | null
  readonly scopes: readonly string[] | null
  readonly expiresAt: Date | null
}

const words = z.string().transform((text) => text.split(' ').filter((word) => word !== ''))

const claims = z.looseObject({
  authentication_event_id: z.string().min(1).max(100).nullish().catch(null),
  scope: z
    .union([z.array(z.string()), words])
    .nullish()
    .catch(null),
  exp: z.number().positive().max(8.64e12).nullish().catch(null),
})

const NOTHING: TokenFacts = { authEventId: null, scopes: null, expiresAt: null }

/** Reads the claims of an access token that is a JWT; one that isn't says nothing. */
export function readAccessToken(token: string): TokenFacts {
  const parsed = claims.safeParse(payloadOf(token))
  if (!parsed.success) return NOTHING
  const { authentication_event_id: authEventId, scope, exp } = parsed.data
  return {
    authEventId: authEventId ?? null,
    scopes: scope ?? null,
    expiresAt: exp === null || exp === undefined ? null : new Date(exp * 1_000),
  }
}

function payloadOf(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
