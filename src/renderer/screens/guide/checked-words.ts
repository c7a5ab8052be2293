// What a round of checks could not check, in words.
import type { CheckPart } from '../../../contract/board'
import { errorTexts } from '../../../domain/errors'
import type { UncheckedPart } from '../../../domain/guide/board-schema'

const partNames: Readonly<Record<CheckPart, string>> = {
  keys: 'The keys',
  'codat-key': 'The Codat API key',
  integration: 'Whether Xero is enabled at Codat',
  'first-company': 'The first company',
  seats: 'The connections',
  'bank-feeds': 'Bank feeds',
}

/** What a round could not check, with the reason; what isn't set up yet is no news. */
export function uncheckedWords(unchecked: readonly UncheckedPart[]): readonly { part: CheckPart; text: string }[] {
  return unchecked
    .filter(({ because }) => because === 'problem')
    .map(({ part, code }) => ({ part, text: `${partNames[part]} could not be checked. ${reason(code)}`.trim() }))
}

function reason(code: string | null): string {
  if (code === null || !Object.hasOwn(errorTexts, code)) return ''
  const { message, nextStep } = errorTexts[code as keyof typeof errorTexts]
  return `${message} ${nextStep}`
}
