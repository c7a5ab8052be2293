// Whether you are on a call: the first thing the page asks, so it stands apart from the walk, whose schemas take long to make.
import { z } from 'zod'
import { recordId } from '../domain/xero-apps/schema'

export const callModeCalls = {
  /** The integration you are on a call about, if any. */
  getCall: { input: z.object({}), output: z.object({ integrationId: recordId.nullable() }) },
} as const
