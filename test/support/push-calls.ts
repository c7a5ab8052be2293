// The calls about pushes by shorter names.
import type { Pushes } from '../../src/main/bank-feeds/push/pushes'

export type PushCalls = ReturnType<typeof pushCalls>

export function pushCalls(pushes: Pushes) {
  return {
    plan: pushes.plan,
    start: pushes.start,
    close: pushes.close,
    list: async (appId: string) => (await pushes.listPushes({ appId })).pushes,
    damaged: async (appId: string) => (await pushes.listPushes({ appId })).damaged,
    get: (pushId: string) => pushes.getPush({ pushId }),
    resume: (pushId: string) => pushes.resumePush({ pushId }),
    pause: (pushId: string) => pushes.pausePush({ pushId }),
    cancel: (pushId: string) => pushes.cancelPush({ pushId }),
    answer: (pushId: string, arrived: boolean) => pushes.answerPush({ pushId, arrived }),
    retry: (pushId: string) => pushes.retryPush({ pushId }),
    setAside: async (appId: string, pushId: string) => (await pushes.setAsidePush({ appId, pushId })).setAside,
    report: (pushId: string, format: 'markdown' | 'csv') => pushes.exportPushReport({ pushId, format }),
  }
}
