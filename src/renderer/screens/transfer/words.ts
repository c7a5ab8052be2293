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

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** "2 new, 1 changed, 4 the same." */
export function planSummary(plan: ImportPlan): string {
  const count = (action: PlannedApp['action']) => plan.apps.filter((app) => app.action === action).length
  return `${count('add')} new, ${count('merge')} changed, ${count('same')} the same.`
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
  return `Imported: ${plural(added, 'app', 'apps')} added, ${merged} changed, ${parts} other records added. Secrets don’t travel in files, so look under “Keys needed”.`
}
