// The process that reads one statement: an Electron utility process, or a fork where tests run without Electron. It holds the
// lines, so that neither the window nor main waits while a million of them are read.
import { writeBodies } from './push-bodies'
import { dayFrom } from '../domain/bank-feeds/statements/days'
import { exportStatement } from './export-statement'
import { openStatement, type OpenStatement } from './open-statement'
import { answering, type Performers } from '../child/answer'
import { parentLine } from '../child/parent'
import { readerCalls, type ReaderProgress, type StatementAnswer } from './protocol'
import { fileSource, textSource } from './source'

const line = parentLine()
const answerTo = answering(readerCalls)
let open: OpenStatement | null = null
let turn: Promise<void> = Promise.resolve()

// One question after the other: each may change what the next one sees.
line?.listen((message) => {
  turn = turn.then(async () => {
    const answer = await answerTo(performers, message)
    if (answer !== null) line.send(answer)
  })
})

const tell = (progress: Omit<ReaderProgress, 'type'>): void => line?.send({ type: 'progress', ...progress })

function statement(): OpenStatement {
  if (open === null) throw new Error('No statement is open')
  return open
}

const performers: Performers<typeof readerCalls> = {
  async open({ source, today, remembered }) {
    const opened =
      source.kind === 'file' ? await fileSource(source.path, source.name) : textSource(source.text, source.name)
    open = await openStatement(opened, {
      today: dayFrom(today),
      format: null,
      remembered: (signature) => remembered[signature] ?? null,
      onProgress: tell,
    })
    return stateOf(open)
  },
  lines: ({ from, count }) => statement().lines(from, count),
  async changeFormat(format) {
    await statement().changeFormat(format)
    return stateOf(statement())
  },
  previewFormat: (format) => statement().previewFormat(format),
  preview: (remedy) => statement().preview(remedy),
  apply(remedy) {
    statement().apply(remedy)
    return stateOf(statement())
  },
  undo() {
    statement().undo()
    return stateOf(statement())
  },
  writeBodies: ({ dir, accountId }) => writeBodies(dir, accountId, statement().arranged()),
  async export({ kind, file }) {
    await exportStatement(statement().arranged(), kind, file)
    return {}
  },
}

function stateOf(statement: OpenStatement): StatementAnswer {
  return { view: statement.view(), signature: statement.signature() }
}
