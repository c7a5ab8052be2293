import { describe, expect, it } from 'vitest'
import { evidence, handOver, integration } from '../../../test/support/guide-records'
import type { SaidStep, StepId } from './schema'
import { unprovedIfElsewhere } from './set-up'
import { stepView } from './step-states'

const at = '2026-11-24T11:05:00.000Z'
const done = { state: 'said-done', at, why: null } satisfies SaidStep
const saidOfAll = {
  plan: done,
  'create-app': done,
  'policy-links': done,
  'hand-over': done,
  scopes: done,
  enable: done,
} satisfies Partial<Record<StepId, SaidStep>>
const before = integration({
  said: saidOfAll,
  handOver,
  keepsLoopback: 'The review wants to see it.',
  scopes: { useCase: null, scopes: ['offline_access', 'accounting.settings'], confirmedAt: at },
})
const other = '00000000-0000-4000-8000-0000000000ff'

describe('a set-up that is moved', () => {
  it('to another Codat client takes along nothing that was said of the one before', () => {
    const after = unprovedIfElsewhere(before, { ...before, codatClientId: other })
    expect(Object.keys(after.said)).toEqual(['plan', 'create-app', 'policy-links'])
    // The list is still what the use case needs; that Codat set it was said of the other client.
    expect(after.scopes).toEqual({ ...before.scopes, confirmedAt: null })
    expect(stepView('scopes', after, evidence()).state).toBe('doing')
    expect(after.keepsLoopback).toBe(before.keepsLoopback)
  })

  it('to another Xero app keeps only what was said of the plan', () => {
    const after = unprovedIfElsewhere(before, { ...before, xeroAppId: other })
    expect(Object.keys(after.said)).toEqual(['plan'])
    expect(after.keepsLoopback).toBe('')
  })

  it('keeps all that was said before it had a Codat client', () => {
    const without = { ...before, codatClientId: null, handOver: null }
    const after = unprovedIfElsewhere(without, { ...without, codatClientId: other })
    expect(after).toMatchObject({ said: saidOfAll, scopes: before.scopes })
  })

  it('not at all keeps everything', () => {
    expect(unprovedIfElsewhere(before, before)).toEqual(before)
  })
})
