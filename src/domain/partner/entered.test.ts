import { describe, expect, it } from 'vitest'
import { detailsProblems, isEmail, isSafeAddress } from './entered'

const nothing = {
  description: '',
  privacyUrl: '',
  termsUrl: '',
  loginUrl: '',
  docsUrl: '',
  supportContact: '',
  codatContact: '',
}

describe('what is entered for an application', () => {
  it.each(['example.com/privacy', 'http://example.com', 'https://', 'ftp://a.b', 'see below'])(
    'is no address: %s',
    (text) => expect(isSafeAddress(text)).toBe(false),
  )
  it.each(['not an email', 'a@b', 'a@b.c, d@e.f', '@b.c', 'Ann <a@b.c>'])('is no e-mail address: %s', (text) =>
    expect(isEmail(text)).toBe(false),
  )

  it('is refused by field, and may be empty', () => {
    expect(detailsProblems(nothing)).toEqual({})
    expect(
      detailsProblems({ ...nothing, privacyUrl: 'https://example.com/privacy ', codatContact: 'sam@codat.io' }),
    ).toEqual({})
    expect(Object.keys(detailsProblems({ ...nothing, termsUrl: 'example.com', codatContact: 'not an email' }))).toEqual(
      ['termsUrl', 'codatContact'],
    )
  })
})
