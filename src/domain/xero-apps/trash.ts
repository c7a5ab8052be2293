// Deleted Xero apps, for a while in the trash: which are, and what is asked.
import type { ConfirmRequest } from '../confirm-request'
import type { XeroApp } from './schema'

export const DAYS = 30
export const DAY_MS = 86_400_000

export function isTrashed({ deleting, keptUntil }: XeroApp): boolean {
  return deleting && keptUntil !== null
}

export const byName = (a: XeroApp, b: XeroApp) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id)

/** As many names as the question has room for. */
const NAMED = 8

export function trashQuestion(apps: readonly XeroApp[]): ConfirmRequest {
  const [first] = apps
  const one = apps.length === 1
  const names = apps.slice(0, NAMED).map(({ name }) => `“${name}”`)
  const more = apps.length - names.length
  const count = apps.reduce((sum, { secrets }) => sum + secrets.length, 0)
  return {
    title: one && first !== undefined ? `Delete “${first.name}”?` : `Delete ${apps.length} Xero apps?`,
    body: [
      ...(one ? [] : [`${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`]),
      `${one ? 'It goes' : 'They go'} to the trash for ${DAYS} days, with set-ups, notes and partner application, and can be put back from there. Then ${one ? 'it is' : 'they are'} deleted for good.`,
      secretsWords(count),
      'Nothing changes in Xero or in Codat: connections stay as they are.',
    ],
    action: 'Delete',
    danger: true,
    ...(count === 0 ? {} : { mayTick: `Remove ${count === 1 ? 'it' : 'them'} from the keychain now, for good.` }),
  }
}

function secretsWords(count: number): string {
  if (count === 0) return 'No secret is kept here.'
  return `${count === 1 ? 'The client secret stays' : `The ${count} client secrets stay`} in the keychain till then, unless you remove ${count === 1 ? 'it' : 'them'} now. Xero does not show a secret twice.`
}

export function deletionQuestion(app: XeroApp): ConfirmRequest {
  const count = app.secrets.length
  const secrets =
    count === 0
      ? 'No secret of it is kept here.'
      : `${count === 1 ? 'Its client secret is' : `Its ${count} client secrets are`} removed from the keychain. Xero does not show a secret twice, so without a copy elsewhere you would have to generate a new one.`
  return {
    title: `Delete “${app.name}” for good?`,
    body: [
      secrets,
      'Its client id, redirect URIs, notes, set-ups and history of checks go too, and its partner application with evidence and dossiers.',
      'Nothing changes in Xero or in Codat: connections stay as they are.',
    ],
    action: 'Delete for good',
    danger: true,
    typed: app.name,
  }
}

/** What lies in the trash, the next to go first. */
export function trashedIn(all: readonly XeroApp[]) {
  return all
    .flatMap(({ id, name, customer, environment, secrets, deleting, keptUntil }) =>
      deleting && keptUntil !== null ? [{ id, name, customer, environment, keptUntil, secrets: secrets.length }] : [],
    )
    .toSorted((a, b) => a.keptUntil.localeCompare(b.keptUntil) || a.name.localeCompare(b.name))
}
