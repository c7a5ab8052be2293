// How an import is worded before and after it happens.
import type { ImportPlan, PlannedApp } from '../../../contract/transfer'
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

export function doneWords({ added, merged }: { added: number; merged: number }): string {
  return `Imported: ${plural(added, 'app', 'apps')} added, ${merged} changed. Secrets don’t travel in files, so look under “Keys needed”.`
}
