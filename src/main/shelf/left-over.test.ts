import { beforeEach, describe, expect, it } from 'vitest'
import { codatSlot, type Slot, type SlotParts, xeroSlot } from '../../domain/vault/slot'
import { createLeftOverSecrets } from './left-over'

const [known, lost, lostKey] = [xeroSlot('a', 1), xeroSlot('b', 2), codatSlot('c', 'Robin')]
let keychain: { slots: Slot[]; locked: number } | null
let whole: boolean
let yes: boolean
let removed: Slot[]
let noted: number[]
let asked: string[]
let whileAsking: () => void

beforeEach(() => {
  keychain = { slots: [known, lost, lostKey], locked: 0 }
  whole = true
  yes = true
  removed = []
  noted = []
  asked = []
  whileAsking = () => {}
})

const leftOver = () =>
  createLeftOverSecrets({
    vault: {
      slotsInKeychain: async () => keychain,
      async remove(slot) {
        removed.push(slot)
        return 'removed'
      },
    },
    records: async () => ({ whole, knows: (parts: SlotParts) => parts.id === 'a' }),
    prompts: {
      async confirm({ title }) {
        asked.push(title)
        whileAsking()
        whileAsking = () => {}
        return yes
      },
    },
    note: async (count) => void noted.push(count),
  })

const found = [
  { kind: 'xero', place: 'client secret 2' },
  { kind: 'codat', place: 'Robin' },
]

describe('secrets that nothing knows of', () => {
  it('are found by the places of what lies in the keychain', async () => {
    expect(await leftOver().findLeftOverSecrets({})).toEqual({ kind: 'looked', found, locked: 0 })
    keychain = { slots: [known], locked: 3 }
    expect(await leftOver().findLeftOverSecrets({})).toEqual({ kind: 'looked', found: [], locked: 3 })
  })

  it('can’t be told where the keychain gives no list, or a record that may know of them can’t be read', async () => {
    whole = false
    expect(await leftOver().findLeftOverSecrets({})).toEqual({ kind: 'cannot-tell', because: 'damaged-records' })
    expect(await leftOver().removeLeftOverSecrets({})).toEqual({ removed: 0 })
    keychain = null
    expect(await leftOver().findLeftOverSecrets({})).toEqual({ kind: 'cannot-tell', because: 'no-list' })
    expect([removed, asked]).toEqual([[], []])
  })

  it('are deleted after a yes, and nothing else is', async () => {
    expect(await leftOver().removeLeftOverSecrets({})).toEqual({ removed: 2 })
    expect(removed).toEqual([lost, lostKey])
    expect([asked, noted]).toEqual([['Delete 2 left-over secrets?'], [2]])
  })

  it('stay after a no', async () => {
    yes = false
    expect(await leftOver().removeLeftOverSecrets({})).toEqual({ removed: null })
    expect([removed, noted]).toEqual([[], []])
  })

  it('are asked about anew where they are others by the time of the answer', async () => {
    whileAsking = () => {
      keychain = { slots: [known, lost], locked: 0 }
    }
    expect(await leftOver().removeLeftOverSecrets({})).toEqual({ removed: 1 })
    expect(removed).toEqual([lost])
    expect(asked).toEqual(['Delete 2 left-over secrets?', 'Delete the left-over client secret 2?'])
  })
})
