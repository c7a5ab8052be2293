import { expect, it } from 'vitest'
import { openDocuments } from './documents'
import { textSource } from './source'

const TABLE = 'Date,Amount\r\n2026-11-01,1.00\n'
const MT940 = ':20:A\r\n:25:1\r\n:60F:C261101EUR1,00\r\n:61:2611021102C1,00NTRFNONREF\r\n:62F:C261102EUR2,00\r\n-\r\n'

it.each([
  ['finds every kind of line end of a table', TABLE, null, 'csv', ['\r\n', '\n']],
  ['looks for none in what is cut by other marks', MT940, null, 'mt940', []],
  // Said to be UTF-16, its letters are none of a statement's.
  ['finds those of what only looked like something else', MT940, 'utf-16le', 'csv', ['\r\n']],
] as const)('%s', async (_what, text, encoding, kind, lineEnds) => {
  const opened = await openDocuments(textSource(text, 'statement'), encoding)
  if ('code' in opened) throw new Error(opened.code)
  expect({ kind: opened.kind, lineEnds: opened.documents[0].scan.lineEnds }).toEqual({ kind, lineEnds })
})
