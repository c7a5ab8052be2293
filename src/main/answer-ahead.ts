// The first screen's calls answered while the page's process starts, which main would spend waiting. No Electron.
import { firstCalls, type CallName } from '../contract/calls'
import type { Answer } from './answer'

export interface AnswerAhead {
  /** Begins with the first screen's answers, one a turn: whatever the page's process asks meanwhile waits for one of them at most. */
  readonly begin: () => void
  /** As the answer it was made of, which gave the early ones too: each is given once, to whoever asks without an input. */
  readonly answer: Answer
  /** Something may have changed: early answers that nobody took yet are thrown away. */
  readonly forget: () => void
}

/** `nextTurn` settles once main has seen to what came before. */
export function answerAhead(answer: Answer, nextTurn: () => Promise<unknown>): AnswerAhead {
  const early = new Map<CallName, ReturnType<Answer>>()
  return {
    begin() {
      let turn: Promise<unknown> = Promise.resolve()
      for (const name of firstCalls) {
        turn = turn.then(nextTurn)
        early.set(
          name,
          turn.then(() => answer(name, {})),
        )
      }
    },
    answer(name, input) {
      const known = holdsNothing(input) ? early.get(name) : undefined
      early.delete(name)
      return known ?? answer(name, input)
    },
    forget: () => early.clear(),
  }
}

function holdsNothing(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length === 0
}
