// Reads generated statements with Latchkey's readers and with other people's, and holds each against the other and against what
// was written: `node test/benchmarks/run.mjs statement-readers`, part of `npm run soak`. Fails where Latchkey reads something else
// than was written, or where another reader does for a reason that docs/statements.md doesn't name.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { compared, type Compared, latchkeyReads } from '../differential/compare'
import {
  asCamt,
  asMt940,
  asOfx,
  bookedOf,
  camtKinds,
  chance,
  endOf,
  madeStatement,
  mt940Dialects,
  ofxKinds,
  withStandings,
} from '../differential/made-statements'
import { type FileKind, outsideReaders } from '../differential/outside-readers'

const FILES = Number(process.env['LATCHKEY_STATEMENTS'] ?? 40)
const seed = Number(process.env['LATCHKEY_STATEMENT_SEED'] ?? Date.now() % 1_000_000)
const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-readers-'))
const random = chance(seed)
const told = new Map<string, number>()
const faults: string[] = []

function tell(of: Compared, name: string): void {
  for (const difference of of.explained) {
    const key = `${name}: ${difference}`
    told.set(key, (told.get(key) ?? 0) + 1)
  }
  faults.push(...of.unexplained.map((difference) => `${name}: ${difference}`))
}

try {
  const readers = await outsideReaders(folder)
  for (let file = 0; file < FILES; file += 1) {
    const made = madeStatement(random)
    const camt = withStandings(made, random)
    const mark = random() < 0.3 ? ',' : '.'
    const files = [
      ...mt940Dialects.map((dialect) => ({
        made,
        kind: 'mt940' as FileKind,
        version: dialect,
        text: asMt940(made, dialect),
      })),
      ...camtKinds.map((kind) => ({
        made: camt,
        kind: `camt.${kind.message}` as FileKind,
        version: kind.version as string,
        text: asCamt(camt, kind),
      })),
      ...ofxKinds.map((kind) => ({
        made,
        kind: 'ofx' as FileKind,
        version: `${kind} ${mark}`,
        text: asOfx(made, kind, mark),
      })),
    ]
    for (const one of files) {
      const ours = await latchkeyReads(one.text)
      const wanted = { end: endOf(one.made), lines: bookedOf(one.made).map(({ cents }) => cents) }
      if (!isDeepStrictEqual({ end: ours.end, lines: ours.lines.map(({ cents }) => cents) }, wanted)) {
        faults.push(`Latchkey reads ${one.kind} ${one.version} otherwise than it was written, file ${file}`)
      }
      for (const reader of readers) {
        if (!reader.reads.includes(one.kind)) continue
        tell(await compared(one, ours, reader), `${reader.name}, ${one.kind}`)
      }
    }
  }
  const report = { seed, files: FILES, readers: readers.map(({ name }) => name), differences: Object.fromEntries(told) }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  for (const fault of [...new Set(faults)].slice(0, 40)) process.stderr.write(`${fault}\n`)
  if (faults.length > 0) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}
