// What main asks before an import: what comes in, what it changes and what stays, by name.
import type { CarriedKind, FieldChange, PlannedApp, PlannedPart } from './schema'
import type { ConfirmRequest } from '../confirm-request'
import { shown } from '../diagnosis/diagnose'

const kinds: Readonly<Record<CarriedKind, readonly [one: string, many: string]>> = {
  'codat-client': ['Codat client', 'Codat clients'],
  'set-up': ['set-up', 'set-ups'],
  profile: ['profile', 'profiles'],
  'partner-application': ['partner application', 'partner applications'],
  evidence: ['application’s evidence files', 'applications’ evidence files'],
  decisions: ['app’s limit and decisions', 'apps’ limits and decisions'],
  'feed-words': ['word on bank feeds', 'words on bank feeds'],
}

export interface Asked {
  readonly fileName: string
  readonly apps: readonly PlannedApp[]
  readonly parts: readonly PlannedPart[]
  /** Fields of the settings that change; empty where they stay. */
  readonly settings: readonly FieldChange[]
}

/** The question before an import. The names are the file's: cleaned, and cut where there are many. */
export function importQuestion({ fileName, apps, parts, settings }: Asked): ConfirmRequest {
  const named = (action: PlannedApp['action']): string[] =>
    apps
      .filter((app) => app.action === action)
      .map(({ name, customer }) => (customer === '' ? name : `${name} (${customer})`))
  const body = [
    line('Xero apps that come in', named('add')),
    line('Xero apps that change', named('merge')),
    ...Object.entries(kinds).map(([kind, [one, many]]) => {
      const names = parts.filter((part) => part.kind === kind && part.action === 'add').map(({ name }) => name)
      return line(names.length === 1 ? one : many, names)
    }),
    line(
      'Settings that change',
      settings.map(({ field, from, to }) => `${field} ${from} → ${to}`),
    ),
  ].filter((text) => text !== null)
  return {
    title: shown(`Import ${fileName}?`, 200),
    body: [
      ...body,
      'What is here already beside them stays as it is. No secret comes in, and none here is touched.',
    ].slice(0, 12),
    action: 'Import',
    danger: apps.some(({ action }) => action === 'merge'),
  }
}

const MOST_NAMED = 12

function line(what: string, names: readonly string[]): string | null {
  if (names.length === 0) return null
  const some = names.slice(0, MOST_NAMED).map((name) => shown(name, 60))
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
  const text = `${what} (${names.length}): ${some.join(', ')}${more}.`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
