import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemAnswer, itemStates, type ItemAnswer } from './schema'
import { itemsElsewhere, noAnswer, seeThrough, type Checklist, type ChecklistItem } from './checklist'
import { checklists } from './checklist-items'

const IDS = ['a', 'b', 'c', 'd', 'e', 'constructor', '__proto__x']

function item(id: string, more: Partial<ChecklistItem> = {}): ChecklistItem {
  return {
    id,
    kind: 'checkpoint',
    title: id,
    wants: null,
    howToShow: '',
    suggestedDoer: null,
    source: 'https://example.com',
    asOf: '2026-11-23',
    doubt: null,
    check: null,
    since: 1,
    ...more,
  }
}

const answer: fc.Arbitrary<ItemAnswer> = fc.record({
  state: fc.constantFrom(...itemStates),
  reason: fc.string({ maxLength: 20 }).map((text) => text.trim()),
  doneBy: fc.constantFrom('codat', 'product', 'you', null),
  owner: fc.constantFrom('', 'Robin'),
  dueOn: fc.constantFrom(null, '2026-12-01'),
  notes: fc.string({ maxLength: 30 }).map((text) => text.trim()),
  evidence: fc.constant([]),
})
const subset = fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: IDS.length })

/** Version 1 with some items, version 2 with any others, any of which may take the place of any. */
const versions = fc.record({
  one: subset,
  two: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...IDS, 'new-1', 'new-2'),
      since: fc.constantFrom(1, 2),
      replaces: subset,
      changedIn: fc.constantFrom(undefined, 2),
    }),
    { selector: ({ id }) => id },
  ),
  answers: fc.dictionary(fc.constantFrom(...IDS), answer),
})

const checklist = (version: number, items: readonly ChecklistItem[]): Checklist => ({
  route: 'app-store',
  version,
  intro: '',
  items,
})

describe('a checklist of version 1 with answers, opened by version 2', () => {
  it('never loses an answer, and shows each in exactly one place', () => {
    fc.assert(
      fc.property(versions, ({ one, two, answers }) => {
        const first = seeThrough(
          checklist(
            1,
            one.map((id) => item(id)),
          ),
          answers,
          { seenVersion: null },
        )
        expect(placesOf(first)).toEqual(answers)
        const items = two.map(({ id, since, replaces, changedIn }) =>
          item(id, { since, replaces, ...(changedIn === undefined ? {} : { changedIn }) }),
        )
        const second = seeThrough(checklist(2, items), answers, { seenVersion: 1 })
        expect(placesOf(second)).toEqual(answers)
      }),
      { numRuns: 1_000 },
    )
  })

  it('loses none either when an item of version 2 is answered on top and version 3 comes', () => {
    fc.assert(
      fc.property(versions, answer, ({ two, answers }, newer) => {
        const target = two[0]?.id ?? 'a'
        const after = { ...answers, [target]: newer }
        const seen = seeThrough(
          checklist(
            3,
            two.slice(1).map(({ id }) => item(id)),
          ),
          after,
          { seenVersion: 2 },
        )
        expect(placesOf(seen)).toEqual(after)
      }),
    )
  })

  it('shows what is new and what changed since the version looked at last, and nothing at the first look', () => {
    const two = checklist(2, [item('old'), item('changed', { changedIn: 2 }), item('new', { since: 2 })])
    const news = (seenVersion: number | null) => seeThrough(two, {}, { seenVersion }).rows.map((row) => row.news)
    expect(news(1)).toEqual(['none', 'changed', 'new'])
    expect(news(2)).toEqual(['none', 'none', 'none'])
    expect(news(null)).toEqual(['none', 'none', 'none'])
  })
})

/** Every answer by id, wherever it is shown; twice in two places would fail. */
function placesOf({ rows, kept }: ReturnType<typeof seeThrough>): Record<string, ItemAnswer> {
  const all = [
    ...rows.filter((row) => row.answer !== noAnswer).map((row) => [row.item.id, row.answer] as const),
    ...rows.flatMap((row) => row.earlier.map((one) => [one.itemId, one.answer] as const)),
    ...kept.map((one) => [one.itemId, one.answer] as const),
  ]
  expect(new Set(all.map(([id]) => id)).size).toBe(all.length)
  return Object.fromEntries(all)
}

describe('the checklists of this version', () => {
  it('have nine checkpoints for the App Store and eleven for bank feeds, each with what is wanted', () => {
    const points = (route: 'app-store' | 'bank-feeds') =>
      (checklists[route]?.items ?? []).filter(({ kind }) => kind === 'checkpoint')
    expect(points('app-store')).toHaveLength(9)
    expect(points('bank-feeds')).toHaveLength(11)
    expect(points('bank-feeds').every(({ wants }) => wants !== null && wants !== '')).toBe(true)
    expect(points('app-store').every(({ wants }) => wants !== null && wants !== '')).toBe(true)
  })

  it('never use an id twice for different things, and date every item', () => {
    const titles = new Map<string, string>()
    for (const list of Object.values(checklists))
      for (const { id, title, source, asOf } of list?.items ?? []) {
        expect(titles.get(id) ?? title).toBe(title)
        titles.set(id, title)
        expect(source).toMatch(/^https:\/\//)
        expect(asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }
  })

  it('leave another route’s answers to that route', () => {
    const feeds = itemsElsewhere(checklists, 'app-store')
    expect(feeds.has('pre.introduction')).toBe(true)
    const list = checklists['app-store']
    if (list === null) throw new Error('no checklist')
    const answers = { 'pre.introduction': { ...noAnswer, notes: 'x' } }
    expect(seeThrough(list, answers, { seenVersion: 1, elsewhere: feeds }).kept).toEqual([])
  })

  it('start from an answer that can be written', () => {
    expect(itemAnswer.parse(noAnswer)).toEqual(noAnswer)
  })
})
