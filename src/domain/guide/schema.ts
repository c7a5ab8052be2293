// An integration (a Xero app used by a Codat client) on its way from nothing to live: the record and the steps of the walk.
// Nothing here is a secret.
import { z } from 'zod'
import { codatUseCases } from '../facts'
import { recordId, slotNumber } from '../xero-apps/schema'
import { parties, stepIds } from './terms'

/** ISO time of this machine. */
export const time = z.string().max(40)
export const text = (max: number) => z.string().trim().max(max)
/** Text from outside: shown escaped and inside a details part, never as Latchkey's own words. */
const outside = z.string().max(500)

export const stepId = z.enum(stepIds)
export type StepId = z.infer<typeof stepId>

/**
 * `said-done` is somebody's word, `verified` a check's, `stale` a check that is too old or no longer about today's values. `skipped` was
 * set aside by the user: neither done nor not needed, and no fact is made true by it.
 */
export const stepStates = ['to-do', 'doing', 'said-done', 'verified', 'stale', 'skipped', 'not-needed'] as const
export const stepState = z.enum(stepStates)
export type StepState = z.infer<typeof stepState>

export const party = z.enum(parties)
export type Party = z.infer<typeof party>

/** What somebody said of a step. What checks say is read off their results and never written here. */
export const saidStep = z.object({
  /** Records of before say `not-needed` of what the user skipped. */
  state: z
    .enum(['doing', 'said-done', 'skipped', 'not-needed'])
    .transform((state) => (state === 'not-needed' ? 'skipped' : state)),
  at: time,
  why: text(500).nullable(),
})
export type SaidStep = z.infer<typeof saidStep>

const useCaseNames = Object.keys(codatUseCases.value) as [keyof typeof codatUseCases.value, ...never[]]
export const useCase = z.enum(useCaseNames)
export type UseCase = z.infer<typeof useCase>

/** Step 0: asked now because Xero decides on them, not on the code. */
export const planAnswers = z.object({
  financialServices: z.enum(['yes', 'no', 'unsure']).nullable(),
  bankFeeds: z.enum(['yes', 'no', 'unsure']).nullable(),
  companiesInSixMonths: z.number().int().nonnegative().max(1_000_000).nullable(),
})
export type PlanAnswers = z.infer<typeof planAnswers>

export const waiting = z.object({
  who: party,
  since: time,
  /** Day to ask again (YYYY-MM-DD). */
  chaseOn: z.iso.date().nullable(),
})
export type Waiting = z.infer<typeof waiting>

export const integrationNote = z.object({ at: time, text: text(4_000).min(1) })

/** Linked connections of the Codat client, counted before anything was copied, and your yes to what a new client id does to them. */
export const countedBefore = z.object({
  at: time,
  linked: z.number().int().nonnegative(),
  /** The client id that may be copied after this count. */
  clientId: z.string().max(200),
})
export type CountedBefore = z.infer<typeof countedBefore>

/** The keys that the user says were pasted at Codat: whose, and which secret. Codat never says what it holds. */
export const handOver = z.object({
  pastedAt: time,
  clientId: z.string().max(200),
  slot: slotNumber.nullable(),
  /** When that secret was stored here, so that a newer one is told from it. */
  secretStoredAt: time.nullable(),
})
export type HandOver = z.infer<typeof handOver>

export const scopesAnswer = z.object({
  useCase: useCase.nullable(),
  scopes: z.array(z.string().max(200)).max(60),
  /** Set once Codat said that these are what it asks for. */
  confirmedAt: time.nullable(),
})
export type ScopesAnswer = z.infer<typeof scopesAnswer>

/** A consent address of Codat's own link, as somebody saw it: it shows the id and the scopes, and says nothing of the secret. */
export const consentSeen = z.object({
  at: time,
  clientId: z.string().max(200),
  redirectUri: outside.nullable(),
  scopes: z.array(z.string().max(200)).max(100),
})
export type ConsentSeen = z.infer<typeof consentSeen>

