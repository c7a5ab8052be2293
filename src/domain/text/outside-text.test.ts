import { expect, it } from 'vitest'
import { outsideText } from './outside-text'

it('takes out what would reorder the page, and leaves every script its letters', () => {
  expect(outsideText('Acme \u202Egnp.exe\u202C Ltd', 100)).toBe('Acme gnp.exe Ltd')
  expect(outsideText('\u2067חברה\u2069 \u200Fشركة\u200E', 100)).toBe('חברה شركة')
  expect(outsideText('Long name', 4)).toBe('Long')
})
