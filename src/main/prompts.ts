// What an answer of one of main's own windows comes to. Without Electron: whoever shows the window hands in `ask`.
import type { PromptAnswer, PromptView } from '../contract/prompts'
import type { Prompts } from './ports'
import { Secret } from './secret'

/** The prompts over `ask`, which shows one window and gives its answer, `cancel` where it was closed. */
export function promptsOver(ask: (view: PromptView) => Promise<PromptAnswer>): Omit<Prompts, 'closeAll'> {
  return {
    async confirm(request) {
      const answer = await ask({ kind: 'confirm', ...request })
      if (answer.kind !== 'confirm') return false
      const typedRight = request.typed === undefined || answer.typed.trim() === request.typed
      return typedRight && (request.alsoTick === undefined || answer.ticked)
    },
    async enterSecret(request) {
      const answer = await ask({ kind: 'enter-secret', ...request })
      return answer.kind === 'secret' && answer.value !== '' ? new Secret(answer.value) : null
    },
    async revealSecret({ title, label, secret, seconds }) {
      await ask({ kind: 'reveal-secret', title, label, value: secret.expose(), seconds })
    },
  }
}
