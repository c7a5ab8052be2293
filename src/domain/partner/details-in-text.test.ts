import { describe, expect, it } from 'vitest'
import { detailsInText } from './details-in-text'

describe('links and contacts in a text', () => {
  it('takes each from a mail that lists them', () => {
    const mail = `Hi,
What it does: Reads bills for lenders.
- Privacy policy: https://harbour.example/legal/p1.
- Terms & conditions – <https://harbour.example/legal/p2>
Login: https://my.harbour.example/
Help centre (https://harbour.example/h)
Support e-mail: care@harbour.example
At Codat we talk to sam@codat.example, thanks.`
    expect(detailsInText(mail)).toEqual({
      description: 'Reads bills for lenders.',
      privacyUrl: 'https://harbour.example/legal/p1',
      termsUrl: 'https://harbour.example/legal/p2',
      loginUrl: 'https://my.harbour.example/',
      docsUrl: 'https://harbour.example/h',
      supportContact: 'care@harbour.example',
      codatContact: 'sam@codat.example',
    })
  })

  it('goes by the line above, and by the address itself where no words are', () => {
    const list = `Privacy\nhttps://harbour.example/a\nhttps://harbour.example/terms-of-use\nhttps://login.harbour.example\nhttps://docs.harbour.example/x`
    expect(detailsInText(list)).toEqual({
      privacyUrl: 'https://harbour.example/a',
      termsUrl: 'https://harbour.example/terms-of-use',
      loginUrl: 'https://login.harbour.example',
      docsUrl: 'https://docs.harbour.example/x',
    })
  })

  it('takes two on one line apart', () => {
    expect(detailsInText('Privacy https://a.example/1 | Terms https://a.example/2')).toEqual({
      privacyUrl: 'https://a.example/1',
      termsUrl: 'https://a.example/2',
    })
  })

  it('leaves out what it can’t tell: two for one field, both at once, no words, no https', () => {
    expect(detailsInText('Privacy: https://a.example/1\nPrivacy: https://a.example/2')).toEqual({})
    expect(detailsInText('Terms and privacy policy: https://a.example/legal')).toEqual({})
    expect(detailsInText('https://a.example/x, kim@a.example')).toEqual({})
    expect(detailsInText('Privacy: http://a.example/privacy')).toEqual({})
    expect(detailsInText('')).toEqual({})
  })
})
