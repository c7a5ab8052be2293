// The practice process. As an Electron utility process or a fork it speaks through its parent's channel; alone
// (`node out/main/practice.js --state FILE [--seed empty] [--port FIRST]`) it prints its origins as one JSON line and reads
// control messages, one JSON object a line, from standard input.
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { parentLine } from '../child/parent'
import { practiceSeed } from '../contract/practice'
import { type PracticeOptions, startPractice } from './practice'
import { answerControl, type PracticeMessage } from './protocol'

interface Channel {
  send(message: PracticeMessage): void
  listen(receive: (message: unknown) => void): void
}

function openChannel(): Channel {
  return (
    parentLine() ?? {
      send: (message) => process.stdout.write(`${JSON.stringify(message)}\n`),
      listen: (receive) => createInterface({ input: process.stdin }).on('line', (line) => receive(parseLine(line))),
    }
  )
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const flags = z.object({
  state: z.string().min(1).optional(),
  seed: practiceSeed.optional(),
  port: z.coerce.number().int().min(1).max(65_000).optional(),
})

function readOptions(): PracticeOptions {
  const { values } = parseArgs({
    options: { state: { type: 'string' }, seed: { type: 'string' }, port: { type: 'string' } },
  })
  const { state, seed, port } = flags.parse(values)
  return {
    ...(state === undefined ? {} : { stateFile: state }),
    ...(seed === undefined ? {} : { seed }),
    ...(port === undefined ? {} : { firstPort: port }),
    broke: (error) =>
      process.stderr.write(`practice: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  }
}

async function run(): Promise<void> {
  const channel = openChannel()
  try {
    const practice = await startPractice(readOptions())
    channel.listen((message) => {
      void answerControl(practice.controls, message).then((answer) => answer !== null && channel.send(answer))
    })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void practice.close().finally(() => process.exit(0)))
    }
    channel.send({ type: 'started', origins: practice.origins })
  } catch (error) {
    channel.send({ type: 'not-started', reason: error instanceof Error ? error.message : String(error) })
    process.exitCode = 1
  }
}

await run()
