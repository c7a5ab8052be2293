// The call behind “It linked, why is there no data?”.
import { z } from 'zod'
import { codatProblem } from '../domain/codat/said'
import { recordId } from '../domain/xero-apps/schema'
import {
  outside,
  codatId,
  codatTime,
  companyFinding,
  companyDataset,
  companyPush,
  companyConnection,
} from '../domain/company-doctor/schema'

/** Parts that could not be read, so that nothing is concluded from them. */
export const companyParts = ['data-status', 'history', 'push'] as const
export const unreadPart = z.object({ part: z.enum(companyParts), problem: codatProblem.nullable() })

export const companyVerdict = z.object({
  company: z.object({ id: codatId, name: outside, created: codatTime.nullable() }),
  codatClient: z.object({ id: recordId, name: z.string().max(120) }),
  connections: z.array(companyConnection).max(20),
  /** The decisive one first; never none. */
  findings: z.array(companyFinding).min(1).max(30),
  datasets: z.array(companyDataset).max(200),
  /** The newest ones, newest first. */
  pushes: z.array(companyPush).max(20),
  unread: z.array(unreadPart),
  at: z.string().max(40),
})
export type CompanyVerdict = z.infer<typeof companyVerdict>

export const companyDoctorAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('seen'), verdict: companyVerdict }),
  /** Nothing in the text is a Codat company's id. */
  z.object({ outcome: z.literal('no-id') }),
  /** No Codat client here has an API key to ask with. */
  z.object({ outcome: z.literal('no-key') }),
  /** None of the Codat clients here knows it; where one could not be asked, why. */
  z.object({
    outcome: z.literal('unknown-company'),
    companyId: codatId,
    asked: z.array(z.object({ name: z.string().max(120), problem: codatProblem.nullable() })).max(100),
  }),
])
export type CompanyDoctorAnswer = z.infer<typeof companyDoctorAnswer>

export const companyDoctorCalls = {
  /** `about` is a company's id or any Codat address with one in it. Asks the Codat clients here until one knows it. */
  examineCompany: {
    input: z.object({ about: z.string().max(4_000), codatClientId: recordId.nullable().default(null) }),
    output: companyDoctorAnswer,
  },
} as const
