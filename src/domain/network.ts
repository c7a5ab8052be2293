// Why a request to a provider never got an answer. Shared by everything that talks to Xero or Codat.
import { z } from 'zod'

export const fetchFailures = [
  'cancelled',
  'timed-out',
  /** Not one of the service's addresses, so nothing was sent. */
  'address-refused',
  'redirected',
  'no-such-host',
  'no-connection',
  'certificate',
  'proxy',
  'cut-off',
] as const

export const fetchFailure = z.enum(fetchFailures)
export type FetchFailure = z.infer<typeof fetchFailure>
