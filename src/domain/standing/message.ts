// What to send to whoever has the move. No id, no secret: messages get forwarded. Pure.
import type { KnownApp, Mover } from './known'

export interface Asked {
  readonly who: Mover
  readonly code: string | null
  readonly step: string | null
  readonly setUpId: string | null
}

/** Empty where the move is yours. */
export function messageFor(known: KnownApp, { who, code, step, setUpId }: Asked): string {
  if (who === 'me') return ''
  const setUp =
    known.setUps.find(({ id }) => id === setUpId) ?? (known.setUps.length === 1 ? known.setUps[0] : undefined)
  const name = known.customer === '' ? known.name : known.customer
  const ask = asksByCode[code ?? '']?.[who] ?? asks[step ?? '']?.[who] ?? 'Could you let me know where this stands?'
  const at = setUp?.codatName ? `, Codat client “${setUp.codatName}”` : ''
  const scopes = step === 'scopes' && setUp !== undefined ? setUp.scopes.map((scope) => `\n${scope}`).join('') : ''
  const lines: Record<Exclude<Mover, 'me'>, string> = {
    customer: `Hello,\n\nto finish the Xero connection for ${name} we need one thing from you.\n\n${ask}`,
    codat: `Hello,\n\nthis is about the Xero integration of ${name} (Xero app “${known.name}”${at}).\n\n${ask}${scopes === '' ? '' : `\n${scopes}`}`,
    xero: `Hello,\n\nthis is about the app “${known.name}” of ${name}.\n\n${ask}`,
    reviewer: `Hello,\n\nthis is about the review of the app “${known.name}” of ${name}. Could you let me know where it stands, and whether you need anything from us?`,
  }
  return `${lines[who]}\n\nThank you`
}

/** What is asked of whom: nobody is asked for what another one has. */
type Asks = Readonly<Record<string, Partial<Record<Mover, string>>>>

const whereAgreementStands =
  'Could you let me know where the agreement with Xero stands, and what you still need from us?'

const asksByCode: Asks = {
  'client-id-missing': {
    customer: 'Could you send me the client id of the app, from Xero’s developer portal, under Configuration?',
  },
  'keys-refused': {
    customer: 'Xero refuses the client secret we have. Could you generate a new one and share it by a one-time link?',
  },
  'agreement-missing': { codat: whereAgreementStands, xero: whereAgreementStands },
}

const asks: Asks = {
  keys: {
    customer:
      'Could you generate a client secret for the app in Xero’s developer portal and share it by a one-time link of a password manager, not by mail or chat?',
  },
  'hand-over': {
    customer:
      'Could you enter the client id and client secret in Codat’s portal, under Settings, Integrations, Accounting, Xero, and save?',
  },
  scopes: {
    codat:
      'Could you set the scopes that the integration asks Xero for to the list below, and tell me when it is done?',
  },
  enable: {
    codat: 'Could you enable the Xero integration for this client?',
    customer: 'Could you switch Xero on in Codat’s portal, under Settings, Integrations, Accounting?',
  },
  'first-company': {
    customer:
      'Could you open the link I sent you, sign in to Xero as someone who may connect apps, and allow the connection?',
  },
}
