// How a Xero app, its keys and what was found about them are worded. Pure: records in, sentences out.
import { refusedLast } from '../../../domain/vault/verdict'
import type { Arrival } from '../../../domain/vault/arrival'
import type {
  Cleaning,
  Finding,
  SlotNumber,
  StoredSecret,
  XeroAppFields,
  PasteWarning,
} from '../../../domain/xero-apps/schema'
import type { PasteOutcome, XeroAppView } from '../../../contract/xero-apps'
import type { Option } from '../../components/select-field'
import type { Tone } from '../../components/tone'
import { ago, span } from '../../words/ages'
import { compareNames } from '../../words/by-name'

export const arrivalWords: Record<Arrival, string> = {
  'generated-here': 'I generated it on this machine',
  'vault-link': 'A vault or one-time link',
  'e-mail': 'E-mail',
  chat: 'Chat',
  call: 'Read out or shown on a call',
  'recorded-call': 'A call that was recorded',
}

const arrivalOrder: readonly Arrival[] = ['generated-here', 'vault-link', 'call', 'recorded-call', 'e-mail', 'chat']
export const arrivalOptions: readonly Option<Arrival>[] = arrivalOrder.map((value) => ({
  value,
  label: arrivalWords[value],
}))

const arrivedWords: Record<Arrival, string> = {
  'generated-here': 'generating it here',
  'vault-link': 'a vault link',
  'e-mail': 'e-mail',
  chat: 'chat',
  call: 'a call',
  'recorded-call': 'a recorded call',
}
/** The same, after "Reached you by". */
export const arrivedOptions: readonly Option<Arrival>[] = arrivalOrder.map((value) => ({
  value,
  label: arrivedWords[value],
}))

export const environmentWords: Record<XeroAppFields['environment'], string> = { test: 'Test', production: 'Production' }

export const environmentOptions: readonly Option<XeroAppFields['environment']>[] = [
  { value: 'test', label: environmentWords.test },
  { value: 'production', label: environmentWords.production },
]

export const appTypeWords: Record<XeroAppFields['appType'], string> = {
  web: 'Web app',
  'mobile-desktop': 'Mobile or desktop app',
  'custom-connection': 'Custom connection',
  unknown: 'Not sure yet',
}

const appTypeOrder: readonly XeroAppFields['appType'][] = ['web', 'mobile-desktop', 'custom-connection', 'unknown']
export const appTypeOptions: readonly Option<XeroAppFields['appType']>[] = appTypeOrder.map((value) => ({
  value,
  label: appTypeWords[value],
}))

export function slotName(slot: SlotNumber): string {
  return `Client secret ${slot}`
}

export const emptyFields: XeroAppFields = {
  name: '',
  customer: '',
  environment: 'test',
  clientId: '',
  companyUrl: '',
  redirectUris: [],
  appType: 'web',
  createdOn: null,
  keyHolder: 'here',
  notes: '',
}

// What was found

export interface FindingWords {
  readonly title: string
  readonly text: string
}

export const severityTone: Record<Finding['severity'], Tone> = { act: 'act', watch: 'watch', info: 'info' }

