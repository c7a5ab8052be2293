import { expect, it } from 'vitest'
import { counted, grouped } from './amounts'

it('sets thousands apart and rounds nothing', () => {
  expect(['0', '999.5', '-1000', '-123456.7891', '12345678901234.50'].map(grouped)).toEqual([
    '0',
    '999.5',
    '-1,000',
    '-123,456.7891',
    '12,345,678,901,234.50',
  ])
})

it('counts one and many', () => {
  expect([counted(0, 'line'), counted(1, 'line'), counted(1_200, 'line')]).toEqual(['0 lines', '1 line', '1,200 lines'])
})
