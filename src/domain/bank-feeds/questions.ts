// What main asks about bank feeds in its own window, over its own data. Pure.
import type { SourceAccount } from './schema'
import type { ConfirmRequest } from '../confirm-request'
import type { NewAccount } from './account-types'

export function productionQuestion(name: string): ConfirmRequest {
  return {
    title: `Allow pushes to real organisations for ${name}?`.slice(0, 200),
    body: [
      'Until now Latchkey pushes to trial organisations only. After this it pushes to any company of this Xero app and Codat client.',
      'Each push still asks you, and wants the company’s name typed.',
    ],
    action: 'Allow',
    danger: true,
  }
}

export function createQuestion(account: NewAccount): ConfirmRequest {
  return {
    title: `Create the source account “${account.name}”?`,
    body: [
      `Codat gets an account with the id ${account.id}, of the type ${account.type}, in ${account.currency}.`,
      'Nothing changes in Xero yet: it stays pending until it is mapped to one of Xero’s accounts.',
    ],
    action: 'Create',
    danger: false,
  }
}

/** `target` is null where Xero makes a new account. */
export function mapQuestion(account: SourceAccount, target: string | null): ConfirmRequest {
  if (target === null) {
    return {
      title: `Map “${account.name}” to a new account in Xero?`.slice(0, 200),
      body: [
        `Xero makes a bank account for “${account.name}” and connects its feed. What is pushed is booked there from then on.`.slice(
          0,
          1_000,
        ),
        'An account in Xero can be archived, but not made unmade. Is there one already, cancel and choose it.',
      ],
      action: 'Map',
      danger: true,
    }
  }
  return {
    title: `Map “${account.name}” to “${target}”?`.slice(0, 200),
    body: [
      `Xero connects a feed to its account “${target}”. What is pushed to “${account.name}” is booked there from then on.`.slice(
        0,
        1_000,
      ),
      'A Xero account takes one feed. Where it has one already, under this or another Xero app, this is refused.',
    ],
    action: 'Map',
    danger: true,
  }
}

export function disconnectQuestion(account: SourceAccount): ConfirmRequest {
  return {
    title: `Disconnect “${account.name}”?`.slice(0, 200),
    body: [
      'Its feed ends: nothing can be pushed to it any more, by Latchkey or by the customer’s own system.',
      'What has arrived in Xero stays. To feed it again, it has to be mapped again.',
    ],
    action: 'Disconnect',
    danger: true,
    typed: account.name.slice(0, 200),
  }
}
