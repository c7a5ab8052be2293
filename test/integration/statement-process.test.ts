// The reading process as a real child: what it answers, that it can be stopped and may crash, and that a push can hold on to it.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ExportKind, StatementRemedy } from '../../src/contract/statements'
import type { StatementFormat } from '../../src/domain/bank-feeds/statements/schema'
import { forkReader } from '../support/forked-reader'
import { createStatements, type StatementPorts, type Statements } from '../../src/main/bank-feeds/statements/statements'
import { isFailure } from '../../src/domain/failure'
import { eventually } from '../support/eventually'
import { buildStatementEntry } from '../support/statement-entry'
import { zipOf } from '../support/zip'

let entry: Awaited<ReturnType<typeof buildStatementEntry>>
let dir: string
let children: ReturnType<typeof forkReader>[]
let chosen: string | null
let progress: number[]
let changes: number
let service: Statements
/** The calls by shorter names. */
const statements = {
  choose: async () => (await service.openStatement({})).statement,
  paste: async () => (await service.pasteStatement({})).statement,
  openSample: async () => (await service.openSampleStatement({})).statement,
  current: async () => (await service.getStatement({})).statement,
  lines: async (statementId: string, from: number, count: number) =>
    (await service.readStatementLines({ statementId, from, count })).lines,
  changeFormat: async (statementId: string, format: StatementFormat) =>
    (await service.changeStatementFormat({ statementId, format })).statement,
  apply: async (statementId: string, remedy: StatementRemedy) =>
    (await service.applyStatementRemedy({ statementId, remedy })).statement,
  undo: async (statementId: string) => (await service.undoStatementRemedy({ statementId })).statement,
  exportTo: async (statementId: string, kind: ExportKind) =>
    (await service.exportStatement({ statementId, kind })).fileName,
  stop: () => service.stopStatement({}),
  hold: (statementId: string) => service.hold(statementId),
  close: () => service.close(),
}

beforeAll(async () => {
  entry = await buildStatementEntry()
})
afterAll(() => entry.dispose())

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-statements-'))
  children = []
  progress = []
  changes = 0
  service = createStatements(ports())
  return async () => {
    statements.close()
    await rm(dir, { recursive: true, force: true })
  }
})

function ports(): StatementPorts {
  return {
    dir,
    sample: null,
    startReader() {
      const child = forkReader(entry.file)
      children.push(child)
      return child
    },
    dialogs: { chooseOpen: async () => chosen, chooseSave: async ({ suggestedName }) => path.join(dir, suggestedName) },
    clipboard: {
      readText: async () => 'Date,Description,Amount\n03/04/2026,Pasted,1.00\n',
      hasOnlyOther: async () => false,
      writeText: async () => {},
      clearIfHolds: async () => ({ clipboard: false, selection: false }),
    },
    clock: { now: () => new Date('2026-11-24T12:00:00Z'), monotonic: () => 0 },
    random: { id: () => randomUUID() },
    activity: { note: async () => {}, list: async () => ({ entries: [], unreadable: 0 }) },
    onProgress: ({ share }) => progress.push(share),
    dropped: { has: () => false, take: () => null },
    onChange: () => void (changes += 1),
  }
}

async function statementFile(lines: number): Promise<string> {
  const file = path.join(dir, 'statement.csv')
  const rows = Array.from({ length: lines }, (_, at) => `T${at},2026-11-03,Credit,Shop ${at},1.00,${at + 1}.00`)
  await writeFile(file, ['Transaction ID,Date,Type,Description,Amount,Balance', ...rows].join('\n'))
  return file
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'no failure'
  } catch (error) {
    return isFailure(error) ? error.code : String(error)
  }
}

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A reader that says of every statement what it says of one with more than a million lines. */
function keepingAPart(child: ReturnType<typeof forkReader>): ReturnType<typeof forkReader> {
  const cut = (message: unknown): unknown => {
    const { output } = message as { output?: { view?: object } }
    return output?.view === undefined
      ? message
      : { ...(message as object), output: { ...output, view: { ...output.view, canMend: false } } }
  }
  return { ...child, onMessage: (listener) => child.onMessage((message) => listener(cut(message))) }
}

