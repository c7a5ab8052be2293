// What programs say of a token of Xero’s that they would not take: its time, its signature, whom it is for.
import type { Diagnosis, DiagnosisCode } from './schema'
import { diagnose } from './diagnose'
import { namesXero } from './whose-text'

const EXPIRED =
  /"?\bexp\b"? claim timestamp check failed|\bExpiredException\b|\bExpiredSignature(?:Error)?\b|\bjwt expired\b|\boidc: token is expired\b|\bIDX10223\b/i

/** Every second program has tokens of its own that run out, so Xero has to be named. */
function isExpiredToken(said: string): boolean {
  return EXPIRED.test(said) && namesXero(said)
}

const DISTRUSTED =
  /\bSignatureVerificationException\b|\bInvalid(?:Audience|Issuer|Signature)Error\b|\bjwt (?:audience|issuer) invalid\b|\bJsonWebTokenError: invalid signature\b/i

/** The code of what a JWT library would not take; null where there is none, or where the token may be of anybody. */
export function refusedTokenIn(said: string): DiagnosisCode | null {
  if (isExpiredToken(said)) return 'token.clock'
  return DISTRUSTED.test(said) && namesXero(said) ? 'token.not-trusted' : null
}

/** What is known of the token that a program refused; null for any other code. */
export function aboutToken(code: DiagnosisCode, said: string, details: string): Diagnosis | null {
  switch (code) {
    case 'token.clock':
      return clock(said, details)
    case 'token.not-trusted':
      return diagnose(code, { details, ...notTrusted })
    case 'token.unknown-key':
      return diagnose(code, { details, ...unknownKey })
    default:
      return null
  }
}

const notTrusted = {
  title: 'A program’s own checks refused Xero’s token',
  cause:
    'The issuer, the audience, the signature or a hash in it isn’t what that program expects. The keys aren’t meant.',
  canBe: [
    'The program is set up for another issuer or audience. Xero’s issuer is https://identity.xero.com; an access token’s audience ends in /resources, an ID token’s is the client id.',
    'The token is of another app or another service.',
    'A proxy or a filter on the way rewrote the answer.',
  ],
  nextStep:
    'Compare issuer and audience in that program’s settings with those in the token. To tell them apart, paste the whole message.',
} as const

const unknownKey = {
  cause:
    'Xero changes its signing keys now and then. The program’s list of them is of before, or the list lags behind for a moment.',
  nextStep:
    'Let the program read the list of keys again, mostly by a restart, then sign in again. If it stays on this network only, something in it rewrites traffic.',
} as const

/** How far a machine's clock is off, in seconds, where the text has both times. */
function clock(said: string, details: string): Diagnosis {
  const behind = secondsBehind(said)
  const isExpiry = EXPIRED.test(said)
  return diagnose('token.clock', {
    details,
    title: isExpiry
      ? 'That machine takes Xero’s token for expired'
      : behind === null || behind <= 0
        ? 'The clock of the machine that said this and Xero’s are too far apart'
        : `That machine’s clock is ${behind} seconds behind Xero’s`,
    nextStep: 'Set date and time of that machine automatically (NTP), then sign in again.',
    canBe: isExpiry
      ? [
          'That machine’s clock is ahead of Xero’s.',
          'The program checked a token it had kept for too long; sign in again.',
        ]
      : [],
  })
}

/** Both times, as openid-client, Go and .NET write them; null where they aren’t both there. */
function secondsBehind(said: string): number | null {
  const counted = /\bnow (\d{9,11}), (?:nbf|iat) (\d{9,11})\b/.exec(said)
  if (counted !== null) return Number(counted[2]) - Number(counted[1])
  const go = /current time (\S+ \S+ [+-]\d{4})[^\n]{0,40}before the nbf[^\n]{0,40}time: (\S+ \S+ [+-]\d{4})/.exec(said)
  const net = /ValidFrom \(UTC\): '([^'\n]{8,40})', Current time \(UTC\): '([^'\n]{8,40})'/.exec(said)
  const [now, from] = go === null ? [`${net?.[2] ?? ''} UTC`, `${net?.[1] ?? ''} UTC`] : [go[1] ?? '', go[2] ?? '']
  const seconds = (Date.parse(from) - Date.parse(now)) / 1_000
  return Number.isFinite(seconds) ? Math.round(seconds) : null
}
