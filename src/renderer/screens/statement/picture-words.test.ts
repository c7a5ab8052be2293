// What stands at the ends of the picture of a statement. (The walk of 28 November: 38.)
import { expect, it } from 'vitest'
import type { StatementView } from '../../../contract/statements'
import { pictureEnds } from './words'

function statement(dates: readonly string[], firstDate: string, lastDate: string) {
  return {
    picture: { points: dates.map((date) => ({ date })) },
    summary: { firstDate, lastDate },
  } as unknown as Pick<StatementView, 'picture' | 'summary'>
}

it('are the first and the last day of lines in order', () => {
  expect(pictureEnds(statement(['2026-05-13', '2026-11-28'], '2026-05-13', '2026-11-28'))).toEqual({
    from: '13 May 2026',
    to: '28 November 2026',
  })
})

it('are no days where the lines are in no order', () => {
  expect(pictureEnds(statement(['2026-05-13', '2026-11-28', '2026-05-16'], '2026-05-13', '2026-11-28'))).toEqual({
    from: 'the first line',
    to: 'the last',
  })
})
