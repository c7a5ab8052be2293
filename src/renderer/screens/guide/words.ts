// How the set-up walk is worded. Pure: answers in, sentences out.
import type { Integration, Party, StepState } from '../../../domain/guide/schema'
import type { ClipboardHolds, HeldByCodat, IntegrationView, StepView } from '../../../domain/guide/views'
import type { WatchState } from '../../../contract/guide'
import type { PlanRung } from '../../../domain/partner/schema'
import type { CallOutput } from '../../../contract/api'
import { codatUseCases } from '../../../domain/facts'
import type { Option } from '../../components/select-field'
import type { Tone } from '../../components/tone'

export const stateTone: Readonly<Record<StepState, Tone>> = {
  'to-do': 'neutral',
  doing: 'info',
  'said-done': 'info',
  verified: 'ok',
  stale: 'watch',
  skipped: 'neutral',
  'not-needed': 'neutral',
}

/** A failed check is to be done again, and that is more than "to do". */
export function toneOf({ state, by }: StepView): Tone {
  return state === 'to-do' && by !== 'nobody' ? 'act' : stateTone[state]
}

export const partyOptions: readonly Option<Party | 'nobody'>[] = [
  { value: 'nobody', label: 'Nobody' },
  { value: 'me', label: 'Me' },
  { value: 'customer', label: 'The customer' },
  { value: 'codat', label: 'Codat' },
  { value: 'xero', label: 'Xero' },
  { value: 'reviewer', label: 'The reviewer' },
]

export interface Words {
  readonly tone: Tone
  readonly title: string
  readonly text: string
}

/** What is known of the keys at Codat. Never "they work". */
export const heldWords: Readonly<Record<HeldByCodat, Words>> = {
  'not-handed-over': {
    tone: 'neutral',
    title: 'Codat was not given these keys yet',
    text: 'They stay in your keychain until you paste them there.',
  },
  unproved: {
    tone: 'watch',
    title: 'Handed over, unproved',
    text: 'Codat never says which keys it holds. A company that gets linked now is the proof.',
  },
  'id-shown': {
    tone: 'watch',
    title: 'Codat uses this client id; the secret is unproved',
    text: 'Its consent address shows the id. Only a company that gets linked proves the secret.',
  },
  'other-id-shown': {
    tone: 'act',
    title: 'Codat uses another client id',
    text: 'Its consent address shows another Xero app. Paste client id and secret there again.',
  },
  replaced: {
    tone: 'act',
    title: 'Codat was given another app’s keys since',
    text: 'A Codat client holds the keys of one Xero app. Paste these again, or choose another client.',
  },
  proved: {
    tone: 'ok',
    title: 'Codat holds these keys: proved by a link',
    text: 'A company was linked after they were pasted.',
  },
  'proved-before': {
    tone: 'watch',
    title: 'Proved with earlier keys',
    text: 'Client id or secret changed since. Hand over the new ones and link a company again.',
  },
}

/** What main said of the clipboard, for one value that should be on it. */
export function clipboardWords(holds: ClipboardHolds): Words {
  switch (holds.kind) {
    case 'this-client-id':
      return holds.exact
        ? good('This client id', 'Paste it into Client ID at Codat.')
        : spaced('This client id, with a space or line break around it')
    case 'this-secret':
      return holds.exact
        ? good(`This client secret (${holds.slot})`, 'Paste it into Client secret at Codat.')
        : spaced('This client secret, with a space or line break around it')
    case 'old-secret':
      return bad(
        'An old secret of this app',
        `Client secret ${holds.slot} is not the one to hand over. Copy the other.`,
      )
    case 'other-app':
      return bad(
        `The ${holds.what === 'client-id' ? 'client id' : 'client secret'} of another app`,
        `It belongs to “${holds.name}”. Copy the one of this app.`,
      )
    case 'codat-key':
      return bad('A Codat API key', `It belongs to “${holds.name}” and has no place in Xero’s settings.`)
    case 'neither':
      return bad('Neither of them', neitherWords[holds.looksLike])
    case 'empty':
      return bad('Nothing', 'The clipboard is empty. A copied secret is cleared after a while: copy it again.')
    case 'not-text':
      return bad('A picture or a file', 'Copy the value itself.')
    case 'too-long':
      return bad('Something far too long to be a key', 'Copy only the value.')
  }
}

const neitherWords = {
  'client-id': 'It looks like a client id, but of an app that isn’t kept here.',
  secret: 'It looks like a secret that isn’t kept here.',
  'basic-header': 'It is a whole “Basic …” header. Codat’s form wants id and secret, each in its own field.',
  nothing: 'It doesn’t look like a key at all.',
} as const

const good = (title: string, text: string): Words => ({ tone: 'ok', title, text })
const bad = (title: string, text: string): Words => ({ tone: 'act', title, text })
const spaced = (title: string): Words => ({
  tone: 'act',
  title,
  text: 'Codat would keep the space and the keys would fail. Copy it with Latchkey’s button.',
})

type Prepared = CallOutput<'prepareHandOver'>['outcome']

