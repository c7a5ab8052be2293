// How an import is worded before and after it happens.
import type { ImportPlan } from '../../../contract/transfer'
import type { CarriedKind, PlannedApp, PlannedPart } from '../../../domain/transfer/schema'
import type { Tone } from '../../components/tone'

const fieldNames: Readonly<Record<string, string>> = {
  name: 'Name',
  customer: 'Customer',
  environment: 'Environment',
  clientId: 'Client id',
  companyUrl: 'Company URL',
  redirectUris: 'Redirect URIs',
  appType: 'App type',
  createdOn: 'Created in Xero on',
  keyHolder: 'Who keeps the secret',
  notes: 'Notes',
  theme: 'Theme',
  reminderDays: 'Reminder period',
  clipboardSeconds: 'Clipboard time',
  idleMinutes: 'Idle lock',
  notifications: 'Notifications',
}

export function fieldName(field: string): string {
  return fieldNames[field] ?? field
}

export const actionWords: Record<PlannedApp['action'], { tone: Tone; text: string }> = {
  add: { tone: 'ok', text: 'New' },
  merge: { tone: 'info', text: 'Changes one you have' },
  same: { tone: 'neutral', text: 'Same as here' },
}

/** "2 new, 1 changed, 4 the same.": what there is none of isn't said. */
export function planSummary(plan: ImportPlan): string {
  const count = (action: PlannedApp['action']) => plan.apps.filter((app) => app.action === action).length
  const said = listed([
    [count('add'), 'new'],
    [count('merge'), 'changed'],
    [count('same'), 'the same'],
  ])
  return said === '' ? 'It holds no app.' : `Of its apps: ${said}.`
}

/** Whether an import would change anything here. */
export function changesAnything(plan: ImportPlan, withSettings: boolean): boolean {
  return (
    plan.apps.some(({ action }) => action !== 'same') ||
    plan.parts.some(({ action }) => action === 'add') ||
    (withSettings && plan.settings.length > 0)
  )
}

/** Why nothing can be imported; null where something can. */
export function nothingNewWords(plan: ImportPlan, withSettings: boolean): string | null {
  if (changesAnything(plan, withSettings)) return null
  return plan.settings.length > 0
    ? 'Only its settings differ from yours. Take them over below, or there is nothing to import.'
    : 'There is nothing to import: what this file holds is here already.'
}

/** "2 apps added, 1 changed", without what there is none of. */
function listed(counts: readonly (readonly [count: number, words: string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ')
}

/** Something beside the apps, by what it is. */
export const partWords: Readonly<Record<CarriedKind, string>> = {
  'codat-client': 'Codat client',
  'set-up': 'Set-up',
  profile: 'Profile',
  'partner-application': 'Partner application',
  evidence: 'Evidence files',
  decisions: 'Limit and decisions',
  'feed-words': 'Bank feeds, your words',
}

export const partActionWords: Record<PlannedPart['action'], { tone: Tone; text: string }> = {
  add: { tone: 'ok', text: 'New' },
  keep: { tone: 'neutral', text: 'Yours stays' },
}

interface Done {
  readonly added: number
  readonly merged: number
  readonly parts: number
}

export function doneWords({ added, merged, parts }: Done): string {
  const said = listed([
    [added, added === 1 ? 'app added' : 'apps added'],
    [merged, merged === 1 ? 'app changed' : 'apps changed'],
    [parts, parts === 1 ? 'other record added' : 'other records added'],
  ])
  const keys = added > 0 ? ' Secrets don’t travel in files, so look under “Keys needed”.' : ''
  return said === '' ? 'Imported: settings.' : `Imported: ${said}.${keys}`
}
