// How a Codat client, its keys and what Codat answers are worded. Pure: records in, sentences out.
import { refusedLast } from '../../../domain/vault/verdict'
import type { CodatFinding, CodatKey, TagCondition } from '../../../domain/codat/schema'
import type { CodatBudget, CodatProblem, XeroIntegration, CodatKeyCheck } from '../../../domain/codat/said'
import type { CodatClientView, CodatKeyOutcome } from '../../../contract/codat-clients'
import { errorTexts } from '../../../domain/errors'
import type { Tone } from '../../components/tone'
import { ago, atTime } from '../../words/ages'
import { cleanedWords, type Verdict } from '../xero-apps/words'

/** The name of a record by its id: a Xero app or another Codat client. */
export type NameOf = (id: string) => string

export interface FindingWords {
  readonly title: string
  readonly text: string
}

/** The sentence of a finding, and why it matters. */
export function findingWords(finding: CodatFinding, nameOf: NameOf): FindingWords {
  const key = finding.key === null ? 'An API key' : `The API key “${finding.key}”`
  const others = listed(finding.others.map((id) => `“${nameOf(id)}”`))
  switch (finding.code) {
    case 'two-xero-apps':
      return {
        title: 'Two Xero apps on one Codat client',
        text: `Codat holds one Xero credential per client, so whichever of ${others} was pasted last serves every company. Keep the one whose client id Codat’s Xero settings show.`,
      }
    case 'no-xero-app':
      return {
        title: 'No Xero app is linked',
        text: 'Choose below whose keys Codat holds, so that its connections are counted.',
      }
    case 'same-codat-client':
      return {
        title: 'This Codat client stands here twice',
        text: `Codat gives ${others} the same client id. Keep one of them, so that no company is counted twice.`,
      }
    case 'shared-xero-app':
      return {
        title: 'Its Xero app serves other Codat clients too',
        text: `It shares one connection limit with ${others}. The gauge sums their companies.`,
      }
    case 'key-missing':
      return { title: 'No API key yet', text: 'Create one for yourself in Codat’s portal, Developers, API keys.' }
    case 'key-unchecked':
      return { title: `${key} is unproved`, text: 'Check it: that is one cheap question to Codat.' }
    case 'key-refused':
      return {
        title: `Codat refused ${lower(key)}`,
        text: 'It may have been deleted in Codat’s portal. Paste a current one.',
      }
    case 'key-unsettled':
      return {
        title: `${key} is unsettled`,
        text: 'Latchkey was interrupted between the keychain and its own file. It is settled as soon as the keychain answers.',
      }
    case 'key-exposed':
      return {
        title: `${key} is exposed`,
        text: 'It reached you in a way that leaves a copy behind. Make a new one in Codat’s portal, then delete this one there.',
      }
  }
}

/** Said by the place itself, where it is also mended. */
const saidElsewhere: ReadonlySet<CodatFinding['code']> = new Set(['key-missing', 'key-unchecked', 'no-xero-app'])

export function findingsOnTop(client: CodatClientView): readonly CodatFinding[] {
  return client.findings.filter(({ code }) => !saidElsewhere.has(code))
}

/** One true sentence about a client, for a list. */
export function clientVerdict(client: CodatClientView, now: number): Verdict {
  const worst = client.findings.find(({ severity }) => severity === 'act')
  if (worst !== undefined) return { tone: 'act', text: findingWords(worst, () => 'another').title }
  const accepted = newest(client.keys.map((key) => key.lastAcceptedAt))
  if (accepted === null) return { tone: 'watch', text: 'Not checked yet' }
  return { tone: 'ok', text: `Accepted by Codat ${ago(accepted, now)}` }
}

/** What is known about one key. */
export function keyVerdict(key: CodatKey, now: number): Verdict {
  const { lastAcceptedAt, lastRefusedAt } = key
  if (lastRefusedAt !== null && refusedLast(key))
    return { tone: 'act', text: `Refused by Codat ${ago(lastRefusedAt, now)}` }
  if (lastAcceptedAt !== null) return { tone: 'ok', text: `Accepted by Codat ${ago(lastAcceptedAt, now)}` }
  return { tone: 'watch', text: 'Not checked yet' }
}

/** A name for the next key that no key has. */
export function freeKeyName(client: Pick<CodatClientView, 'keys'>): string {
  const taken = new Set(client.keys.map(({ name }) => name.toLowerCase()))
  for (let number = client.keys.length + 1; ; number += 1) {
    const name = `Key ${number}`
    if (!taken.has(name.toLowerCase())) return name
  }
}

export interface OutcomeWords {
  readonly tone: Tone
  readonly title: string
  readonly lines: readonly string[]
}

type Refusal = Extract<CodatKeyOutcome, { outcome: 'not-stored' }>['reason']

const refusalWords: Record<Refusal, string> = {
  empty: 'The clipboard is empty. Copy the key in Codat’s portal first.',
  'not-text': 'The clipboard holds no text. Copy the key in Codat’s portal first.',
  'too-long': 'That is too long for an API key. Copy the key alone.',
  'spaces-inside': 'There are spaces inside. Copy the key alone, or the whole “Basic …” header.',
  'looks-like-xero-client-id': 'That looks like a Xero client id, not a Codat API key.',
  'pair-of-values': 'That is a pair of two values, as other products use. Codat’s key is one value.',
  'header-not-readable': 'That header could not be read. It may be cut off: copy it again, or the key alone.',
  'same-as-other-key': 'Another key of this Codat client has the same value, so it was not stored twice.',
  'too-many-keys': 'This Codat client has ten keys already, as many as Codat allows.',
  cancelled: 'Nothing was stored.',
}

