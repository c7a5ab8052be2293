import { describe, expect, it } from 'vitest'
import { sides, type Diagnosis, type UsualMessage } from '../../../domain/diagnosis/schema'
import { appInFindings, byPlace, factsOnce, partFor, sideWords } from './words'

const diagnosis: Diagnosis = {
  code: 'page.redirect-uri',
  title: 'T',
  cause: 'C',
  side: 'you',
  nextStep: 'N',
  severity: 'act',
}
const message = (id: string, where: UsualMessage['where']): UsualMessage => ({ id, seen: id, where, diagnosis })

describe('the diagnosis in words', () => {
  it('names every side differently', () => {
    expect(new Set(sides.map((side) => sideWords[side])).size).toBe(sides.length)
  })

  it('groups usual messages by place, in order, without empty groups', () => {
    const groups = byPlace([message('a', 'codat-link'), message('b', 'xero-page'), message('c', 'codat-link')])
    expect(groups.map(({ place, messages }) => [place, messages.map(({ id }) => id)])).toEqual([
      ['xero-page', ['b']],
      ['codat-link', ['a', 'c']],
    ])
  })

  it('tells each fact once, on the first card that has it', () => {
    const app = { label: 'Xero app', value: 'Fjord' }
    const scope = { label: 'Scope', value: 'x' }
    const told = factsOnce([{ ...diagnosis, facts: [app] }, { ...diagnosis, facts: [app, scope] }, diagnosis])
    expect(told.map(({ facts }) => facts)).toEqual([[app], [scope], []])
  })
})

it('finds the app that a paste is about by its client id, whatever the case', () => {
  const apps = [{ clientId: '' }, { clientId: 'A1B7C04E55F24C0E9D3386F1A7724E19' }]
  const about = (value: string): Diagnosis => ({ ...diagnosis, facts: [{ label: 'Client id', value }] })
  expect(appInFindings([about('a1b7c04e55f24c0e9d3386f1a7724e19')], apps)).toBe(apps[1])
  expect(appInFindings([about('B1B7C04E55F24C0E9D3386F1A7724E19'), diagnosis], apps)).toBeUndefined()
})

it('leads to the part of the app that a finding is about', () => {
  const codes = [
    'token.invalid-client',
    'feeds.invalid-application',
    'limit.connections',
    'callback.cancelled',
  ] as const
  expect(codes.map((code) => partFor({ code }))).toEqual(['keys', 'bank-feeds', 'connections', undefined])
})