export function preparedWords(outcome: Prepared): Words {
  switch (outcome.kind) {
    case 'ready':
      return outcome.linked === 0
        ? good('No company is linked there', 'Nothing is unplugged by what you paste.')
        : {
            tone: outcome.asked ? 'watch' : 'ok',
            title: `${companies(outcome.linked)} linked there`,
            text: outcome.asked
              ? 'You agreed that they have to reconnect if the client id changes.'
              : 'The client id stays the same, so they stay linked.',
          }
    case 'declined':
      return {
        tone: 'info',
        title: `Nothing was copied: ${companies(outcome.linked)} stay linked`,
        text: 'Use a Codat client of its own for this Xero app, or agree with their owners on a day.',
      }
    case 'not-counted':
      return bad('The companies could not be counted', 'So nothing can be said of what a new client id would unplug.')
    case 'no-client-id':
      return bad('There is no client id to hand over', 'Retrieve the keys first.')
  }
}

function companies(count: number): string {
  return count === 1 ? '1 company' : `${count} companies`
}

type ConsentRead = CallOutput<'readConsentAddress'>

export function consentWords({ outcome, otherApp }: Pick<ConsentRead, 'outcome' | 'otherApp'>): Words {
  switch (outcome) {
    case 'this-app':
      return good(
        'Codat uses this client id',
        'The address shows it, with the scopes Codat asks for. The secret stays unproved until a company is linked.',
      )
    case 'other-app':
      return bad(
        otherApp === null ? 'Codat uses a client id that isn’t kept here' : `Codat uses the client id of “${otherApp}”`,
        'Paste client id and secret of this app at Codat again, both of them, and save.',
      )
    case 'not-an-address':
      return bad(
        'That is not the address of Xero’s consent page',
        'Open the company’s link and copy the address that the browser shows at Xero’s sign-in or consent page.',
      )
    case 'empty':
      return bad('The clipboard is empty', 'Copy the browser’s address first.')
    case 'not-text':
      return bad('The clipboard holds a picture or a file', 'Copy the address itself.')
  }
}

type Made = CallOutput<'createFirstCompany'>['outcome']

/** Null where there is nothing to say: it was made, and the step shows it. */
export function madeWords(outcome: Made): Words | null {
  switch (outcome.kind) {
    case 'made':
      return null
    case 'declined':
      return { tone: 'info', title: 'Nothing was created', text: 'You said no.' }
    case 'name-refused':
      return outcome.characters.length === 0
        ? bad('The company needs a name', 'Its owner sees it on the link.')
        : bad(
            `Codat would drop ${outcome.characters.join(' ')} from the name without a word`,
            "Letters, digits, spaces and - ' , & @ . ? ! are kept.",
          )
    case 'problem':
      return null
  }
}

export function watchWords({ state, because }: WatchState): string {
  if (state === 'watching') return 'Asking Codat every 20 seconds, for three minutes.'
  switch (because) {
    case 'time':
      return 'Three minutes are over. Latchkey asks again when you come back to this window, or by hand.'
    case 'budget':
      return 'Stopped: four fifths of Codat’s daily budget are used up. Ask by hand, or wait for 00:00 UTC.'
    case 'problem':
      return 'Stopped: Codat’s answer was no answer.'
    case 'settled':
    case 'stopped':
    case null:
      return ''
  }
}

export const casesToChoose: readonly Option<NonNullable<Integration['useCase']> | 'none'>[] = [
  { value: 'none', label: 'Not decided yet' },
  ...(Object.entries(codatUseCases.value) as [NonNullable<Integration['useCase']>, { label: string }][]).map(
    ([value, { label }]) => ({ value, label }),
  ),
]

/** The message to the Codat contact, with nothing in it that may not be forwarded. */
export function scopesMessage({ name, scopes, useCase }: IntegrationView): string {
  const purpose = useCase === null ? '' : ` for ${codatUseCases.value[useCase].label.toLowerCase()}`
  return [
    'Hello,',
    '',
    `could you set the scopes that the Xero integration of ${name} asks for to exactly these${purpose}?`,
    '',
    ...(scopes?.scopes ?? []),
    '',
    'Please tell me when it is done. Thank you',
  ].join('\n')
}

/** What the answers of step 0 lead to; `needed` is the plan that the app's partner part says it takes. Sources: facts.ts, and the guide's own caution for financial services. */
export function planAdvice({ answers }: Pick<Integration, 'answers'>, needed: PlanRung | null): readonly Words[] {
  const { financialServices, bankFeeds } = answers
  const advice: Words[] = []
  if (financialServices === 'yes' || financialServices === 'unsure') {
    advice.push({
      tone: 'watch',
      title: 'Talk to Xero and your Codat contact first',
      text: 'Financial services need an agreement with Xero of their own, outside the plans. App partnership isn’t possible for every use case: ask now, not at the end.',
    })
  }
  if (bankFeeds === 'yes' || bankFeeds === 'unsure') {
    advice.push({
      tone: 'watch',
      title: 'Bank feeds are granted, not switched on',
      text: 'Xero enables the Bank Feeds API for an app after the agreement, and Codat’s account manager enables it there. App Store certification is another thing.',
    })
  }
  if (needed !== null) advice.push(planWords(needed))
  return advice
}

/** The rung that the partner part's ladder marks as needed: one answer to which plan it takes. */
function planWords({ name, connections, certified, condition }: PlanRung): Words {
  const holds = connections === null ? '' : `: ${connections.toLocaleString('en-GB')} connections`
  return {
    tone: certified ? 'watch' : 'info',
    title: `${name} is needed${holds}`,
    text: `${condition} Financial services are outside these plans.`,
  }
}
