import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SOMEBODY_ELSE } from '../text/strangers'
import { createDiscretion, NO_CLIENT_ID } from './discretion'

const CLIENT_ID = 'A1B7C04E55F24C0E9D3386F1A7724E19'
const SECRET = 'PRACTICEq8Zt3LxV0mKc7RyW2pHdB5nUeJ9sGfA6iTvXo1Mw'
const options = {
  clientId: CLIENT_ID,
  withClientId: false,
  own: ['Harbour Pay', 'Harbour'],
  others: ['Zephyr Rival Holdings', 'Rimu (Street) Cafe', 'Pay', 'AB', 'Harbour Pay', ''],
}
const { clean, strangersIn, objection } = createDiscretion(options)

const own = (name: string) => options.own.some((mine) => mine.toLowerCase().includes(name.toLowerCase()))

describe('what leaves', () => {
  it('names nobody else, whatever the case, and only as whole words', () => {
    expect(clean('For ZEPHYR rival holdings and Rimu (Street) Cafe.')).toBe(
      `For ${SOMEBODY_ELSE} and ${SOMEBODY_ELSE}.`,
    )
    expect(clean('Zephyr Rival Holdingsworth')).toBe('Zephyr Rival Holdingsworth')
  })

  it('keeps its own names, also where another name is a part of them, and doesn’t hunt for two letters', () => {
    expect(clean('Harbour Pay, AB test')).toBe('Harbour Pay, AB test')
  })

  it('has the client id only where it was ticked', () => {
    expect(clean(`id ${CLIENT_ID.toLowerCase()}`)).toBe(`id ${NO_CLIENT_ID}`)
    expect(createDiscretion({ ...options, withClientId: true }).clean(`id ${CLIENT_ID}`)).toBe(`id ${CLIENT_ID}`)
  })

  it('never has a secret, however it is written down', () => {
    for (const text of [
      SECRET,
      `client_secret=${SECRET}`,
      `Basic ${Buffer.from(`${CLIENT_ID}:${SECRET}`).toString('base64')}`,
    ])
      expect(clean(text)).not.toContain(SECRET)
  })

  it('says why a text file may not leave, and names nobody in saying so', () => {
    expect(objection('Nothing in particular.')).toBeNull()
    expect(objection(`see Zephyr Rival Holdings`)).toBe('it names another customer')
    expect(objection(CLIENT_ID)).toBe('it holds the client id')
    expect(objection(`client_secret=${SECRET}`)).toBe('it holds something that looks like a secret')
  })

  it('finds any name there can be, whatever characters it has', () => {
    const names = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 }).map((name) => name.trim())
    fc.assert(
      fc.property(
        names.filter((name) => name.length >= 3),
        (name) => {
          const one = createDiscretion({ ...options, others: [name, 'Kowhai Timber Ltd - new'] })
          expect(one.strangersIn(`before ${name} after`)).toEqual(own(name) ? [] : [name])
          expect(one.clean('With Kowhai Timber Ltd - new.')).toBe(`With ${SOMEBODY_ELSE}.`)
        },
      ),
    )
  })

  it('cleans any text around any name so that nothing is left to find', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (before, after) => {
        expect(strangersIn(clean(`${before} Zephyr Rival Holdings ${after}`))).toEqual([])
      }),
    )
  })
})
