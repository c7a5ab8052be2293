// How practice mode's switches are found and worded.
import type { ActiveFailure, PracticeSettings } from '../../../contract/practice'
import { type PracticeFailureEntry, practiceFailures } from '../../../contract/practice-failures'
import type { Option } from '../../components/select-field'

const groupNames = [...new Set(practiceFailures.map(({ group }) => group))]

export const groupOptions: readonly Option<string>[] = groupNames.map((value) => ({ value, label: value }))
export const firstGroup = groupNames[0] ?? ''

/** The switches of one group; or, once something is searched for, those of all groups that hold every word. */
export function chooseFailures(group: string, search: string): readonly PracticeFailureEntry[] {
  const wanted = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return practiceFailures.filter((failure) => failure.group === group)
  return practiceFailures.filter((failure) => {
    const text = `${failure.group}\n${failure.title}`.toLocaleLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** Those that are on, in words, in the order of the list. */
export function failuresOn(active: readonly ActiveFailure[]): readonly (PracticeFailureEntry & { left: string })[] {
  return practiceFailures.flatMap((failure) => {
    const found = active.find(({ name }) => name === failure.name)
    return found === undefined ? [] : [{ ...failure, left: leftWords(found.left) }]
  })
}

function leftWords(left: number | null): string {
  if (left === null) return 'until switched off'
  return left === 1 ? 'once more' : `${left} times more`
}

export type HowOften = 'once' | 'always'
export const howOftenChoices: readonly { value: HowOften; label: string }[] = [
  { value: 'once', label: 'Once' },
  { value: 'always', label: 'Until switched off' },
]

export const rotationChoices: readonly Option<PracticeSettings['secretRotation']>[] = [
  { value: 'old-survives', label: 'The old one is still accepted' },
  { value: 'old-dies', label: 'The old one is refused at once' },
]

const MINUTE = 60
const DAY = 24 * 60 * MINUTE
const clockOffsets: readonly [seconds: number, label: string][] = [
  [-10 * MINUTE, '10 minutes behind yours'],
  [0, 'The same as yours'],
  [10 * MINUTE, '10 minutes ahead of yours'],
  [DAY, 'A day ahead of yours'],
  [61 * DAY, '61 days ahead of yours'],
  [365 * DAY, 'A year ahead of yours'],
]

/** The choices of clock, with the one that holds among them even when a test set another. */
export function clockOptions(offsetSeconds: number): readonly Option<string>[] {
  const options = clockOffsets.map(([seconds, label]) => ({ value: String(seconds), label }))
  const own = String(offsetSeconds)
  return options.some(({ value }) => value === own)
    ? options
    : [...options, { value: own, label: `${own} seconds off` }]
}