/** What Codat's API last said of its Xero integration. */
export const enabledSeen = z.object({
  at: time,
  present: z.boolean(),
  enabled: z.boolean().nullable(),
})
export type EnabledSeen = z.infer<typeof enabledSeen>

export const firstCompanyStates = ['PendingAuth', 'Linked', 'Unlinked', 'Deauthorized', 'other', 'gone'] as const
/** The company that Latchkey made at Codat to prove the keys. */
export const firstCompany = z.object({
  companyId: z.string().max(100),
  companyName: outside,
  /** Null while only the company was made. */
  connectionId: z.string().max(100).nullable(),
  linkUrl: z.string().max(2_000).nullable(),
  createdAt: time,
  state: z.enum(firstCompanyStates),
  /** Codat's own words for why it isn't linked. */
  error: outside.nullable(),
  checkedAt: time,
})
export type FirstCompany = z.infer<typeof firstCompany>

/** A company that was asked for, until Codat's answer is in: the same keys are used again, so that it can't be made twice. */
export const creating = z.object({
  name: outside,
  companyKey: recordId,
  connectionKey: recordId,
  at: time,
  companyId: z.string().max(100).nullable(),
  /** Codat answers a server error for a key again and again, so the next try needs a new one. */
  spent: z.boolean(),
})
export type Creating = z.infer<typeof creating>

export const proof = z.object({
  companyId: z.string().max(100),
  connectionId: z.string().max(100),
  companyName: outside,
})

/** How many of the client's companies stand in which state: read for an integration that was live before Latchkey knew it. */
export const inheritedSeen = z.object({
  at: time,
  companies: z.number().int().nonnegative(),
  linked: z.number().int().nonnegative(),
  deauthorized: z.number().int().nonnegative(),
  pending: z.number().int().nonnegative(),
  withErrors: z.number().int().nonnegative(),
  complete: z.boolean(),
})
export type InheritedSeen = z.infer<typeof inheritedSeen>

export const waysIn = ['new', 'inherited'] as const

/** What a user fills in about an integration. */
export const integrationFields = z.object({
  xeroAppId: recordId.nullable(),
  /** The record of the Codat client, not Codat's own id of it. */
  codatClientId: recordId.nullable(),
  wayIn: z.enum(waysIn),
  answers: planAnswers,
  useCase: useCase.nullable(),
  waitingOn: waiting.nullable(),
  /** Why the loopback redirect URI stays on a production app; empty where it doesn't. */
  keepsLoopback: text(500),
})
export type IntegrationFields = z.infer<typeof integrationFields>

export const integrationV1 = integrationFields.extend({
  version: z.literal(1),
  id: recordId,
  said: z.partialRecord(stepId, saidStep),
  notes: z.array(integrationNote).max(500),
  countedBefore: countedBefore.nullable(),
  handOver: handOver.nullable(),
  scopes: scopesAnswer.nullable(),
  consentSeen: consentSeen.nullable(),
  enabledSeen: enabledSeen.nullable(),
  inheritedSeen: inheritedSeen.nullable(),
  creating: creating.nullable(),
  firstCompany: firstCompany.nullable(),
  /** Set while you are on a call about it: one step at a time, nothing revealed. */
  callSince: time.nullable(),
  /** A call that ended, until you said whether it was recorded. */
  callToAskAbout: z.object({ from: time, to: time }).nullable(),
  /** When a connection made after the paste reached Linked: the only proof that Codat holds the keys. */
  provedAt: time.nullable(),
  proof: proof.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type Integration = z.infer<typeof integrationV1>

/** Fields to change; one that is undefined is left as it is. */
export type IntegrationChange = {
  [K in keyof IntegrationFields]?:
    | (K extends 'answers' ? Loose<IntegrationFields[K]> : IntegrationFields[K])
    | undefined
}
type Loose<T> = { [K in keyof T]?: T[K] | undefined }
