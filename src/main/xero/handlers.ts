// The calls about keys checks and sign-in tests, over the service.
import type { z } from 'zod'
import type { xeroCalls } from '../../contract/xero'
import type { XeroChecks } from './xero-checks'

type Calls = typeof xeroCalls
export type XeroHandlers = {
  readonly [K in keyof Calls]: (input: z.output<Calls[K]['input']>) => Promise<z.output<Calls[K]['output']>>
}

export function xeroHandlers(checks: XeroChecks): XeroHandlers {
  return {
    checkXeroKeys: ({ appId, slot }) => checks.checkKeys(appId, slot),
    cancelKeysCheck: async ({ appId }) => ({ cancelled: checks.cancelKeysCheck(appId) }),
    prepareSignIn: (request) => checks.prepare(request),
    startSignIn: ({ signInId, open }) => checks.start(signInId, open),
    cancelSignIn: async ({ signInId }) => ({ cancelled: checks.cancel(signInId) }),
    copySignInUrl: async ({ signInId }) => ({ copied: await checks.copyUrl(signInId) }),
  }
}
