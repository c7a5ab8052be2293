// What changed between two rounds: everything named, nothing made up.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkChange, checkSeen, type CheckSeen } from './board-schema'
import { changesBetween, lastKnown, nothingSeen } from './drift'

const seen = (over: Partial<CheckSeen> = {}): CheckSeen => ({
  secrets: [{ slot: 1, accepted: true }],
  codatKey: 'accepted',
  integration: 'enabled',
  companies: [
    { id: 'a', name: 'Kowhai Timber' },
    { id: 'b', name: 'Rimu Street Cafe' },
  ],
  linked: 2,
  firstCompany: 'Linked',
  seats: { count: 2, limit: 25, state: 'room' },
  feeds: [{ id: 'a', name: 'Kowhai Timber', verdict: 'works' }],
  ...over,
})
const codes = (before: CheckSeen, after: CheckSeen): string[] => changesBetween(before, after).map(({ code }) => code)

describe('named', () => {
  test.each<[string, Partial<CheckSeen>]>([
    ['secret-rejected', { secrets: [{ slot: 1, accepted: false }] }],
    ['key-refused', { codatKey: 'refused' }],
    ['key-other-client', { codatKey: 'other-client' }],
    ['integration-disabled', { integration: 'disabled' }],
    ['integration-absent', { integration: 'absent' }],
    ['first-company-lost', { firstCompany: 'Deauthorized' }],
    ['companies-lost', { companies: [{ id: 'a', name: 'Kowhai Timber' }], linked: 1 }],
    ['seats-full', { seats: { count: 25, limit: 25, state: 'full' } }],
    ['feeds-broken', { feeds: [{ id: 'a', name: 'Kowhai Timber', verdict: 'missing' }] }],
    ['seats-changed', { seats: { count: 3, limit: 25, state: 'room' } }],
  ])('%s, and back again', (code, over) => {
    expect(codes(seen(), seen(over))).toEqual([code])
    expect(changesBetween(seen(over), seen()).every(({ severity }) => severity !== 'act')).toBe(true)
  })

  test('lost companies by name, a renamed one not among them', () => {
    const after = seen({ companies: [{ id: 'a', name: 'Kowhai Ltd' }], linked: 1 })
    const [change] = changesBetween(seen(), after)
    expect(change).toMatchObject({ sentence: 'One company is no longer linked: Rimu Street Cafe.', severity: 'act' })
    expect(change?.names).toEqual(['Rimu Street Cafe'])
  })

  test('too many companies to name by their number', () => {
    const many = { companies: null, linked: 6_000 }
    expect(changesBetween(seen(many), seen({ ...many, linked: 5_990 }))[0]?.sentence).toContain('10 fewer')
  })
})

const anySeen: fc.Arbitrary<CheckSeen> = fc.record({
  secrets: fc.uniqueArray(fc.record({ slot: fc.constantFrom(1, 2) as fc.Arbitrary<1 | 2>, accepted: fc.boolean() }), {
    selector: ({ slot }) => slot,
  }),
  codatKey: fc.constantFrom(null, 'accepted', 'refused', 'other-client'),
  integration: fc.constantFrom(null, 'enabled', 'disabled', 'absent'),
  companies: fc.option(
    fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), name: fc.string({ maxLength: 400 }) }), {
      selector: ({ id }) => id,
    }),
  ),
  linked: fc.option(fc.nat(20)),
  firstCompany: fc.constantFrom(null, 'Linked', 'PendingAuth', 'gone'),
  feeds: fc.option(
    fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        name: fc.constantFrom('A', 'B'),
        verdict: fc.constantFrom('works', 'try', 'missing', 'unknown'),
      }),
      { selector: ({ id }) => id },
    ),
  ),
  seats: fc.option(
    fc.record({
      count: fc.nat(30),
      limit: fc.option(fc.nat(30)),
      state: fc.constantFrom('room', 'watch', 'full', 'over', 'unknown'),
    }),
  ),
})

describe('properties', () => {
  test('nothing changed, nothing said', () => {
    fc.assert(
      fc.property(anySeen, (one) => {
        expect(changesBetween(one, one)).toEqual([])
      }),
    )
  })

  test('what was not seen is never a change, and stays as it was known', () => {
    fc.assert(
      fc.property(anySeen, (one) => {
        expect(changesBetween(one, nothingSeen)).toEqual([])
        expect(changesBetween(nothingSeen, one)).toEqual([])
        expect(changesBetween(one, lastKnown(one, nothingSeen))).toEqual([])
      }),
    )
  })

  test('fits the contract, the gravest first', () => {
    const gravity = ['act', 'watch', 'info', 'ok']
    fc.assert(
      fc.property(anySeen, anySeen, (before, after) => {
        const changes = changesBetween(before, after).map((change) => checkChange.parse(change))
        const order = changes.map(({ severity }) => gravity.indexOf(severity))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
        checkSeen.parse(lastKnown(before, after))
      }),
    )
  })
})
