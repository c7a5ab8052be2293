import { describe, expect, it } from 'vitest'
import type { XeroAppView } from '../../../contract/xero-apps'
import type { Rotation } from '../../../domain/xero-apps/schema'
import {
  rotatedWords,
  rotationOrder,
  slotToRetire,
  startWords,
  stepState,
  stepWords,
  survivalWords,
} from './rotation-words'

const rotation: Rotation = {
  startedAt: '2026-11-24T10:00:00Z',
  step: 'paste',
  oldSlot: 1,
  newSlot: 2,
  oldSurvived: 'unknown',
  pastedInto: [],
  seenAt: null,
}

describe('a rotation', () => {
  it('retires last, and names the right slots', () => {
    expect(rotationOrder.at(-1)).toBe('retire')
    expect(stepWords('generate', rotation).hint).toContain('client secret 2')
    expect(stepWords('retire', rotation).hint).toContain('client secret 1')
  })

  it('knows what is done and what is ahead', () => {
    expect(rotationOrder.map((step) => stepState(step, 'paste'))).toEqual(['done', 'done', 'current', 'ahead', 'ahead'])
  })

  it('warns of a broken customer only when Xero refused the old secret', () => {
    expect(survivalWords(rotation, false)).toBeNull()
    expect(survivalWords({ ...rotation, oldSurvived: 'yes' }, false)?.tone).toBe('ok')
    expect(survivalWords({ ...rotation, oldSurvived: 'no' }, true)).toMatchObject({
      tone: 'act',
      title: 'Codat is broken until you paste',
    })
  })

  it('says “no hurry” only of a secret that nobody else has seen', () => {
    const both = { ...rotation, oldSurvived: 'yes' } as const
    expect(survivalWords(both, false)?.text).toContain('no hurry')
    expect(survivalWords(both, true)?.text).not.toContain('no hurry')
    expect(startWords(false)).toContain('another day')
    expect(startWords(true)).toMatch(/today\.$/)
    expect(startWords(true)).not.toContain('another day')
  })

  it('asks for no paste once you have said that every Codat client has the new one', () => {
    for (const step of ['see', 'retire'] as const) {
      expect(survivalWords({ ...rotation, step, oldSurvived: 'no' }, false)).toMatchObject({
        tone: 'watch',
        title: 'Xero no longer accepts the old secret',
      })
    }
  })

  it('offers to retire the secret that others may have seen, whichever place it has', () => {
    const kept = (slot: 1 | 2) => ({ slot, pending: null }) as XeroAppView['secrets'][number]
    const exposed = (slot: 1 | 2) => ({ code: 'secret-exposed', slot }) as XeroAppView['findings'][number]
    const secrets = [kept(1), kept(2)]
    expect(slotToRetire({ secrets, findings: [exposed(2)] })).toBe(2)
    expect(slotToRetire({ secrets, findings: [exposed(1)] })).toBe(1)
    expect(slotToRetire({ secrets, findings: [] })).toBe(1)
    expect(slotToRetire({ secrets: [kept(2)], findings: [] })).toBe(2)
  })
})

it('a rotation that is over names the secret that is gone and the one that is kept, and asks for nothing', () => {
  const { title, hint } = rotatedWords({ oldSlot: 1, newSlot: 2 })
  expect(title).toBe('The rotation is over')
  expect(hint).toMatch(/^Client secret 1 is gone from this machine, and client secret 2 is the one that is kept/)
  expect(rotatedWords({ oldSlot: 2, newSlot: 1 }).hint).toMatch(/^Client secret 2 is gone/)
})
