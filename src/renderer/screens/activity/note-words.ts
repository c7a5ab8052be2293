// What the remarks in the activity log mean. They are kept as codes, so that they outlive a change of wording; a remark that
// isn't known is shown as it is.
import type { Arrival } from '../../../domain/vault/arrival'
import type { XeroAppFields } from '../../../domain/xero-apps/schema'
import type { BankFeedsAnswer, KeysCheckOutcome, SignInOutcome, RefusalReason } from '../../../domain/xero/schema'
import { refusalWords } from '../xero-apps/check-words'

type Table<K extends string> = Readonly<Record<K, string>>

const keysChecked: Table<KeysCheckOutcome['kind']> = {
  accepted: 'accepted',
  'wrong-pair': 'refused: doesn’t fit the client id',
  'probably-accepted': 'probably accepted',
  'no-answer': 'no answer',
  unexpected: 'an unexpected answer',
}

const signInTested: Table<SignInOutcome['kind'] | 'too-many-refused'> = {
  'signed-in': 'signed in, keys accepted',
  cancelled: 'stopped by you',
  'never-arrived': 'nothing came back from the browser',
  'ports-taken': 'the port was taken',
  'cannot-listen': 'Latchkey could not listen on this machine',
  'browser-not-opened': 'the browser did not open',
  // Tests ended so until junk no longer ended them; entries of then are kept.
  'too-many-refused': 'too many stray requests',
  'refused-at-consent': 'refused at the consent page',
  'wrong-pair': 'refused: doesn’t fit the client id',
  'token-refused': 'Xero refused the code',
  'not-trusted': 'the answer could not be trusted',
  'no-answer': 'no answer',
  unexpected: 'an unexpected answer',
}

const bankFeedsAsked: Table<BankFeedsAnswer['kind'] | 'scope-refused'> = {
  enabled: 'enabled for the app',
  'app-refused': 'not enabled for the app',
  'scope-refused': 'bankfeeds isn’t granted to the app',
  'organisation-refused': 'the organisation was refused',
  refused: 'refused, but not plainly the app',
  'no-answer': 'no answer',
  unreadable: 'an unexpected answer',
  'not-granted': 'bankfeeds was left out of the token',
  'no-organisation': 'there was no organisation to ask about',
}

const arrived: Table<Arrival> = {
  'generated-here': 'generated here',
  'vault-link': 'from a vault or one-time link',
  'e-mail': 'came by e-mail',
  chat: 'came by chat',
  call: 'read out or shown on a call',
  'recorded-call': 'shown on a recorded call',
}

const fields: Table<keyof XeroAppFields | 'xeroAppIds' | 'tags'> = {
  name: 'name',
  customer: 'customer',
  environment: 'environment',
  clientId: 'client id',
  companyUrl: 'company URL',
  redirectUris: 'redirect URIs',
  appType: 'kind of app',
  createdOn: 'day of creation',
  keyHolder: 'who keeps the secret',
  notes: 'notes',
  xeroAppIds: 'Xero apps',
  tags: 'tags',
}

const locked: Table<'idle' | 'suspend' | 'screen-lock' | 'asked'> = {
  idle: 'nobody was here',
  suspend: 'the machine went to sleep',
  'screen-lock': 'the screen was locked',
  asked: 'you asked for it',
}

const refused: Table<RefusalReason> = refusalWords

/** An activity entry's remark in words, or null where there is none. */
export function noteWords(what: string, note: string | null): string | null {
  if (note === null) return null
  switch (what) {
    case 'xero.keys-checked':
      return slotAnd(keysChecked, note)
    case 'xero.sign-in-tested':
      return slotAnd(signInTested, note)
    case 'xero.bank-feeds-asked':
      return worded(bankFeedsAsked, note)
    case 'xero.callback-refused':
      return worded(refused, note)
    case 'app.locked':
      return worded(locked, note)
    case 'app.changed':
    case 'codat-client.changed':
      return note
        .split(', ')
        .map((field) => worded(fields, field))
        .join(', ')
    case 'secret.stored':
    case 'codat-key.stored':
      return stored(note)
    default:
      return slotNamed(note)
  }
}

/** `slot 1: wrong-pair`. */
function slotAnd(table: Readonly<Record<string, string>>, note: string): string {
  const found = /^slot ([12]): (.+)$/.exec(note)
  return found?.[2] === undefined ? note : `Client secret ${found[1]}, ${worded(table, found[2])}`
}

/** `slot 1, pasted, e-mail`, or a key's name first, which may itself hold commas: so the end is what is worded. */
function stored(note: string): string {
  const found = /^(.*, (?:pasted|typed)), ([a-z-]+)$/.exec(note)
  return found?.[1] === undefined || found[2] === undefined
    ? slotNamed(note)
    : `${slotNamed(found[1])}, ${worded(arrived, found[2])}`
}

/** Only where the remark begins as main writes it, so that names people gave stay theirs. */
function slotNamed(note: string): string {
  return note.replace(/^slot ([12])(?=$|, (?:pasted|typed)$)/, 'Client secret $1')
}

function worded(table: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(table, code) ? (table[code] ?? code) : code
}
