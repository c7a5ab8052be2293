// Held against csv-parse, the reader whose reading of odd quotes is the rule here, for every way of cutting the text in pieces.
import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRecordCutter, type RecordFault } from './csv-records'
import type { LineEnd } from './encoding'

const ALL_ENDS: readonly LineEnd[] = ['\r\n', '\n', '\r']

interface Cut {
  readonly records: readonly (readonly string[])[]
  readonly fault: RecordFault | null
}

function cutIn(pieces: readonly string[], { delimiter = ',', lineEnds = ALL_ENDS, mostCharacters = 10_000 } = {}): Cut {
  const records: string[][] = []
  const cutter = createRecordCutter({
    delimiter,
    lineEnds,
    mostCharacters,
    onRecord: (cells) => void records.push([...cells]),
  })
  for (const piece of pieces) {
    const fault = cutter.push(piece)
    if (fault !== null) return { records, fault }
  }
  return { records, fault: cutter.end() }
}

function byCsvParse(text: string, delimiter: string, lineEnds: readonly LineEnd[]): Cut {
  const records: string[][] = []
  try {
    parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      record_delimiter: [...lineEnds],
      on_record: (record: string[]) => {
        records.push(record)
        return null
      },
    })
    return { records, fault: null }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { records, fault: 'quote-not-closed' }
  }
}

/** The text cut at these places, in pieces of at least nothing. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return places.slice(1).map((end, at) => text.slice(places[at], end))
}

/** Made of what matters to a CSV, so that every rule meets every other. */
const odd = fc
  .array(fc.constantFrom('"', '""', ',', ';', '\n', '\r\n', '\r', 'a', ' ', 'é', '\u{1f600}', '1.50', '\t'), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''))
const endsIn = (text: string): LineEnd[] => {
  const found = new Set(text.match(/\r\n|\n|\r/g))
  return ALL_ENDS.filter((end) => found.has(end))
}

describe('records of a CSV', () => {
  it('are what csv-parse reads, however the text comes in pieces', () => {
    fc.assert(
      fc.property(
        odd,
        fc.array(fc.nat(), { maxLength: 6 }),
        fc.constantFrom(',', ';', '\t'),
        (text, cuts, delimiter) => {
          const lineEnds = endsIn(text)
          const ends: readonly LineEnd[] = lineEnds.length === 0 ? ['\n'] : lineEnds
          expect(cutIn(pieces(text, cuts), { delimiter, lineEnds })).toEqual(byCsvParse(text, delimiter, ends))
        },
      ),
      { numRuns: 3_000 },
    )
  })

  it('are the same for every single border', () => {
    const text = 'a,"b ""c"", d"\r\n"e\r\nf",g\r\n"h"i,j"k\r\n\r\nl,\r\n"m",""'
    const whole = cutIn([text], { lineEnds: ['\r\n'] })
    expect(whole.records).toEqual([['a', 'b "c", d'], ['e\r\nf', 'g'], ['"h"i', 'j"k'], [''], ['l', ''], ['m', '']])
    for (let at = 0; at <= text.length; at += 1)
      expect(cutIn([text.slice(0, at), text.slice(at)], { lineEnds: ['\r\n'] })).toEqual(whole)
    expect(cutIn([...text], { lineEnds: ['\r\n'] })).toEqual(whole)
  })

  it('end where a quotation mark is never closed', () => {
    expect(cutIn(['a,b\n"c,d\n', 'e,f\n'])).toEqual({ records: [['a', 'b']], fault: 'quote-not-closed' })
  })

  it('are no longer than they may be, whether the end is in sight or not', () => {
    const long = 'x'.repeat(300)
    expect(cutIn([`a\n"${long}`, long], { mostCharacters: 200 })).toEqual({ records: [['a']], fault: 'too-long' })
    expect(cutIn([`a\n${long}\nb\n`], { mostCharacters: 200 })).toEqual({ records: [['a']], fault: 'too-long' })
  })
})
