// What main asks about a Codat client and its keys in its own window.
import type { ConfirmRequest } from '../confirm-request'
import type { CodatClient } from './schema'

export function deletionQuestion(client: CodatClient): ConfirmRequest {
  const count = client.keys.length
  const keys =
    count === 0
      ? 'No API key of it is kept here.'
      : `${count === 1 ? 'Its API key is' : `Its ${count} API keys are`} removed from the keychain on this machine.`
  return {
    title: `Delete “${client.name}” from Latchkey?`,
    body: [keys, 'Nothing changes at Codat: its companies, connections and keys stay as they are.'],
    action: 'Delete',
    danger: true,
    ...(count === 0 ? {} : { typed: client.name }),
  }
}

export function removalQuestion(client: CodatClient, name: string): ConfirmRequest {
  return {
    title: `Remove the API key “${name}” of “${client.name}”?`,
    body: [
      'It is removed from the keychain on this machine.',
      'At Codat it goes on as it is. Delete it there too if nobody else uses it.',
    ],
    action: 'Remove',
    danger: true,
  }
}
