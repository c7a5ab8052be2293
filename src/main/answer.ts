// The border between page and main, without IPC: parse the input, run, parse the output, tag every failure.
import { schemasOf, type CallError, type CallResult, type Handlers } from '../contract/api'
import type { CallName } from '../contract/calls'
import { errorTexts, type ErrorCode } from '../domain/errors'
import { Failure } from '../domain/failure'
import type { Log } from './log'
import type { Random } from './ports'

export type Answer = (name: CallName, input: unknown) => Promise<CallResult<CallName>>

export interface AnswerPorts {
  handlers: Handlers
  log: Log
  random: Random
}

/** Turns a code into what the page is shown, without a stack or a provider's own words. */
export function callError(code: ErrorCode, logId: string): CallError {
  return { code, message: errorTexts[code].message, nextStep: errorTexts[code].nextStep, logId }
}

/**
 * Gives the function that answers calls. It never rejects: what a handler throws becomes `{ ok: false, error }`, a
 * `Failure` with its own code, anything else as `call.unexpected`, and the log keeps the redacted rest under `logId`.
 */
export function createAnswer({ handlers, log, random }: AnswerPorts): Answer {
  const fail = (name: CallName, code: ErrorCode, error: unknown): CallResult<CallName> => {
    const logId = random.id()
    log.error(`call ${name}: ${code}`, error, logId)
    return { ok: false, error: callError(code, logId) }
  }

  return async (name, raw) => {
    const schemas = await schemasOf(name)
    const input = schemas.input.safeParse(raw ?? {})
    if (!input.success) return fail(name, 'call.bad-input', shapeOnly(input.error))
    let result: unknown
    try {
      // The table types each handler by its own call; here the name is a union, so the tie is kept by the schemas on both sides.
      const handler = handlers[name] as (input: unknown) => unknown
      result = await handler(input.data)
    } catch (error) {
      return fail(name, error instanceof Failure ? error.code : 'call.unexpected', error)
    }
    const output = schemas.output.safeParse(result)
    if (!output.success) return fail(name, 'call.bad-output', shapeOnly(output.error))
    return { ok: true, value: output.data as never }
  }
}

/** As `answer`. `settled` waits for what was begun, as a quit does: what the user did last is kept. */
export function countedAnswers(answer: Answer): { answer: Answer; settled(): Promise<unknown> } {
  const underWay = new Set<Promise<unknown>>()
  return {
    answer(name, input) {
      const mine = answer(name, input).finally(() => underWay.delete(mine))
      underWay.add(mine)
      return mine
    },
    settled: () => Promise.all(underWay),
  }
}

/** Where a value did not fit, without the value: an input can hold anything a user pasted. */
function shapeOnly(error: { issues: readonly { path: PropertyKey[]; code: string }[] }): string {
  return error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`).join('; ')
}
