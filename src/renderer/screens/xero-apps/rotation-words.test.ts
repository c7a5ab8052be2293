import { describe, expect, it } from 'vitest'
import type { Rotation } from '../../../domain/xero-apps/schema'
import { rotatedWords, rotationOrder, stepState, stepWords, survivalWords } from './rotation-words'

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
  })
})

it('a rotation that is over names the secret that is gone and the one that is kept, and asks for nothing', () => {
  const { title, hint } = rotatedWords({ oldSlot: 1, newSlot: 2 })
  expect(title).toBe('The rotation is over')
  expect(hint).toMatch(/^Client secret 1 is gone from this machine, and client secret 2 is the one that is kept/)
  expect(rotatedWords({ oldSlot: 2, newSlot: 1 }).hint).toMatch(/^Client secret 2 is gone/)
})
