import { expect, it } from 'vitest'
import { holdDroppedFile } from './dropped-file'

it('gives the last file once, and tells what may be a message from what is a statement', () => {
  const told: boolean[] = []
  const dropped = holdDroppedFile(({ mayBeText }) => told.push(mayBeText))
  expect([dropped.has(), dropped.take()]).toEqual([false, null])
  dropped.put('/home/a/answer.json')
  dropped.put('/home/a/November.CSV')
  expect(told).toEqual([true, false])
  expect([dropped.has(), dropped.take(), dropped.has(), dropped.take()]).toEqual([
    true,
    '/home/a/November.CSV',
    false,
    null,
  ])
})
