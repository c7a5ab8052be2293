// One of the readers of statement formats alone: what it gives of a text, before anything is made of it.
import { parseMoney } from '../../src/domain/bank-feeds/statements/money'
import type { ByteScan } from '../../src/reader/encoding'
import type { StatementSource } from '../../src/reader/source'
import type { LineTaker, RawLine } from '../../src/domain/bank-feeds/statements/take-line'

type Reader<R> = (of: {
  documents: readonly { source: StatementSource; scan: ByteScan; head: string }[]
  taker: LineTaker
  onBytes: (bytes: number) => void
}) => Promise<R>

const SCAN: ByteScan = { encoding: 'utf-8', guessed: false, mark: 0, lineEnds: ['\n'], binary: false }
/** Odd pieces, so that tags and lines lie across them. */
const PIECE = 13

/** Reads `texts` as the documents of one file, in small pieces. */
export function readerOf<R>(read: Reader<R>) {
  return async (...texts: string[]): Promise<{ lines: RawLine[]; reading: R }> => {
    const lines: RawLine[] = []
    const taker: LineTaker = {
      take(raw) {
        lines.push({ ...raw })
        const amount = raw.amountUnclear ? 'unreadable' : parseMoney(raw.amount, '.')
        return typeof amount === 'bigint' ? amount : null
      },
      plain: () => null,
      notes: new Map(),
      declared: () => ({ start: null, end: null }),
      seen: () => ({
        days: { first: 0, second: 0, differ: false },
        signs: { minus: 0, plain: 0 },
        sides: {
          out: { minus: 0, plain: 0 },
          in: { minus: 0, plain: 0 },
          letters: { out: false, in: false, other: false },
        },
        marks: { point: 0, comma: 0, openPoint: 0, openComma: 0, sample: '' },
      }),
    }
    const documents = texts.map((text) => ({ source: sourceOf(text), scan: SCAN, head: text }))
    return { reading: await read({ documents, taker, onBytes: () => {} }), lines }
  }
}

function sourceOf(text: string): StatementSource {
  const bytes = Buffer.from(text)
  return {
    name: 'statement',
    size: bytes.length,
    async *chunks() {
      for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE)
    },
  }
}
