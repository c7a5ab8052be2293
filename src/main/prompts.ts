// What an answer of one of main's own windows comes to. Without Electron: whoever shows the window hands in `ask`.
import type { PromptAnswer, PromptView } from '../contract/prompts'
import { type ConfirmRequest, shortened } from '../domain/confirm-request'
import type { Prompts } from './ports'
import { Secret } from './secret'
import { createTurns } from './in-turn'

/** The prompts over `ask`, which shows one window and gives its answer, `cancel` where it was closed. */
export function promptsOver(ask: (view: PromptView) => Promise<PromptAnswer>): Omit<Prompts, 'closeAll'> {
  async function confirmed(request: ConfirmRequest): Promise<{ ticked: boolean } | null> {
    const answer = await ask({ kind: 'confirm', ...request })
    if (answer.kind !== 'confirm') return null
    const typedRight = request.typed === undefined || answer.typed.trim() === request.typed
    return typedRight && (request.alsoTick === undefined || answer.ticked) ? { ticked: answer.ticked } : null
  }

  return {
    confirm: async (request) => (await confirmed(request)) !== null,
    choose: confirmed,
    async enterSecret(request) {
      const answer = await ask({ kind: 'enter-secret', ...request })
      return answer.kind === 'secret' && answer.value !== '' ? new Secret(answer.value) : null
    },
    async revealSecret({ title, label, secret, seconds }) {
      await ask({ kind: 'reveal-secret', title, label, value: secret.expose(), seconds })
    },
  }
}

const CANCEL: PromptAnswer = { kind: 'cancel' }

/**
 * The prompts over `show`, one window at a time: a second one waits until the first is gone. `settleOpen` answers the one that is open, if any.
 * Those that wait are never shown once all are closed.
 */
export function promptsInTurn(
  show: (view: PromptView) => Promise<PromptAnswer>,
  settleOpen: (answer: PromptAnswer) => void,
): Prompts {
  const inTurn = createTurns()
  let generation = 0
  return {
    ...promptsOver((view) => {
      const asked = generation
      return inTurn(() => (asked === generation ? show(view) : CANCEL))
    }),
    closeAll() {
      generation += 1
      settleOpen(CANCEL)
    },
  }
}

/** What a window says of itself and the clock needs to know. */
export interface Shown {
  once(event: 'show', then: () => void): unknown
}

/**
 * Ends a reveal its seconds after its window shows it, however long that takes to come. The window counts down for the user; this is what
 * really ends it, a second later, for the last tick. Gives what takes the end back, shown or not.
 */
export function endOfReveal(view: PromptView, window: Shown, end: () => void): () => void {
  if (view.kind !== 'reveal-secret') return () => {}
  let clock: NodeJS.Timeout | undefined
  let isOver = false
  window.once('show', () => {
    if (!isOver) clock = setTimeout(end, (view.seconds + 1) * 1_000)
  })
  return () => {
    isOver = true
    clearTimeout(clock)
  }
}

/** The same prompts, whose questions fit into their window, whatever they name. */
export function askingShortly(prompts: Prompts): Prompts {
  return {
    ...prompts,
    confirm: (request) => prompts.confirm(shortened(request)),
    choose: (request) => prompts.choose(shortened(request)),
  }
}
