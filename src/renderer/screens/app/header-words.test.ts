// What an app's header says under its answers, and that nothing of it needs to be cut.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyKnown } from '../../../../test/support/known-apps'
import { appView, daysAgo, NOW, secret } from '../../../../test/support/xero-app-view'
import type { XeroAppView } from '../../../contract/xero-apps'
import { type Standing, standingOf } from '../../../domain/standing/standing'
import { connectionsShort } from '../customers/standing-words'
import { keysAnswer, underConnections, underFeeds, underLive } from './header-words'

const known = fc.sample(anyKnown, { numRuns: 1, seed: 1 })[0]
if (known === undefined) throw new Error('no standing to begin with')
const somewhere = standingOf(known)

function standing(changes: Partial<Standing> = {}): Standing {
  return { ...somewhere, reasons: [], move: null, steps: null, ...changes }
}

function move(changes: Partial<NonNullable<Standing['move']>> = {}): NonNullable<Standing['move']> {
  return {
    who: 'me',
    what: 'hand keys to Codat',
    since: daysAgo(9),
    noted: false,
    chaseOn: null,
    due: false,
    sureness: 'unknown',
    place: 'set-up',
    message: '',
    ...changes,
  }
}

const app = (changes: Partial<XeroAppView> = {}): XeroAppView =>
  appView({ secrets: [secret({ lastAcceptedAt: daysAgo(2) })], ...changes })

describe('under “Can go live”', () => {
  it('says for how long it has been whose move, and how far the set-up is', () => {
    const steps = { done: 9, total: 11, said: 2, skipped: 0 }
    expect(underLive(standing({ move: move(), steps }), NOW)).toBe(
      'Next: You, for 9 d · 9 of 11 steps, 2 of them said, not proved',
    )
    expect(underLive(standing({ move: move({ who: 'xero', since: null }) }), NOW)).toBe('Next: Xero')
    expect(underLive(standing(), NOW)).toBe('no set-up begun')
  })
})

describe('the keys', () => {
  it('are accepted with the time below, and what the sign-in test said', () => {
    expect(keysAnswer(app(), standing(), NOW)).toMatchObject({
      short: 'Accepted by Xero',
      under: '2 days ago · no sign-in test yet',
      place: 'keys',
    })
    expect(keysAnswer(app({ secrets: [], signInProvedAt: daysAgo(1) }), standing(), NOW)).toMatchObject({
      short: 'Keys needed',
      under: 'signed in 1 day ago',
    })
  })

  it('ask for a rotation first, with Xero’s word below', () => {
    const rotate = { ...known, rotation: { startedAt: daysAgo(1), newSlot: 2 as const }, secrets: [] }
    expect(keysAnswer(app(), standingOf(rotate), NOW)).toMatchObject({
      short: 'finish rotation',
      under: 'accepted 2 days ago',
      place: 'rotation',
    })
  })
})

describe('the answers', () => {
  it('hold no name that somebody gave, which would have to be cut', () => {
    const named = anyKnown.map((one) => ({
      ...one,
      name: 'Qqapp',
      customer: 'Qqcustomer',
      setUps: one.setUps.map((setUp) => ({
        ...setUp,
        steps: setUp.steps.map((step) => ({ ...step, why: 'Qqcompany was linked before.' })),
      })),
    }))
    fc.assert(
      fc.property(named, (one) => {
        const told = standingOf(one)
        const keys = keysAnswer(app(), told, NOW)
        const shown = [
          told.short,
          underLive(told, NOW),
          connectionsShort(told.connections),
          underConnections(told.connections, NOW),
          told.bankFeeds.short,
          underFeeds(told.bankFeeds, NOW),
          keys.short,
          keys.under,
        ]
        expect(shown.join('\n')).not.toMatch(/Qq/)
      }),
      { numRuns: 100 },
    )
  })
})
