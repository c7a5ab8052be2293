import { describe, expect, it } from 'vitest'
import { diagnosis, diagnosisCodes } from './schema'
import { diagnosisCalls } from '../../contract/diagnosis'
import { catalogue } from './catalogue'
import { diagnose, headOf, shown } from './diagnose'
import { usualMessages } from './usual-messages'

describe('the catalogue', () => {
  it.each(diagnosisCodes)('%s has its words, in the house’s voice', (code) => {
    const made = diagnose(code)
    expect(diagnosis.parse(made)).toEqual(made)
    const { title, cause, nextStep } = catalogue[code]
    for (const sentence of [cause, nextStep]) expect(sentence).toMatch(/[.!?”]$/)
    expect(title).not.toMatch(/\.$/)
    const all = `${title} ${cause} ${nextStep}`
    expect(all).not.toMatch(/'| {2}|they work|please|sorry/i)
    expect(all).not.toContain('undefined')
  })

  it('has no entry that no code names', () => {
    expect(Object.keys(catalogue).toSorted()).toEqual([...diagnosisCodes].toSorted())
  })
})

describe('usual messages', () => {
  it('fit the contract, with ids that differ', () => {
    expect(diagnosisCalls.listUsualMessages.output.safeParse({ messages: usualMessages() }).error).toBeUndefined()
    expect(new Set(usualMessages().map(({ id }) => id)).size).toBe(usualMessages().length)
  })
})

describe('outside text', () => {
  it('loses secrets, control characters and what reorders text, and is cut', () => {
    const made = diagnose('codat.unknown', {
      facts: [
        ['Empty', ''],
        ['Nothing', null],
        ['Object', {}],
        ['Number', 7],
        ['Secret', 'apiKey=abc'],
      ],
      details: `a\u0000b\u202Ec\uD800 client_secret=hunter2 ${'long '.repeat(1_000)}`,
    })
    expect(made.facts).toEqual([
      { label: 'Number', value: '7' },
      { label: 'Secret', value: 'apiKey=(removed)' },
    ])
    expect(made.details).toMatch(/^abc client_secret=\(removed\) long /)
    expect(made.details?.length).toBeLessThanOrEqual(2_000)
  })

  it('is cut between words, and between whole characters', () => {
    expect(headOf('one two three', 9)).toBe('one two ')
    expect(headOf('one', 9)).toBe('one')
    expect(shown('a😀', 2)).toBe('a😀'.slice(0, 1) + '…')
    expect(shown('😀😀', 2)).toBe('…')
  })
})
