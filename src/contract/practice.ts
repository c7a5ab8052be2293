// Practice mode as the page and the tests see it: where the stand-ins listen, how they are set, what is asked of them.
import { z } from 'zod'
import type { LinkId } from '../domain/links'
import {
  practiceCodatClient,
  practiceCodatOriginNames,
  type PracticeCodatOriginName,
  practiceCodatSettings,
} from './practice-codat'
import { practiceFailures } from './practice-failures'

export * from './practice-failures'

/**
 * The stand-ins' origins, one server each, so that a call sent to the wrong host fails as it would in the field.
 * The order is the order of ports when a first port is given.
 */
export const practiceXeroOriginNames = ['xeroLogin', 'xeroAuthorize', 'xeroIdentity', 'xeroApi', 'xeroPortal'] as const
export type PracticeXeroOriginName = (typeof practiceXeroOriginNames)[number]
export const practiceOriginNames = [...practiceXeroOriginNames, ...practiceCodatOriginNames] as const
export type PracticeOriginName = (typeof practiceOriginNames)[number]

const loopbackOrigin = z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)
export const practiceOrigins = z.object({
  xeroLogin: loopbackOrigin,
  xeroAuthorize: loopbackOrigin,
  xeroIdentity: loopbackOrigin,
  xeroApi: loopbackOrigin,
  xeroPortal: loopbackOrigin,
  codatApi: loopbackOrigin,
  codatPortal: loopbackOrigin,
  codatLink: loopbackOrigin,
} satisfies Record<PracticeXeroOriginName | PracticeCodatOriginName, z.ZodType>)
export type PracticeOrigins = z.infer<typeof practiceOrigins>

export const practiceFailureName = z.enum(practiceFailures.map((failure) => failure.name))

export const practiceSettings = z.object({
  /** How far the stand-ins' clock is ahead of this machine's, in seconds; negative for behind. */
  clockOffsetSeconds: z.number().int().min(-400_000_000).max(400_000_000),
  /** Whether the old secret survives when another is generated: sources disagree, so both can be practised. */
  secretRotation: z.enum(['old-survives', 'old-dies']),
  /** Whether an organisation connected again gets its former row back (Xero's own description) or a fresh one. */
  reconnect: z.enum(['former-row', 'fresh-row']),
  /** Whether a fresh row's two dates lie milliseconds apart, as in Xero's own sample, or are the same. */
  freshRowDates: z.enum(['apart', 'same']),
  slowSeconds: z.number().min(0).max(600),
  retryAfterSeconds: z.number().int().min(0).max(100_000),
  ...practiceCodatSettings.shape,
})
export type PracticeSettings = z.infer<typeof practiceSettings>

export const practiceSeed = z.enum(['furnished', 'empty'])
export type PracticeSeed = z.infer<typeof practiceSeed>

const activeFailure = z.object({
  name: practiceFailureName,
  /** How often it will still happen; null for until switched off. */
  left: z.number().int().positive().nullable(),
})
export type ActiveFailure = z.infer<typeof activeFailure>

/** One of the stand-in's Xero apps. Nothing secret: values of secrets are kept as hashes. */
export const practiceXeroApp = z.object({
  clientId: z.string(),
  name: z.string(),
  type: z.enum(['web', 'mobile-desktop']),
  createdAt: z.string(),
  redirectUris: z.array(z.string()),
  secretSlots: z.array(z.union([z.literal(1), z.literal(2)])),
  plan: z.string(),
  /** Connections allowed; null for no limit. */
  limit: z.number().int().nullable(),
  /** Rows that count against the limit: demo companies don't. */
  counted: z.number().int(),
  connections: z.number().int(),
})
export type PracticeXeroApp = z.infer<typeof practiceXeroApp>

export const practiceView = z.object({
  origins: practiceOrigins,
  seed: practiceSeed,
  /** The stand-ins' time, ISO. */
  now: z.string(),
  settings: practiceSettings,
  failures: z.array(activeFailure),
  xeroApps: z.array(practiceXeroApp),
  codatClients: z.array(practiceCodatClient),
})
export type PracticeView = z.infer<typeof practiceView>

export const practicePages = ['xero-my-apps', 'codat-accounting', 'codat-api-keys'] as const
export const practicePage = z.enum(practicePages)
export type PracticePage = z.infer<typeof practicePage>

/** Portals that practice mode has pages of its own for, by their links. */
export const pagesOfPractice: Partial<Record<LinkId, PracticePage>> = {
  'xero.my-apps': 'xero-my-apps',
  'codat.integrations': 'codat-accounting',
  'codat.api-keys': 'codat-api-keys',
}

export const practiceFailureSwitch = z.object({
  name: practiceFailureName,
  on: z.boolean(),
  /** Only so often; left out for until switched off. */
  times: z.number().int().min(1).max(1_000).optional(),
})
export type PracticeFailureSwitch = z.infer<typeof practiceFailureSwitch>

export const practiceCalls = {
  /** Null outside practice mode. */
  getPractice: { input: z.object({}), output: z.object({ practice: practiceView.nullable() }) },
  setPracticeFailure: { input: practiceFailureSwitch, output: practiceView },
  setPracticeSettings: { input: practiceSettings.partial(), output: practiceView },
  /** Puts the stand-ins back to their first day. Every failure goes off; settings go back too. */
  resetPractice: { input: z.object({ seed: practiceSeed }), output: practiceView },
  /** Opens one of the stand-ins' pages in the system's browser. */
  openPracticePage: { input: z.object({ page: practicePage }), output: z.object({ opened: z.boolean() }) },
} as const
