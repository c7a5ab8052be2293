// How the keychain and the settings are worded.
import type { LeftOverSearch } from '../../../contract/left-over'
import type { LeftOver } from '../../../domain/vault/schema'
import type { DamagedRecord, RecordKind } from '../../../contract/app'
import type { Settings } from '../../../domain/settings'
import type { KeychainCall, SelfTestLeg, SelfTestResult } from '../../../contract/vault'
import type { Tone } from '../../components/tone'
import { duration } from '../../words/ages'

/** What Latchkey wants of the keychain, after "Latchkey wants to". */
export const keychainCallWords: Record<KeychainCall, string> = {
  read: 'read a secret',
  write: 'store a secret',
  remove: 'remove a secret',
  check: 'check that it keeps what it is given',
  retry: 'see whether it answers',
}

export const legWords: Record<SelfTestLeg['leg'], string> = {
  write: 'Wrote a throw-away item',
  read: 'Read it back',
  compare: 'It is what was written',
  delete: 'Deleted it',
  tidy: 'Nothing left behind',
}

export const legTone: Record<SelfTestLeg['outcome'], Tone> = { passed: 'ok', failed: 'act', skipped: 'neutral' }

export function checkSummary(result: SelfTestResult): { tone: Tone; text: string } {
  return result.passed
    ? { tone: 'ok', text: `This keychain keeps what it is given, in ${duration(result.milliseconds)}` }
    : { tone: 'act', text: 'This keychain did not pass' }
}

export function leftOverWords(search: LeftOverSearch): { tone: Tone; children: string } {
  if (search.kind === 'cannot-tell') {
    return {
      tone: 'neutral',
      children:
        search.because === 'no-list'
          ? 'This keychain gives no list of its items, so Latchkey can’t tell.'
          : 'A record here is damaged or a newer Latchkey’s, and may know of what lies there. Settle it first.',
    }
  }
  const { found, locked } = search
  const others = locked === 0 ? '' : ` ${locked} more can’t be told while the keychain is locked.`
  if (found.length === 0) return { tone: locked === 0 ? 'ok' : 'neutral', children: `None was found.${others}` }
  const many = found.length === 1 ? 'One secret is' : `${found.length} secrets are`
  return { tone: 'watch', children: `${many} in the keychain that nothing here knows of.${others}` }
}

export function placeOfLeftOver({ kind, place }: LeftOver): string {
  return kind === 'xero'
    ? `Of a Xero app that isn’t here: ${place}`
    : `Of a Codat client that isn’t here: API key “${place}”`
}

interface Period {
  readonly value: string
  readonly label: string
}

const periods = (values: readonly [number, string][]): readonly Period[] =>
  values.map(([value, label]) => ({ value: String(value), label }))

export const reminderPeriods = periods([
  [0, 'Never'],
  [30, 'After 30 days'],
  [90, 'After 90 days'],
  [180, 'After 6 months'],
  [365, 'After a year'],
])
export const clipboardPeriods = periods([
  [10, '10 seconds'],
  [20, '20 seconds'],
  [30, '30 seconds'],
  [60, '1 minute'],
  [120, '2 minutes'],
])
export const idlePeriods = periods([
  [0, 'Never'],
  [1, '1 minute'],
  [5, '5 minutes'],
  [15, '15 minutes'],
  [30, '30 minutes'],
  [60, '1 hour'],
])

/** The choices, with the stored value among them even when a file or an older version chose another. */
export function withValue(options: readonly Period[], value: number, unit: string): readonly Period[] {
  const own = String(value)
  return options.some((option) => option.value === own)
    ? options
    : [...options, { value: own, label: `${own} ${unit}` }]
}

export const themeChoices: readonly { value: Settings['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

const kindWords: Readonly<Record<RecordKind, string>> = {
  settings: 'The settings',
  'xero-app': 'A Xero app',
  'codat-client': 'A Codat client',
  'set-up': 'A set-up',
  check: 'What a check found',
  'partner-application': 'A partner application',
  'seat-decisions': 'What you decided about an app’s connections',
  'feed-words': 'What you said about bank feeds',
  'feed-evidence': 'What is known of a company’s bank feeds',
  'feed-answers': 'What Xero said about an app’s bank feeds',
  profile: 'What you answered about an app’s product',
  'last-known': 'What was last read of an app’s connections',
  history: 'The counts of an app’s connections over time',
  'statement-formats': 'How you had statements read',
}

export function damagedTitle({ kind }: Pick<DamagedRecord, 'kind'>): string {
  return kindWords[kind]
}

/** What its damage means until it is settled. */
export const damagedWords: Readonly<Record<RecordKind, string>> = {
  settings: 'The defaults hold; set again what you had changed.',
  'xero-app': 'It is missing from your list.',
  'codat-client': 'It is missing from your list.',
  'set-up': 'It is missing from its app.',
  check: 'Check again to fill it.',
  'partner-application': 'It shows as empty, and nothing can be changed in it until you decide here.',
  'seat-decisions': 'Limits and words of yours are left out of the count, and can’t be changed until you decide here.',
  'feed-words': 'They count as not said, and can’t be said again until you decide here.',
  'feed-evidence': 'Check its bank feeds again to fill it.',
  'feed-answers': 'A sign-in test fills it again.',
  profile: 'Its questions show older answers, and can’t be answered until you decide here.',
  'last-known': 'Check its connections again to fill it.',
  history: 'What can be read of it is still shown.',
  'statement-formats': 'The columns of each file are recognised anew: look at the first lines again.',
}
