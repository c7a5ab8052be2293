// The words of Codat clients: conflicts are named with the records they are about, and Codat's limit is never Xero's.
import { describe, expect, it } from 'vitest'
import { codatProblem } from '../../../../test/support/codat-problem'
import { codat } from '../../../../test/support/guide-records'
import type { CodatClientView } from '../../../contract/codat-clients'
import { codatFindingCodes } from '../../../domain/codat/schema'
import { codatProblemKinds } from '../../../domain/codat/said'
import {
  budgetWords,
  clientVerdict,
  conditionError,
  findingWords,
  freeKeyName,
  integrationWords,
  keyAcceptedWords,
  keyOutcomeWords,
  problemFacts,
  problemWords,
} from './words'

const NOW = Date.parse('2026-11-24T10:00:00.000Z')
const names: Record<string, string> = { a: 'Harbour Pay', b: 'Tidewater Lending' }
const nameOf = (id: string) => names[id] ?? 'unknown'

const client = (more: Partial<CodatClientView> = {}): CodatClientView => ({
  ...codat,
  name: 'Production',
  environment: 'production',
  findings: [],
  ...more,
})

describe('findings', () => {
  it('names both Xero apps of a client that can hold one credential', () => {
    const words = findingWords({ code: 'two-xero-apps', severity: 'act', key: null, others: ['a', 'b'] }, nameOf)
    expect(words.text).toContain('“Harbour Pay” and “Tidewater Lending”')
  })

  it('has its own words for every code', () => {
    const all = codatFindingCodes.map((code) =>
      findingWords({ code, severity: 'act', key: 'Robin', others: ['a'] }, nameOf),
    )
    expect(new Set(all.map(({ title }) => title)).size).toBe(codatFindingCodes.length)
  })
})

describe('a client at a glance', () => {
  it('says what is refused before what was accepted', () => {
    const findings: CodatClientView['findings'] = [{ code: 'key-refused', severity: 'act', key: 'Robin', others: [] }]
    expect(clientVerdict(client({ findings }), NOW)).toEqual({
      tone: 'act',
      text: 'Codat refused the API key “Robin”',
    })
    expect(clientVerdict(client(), NOW).text).toBe('Not checked yet')
  })

  it('offers a key name that no key has, whatever its case', () => {
    const key = { name: 'KEY 2' } as CodatClientView['keys'][number]
    expect(freeKeyName(client({ keys: [key] }))).toBe('Key 3')
    expect(freeKeyName(client())).toBe('Key 1')
  })
})

describe('what became of a key', () => {
  it('says that a ready-made header was taken apart', () => {
    const words = keyOutcomeWords({
      outcome: 'stored',
      length: 40,
      cleaned: ['line-breaks'],
      form: 'header',
      unusual: false,
      client: client(),
    })
    expect(words).toEqual({
      tone: 'ok',
      title: 'Stored, 40 characters.',
      lines: ['Taken out of the portal’s ready-made header.', 'Taken out: line breaks.'],
    })
  })

  it('raises an alarm over a key of another client, though Codat accepts it', () => {
    expect(keyAcceptedWords({ kind: 'accepted', codatId: 'x', belongs: 'other-client' }).tone).toBe('act')
  })
})

describe('what Codat answers', () => {
  it('words every kind of problem, and tells Codat’s plan limit from Xero’s', () => {
    const titles = codatProblemKinds.map((kind) => problemWords(codatProblem(kind)).title)
    expect(new Set(titles).size).toBe(codatProblemKinds.length)
    expect(problemWords(codatProblem('payment-required')).title).toContain('not Xero’s connection limit')
  })

  it('passes on how long to wait and what support asks for', () => {
    expect(problemWords(codatProblem('rate-limited', { retryAfterSeconds: 7 })).text).toContain('wait 7 seconds')
    const refused = codatProblem('server-error', { correlationId: 'c-1' })
    expect(problemFacts(refused)).toContainEqual(['Correlation id', 'c-1'])
    expect(problemFacts(refused).map(([name]) => name)).not.toContain('Said')
  })

  it('calls an enabled integration enabled, not proved', () => {
    const integration = {
      present: true,
      enabled: true,
      name: null,
      integrationId: null,
      sourceId: null,
      beta: null,
      linkedConnections: 21,
      totalConnections: null,
      features: [],
    }
    expect(integrationWords(integration).lines.join(' ')).toMatch(/proved only by a company that links.*21/)
    expect(integrationWords({ ...integration, enabled: false }).tone).toBe('act')
    expect(integrationWords({ ...integration, present: false }).tone).toBe('act')
    expect(integrationWords({ ...integration, enabled: null }).tone).toBe('watch')
  })

  it('says what is left of the budgets, also while Codat told none', () => {
    const minute = { limit: 1000, used: 3 }
    const none = { limit: null, remaining: null, resetsAt: null }
    expect(budgetWords({ day: none, minute, readAt: null })).toBe(
      '3 of 1,000 requests in this minute. Codat has told no daily budget yet.',
    )
    expect(budgetWords({ day: { limit: 20_000, remaining: 19_998, resetsAt: null }, minute, readAt: null })).toBe(
      '19,998 of 20,000 requests left today; 3 of 1,000 requests in this minute.',
    )
    const day = { limit: 20_000, remaining: 2, resetsAt: '2026-12-01T00:00:00.000Z' }
    expect(budgetWords({ day, minute, readAt: null })).toMatch(
      /^2 of 20,000 requests left today, all of them again at /,
    )
  })
})

it('refuses a tag that Codat’s search can’t take', () => {
  expect(conditionError({ tag: 'team', is: 'equal', value: 'north' })).toBeNull()
  expect(conditionError({ tag: 'a=b', is: 'equal', value: '' })).toContain('none of')
  expect(conditionError({ tag: 'x'.repeat(28), is: 'equal', value: '' })).toContain('27')
})
