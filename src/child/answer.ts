import type { z } from 'zod'
import { type ChildAnswer, type ChildCalls, childQuestion } from './calls'

/** What does the calls, by their names, over input that has been parsed. */
export type Performers<C extends ChildCalls> = {
  readonly [K in keyof C]: (input: z.output<C[K]['input']>) => unknown
}

/** How a program answers one message, by whatever performs its calls. */
export type Answering<C extends ChildCalls> = (
  performers: Performers<C>,
  message: unknown,
) => Promise<ChildAnswer | null>

/**
 * Answers messages that are one of these calls. Null for what isn't a question at all. Never rejects: what went wrong is in the answer.
 */
export function answering<C extends ChildCalls>(calls: C): Answering<C> {
  const question = childQuestion(calls)
  return async (performers, message) => {
    const read = question.safeParse(message)
    if (!read.success) return null
    const { id, call, input } = read.data
    try {
      // The tie between a name and its input is kept by the schemas; here the name is a union.
      const perform = performers[call] as (parsed: unknown) => unknown
      return { type: 'answer', id, output: await perform(calls[call]?.input.parse(input)) }
    } catch (error) {
      return { type: 'failed', id, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
}
