import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openBytes, TODAY } from '../../test/support/statements'
import { dayFrom } from '../domain/bank-feeds/statements/days'
import { openStatement } from './open-statement'
import { fileSource, type StatementSource } from './source'

const SAMPLES = new URL('../../test/fixtures/statements/', import.meta.url)
const TERMS = { today: dayFrom(TODAY), format: null, remembered: () => null, onProgress: () => {} }
const MT940 = [
  ':20:X',
  ':25:37040044/0532013000',
  ':60F:C261101EUR100,00',
  ':61:2611021102D1,50NTRFNONREF//B-1',
  ':86:166?00ÜBERWEISUNG?20SVWZ+Miete für November?32Wohnbau',
  ':62F:C261102EUR98,50',
  '-',
].join('\r\n')

/** A source whose every piece lies where the one before lay, as a file's do; behind it stands something else by then. */
function inOneMemory(bytes: Buffer, piece: number): StatementSource {
  return {
    name: 'statement',
    size: bytes.length,
    async *chunks() {
      const memory = Buffer.alloc(piece)
      for (let from = 0; from < bytes.length; from += piece) {
        memory.fill('"')
        yield memory.subarray(0, bytes.copy(memory, 0, from, from + piece))
      }
    },
  }
}

test('pieces of a file are good only until the next: every format reads them as if each were its own', async () => {
  const names = await readdir(SAMPLES)
  const samples = [Buffer.from(MT940), ...(await Promise.all(names.map((name) => readFile(new URL(name, SAMPLES)))))]
  for (const bytes of samples) {
    const alone = await openBytes(bytes)
    for (const piece of [17, 64]) {
      const shared = await openStatement(inOneMemory(bytes, piece), TERMS)
      expect(shared.view()).toEqual(alone.view())
      expect(shared.lines(0, 100)).toEqual(alone.lines(0, 100))
    }
  }
})

test('a file is read in its pieces, whole and more than once', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-source-'))
  try {
    const bytes = Buffer.from('0123456789abcdef'.repeat(40_000))
    const file = path.join(folder, 'file')
    await writeFile(file, bytes)
    const source = await fileSource(file, 'file')
    for (let time = 0; time < 2; time += 1) {
      const pieces: Buffer[] = []
      for await (const piece of source.chunks()) pieces.push(Buffer.from(piece))
      expect(pieces.length).toBeGreaterThan(1)
      expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
