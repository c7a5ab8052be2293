// “It linked, why is there no data?”: what Codat knows of one company, and what it comes down to.
import { z } from 'zod'
import { connectionState } from '../codat/said'
import { side } from '../diagnosis/schema'
import { linkIds } from '../links'

/** Text from outside: shown escaped and inside a details part, never as Latchkey's own words. */
export const outside = z.string().max(500)
export const codatId = z.string().max(100)
export const codatTime = z.string().max(60)

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
  'some-limit',
  'needs-others',
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
