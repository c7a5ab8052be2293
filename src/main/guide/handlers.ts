// The calls about integrations and the walk, over the services.
import type { Handlers } from '../../contract/api'
import type { guideCalls } from '../../contract/guide'
import type { Integrations } from './integrations'

export function guideHandlers({
  integrations,
}: {
  integrations: Integrations
}): Pick<Handlers, keyof typeof guideCalls> {
  const { view } = integrations
  return {
    listIntegrations: () => integrations.list(),
    addIntegration: async (fields) => view(await integrations.add(fields)),
    updateIntegration: async ({ id, fields }) => view(await integrations.update(id, fields)),
    deleteIntegration: async ({ id }) => ({ deleted: await integrations.remove(id) }),
    sayStep: async ({ id, step, state, why }) =>
      view(await integrations.say(id, step, state === null ? null : { state, why })),
    addIntegrationNote: async ({ id, text }) => view(await integrations.addNote(id, text)),
  }
}
