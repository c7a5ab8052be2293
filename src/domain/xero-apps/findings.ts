// What there is to do about a Xero app, read off its record. Pure; the page words each code.
import { refusedLast } from '../vault/verdict'
import { codatAddresses } from '../facts'
import { isExposed } from '../vault/arrival'
import type { Finding, StoredSecret, XeroApp } from './schema'
import { looksLikeClientId } from './pasted-value'

export interface FindingContext {
  now: Date
  /** Days after which a secret counts as old; 0 for never. */
  reminderDays: number
}

const DAY = 86_400_000

/** Whole days since an ISO time, at least 0. */
export function ageInDays(since: string, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / DAY))
}

/** The findings of one app, the most pressing first. */
export function findingsOf(app: XeroApp, context: FindingContext): Finding[] {
  const found = [...aboutApp(app), ...app.secrets.flatMap((secret) => aboutSecret(app, secret, context))]
  const order = { act: 0, watch: 1, info: 2 } as const
  return found.sort((a, b) => order[a.severity] - order[b.severity])
}

function aboutApp(app: XeroApp): Finding[] {
  const found: Finding[] = []
  const add = (code: Finding['code'], severity: Finding['severity']): void => {
    found.push({ code, severity, slot: null })
  }
  if (app.appType === 'mobile-desktop' || app.appType === 'custom-connection') add('wrong-app-type', 'act')
  if (app.clientId === '') add('client-id-missing', 'act')
  else if (!looksLikeClientId(app.clientId)) add('client-id-odd', 'watch')
  if (app.keyHolder === 'here' && app.secrets.length === 0) add('secret-missing', 'act')
  if (app.rotation !== null) add('rotation-open', 'watch')
  if (app.createdOn === null) add('created-on-unknown', 'info')
  if (app.redirectUris.length > 0 && !app.redirectUris.includes(codatAddresses.redirectUri.value)) {
    add('codat-redirect-missing', 'watch')
  }
  if (app.companyUrl !== '' && !app.companyUrl.startsWith('https://')) add('company-url-not-https', 'watch')
  return found
}

function aboutSecret(app: XeroApp, secret: StoredSecret, { now, reminderDays }: FindingContext): Finding[] {
  const found: Finding[] = []
  const add = (code: Finding['code'], severity: Finding['severity']): void => {
    found.push({ code, severity, slot: secret.slot })
  }
  if (secret.pending !== null) add('secret-unsettled', 'watch')
  if (refusedLast(secret)) add('secret-refused', 'act')
  else if (secret.lastAcceptedAt === null) add('secret-unchecked', 'info')
  if (isExposed(secret.arrival)) add('secret-exposed', 'watch')
  if (reminderDays > 0 && app.rotation === null && ageInDays(secret.storedAt, now) >= reminderDays)
    add('secret-old', 'watch')
  return found
}
