import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checklists } from './checklist-items'
import { likelyItems, replyText, splitPoints } from './rounds'

const items = checklists['app-store']?.items ?? []

describe('splitPoints', () => {
  it('takes a numbered list apart, with what follows each number, without greeting and signature', () => {
    const text =
      'Hi Kim,\n\nTwo things:\n1. Show the tenant name\n   on every page.\n2) Taxes are not mapped.\n\nThanks\nJo'
    expect(splitPoints(text)).toEqual(['Show the tenant name\n   on every page.', 'Taxes are not mapped.'])
  })

  it('takes bullets and paragraphs', () => {
    expect(splitPoints('- one\r\n- two\r\n• three')).toEqual(['one', 'two', 'three'])
    expect(splitPoints('Dear all,\n\nThe logo is old.\n\nErrors are hidden.\n\nKind regards')).toEqual([
      'The logo is old.',
      'Errors are hidden.',
    ])
  })

  it('loses no text that isn’t greeting, marker or what stands before a list', () => {
    expect(splitPoints('Only one thing.')).toEqual(['Only one thing.'])
    expect(splitPoints('Hello')).toEqual(['Hello'])
  })

  it('gives back every line of a list, whatever the lines are', () => {
    const line = fc
      .stringMatching(/^[a-z][a-z ]{0,30}[a-z]$/)
      .filter((text) => !/^(?:hi|hello|dear|thanks|best|cheers|regards|yours|kind)/.test(text))
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 20 }), (lines) => {
        expect(splitPoints(lines.map((text, index) => `${index + 1}. ${text}`).join('\n'))).toEqual(lines)
      }),
    )
  })

  it('always gives at least one point and never a huge one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 300 }), (text) => {
        const points = splitPoints(text.repeat(40))
        expect(points.length).toBeGreaterThan(0)
        expect(points.every((point) => point.length <= 4_000)).toBe(true)
      }),
    )
  })
})

describe('likelyItems', () => {
  it.each([
    ['Error handling: we saw no message.', ['app-store.errors']],
    ['Your tax rates: Taxes aren’t mapped', ['app-store.taxes']],
    ['The account and payment mapping is fixed.', ['app-store.mapping']],
    ['Please send a picture.', []],
  ])('ties “%s”', (point, expected) => {
    expect(likelyItems(point, items)).toEqual(expected)
  })
})

it('drafts a reply under every point, and says where there is none yet', () => {
  const point = { id: 'p', itemIds: [], done: false }
  const round = {
    id: 'r',
    on: '2026-11-20',
    text: '',
    answeredOn: null,
    points: [
      { ...point, text: 'One\nmore', reply: 'Done.' },
      { ...point, text: 'Two', reply: '' },
    ],
  }
  expect(replyText(round, { appName: 'Harbour Pay' })).toContain(
    '1.\n> One\n> more\n\nDone.\n\n2.\n> Two\n\n(No reply yet.)',
  )
})
