// One name for one thing: what Xero’s limit counts is a connection, and no text calls it a place or a seat.
import { expect, it } from 'vitest'
import { catalogue } from './diagnosis/catalogue'
import { errorTexts } from './errors'
import { setUpWalk } from './guide/steps'

const ROOMS = { catalogue, errorTexts, setUpWalk }
const OTHER_WORD =
  /\b(free|frees|freeing|take|takes|taking|holds?)\b[^.]{0,20}\bplaces?\b|\bplaces? (in Xero|is free|are free)\b|\bseats?\b/i

it.each(Object.entries(ROOMS))('%s speaks of connections', (_room, texts) => {
  const sentences: string[] = []
  const gather = (value: unknown): void => {
    if (typeof value === 'string') sentences.push(value)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(gather)
  }
  gather(texts)
  expect(sentences.length).toBeGreaterThan(50)
  expect(sentences.filter((text) => OTHER_WORD.test(text) && / /.test(text))).toEqual([])
})
