import fc from 'fast-check'
import { expect, test } from 'vitest'
import { html, pageAnswer } from './html'

test('no text gets out of its place, in an element or in an attribute', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const made = html`<p title="${text}">${text}</p>`.html
      const [, attribute = '<', element = '<'] = /^<p title="([^]*)">([^]*)<\/p>$/.exec(made) ?? []
      expect(attribute).not.toMatch(/[<>"']/)
      expect(element).not.toMatch(/[<>]/)
    }),
  )
})

test('HTML inside HTML is kept, lists are joined, nothing for null and false', () => {
  const items = ['a', '<'].map((one) => html`<b>${one}</b>`)
  expect(html`<p>${items}${null}${false}${0}</p>`.html).toBe('<p><b>a</b><b>&lt;</b>0</p>')
})

test('a page allows no script, no frame, and forms only where it says', () => {
  const { headers, body } = pageAnswer({ title: '</title>', body: html``, formsMayReach: ['http://localhost:1'] })
  expect(headers?.['Content-Security-Policy']).toContain("default-src 'none'")
  expect(headers?.['Content-Security-Policy']).toContain("form-action 'self' http://localhost:1;")
  expect(body).toContain('<title>&lt;/title&gt;</title>')
})
