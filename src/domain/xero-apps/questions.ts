// What main asks about a Xero app's secrets in its own window.
import type { ConfirmRequest } from '../confirm-request'
import type { Rotation, SlotNumber, XeroApp } from './schema'

export function retirementQuestion(app: XeroApp, { oldSlot, pastedInto }: Rotation): ConfirmRequest {
  return {
    title: `Retire client secret ${oldSlot} of “${app.name}”?`,
    body: [
      'It is removed from the keychain on this machine. Delete it in Xero too: My Apps, Configuration.',
      pastedInto.length === 0
        ? 'You have not noted any Codat client as holding the new secret. One that still holds the old secret stops connecting once it is deleted in Xero.'
        : `The new secret was pasted into: ${pastedInto.map(({ label }) => label).join(', ')}. Any other Codat client that uses this app stops connecting.`,
    ],
    action: 'Retire it',
    danger: true,
  }
}

export const REVEAL_SECONDS = 20
/** Copies of secrets that need no question, and the time in which they count. */
export const COPIES_UNASKED = 5
export function copyQuestion(app: XeroApp, slot: SlotNumber): ConfirmRequest {
  return {
    title: 'Copy another secret?',
    body: [
      `Client secret ${slot} of “${app.name}” goes to the clipboard for a while, where other programs can read it.`,
      `${COPIES_UNASKED} copies were made within ten minutes. If you didn’t make them, cancel.`,
    ],
    action: 'Copy it',
    danger: false,
  }
}

export function removalQuestion(app: XeroApp, slot: SlotNumber): ConfirmRequest {
  const other = app.secrets.some((secret) => secret.slot !== slot)
  return {
    title: `Remove client secret ${slot} of “${app.name}”?`,
    body: [
      'It is removed from the keychain on this machine. In Xero and in Codat it goes on as it is.',
      other
        ? 'The other secret of this app stays.'
        : 'It is the only secret kept for this app, and Xero does not show it again.',
    ],
    action: 'Remove',
    danger: true,
  }
}

export function revealQuestion({ name }: XeroApp, slot: SlotNumber): ConfirmRequest {
  return {
    title: 'Show this client secret?',
    body: [
      `Client secret ${slot} of “${name}” will be shown for ${REVEAL_SECONDS} seconds.`,
      'Check that nobody is looking over your shoulder and that you are not sharing your screen.',
    ],
    action: 'Show it',
    danger: false,
  }
}