/** The sentence of a finding and why it matters. */
export function findingWords(finding: Finding): FindingWords {
  const secret = finding.slot === null ? 'The client secret' : slotName(finding.slot)
  switch (finding.code) {
    case 'client-id-missing':
      return { title: 'No client id yet', text: 'Copy it from Configuration in My Apps, then paste it here.' }
    case 'client-id-odd':
      return {
        title: 'The client id looks unusual',
        text: 'Xero’s are 32 characters, 0–9 and A–F. It is kept as it is; check that the whole value was copied.',
      }
    case 'secret-missing':
      return { title: 'No client secret yet', text: 'Generate one in My Apps, Configuration, then paste it here.' }
    case 'secret-refused':
      return {
        title: `Xero refused ${secret.toLowerCase()}`,
        text: 'Paste it again, or generate a new one. Check first that the client id belongs to the same app.',
      }
    case 'secret-unchecked':
      return {
        title: 'These keys are unproved',
        text: `Check ${secret.toLowerCase()} with Xero before you paste it into Codat.`,
      }
    case 'secret-exposed':
      return {
        title: `${secret} is exposed`,
        text: 'It reached you in a way that leaves a copy behind. It is usable; delete the message and rotate after set-up.',
      }
    case 'secret-old':
      return {
        title: `${secret} is old`,
        text: 'It has passed the reminder period you set. Rotate it when it suits the customer.',
      }
    case 'secret-unsettled':
      return {
        title: `${secret} is unsettled`,
        text: 'Latchkey was interrupted between the keychain and its own file. It is settled as soon as the keychain answers.',
      }
    case 'rotation-open':
      return {
        title: 'A rotation is under way',
        text: 'Codat may still hold the old secret. Take it up where you left it.',
      }
    case 'wrong-app-type':
      return {
        title: 'Codat needs a web app',
        text: 'This type of app has no client secret that Codat can use. Create a new app in Xero with integration type “Web app”.',
      }
    case 'created-on-unknown':
      return {
        title: 'Creation date unknown',
        text: 'The scopes an app may ask for depend on the day it was created. You find it in My Apps.',
      }
    case 'codat-redirect-missing':
      return {
        title: 'Codat’s redirect URI is missing',
        text: 'Without it in Xero, no company can be linked through Codat.',
      }
    case 'company-url-not-https':
      return { title: 'The company URL is not https', text: 'Xero takes only addresses that begin with https://.' }
  }
}

const severityRank: Record<Finding['severity'], number> = { act: 0, watch: 1, info: 2 }

export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => severityRank[a.severity] - severityRank[b.severity])
}

// An app at a glance

export interface Verdict {
  readonly tone: Tone
  readonly text: string
}

function newest(times: readonly (string | null)[]): string | null {
  return times.reduce((best, time) => (time !== null && (best === null || time > best) ? time : best), null)
}

/** What is known of an app's keys: only what was checked. With the time when Xero accepted them last, if it did. */
export function keysVerdict(app: XeroAppView): Verdict & { readonly acceptedAt: string | null } {
  const accepted = newest(app.secrets.filter((secret) => !refusedLast(secret)).map((secret) => secret.lastAcceptedAt))
  return { ...keysWords(app, accepted), acceptedAt: app.clientId === '' ? null : accepted }
}

function keysWords(app: XeroAppView, accepted: string | null): Verdict {
  if (app.secrets.length === 0) {
    return app.keyHolder === 'customer'
      ? { tone: 'neutral', text: 'The customer keeps the keys' }
      : { tone: 'watch', text: 'Keys needed' }
  }
  if (app.clientId === '') return { tone: 'watch', text: 'Client id needed' }
  if (app.secrets.every(refusedLast)) return { tone: 'act', text: 'Xero refused these keys' }
  return accepted === null ? { tone: 'watch', text: 'Not checked yet' } : { tone: 'ok', text: 'Accepted by Xero' }
}

/** An app of the same name, customer and environment: most likely the same one. */
export function twinOf<T extends Pick<XeroAppFields, 'name' | 'customer' | 'environment'>>(
  fields: Pick<XeroAppFields, 'name' | 'customer' | 'environment'>,
  apps: readonly T[],
): T | undefined {
  const same = (a: string, b: string): boolean => compareNames(a.trim(), b.trim()) === 0
  if (fields.name.trim() === '') return undefined
  return apps.find(
    ({ name, customer, environment }) =>
      environment === fields.environment && same(name, fields.name) && same(customer, fields.customer),
  )
}

export function customersOf(apps: readonly XeroAppView[]): string[] {
  return [...new Set(apps.map(({ customer }) => customer).filter((customer) => customer !== ''))].sort(compareNames)
}

// Secrets

