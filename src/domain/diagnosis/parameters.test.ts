import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeOnce, groupParameters, readParameters } from './parameters'

const encode = (text: string, times: number): string =>
  times === 0 ? text : encode(encodeURIComponent(text), times - 1)

describe('readParameters', () => {
  it('gives back any value from any depth', () => {
    // encodeURIComponent leaves an apostrophe as it is, which ends a value in running text.
    const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => !text.includes("'"))
    fc.assert(
      fc.property(value, fc.nat(6), (plain, depth) => {
        const address = encode(`https://a.b/c?x=1&wanted=${encodeURIComponent(plain)}&y=2`, depth)
        const [found] = readParameters(`see ${address} there`, ['wanted'])
        expect(found).toMatchObject({ name: 'wanted', value: plain, level: depth })
      }),
      { numRuns: 500 },
    )
  })

  it('reads a plus as a space and an encoded plus as a plus, at any depth', () => {
    for (const depth of [1, 2, 5]) {
      const address = `?u=${encode('?scope=a+b%2Bc&z=1', depth)}`
      expect(readParameters(address, ['scope'])[0]?.value).toBe('a b+c')
    }
    expect(readParameters('?scope=a+b%2Bc', ['scope'])[0]?.value).toBe('a b+c')
  })

  it('keeps an address’s own parameters apart from those of the address around it', () => {
    const inner = encodeURIComponent('/authorize?client_id=inner&scope=a')
    const groups = groupParameters(
      readParameters(`https://l/?client_id=outer&u=${inner}&scope=b`, ['client_id', 'scope']),
    )
    expect(groups.map((group) => [...group.values()].map(({ value }) => value))).toEqual([
      ['outer', 'b'],
      ['inner', 'a'],
    ])
  })

  it('begins a new address where a name comes again', () => {
    const groups = groupParameters(readParameters('?a=1&b=2 ?a=3&b=4', ['a', 'b']))
    expect(groups.map((group) => group.get('a')?.value)).toEqual(['1', '3'])
  })
})

describe('decodeOnce', () => {
  it('leaves what it can’t decode', () => {
    expect(decodeOnce('%zz%C3')).toBe('%zz%C3')
    expect(decodeOnce('%41 %E2%82%AC %zz')).toBe('A € %zz')
  })
})
