// The calls about the gauge and the seats, over the service.
import type { Handlers } from '../../contract/api'
import type { connectionCalls } from '../../contract/connections'
import type { Connections } from './connections'

type ConnectionHandlers = Pick<Handlers, keyof typeof connectionCalls>

/** One handler per call of `connectionCalls`. */
export function connectionHandlers({ connections }: { connections: Connections }): ConnectionHandlers {
  return {
    getGauge: ({ appId }) => connections.gauge(appId),
    refreshGauge: ({ appId, operationId }) => connections.refresh(appId, operationId),
    cancelConnectionWork: async ({ operationId }) => ({ cancelled: connections.cancel(operationId) }),
    setConnectionLimit: ({ appId, setting }) => connections.setLimit(appId, setting),
    setTypedCount: ({ appId, count }) => connections.setTyped(appId, count),
    overruleDemo: ({ appId, tenantId, isDemo }) => connections.overruleDemo(appId, tenantId, isDemo),
    dismissSeatFinding: ({ appId, findingId }) => connections.dismiss(appId, findingId),
    async listSeats({ appId }) {
      const { seats, ...rest } = await connections.seats(appId)
      return { seats: [...seats], ...rest }
    },
    listFreeingChoices: async ({ appId }) => ({ choices: await connections.choices(appId) }),
    freeSeats: ({ appId, operationId, connectionIds }) => connections.free(appId, operationId, connectionIds),
    deleteCodatConnection: async ({ appId, ...at }) => ({ outcome: await connections.deleteInCodat(appId, at) }),
    exportSeats: ({ appId }) => connections.export(appId),
  }
}
