import { describe, expect, it } from 'vitest'
import { refusalReasons } from '../../../domain/xero/schema'
import { noteWords } from './note-words'

describe('the remarks of the activity log', () => {
  it.each([
    ['xero.keys-checked', 'slot 1: wrong-pair', 'Client secret 1, refused: doesn’t fit the client id'],
    ['xero.keys-checked', 'slot 2: accepted', 'Client secret 2, accepted'],
    ['xero.sign-in-tested', 'slot 1: ports-taken', 'Client secret 1, the port was taken'],
    ['xero.bank-feeds-asked', 'app-refused', 'not enabled for the app'],
    ['secret.stored', 'slot 2, pasted, generated-here', 'Client secret 2, pasted, generated here'],
    ['secret.copied', 'slot 1', 'Client secret 1'],
    ['codat-key.stored', 'Ops, London, typed, vault-link', 'Ops, London, typed, from a vault or one-time link'],
    ['app.changed', 'clientId, redirectUris', 'client id, redirect URIs'],
    ['app.locked', 'screen-lock', 'the screen was locked'],
    ['client-id.stored', '32 characters', '32 characters'],
  ])('words %s “%s”', (what, note, words) => {
    expect(noteWords(what, note)).toBe(words)
  })

  it.each([...refusalReasons])('words a request turned away as %s', (reason) => {
    expect(noteWords('xero.callback-refused', reason)).not.toBe(reason)
  })

  it('leaves alone what it doesn’t know, names that look like codes, and nothing', () => {
    expect(noteWords('xero.keys-checked', 'slot 1: newer-kind')).toBe('Client secret 1, newer-kind')
    expect(noteWords('app.changed', 'toString')).toBe('toString')
    expect(noteWords('codat-key.removed', 'slot 1 of ours')).toBe('slot 1 of ours')
    expect(noteWords('app.locked', null)).toBeNull()
  })
})
