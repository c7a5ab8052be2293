import { describe, expect, it } from 'vitest'
import { chunkPlan, openedPush } from '../../../../test/support/opened-push'
import { candidatesIn } from './candidates'
import type { JournalEntry } from './entries'
import { nextStep, pushPatience } from './next-step'
import { holdFor } from './pace'
import { stateOf } from './state'

const plan = chunkPlan()
const opened = openedPush([plan, plan])
const at = (time: string): string => `2026-11-24T${time}.000Z`
const sent: JournalEntry = { kind: 'sending', at: at('09:01:00'), chunk: 0, key: 'k', sha256: plan.sha256 }
const accepted: JournalEntry = {
  kind: 'accepted',
  at: at('09:01:01'),
  chunk: 0,
  key: 'k',
  pushOperationKey: 'op',
  status: 'Pending',
}
const polled = (status: string): JournalEntry => ({
  kind: 'polled',
  at: at('09:02:00'),
  chunk: 0,
  status,
  errorMessage: null,
  errors: [],
  warnings: [],
})
const refused: JournalEntry = {
  kind: 'refused',
  at: at('09:01:01'),
  chunk: 0,
  problem: 'bad-request',
  status: 400,
  said: '',
  messages: [],
}
const cancelled: JournalEntry = { kind: 'cancelled', at: at('09:02:30') }
const step = (now: string, ...entries: JournalEntry[]) => {
  const state = stateOf([opened, ...entries])
  if (state === null) throw new Error('No state')
  return nextStep(state, new Date(at(now)), pushPatience)
}

describe('the next step', () => {
  it('begins with the first chunk, under a new key', () => {
    expect(step('09:01:00')).toEqual({ do: 'send', chunk: 0, key: null })
  })
  it('asks with the same key again while Codat surely remembers it', () => {
    expect(step('09:05:00', sent)).toEqual({ do: 'send', chunk: 0, key: 'k' })
    expect(step('10:25:00', sent)).toEqual({ do: 'send', chunk: 0, key: 'k' })
  })
  it.each(['10:27:00', '09:00:30'])('trusts the key no longer at %s: too late, or the clock was set back', (now) => {
    expect(step(now, sent)).toEqual({ do: 'compare', chunk: 0, from: at('08:59:00'), to: at('09:04:00') })
  })
  it('looks after what was taken, with growing pauses', () => {
    expect(step('09:01:00', sent, accepted)).toMatchObject({ do: 'wait', until: at('09:01:01') })
    expect(step('09:01:02', sent, accepted)).toEqual({ do: 'poll', chunk: 0, pushOperationKey: 'op' })
    expect(step('09:02:01', sent, accepted, polled('Pending'))).toMatchObject({ do: 'wait', because: 'pending' })
  })
  it('sends the next chunk only once the last has arrived', () => {
    expect(step('09:03:00', sent, accepted, polled('Success'))).toEqual({ do: 'send', chunk: 1, key: null })
    expect(step('09:03:00', sent, accepted, polled('Failed'))).toMatchObject({ do: 'stop', because: 'failed' })
    expect(step('09:03:00', sent, accepted, polled('TimedOut'))).toMatchObject({ do: 'stop', because: 'asking' })
    expect(step('09:03:00', sent, refused)).toMatchObject({ do: 'stop', because: 'refused' })
  })
  it('is cancelled between chunks; what is on its way is waited for', () => {
    expect(step('09:03:00', cancelled)).toMatchObject({ do: 'stop', because: 'cancelled' })
    expect(step('09:03:00', sent, cancelled)).toMatchObject({ do: 'send', key: 'k' })
    expect(step('09:03:00', sent, accepted, polled('Success'), cancelled)).toMatchObject({ because: 'cancelled' })
  })
})

describe('candidates of the list', () => {
  const row = {
    pushOperationKey: 'x',
    status: 'Pending',
    dataConnectionKey: 'cn',
    dataType: 'bankTransactions',
    requestedOnUtc: '2026-11-24T09:01:00.1234567',
  }
  const sought = { connectionId: 'cn', from: at('08:59:00'), to: at('09:04:00'), known: new Set<string>() }
  it('are of the same connection, data type and time, and not known to be another', () => {
    expect(candidatesIn([row], sought)).toHaveLength(1)
    expect(candidatesIn([{ ...row, dataConnectionKey: 'other' }], sought)).toEqual([])
    expect(candidatesIn([{ ...row, dataType: 'invoices' }], sought)).toEqual([])
    expect(candidatesIn([{ ...row, requestedOnUtc: '2026-11-24T09:05:00' }], sought)).toEqual([])
    expect(candidatesIn([row], { ...sought, known: new Set(['x']) })).toEqual([])
  })
  it('without a readable time count all the same: leaving one out could make one of two', () => {
    expect(candidatesIn([row, { ...row, pushOperationKey: 'y', requestedOnUtc: 'soon' }], sought)).toHaveLength(2)
  })
})

describe('the pace', () => {
  const budget = (remaining: number | null, used: number) => ({
    day: { limit: 1_000, remaining, resetsAt: '2026-11-25T00:00:00.000Z' },
    minute: { limit: 1_000, used },
    readAt: null,
  })
  const now = new Date('2026-11-24T23:59:00.000Z')
  it('is not held back while there is room', () => expect(holdFor(budget(900, 10), now)).toBeNull())
  it('leaves something of the day to others', () => {
    expect(holdFor(budget(50, 10), now)).toEqual({ milliseconds: 60_000, because: 'day' })
  })
  it('slows down before the minute’s stop', () => {
    expect(holdFor(budget(900, 800), now)).toEqual({ milliseconds: 1_000, because: 'minute' })
    expect(holdFor(budget(900, 1_000), now)).toEqual({ milliseconds: 60_000, because: 'minute' })
  })
})

describe('one push of Codat’s list that fits', () => {
  const candidates = [{ pushOperationKey: 'op', requestedOn: at('09:01:00'), status: 'Success' }]
  const unsure: JournalEntry = { kind: 'unsure', at: at('09:01:30'), chunk: 0, status: 500 }
  const compared: JournalEntry = { kind: 'compared', at: at('09:02:00'), chunk: 0, candidates }

  it('is ours', () => {
    expect(stateOf([opened, sent, unsure, compared])?.chunks[0]).toMatchObject({
      phase: 'accepted',
      pushOperationKey: 'op',
    })
  })

  it('is asked about where another push of this machine may have made it', () => {
    const entries = [opened, sent, unsure, { ...compared, contested: true } as const]
    expect(stateOf(entries)?.chunks[0]).toMatchObject({ phase: 'asking', doubt: 'several-fit', pushOperationKey: null })
  })
})
