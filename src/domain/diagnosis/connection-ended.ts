// What makers of other programs write where their connection to Xero has ended: they say that it did, and seldom why.
import type { Diagnosis } from './schema'
import { diagnose } from './diagnose'

const ENDED: readonly RegExp[] = [
  /\b(?:connection|link|integration) (?:to|with) Xero\b[^.\n]{0,40}\b(?:expired|lost|refused|broken|ended|revoked|invalid|no longer)\b/i,
  /\bXero (?:connection|account details|authori[sz]ation|integration)\b[^.\n]{0,40}\b(?:expired|lost|refused|broken|revoked|no longer (?:valid|active|works))\b/i,
  /\bnot connected to Xero\b|\b(?:connection|authori[sz]ation)\b[^.\n]{0,30} refused by Xero\b/i,
  /\bXero (?:has been |was |is |got )?(?:disconnected|deauthori[sz]ed)\b|\bdisconnected from Xero\b/i,
  /\bRELINK_NEEDED\b|\bupdate your access token to continue\b/i,
  /\bXero\b[^.\n]{0,40}\b(?:needs?|has|requires?|must)(?: to)?(?: be)? (?:re-?connect|re-?link|re-?auth)\w*/i,
  /\bplease (?:re-?connect|re-?link|re-?auth\w*)\b[^.\n]{0,40}\bXero\b/i,
  /\b(?:user|person)\b[^.\n]{0,60}\bno longer has access to (?:the|this|that|your) organi[sz]ation\b/i,
]

/** The organisation’s own plan at Xero, and not that of an app. */
const UNPAID =
  /\b(?:organi[sz]ation(?:'s)?|Xero)[:,]? (?:\w+ ){0,3}(?:trial|subscription)\b[^.\n]{0,30}\b(?:ended|expired|cancell?ed|lapsed|suspended)\b/i

const unpaid = {
  title: 'The organisation’s trial or subscription at Xero has ended',
  cause: 'Xero lets no app into an organisation that has no plan any more. The keys and the sign-in aren’t meant.',
  canBe: [],
  nextStep: 'Ask the customer whether they still use that organisation. Once it has a plan again, they connect again.',
} as const

/** The end of a connection, with what it can be; null where the text tells of none. */
export function diagnoseEnded(said: string, details: string): Diagnosis | null {
  if (UNPAID.test(said)) return diagnose('xero.tenant-refused', { details, ...unpaid })
  if (!ENDED.some((pattern) => pattern.test(said))) return null
  return diagnose('xero.tenant-refused', {
    details,
    title: 'A program’s connection to Xero has ended; the text doesn’t say how',
    cause: 'That program wrote this itself. What Xero answered isn’t in it.',
    canBe: [
      'The refresh token is dead: unused for 60 days, or used by two programs.',
      'The organisation was disconnected in Xero, or its trial or demo ended.',
      'The person who connected it lost access to the organisation.',
    ],
    nextStep:
      'The customer connects again: that mends all three. To tell them apart, paste what Xero answered, from that program’s log.',
  })
}
