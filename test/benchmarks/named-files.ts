// Files of a million lines in formats that Latchkey doesn't read: what it says of them, and what that costs. Prints JSON.
// `node test/benchmarks/run.mjs named-files`
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { forkReader } from '../support/forked-reader'
import { linkReader } from '../../src/main/bank-feeds/statements/reader-link'
import { otherFileText } from '../../src/renderer/screens/statement/file-words'
import { buildStatementEntry } from '../support/statement-entry'
import { processorMs, residentMb } from './process-use'

const LINES = 1_000_000
const padded = (at: number, to: number): string => String(at).padStart(to, '0')

const FILES = [
  {
    name: 'BAI2',
    head: '01,122099999,123456789,261114,0200,1,,,2/\n02,031001234,122099999,1,261114,2359,,2/\n03,0975312468,,010,500000,,/\n',
    line: (at: number) => `16,475,${at + 100},Z,REF${at},,PAPER MILL ${at}/\n`,
    tail: '49,9900000,4/\n98,9900000,1,6/\n99,9900000,1,8/\n',
  },
  {
    name: 'CODA',
    head: `0000014112630005        12345678  ACME                      KREDBEBB   00123456789 00000${' '.repeat(39)}2\n`,
    line: (at: number) =>
      `21${padded(at % 10_000, 4)}0000IPNZ${padded(at, 9)}TBO      1${padded(at, 15)}131126001500000PAPER MILL${' '.repeat(44)}131126001000\n`,
    tail: '9               000006000000000000000000000000042500                                                                           2\n',
  },
  {
    name: 'QIF',
    head: '!Type:Bank\n',
    line: (at: number) => `D13/11/2026\nT-${at + 1}.50\nPPaper Mill ${at}\nMInvoice ${at}\n^\n`,
    tail: '',
  },
] as const

const folder = await mkdtemp(path.join(tmpdir(), 'latchkey-named-'))
const entry = await buildStatementEntry()
try {
  for (const one of FILES) {
    const file = path.join(folder, `large.${one.name.toLowerCase()}`)
    await write(file, one)
    process.stdout.write(`${JSON.stringify({ name: one.name, lines: LINES, ...(await open(file)) }, null, 2)}\n`)
    await rm(file)
  }
} finally {
  await entry.dispose()
  await rm(folder, { recursive: true, force: true })
}

async function write(to: string, { head, line, tail }: (typeof FILES)[number]): Promise<void> {
  const out = createWriteStream(to)
  out.write(head)
  for (let at = 0; at < LINES; at += 1) if (!out.write(line(at))) await once(out, 'drain')
  out.end(tail)
  await once(out, 'finish')
}

async function open(file: string) {
  const child = forkReader(entry.file)
  const link = linkReader(child, () => {})
  const ended = new Promise<void>((resolve) => child.onExit(resolve))
  const ask = (source: { kind: 'text'; text: string } | { kind: 'file'; path: string }) =>
    link.ask('open', {
      source: { ...source, name: path.basename(file) },
      today: new Date().toISOString().slice(0, 10),
      remembered: {},
    })
  // The first question makes it load everything, so that idle is idle.
  await ask({ kind: 'text', text: 'Date,Amount\n2026-01-01,1\n' })
  const idleMb = await residentMb(child.pid, 'VmRSS')
  const before = await processorMs(child.pid)
  const { view } = await ask({ kind: 'file', path: file })
  const cost = {
    bytes: (await stat(file)).size,
    processorMs: (await processorMs(child.pid)) - before,
    megabytesOverIdle: Math.round((await residentMb(child.pid, 'VmHWM')) - idleMb),
  }
  link.end()
  await ended
  const [finding] = view.findings
  const said = finding?.places[0]?.value ?? ''
  return { ...cost, finding: finding?.code, says: otherFileText(said) }
}