describe('the reading process', () => {
  it('reads a file, tells how far it is, gives lines and writes an export', async () => {
    chosen = await statementFile(60_000)
    const view = await statements.choose()
    expect(view).toMatchObject({
      name: 'statement.csv',
      kind: 'csv',
      summary: { lines: 60_000, stops: 0, requests: 60 },
    })
    expect(progress.length).toBeGreaterThan(2)
    expect(progress).toEqual(progress.toSorted((a, b) => a - b))
    const id = view?.statementId ?? ''
    expect(await statements.lines(id, 59_999, 10)).toMatchObject([{ line: 60_001, id: 'T59999', balance: '60000.00' }])
    expect(await statements.exportTo(id, 'json')).toBe('statement-checked.json')
    const exported = JSON.parse(await readFile(path.join(dir, 'statement-checked.json'), 'utf8')) as {
      transactions: unknown[]
    }
    expect(exported.transactions).toHaveLength(60_000)
  })

  it('reads the camt files of a ZIP', async () => {
    chosen = path.join(dir, 'november.zip')
    const camt =
      '<Document><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="EUR">20.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-03</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>'
    await writeFile(chosen, zipOf({ 'a.xml': camt, 'b.xml': camt }))
    expect(await statements.choose()).toMatchObject({ kind: 'camt', summary: { lines: 2, moneyOut: '-40.00' } })
  })

  it('is stopped in the middle: nothing is open then, and no process is left', async () => {
    chosen = await statementFile(400_000)
    const opening = statements.choose()
    await eventually('the first progress', () => progress.length > 0)
    await statements.stop()
    expect(await opening).toBeNull()
    expect(await statements.current()).toBeNull()
    await eventually('the end of the process', () => !isAlive(children[0]?.pid))
  })

  it('is missed when it dies, with a failure that says so, and a new one opens the file again', async () => {
    chosen = await statementFile(10)
    const view = await statements.choose()
    children[0]?.kill()
    expect(await codeOf(statements.lines(view?.statementId ?? '', 0, 1))).toBe('statement.crashed')
    expect(await statements.choose()).toMatchObject({ summary: { lines: 10 } })
  })

  it('says of a file that is not there or not a file that it can’t be read', async () => {
    chosen = path.join(dir, 'nothing.csv')
    expect(await codeOf(statements.choose())).toBe('statement.not-read')
    chosen = dir
    expect(await codeOf(statements.choose())).toBe('statement.not-read')
  })

  it('ends with the statement that another one replaces, unless a push holds on to it', async () => {
    chosen = await statementFile(5)
    const first = await statements.choose()
    const held = statements.hold(first?.statementId ?? '')
    await statements.paste()
    expect(await held.writeBodies(dir, 'acc-1')).toMatchObject({
      kind: 'written',
      lines: 5,
      moneyIn: '5.00',
      moneyOut: '0.00',
    })
    const body = JSON.parse(await readFile(path.join(dir, 'chunk-00000.json'), 'utf8')) as { transactions: unknown[] }
    expect(body).toMatchObject({ accountId: 'acc-1', transactions: [{ id: 'T0', amount: 1 }, {}, {}, {}, {}] })
    held.release()
    await eventually('the end of the process', () => !isAlive(children[0]?.pid))
    expect(await codeOf(statements.lines(first?.statementId ?? '', 0, 1))).toBe('statement.gone')
  })

  it('tells of every change, and gives a push no line of another statement than it was asked about', async () => {
    chosen = await statementFile(5)
    const { statementId = '', revision, format } = (await statements.choose()) ?? {}
    const held = statements.hold(statementId)
    expect(changes).toBe(1)
    const mended = await statements.apply(statementId, { kind: 'sort' })
    expect(changes).toBe(2)
    expect(await codeOf(held.writeBodies(dir, 'acc-1'))).toBe('statement.changed')
    const undone = await statements.undo(statementId)
    // The same lines as at first, but nobody has to prove that.
    expect(await codeOf(held.writeBodies(dir, 'acc-1'))).toBe('statement.changed')
    if (format === undefined) throw new Error('nothing opened')
    const again = await statements.changeFormat(statementId, format)
    expect(changes).toBe(4)
    expect([revision, mended.revision, undone.revision, again.revision]).toEqual([0, 1, 2, 3])
    expect(await statements.hold(statementId).writeBodies(dir, 'acc-1')).toMatchObject({ chunks: [{ lines: 5 }] })
    held.release()
  })

  it('exports nothing of a statement of which it keeps only a part', async () => {
    service = createStatements({ ...ports(), startReader: () => keepingAPart(forkReader(entry.file)) })
    const view = await statements.paste()
    expect(await codeOf(statements.exportTo(view?.statementId ?? '', 'csv'))).toBe('statement.not-whole')
    expect(await readdir(dir)).toEqual([])
  })

  it('has a sample to practise on, in practice mode only', async () => {
    expect(await codeOf(statements.openSample())).toBe('practice.off')
    service = createStatements({
      ...ports(),
      sample: async (today) => ({ name: today, text: 'Date,Amount\n2026-01-02,3\n' }),
    })
    expect(await statements.openSample()).toMatchObject({ name: '2026-11-24', summary: { lines: 1 } })
  })

  it('reads the next file with the same heading as the user chose, after a restart too', async () => {
    const pasted = await statements.paste()
    expect(pasted?.findings.map(({ code }) => code)).toContain('date.order-unsure')
    const { statementId = '', format } = pasted ?? {}
    if (format === undefined) throw new Error('nothing pasted')
    const changed = await statements.changeFormat(statementId, { ...format, dateOrder: 'mdy' })
    expect(changed.summary.firstDate).toBe('2026-03-04')
    statements.close()
    service = createStatements(ports())
    expect(await statements.paste()).toMatchObject({ remembered: true, summary: { firstDate: '2026-03-04' } })
  })
})
