// The process that reads one statement: an Electron utility process, or a fork where tests run without Electron. It holds the
// lines, so that neither the window nor main waits while a million of them are read.
import { writeBodies } from './push-bodies'
import { dayFrom } from '../domain/bank-feeds/statements/days'
import { exportStatement } from './export-statement'
import { openStatement, type OpenStatement } from './open-statement'
import { type ReaderCall, readerCalls, type ReaderMessage, readerQuestion, type StatementAnswer } from './protocol'
import { fileSource, textSource } from './source'

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

function openChannel(): { send(message: ReaderMessage): void; listen(receive: (message: unknown) => void): void } {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort
  if (parentPort !== undefined) {
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Electron's port, not a window's
      send: (message) => parentPort.postMessage(message),
      listen: (receive) => parentPort.on('message', ({ data }) => receive(data)),
    }
  }
  // A fork without its parent has nobody to serve.
  process.once('disconnect', () => process.exit(0))
  return {
    send: (message) => void process.send?.(message),
    listen: (receive) => void process.on('message', receive),
  }
}

const channel = openChannel()
let open: OpenStatement | null = null
let turn: Promise<void> = Promise.resolve()

// One question after the other: each may change what the next one sees.
channel.listen((message) => {
  turn = turn.then(() => answer(message))
})

async function answer(message: unknown): Promise<void> {
  const read = readerQuestion.safeParse(message)
  if (!read.success) return
  const { id, call, input } = read.data
  try {
    channel.send({ type: 'answer', id, output: await perform(call, input) })
  } catch (error) {
    channel.send({
      type: 'failed',
      id,
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    })
  }
}

async function perform(call: ReaderCall, input: unknown): Promise<unknown> {
  if (call === 'open') {
    const { source, today, remembered } = readerCalls.open.input.parse(input)
    const opened =
      source.kind === 'file' ? await fileSource(source.path, source.name) : textSource(source.text, source.name)
    open = await openStatement(opened, {
      today: dayFrom(today),
      format: null,
      remembered: (signature) => remembered[signature] ?? null,
      onProgress: (progress) => channel.send({ type: 'progress', ...progress }),
    })
    return stateOf(open)
  }
  if (open === null) throw new Error('No statement is open')
  return performOn(open, call, input)
}

async function performOn(
  statement: OpenStatement,
  call: Exclude<ReaderCall, 'open'>,
  input: unknown,
): Promise<unknown> {
  switch (call) {
    case 'lines': {
      const { from, count } = readerCalls.lines.input.parse(input)
      return statement.lines(from, count)
    }
    case 'changeFormat':
      await statement.changeFormat(readerCalls.changeFormat.input.parse(input))
      return stateOf(statement)
    case 'previewFormat':
      return statement.previewFormat(readerCalls.previewFormat.input.parse(input))
    case 'preview':
      return statement.preview(readerCalls.preview.input.parse(input))
    case 'apply':
      statement.apply(readerCalls.apply.input.parse(input))
      return stateOf(statement)
    case 'undo':
      statement.undo()
      return stateOf(statement)
    case 'writeBodies': {
      const { dir, accountId } = readerCalls.writeBodies.input.parse(input)
      return writeBodies(dir, accountId, statement.arranged())
    }
    case 'export': {
      const { kind, file } = readerCalls.export.input.parse(input)
      await exportStatement(statement.arranged(), kind, file)
      return {}
    }
  }
}

function stateOf(statement: OpenStatement): StatementAnswer {
  return { view: statement.view(), signature: statement.signature() }
}
