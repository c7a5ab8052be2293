// The texts of e-mails: whole for a file, short for the mail program. Nothing is ever sent from here. Pure.
import { isEmail } from './entered'
import { partnerActiveConnections, partnerQuestionsTo } from '../facts'
import type { LetterView, PartnerDetails, PartnerRoute, ReviewRound, RouteAdvice } from './schema'
import { routeWords } from '../wording'
import { replyText } from './rounds'
import type { ConfirmRequest } from '../confirm-request'

export interface LetterInput {
  readonly appName: string
  readonly route: PartnerRoute | null
  readonly advice: RouteAdvice
  readonly details: PartnerDetails
  readonly companies: number | null
  /** The newest round, where there is one. */
  readonly round: ReviewRound | null
  readonly scopes: readonly { readonly scope: string; readonly justification: string }[]
}

/** The letters that make sense for a route: to Codat, questions to Xero, and a reply where a reviewer wrote. */
export function lettersFor(input: LetterInput): LetterView[] {
  if (input.route === 'none') return []
  return [toCodat(input), toXero(input), ...(input.round === null ? [] : [reply(input, input.round)])]
}

function toCodat(input: LetterInput): LetterView {
  const { appName, route, details } = input
  const isFeeds = route === 'bank-feeds'
  return {
    kind: 'codat',
    title: isFeeds ? 'Ask Codat for the introduction' : 'Tell your Codat contact',
    // What isn't an address would be a recipient of nobody's.
    to: isEmail(details.codatContact) ? details.codatContact.trim() : '',
    subject: isFeeds ? `Introduction to Xero for bank feeds: ${appName}` : `Xero app partnership: ${appName}`,
    text: joined([
      'Hello,',
      `we are preparing “${appName}” for Xero: ${route === null ? 'we don’t know the way yet' : routeWords[route].toLowerCase()}.`,
      described(details),
      expected(input),
      ...(isFeeds ? feedsAsks : otherAsks(route)),
      scopeList(input),
      'Thank you.',
    ]),
  }
}

const feedsAsks = [
  'Could you please\n- introduce us to Xero for a bank feeds partnership,\n- send us the App Review Form and the form of the Bank Feeds Integration Proposal,\n- tell us what you need to enable Bank Feeds in our Codat client?',
]

function otherAsks(route: PartnerRoute | null): string[] {
  if (route === 'app-store')
    return [
      'Could you please\n- look over the scopes below and set them for our Codat client,\n- tell us which checkpoints Codat covers and what we have to show ourselves?',
    ]
  return ['Could you please tell us whether Xero accepts this use, and which way you have seen others go?']
}

function toXero(input: LetterInput): LetterView {
  const { appName, route, details, advice } = input
  const asks = [
    advice.talkFirst ? 'Is this use one that you accept for app partnership, and under which terms?' : null,
    route === 'app-store'
      ? `Is it right that ${partnerActiveConnections.value} active customer connections are needed before we request certification?`
      : null,
    route === 'bank-feeds' ? 'What do you need from us before the Bank Feeds API is enabled for this app?' : null,
    'How long does a review take at present?',
  ].filter((ask) => ask !== null)
  return {
    kind: 'xero-questions',
    title: 'Questions to Xero',
    to: partnerQuestionsTo.value,
    subject: `Questions on app partnership: ${appName}`,
    text: joined([
      'Hello,',
      `we connect our customers’ Xero organisations through Codat with our app “${appName}”.`,
      described(details),
      expected(input),
      `Our questions:\n${asks.map((ask) => `- ${ask}`).join('\n')}`,
      'Thank you.',
    ]),
  }
}

function reply({ appName }: LetterInput, round: ReviewRound): LetterView {
  return {
    kind: 'reply',
    title: `Reply to the points of ${round.on}`,
    to: '',
    subject: `${appName}: reply to your points of ${round.on}`,
    text: joined(['Hello,', replyText(round, { appName }), 'Kind regards']),
  }
}

function described({ description }: PartnerDetails): string {
  return description === '' ? '' : `What it does: ${description}`
}

function expected({ companies }: LetterInput): string {
  return companies === null ? '' : `We expect ${companies.toLocaleString('en-GB')} companies within six months.`
}

function scopeList({ scopes }: LetterInput): string {
  if (scopes.length === 0) return ''
  const rows = scopes.map(({ scope, justification }) => `- ${scope}${justification === '' ? '' : `: ${justification}`}`)
  return `Scopes we would ask for:\n${rows.join('\n')}`
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

/** Half a character, as a cut or a paste can leave it, has no place in an address and would throw. */
const inAddress = (text: string): string => encodeURIComponent(text.toWellFormed())

/** What mail programs take on a command line everywhere: short. */
const LONGEST_ADDRESS = 1_800

/** A `mailto:` address with as much of the text as fits, cut between paragraphs. */
export function mailtoOf({ to, subject, text }: LetterView): string {
  const parts = text.split('\n\n')
  const addressOf = (body: string): string =>
    `mailto:${inAddress(to).replaceAll('%40', '@')}?subject=${inAddress(subject)}&body=${inAddress(body.replaceAll('\n', '\r\n'))}`
  const whole = addressOf(text)
  if (whole.length <= LONGEST_ADDRESS) return whole
  for (let kept = parts.length - 1; kept > 0; kept -= 1) {
    const short = addressOf(`${parts.slice(0, kept).join('\n\n')}\n\n(The rest is in the saved letter.)`)
    if (short.length <= LONGEST_ADDRESS) return short
  }
  return addressOf('(The text is in the saved letter.)')
}

/** A draft may be sent with one press in a mail program, to whatever address was written down. */
export function letterQuestion({ to, subject, text }: LetterView): ConfirmRequest {
  return {
    title: 'Open this letter in your mail program?',
    body: [
      to === '' ? 'To nobody yet.' : `To ${to}.`,
      `“${subject}”, ${text.length.toLocaleString('en-GB')} characters.`,
      'Nothing is sent until you send it there.',
    ].map((line) => line.slice(0, 1_000)),
    action: 'Open the draft',
    danger: false,
  }
}
