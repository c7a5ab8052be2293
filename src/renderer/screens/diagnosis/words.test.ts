import { describe, expect, it } from 'vitest'
import { sides, type Diagnosis, type UsualMessage } from '../../../contract/diagnosis'
import { byPlace, factsOnce, sideWords } from './words'

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
