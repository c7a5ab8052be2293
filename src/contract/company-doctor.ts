// “It linked, why is there no data?”: what Codat knows of one company, and what it comes down to.
import { z } from 'zod'
import { codatProblem, connectionState } from './codat'
import { side } from './diagnosis'
import { linkIds } from './links'
import { recordId } from './xero-apps'

/** Text from outside: shown escaped and inside a details part, never as Latchkey's own words. */
const outside = z.string().max(500)
const codatId = z.string().max(100)
const codatTime = z.string().max(60)

/** One thing that a person would do something about, or can stop worrying about. In the order of what decides. */
export const companyFindingCodes = [
  'no-connection',
  'other-software',
  'waiting-for-consent',
  'consent-cancelled',
  'consent-failed',
  'demo-reset',
  'access-ended',
  'unlinked',
  'unknown-state',
  'reads-refused',
  'day-limit',
  'minute-limit',
  'not-permitted',
  'reads-failed',
  'never-fetched',
  'under-way',
  'writes-failed',
  'writes-late',
  'writes-waiting',
  'part-unread',
  'two-connections',
  'old-data',
  'data-is-there',
  'expected-failures',
] as const
export type CompanyFindingCode = (typeof companyFindingCodes)[number]

export const companyFinding = z.object({
  code: z.enum(companyFindingCodes),
  severity: z.enum(['act', 'watch', 'ok', 'info']),
  /** What it is, in one sentence. */
  sentence: z.string().min(1).max(600),
  nextStep: z.string().min(1).max(600),
  side,
  link: z.enum(linkIds).nullable(),
  /** Codat's or Xero's own words. */
  said: outside.nullable(),
})
export type CompanyFinding = z.infer<typeof companyFinding>

export const companyDataset = z.object({
  dataType: outside,
  /** Codat's own word for the newest reading. */
  status: outside,
  at: codatTime.nullable(),
  lastSuccess: codatTime.nullable(),
  said: outside.nullable(),
  /** Always fails for Xero, and is no fault. */
  expected: z.boolean(),
})
export type CompanyDataset = z.infer<typeof companyDataset>

export const companyPush = z.object({
  key: codatId.nullable(),
  dataType: outside.nullable(),
  status: outside,
  requestedAt: codatTime.nullable(),
  completedAt: codatTime.nullable(),
  said: outside.nullable(),
})
export type CompanyPush = z.infer<typeof companyPush>

export const companyConnection = z.object({
  id: codatId,
  state: connectionState,
  status: outside,
  software: outside.nullable(),
  isXero: z.boolean(),
  created: codatTime.nullable(),
  lastSync: codatTime.nullable(),
  linkUrl: z.string().max(2_000).nullable(),
  /** Newest first. */
  errors: z.array(z.object({ said: outside, at: codatTime.nullable(), resolved: z.boolean() })).max(20),
})
export type CompanyConnection = z.infer<typeof companyConnection>

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
