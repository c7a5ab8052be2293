// Services that sign people in for an app, with Xero behind them: Cognito, Keycloak, Supabase and their like. What they say at the app’s
// callback is theirs, and Xero’s answer stays in their logs.
import type { Diagnosis } from './schema'
import { diagnose } from './diagnose'
import { namesXero } from './whose-text'

const MARKS =
  /\/oauth2\/idpresponse\b|Exception processing authorization code|\bIDENTITY_PROVIDER_LOGIN|\bidentity_provider_login_failure\b|\berror_code=unexpected_failure\b|\bUnable to exchange external code\b/i

/** What such a service reported, in place of what reads as Xero’s own error; a cause that is told already stands. */
export function fromBrokers(told: Diagnosis[], about: string): Diagnosis[] {
  if (!MARKS.test(about) || !namesXero(about)) return told
  const others = told.filter(({ code }) => !/^callback\.(?:server-error|error|invalid-request)$/.test(code))
  if (others.some(({ severity }) => severity !== 'info')) return told
  return [...others, { ...reported(about), recognisedBy: 'sentence' }]
}

function reported(about: string): Diagnosis {
  return diagnose('callback.error', {
    details: about,
    title: 'A service between the app and Xero failed to sign somebody in',
    cause:
      'The error is that service’s own, such as Cognito’s, Keycloak’s or Supabase’s. What Xero answered isn’t in it.',
    canBe: [
      'It couldn’t exchange the code: its client id or secret for Xero is wrong, or its redirect URI isn’t registered.',
      'It couldn’t read who signed in: the scopes openid, profile and email are missing, or its address for that is wrong.',
      'Xero, or the way to it, had a fault.',
    ],
    nextStep: 'Look into that service’s own log for what Xero’s token endpoint answered, and paste that.',
  })
}