export function acceptedWords(secret: StoredSecret, now: number): Verdict {
  if (refusedLast(secret) && secret.lastRefusedAt !== null) {
    return { tone: 'act', text: `Refused by Xero ${ago(secret.lastRefusedAt, now)}` }
  }
  if (secret.lastAcceptedAt !== null) return { tone: 'ok', text: `Accepted by Xero ${ago(secret.lastAcceptedAt, now)}` }
  return { tone: 'watch', text: 'Not checked yet' }
}

export interface Age {
  readonly text: string
  readonly overdue: boolean
}

/** How old a secret is against the reminder period; a period of 0 reminds of nothing. */
export function secretAge(secret: StoredSecret, reminderDays: number, now: number): Age {
  const age = now - Date.parse(secret.storedAt)
  const overdue = reminderDays > 0 && age >= reminderDays * 86_400_000
  return { text: age < 86_400_000 ? 'Less than a day' : span(age), overdue }
}

// Pasting

const cleaningWords: Record<Cleaning, string> = {
  'surrounding-space': 'space around it',
  'line-breaks': 'line breaks',
  'zero-width': 'invisible characters',
  'smart-quotes': 'curly quotation marks',
  quotes: 'quotation marks',
  label: 'a label in front',
  'full-width': 'full-width letters, made normal',
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`
}

export function cleanedWords(cleaned: readonly Cleaning[]): string | null {
  return cleaned.length === 0 ? null : `Taken out: ${listed(cleaned.map((what) => cleaningWords[what]))}.`
}

const warningWords: Record<PasteWarning, string> = {
  'looks-like-client-id': 'It looks like a client id rather than a secret.',
  'looks-like-secret': 'It looks like a secret rather than a client id.',
  'client-id-not-32-hex': 'Xero’s client ids are 32 characters, 0–9 and A–F. Check that it is whole.',
  'unusual-length': 'Its length is unusual for Xero. Check that it is whole.',
  'same-as-other-slot': 'It is the same as the other secret.',
  'same-as-before': 'It is the same as the one that was here.',
  'same-as-other-app': 'Another Xero app has the same one. Check that you copied from the right app.',
  'other-client-id':
    'The client id in the same paste is not this app’s, so it was left out. Check that the secret is this app’s.',
  'practice-secret': 'It is a practice secret: Xero itself won’t accept it.',
}

type NotStored = Extract<PasteOutcome, { outcome: 'not-stored' }>['reason']

const notStoredWords: Record<NotStored, string> = {
  'looks-like-client-id': 'That looks like the client id, so it was not stored as a secret.',
  'looks-like-secret':
    'That looks like a secret, so it was not put into the client id. Paste it into a client secret field.',
  'basic-header': 'That is a whole Authorization header. Copy the client secret alone from My Apps.',
  'same-as-other-slot': 'That is the same as the other secret. Copy the new one from My Apps.',
  cancelled: 'Nothing was stored.',
}

export interface PasteWords {
  readonly tone: Tone
  readonly title: string
  readonly lines: readonly string[]
}

/** What became of a paste. */
export function pasteWords(outcome: PasteOutcome): PasteWords {
  const cleaned = cleanedWords(outcome.cleaned)
  if (outcome.outcome === 'not-stored') {
    return {
      tone: outcome.reason === 'cancelled' ? 'info' : 'watch',
      title: notStoredWords[outcome.reason],
      lines: [],
    }
  }
  const lines = [
    ...(cleaned === null ? [] : [cleaned]),
    ...outcome.warnings.map((warning) => warningWords[warning]),
    ...(outcome.alsoStoredClientId ? ['The client id was in the same paste and is stored too.'] : []),
    ...(outcome.clipboardClearsAt === null
      ? []
      : ['What you pasted is cleared from the clipboard shortly, if it is still there.']),
  ]
  return {
    tone: outcome.warnings.length > 0 ? 'watch' : 'ok',
    title: `Stored, ${outcome.length} characters.`,
    lines,
  }
}

/** Today where the user is, YYYY-MM-DD. */
export function today(now = new Date()): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