const formWords = {
  key: null,
  header: 'Taken out of the portal’s ready-made header.',
  encoded: 'Taken out of the value of a ready-made header.',
} as const

/** What became of a pasted or typed key. */
export function keyOutcomeWords(outcome: CodatKeyOutcome): OutcomeWords {
  if (outcome.outcome === 'not-stored')
    return { tone: outcome.reason === 'cancelled' ? 'info' : 'watch', title: refusalWords[outcome.reason], lines: [] }
  const lines = [
    formWords[outcome.form],
    cleanedWords(outcome.cleaned),
    outcome.unusual ? 'It doesn’t look like the keys seen so far. Check it before you rely on it.' : null,
  ].filter((line) => line !== null)
  return { tone: outcome.unusual ? 'watch' : 'ok', title: `Stored, ${outcome.length} characters.`, lines }
}

/** What Codat said to a key. A problem has its own words (`problemWords`). */
export function keyAcceptedWords(outcome: Extract<CodatKeyCheck, { kind: 'accepted' }>): OutcomeWords {
  switch (outcome.belongs) {
    case 'first-check':
      return { tone: 'ok', title: 'Codat accepts this key', lines: ['Codat’s own id of this client is noted below.'] }
    case 'same-client':
      return { tone: 'ok', title: 'Codat accepts this key', lines: ['It belongs to this Codat client.'] }
    case 'other-client':
      return {
        tone: 'act',
        title: 'Codat accepts this key, but for another Codat client',
        lines: ['Test and production have different keys. Remove it here and paste it where it belongs.'],
      }
    case 'unknown':
      return {
        tone: 'watch',
        title: 'Codat accepts this key',
        lines: ['It didn’t say which client the key belongs to.'],
      }
  }
}

/** What went wrong at Codat and what to do: the words every code has. */
export function problemWords(problem: CodatProblem): { title: string; text: string } {
  const { message, nextStep } = errorTexts[`codat.${problem.kind}`]
  const wait = problem.retryAfterSeconds
  return { title: message, text: wait === null ? nextStep : `${nextStep} Codat asks to wait ${wait} seconds.` }
}

/** Codat's own words and numbers, for the details. */
export function problemFacts(problem: CodatProblem): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Request', problem.request],
    ['Status', problem.status === null ? null : String(problem.status)],
    ['Correlation id', problem.correlationId],
    ['Service', problem.service],
    ['Said', problem.said],
    ['Validation', problem.validation.length === 0 ? null : problem.validation.join(' · ')],
    ['Answer', problem.bodyExcerpt],
    ['Network', problem.network],
  ]
  return facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]))
}

/** Whether Codat has Xero, and whether it is switched on. Enabled proves no credential. */
export function integrationWords({ present, enabled, linkedConnections }: XeroIntegration): OutcomeWords {
  if (!present)
    return {
      tone: 'act',
      title: 'This Codat client has no Xero integration',
      lines: ['Ask your Codat contact: the client’s plan may not include it.'],
    }
  const figure =
    linkedConnections === null ? [] : [`Codat’s own figure of linked connections: ${inFigures(linkedConnections)}.`]
  if (enabled === null)
    return { tone: 'watch', title: 'Xero is there; whether it is enabled, Codat didn’t say', lines: figure }
  if (!enabled)
    return {
      tone: 'act',
      title: 'Xero is not enabled in this Codat client',
      lines: ['Enable it in Codat’s portal, under Settings, Integrations, Accounting. No company can link until then.'],
    }
  return {
    tone: 'ok',
    title: 'Xero is enabled in this Codat client',
    lines: ['That Codat holds the right keys is proved only by a company that links.', ...figure],
  }
}

/** How much Codat lets itself be asked, in one sentence. */
export function budgetWords({ day, minute }: CodatBudget): string {
  const thisMinute = `${inFigures(minute.used)} of ${inFigures(minute.limit)} requests in this minute`
  if (day.remaining === null && day.limit === null) return `${thisMinute}. Codat has told no daily budget yet.`
  const left = day.remaining === null ? 'an unknown number' : inFigures(day.remaining)
  const of = day.limit === null ? '' : ` of ${inFigures(day.limit)}`
  const resets = day.resetsAt === null ? '' : `, all of them again at ${atTime(day.resetsAt)}`
  return `${left}${of} requests left today${resets}; ${thisMinute}.`
}

export function conditionWords({ tag, is, value }: TagCondition): string {
  return `${tag} ${is === 'equal' ? 'is' : 'is not'} ${value === '' ? 'empty' : `“${value}”`}`
}

const TAG_SIGNS = /[=!~&|{}<>]/

/** Why a condition can't be added, or null. The rules are Codat's query language's. */
export function conditionError({ tag, value }: TagCondition): string | null {
  if (tag.trim().length > 27) return 'Codat’s tags have 27 characters at most.'
  if (TAG_SIGNS.test(tag) || TAG_SIGNS.test(value)) return 'Codat’s search takes none of = ! ~ & | { } < > in a tag.'
  return null
}

function newest(times: readonly (string | null)[]): string | null {
  return times.reduce((best, time) => (time !== null && (best === null || time > best) ? time : best), null)
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`
}

function inFigures(count: number): string {
  return count.toLocaleString('en-GB')
}
