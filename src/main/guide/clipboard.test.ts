import { describe, expect, it } from 'vitest'
import type { Rotation } from '../../domain/xero-apps/schema'
import { app, secret } from '../../../test/support/guide-records'
import { CLIENT_ID } from '../../../test/support/xero-app-fields'
import { type ClipboardKnowledge, readClipboardText } from './clipboard'

const values: Readonly<Record<string, string>> = {
  'mine 1': 'PRACTICEcurrentcurrentcurrentcurrentcurrentcurrent',
  'mine 2': 'PRACTICEolderolderolderolderolderolderolderolderold',
  'other 1': 'PRACTICEotherotherotherotherotherotherotherotherot',
}
const mine = app({
  id: '00000000-0000-4000-8000-00000000000a',
  secrets: [secret(), secret({ slot: 2, lastAcceptedAt: null, lastRefusedAt: '2026-11-24T11:00:00.000Z' })],
})
const other = app({ id: '00000000-0000-4000-8000-00000000000b', name: 'Tidewater', clientId: 'A'.repeat(32) })
const known: ClipboardKnowledge = {
  app: mine,
  others: [other],
  holders: async (among, value) =>
    among.flatMap((record) =>
      record.secrets
        .filter(({ slot }) => values[`${record.id === mine.id ? 'mine' : 'other'} ${slot}`] === value)
        .map(({ slot }) => ({ record, name: slot })),
    ),
  codatKeyOf: async (value) => (value === 'K'.repeat(40) ? 'Acme at Codat' : null),
}
const holds = (text: string | undefined) => readClipboardText(text ?? '', known)

describe('what is on the clipboard', () => {
  it.each([
    [CLIENT_ID, { kind: 'this-client-id', exact: true }],
    [CLIENT_ID.toLowerCase(), { kind: 'this-client-id', exact: true }],
    [`${CLIENT_ID}\n`, { kind: 'this-client-id', exact: false }],
    [values['mine 1'], { kind: 'this-secret', slot: 1, exact: true }],
    [` ${values['mine 1']}`, { kind: 'this-secret', slot: 1, exact: false }],
    [values['mine 2'], { kind: 'old-secret', slot: 2 }],
    ['A'.repeat(32), { kind: 'other-app', what: 'client-id', name: 'Tidewater' }],
    [values['other 1'], { kind: 'other-app', what: 'secret', name: 'Tidewater' }],
    ['K'.repeat(40), { kind: 'codat-key', name: 'Acme at Codat' }],
    ['f'.repeat(32), { kind: 'neither', looksLike: 'client-id' }],
    ['f'.repeat(48), { kind: 'neither', looksLike: 'secret' }],
    ['Basic Zm9vOmJhcg==', { kind: 'neither', looksLike: 'basic-header' }],
    ['hello there', { kind: 'neither', looksLike: 'nothing' }],
    ['', { kind: 'empty' }],
    ['  \n', { kind: 'empty' }],
    ['x'.repeat(1_000_000), { kind: 'too-long' }],
  ])('%#', async (text, expected) => {
    expect(await holds(text)).toEqual(expected)
  })

  it('during a rotation the secret to paste is the new one', async () => {
    const rotation: Rotation = {
      startedAt: '2026-11-24T11:00:00.000Z',
      step: 'paste',
      oldSlot: 1,
      newSlot: 2,
      oldSurvived: 'yes',
      pastedInto: [],
      seenAt: null,
    }
    const rotating = { ...known, app: { ...mine, rotation } }
    expect(await readClipboardText(values['mine 2'] ?? '', rotating)).toMatchObject({ kind: 'this-secret', slot: 2 })
    expect(await readClipboardText(values['mine 1'] ?? '', rotating)).toEqual({ kind: 'old-secret', slot: 1 })
  })

  it('never gives a value back', async () => {
    for (const value of Object.values(values)) expect(JSON.stringify(await holds(value))).not.toContain(value)
  })
})
