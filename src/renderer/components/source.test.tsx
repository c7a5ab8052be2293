// Every fact there is, as a screen shows it: with its source, its day, and what is doubtful about it.
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import * as facts from '../../domain/facts'
import type { Fact } from '../../domain/facts'
import { checklists } from '../../domain/partner/checklist-items'
import { limitPreset, limitFor } from '../../domain/limits'
import { from } from '../../domain/partner/routes'
import { inDays } from '../../domain/scopes'
import { FactSource } from './source'

function isFact(value: unknown): value is Fact<unknown> {
  return typeof value === 'object' && value !== null && 'source' in value && 'asOf' in value && 'trust' in value
}

/** Facts by name, those in groups too. */
function factsIn(group: object, prefix = ''): [string, Fact<unknown>][] {
  return Object.entries(group).flatMap(([name, value]: [string, unknown]) => {
    if (isFact(value)) return [[prefix + name, value]]
    const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isGroup ? factsIn(value, `${prefix}${name}.`) : []
  })
}

const every = factsIn(facts)
const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&#x27;', '’')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const trusted = { primary: '', reported: 'Reported by others', inferred: 'Inferred' } as const

describe('a fact on a screen', () => {
  it('is one of many', () => expect(every.length).toBeGreaterThan(60))

  it.each(every)('%s', (_, fact) => {
    const said = textOf(renderToStaticMarkup(<FactSource fact={fact} />))
    expect(said).toContain(fact.source)
    expect(said).toContain(inDays(fact.asOf))
    expect(said).toContain(fact.note ?? '')
    expect(said).toContain(trusted[fact.trust])
  })
})

describe('what main makes of facts', () => {
  it('carries the doubt on every item of the checklists', () => {
    const doubts = new Map(every.map(([, fact]) => [fact.source, new Set<string | null>()]))
    for (const [, fact] of every) doubts.get(fact.source)?.add(facts.doubtOf(fact))
    const items = Object.values(checklists).flatMap((checklist) => checklist?.items ?? [])
    expect(items.length).toBeGreaterThan(40)
    for (const { source, doubt } of items) expect(doubts.get(source)?.has(doubt)).toBe(true)
  })

  it('carries it on limits and reasons', () => {
    const { doubt } = limitFor({ limitSetting: { kind: 'preset', preset: 'core' }, createdOn: null })
    expect(doubt).toContain('more than 5 companies')
    expect(facts.doubtOf(limitPreset('legacy').from)).toContain('Pages disagree')
    expect(from(facts.listingTerms, 'x').doubt).toContain('Pages disagree on Sign Up with Xero')
  })
})
