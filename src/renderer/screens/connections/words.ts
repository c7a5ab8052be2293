// Words of the seats of a Xero app.
import type { ConnectionProgress, Forecast, SourceKind } from '../../../contract/connections'
import { limitPreset, limitPresets, type LimitPreset } from '../../../contract/limits'

export const sourceWords: Record<SourceKind, string> = {
  'xero-list': 'Xero’s own list',
  typed: 'What you read in My Apps',
  'codat-companies': 'Codat’s companies',
  'codat-integration': 'Codat’s integration figure',
}

/** The forecast in a sentence, also where there is none. */
export function forecastWords(forecast: Forecast): string {
  if (forecast.kind === 'range') return forecast.words
  switch (forecast.reason) {
    case 'too-little':
      return 'There are too few counts yet to say when it will be full.'
    case 'not-growing':
      return 'The count isn’t growing.'
    case 'already-full':
      return 'It is full already.'
    case 'no-limit':
      return 'Without a limit it never fills up.'
    case 'too-far':
      return 'At this pace it won’t be full for years.'
    case 'no-count':
      return 'Nothing has been counted yet.'
  }
}

/** What a refresh is doing just now. */
export function progressWords({ step, subject, done, total }: ConnectionProgress): string {
  const far = total === null ? `${done}` : `${done} of ${total}`
  switch (step) {
    case 'xero-list':
      return 'Reading Xero’s list…'
    case 'codat-companies':
      return `Reading ${subject ?? 'Codat'}: ${far} companies…`
    case 'freeing':
      return `Freeing ${subject ?? 'places'}: ${far}…`
    case 'counting-again':
      return 'Counting again…'
  }
}

export type LimitChoice = LimitPreset | 'automatic' | 'typed'

/** What can be chosen, and `typed` where a limit someone typed is in force, so that it isn't shown as unconfirmed. */
export function limitOptions(typed: number | null): readonly { readonly value: LimitChoice; readonly label: string }[] {
  const presets = limitPresets.map((preset) => {
    const { limit, label } = limitPreset(preset)
    return { value: preset, label: limit === null ? label : `${limit.toLocaleString('en-GB')}: ${label}` }
  })
  const own =
    typed === null
      ? []
      : [{ value: 'typed' as const, label: `${typed.toLocaleString('en-GB')}: the limit you entered` }]
  return [{ value: 'automatic', label: 'Not confirmed yet' }, ...presets, ...own]
}

/** A count as typed: whole and not negative, or null. */
export function typedCount(text: string): number | null {
  const digits = text.trim().replaceAll(',', '')
  if (!/^\d{1,7}$/.test(digits)) return null
  const count = Number(digits)
  return count <= 1_000_000 ? count : null
}
