// An integration (a Xero app used by a Codat client) on its way from nothing to live: the record, the steps of the walk, and the
// calls. Nothing here is a secret.
import { z } from 'zod'
import { codatUseCases } from './facts'
import { damagedFile, environment, recordId, slotNumber } from './xero-apps'

/** ISO time of this machine. */
const time = z.string().max(40)
const text = (max: number) => z.string().trim().max(max)
/** Text from outside: shown escaped and inside a details part, never as Latchkey's own words. */
const outside = z.string().max(500)

export const stepIds = [
  'plan',
  'create-app',
  'policy-links',
  'keys',
  'keys-check',
  'sign-in',
  'hand-over',
  'scopes',
  'enable',
  'first-company',
  'afterwards',
] as const
export const stepId = z.enum(stepIds)
export type StepId = z.infer<typeof stepId>

/** `said-done` is somebody's word, `verified` a check's, `stale` a check that is too old or no longer about today's values. */
export const stepStates = ['to-do', 'doing', 'said-done', 'verified', 'stale', 'not-needed'] as const
export const stepState = z.enum(stepStates)
export type StepState = z.infer<typeof stepState>

/** Whoever can make the next move. */
export const parties = ['me', 'customer', 'codat', 'xero', 'reviewer'] as const
export const party = z.enum(parties)
export type Party = z.infer<typeof party>

/** What somebody said of a step. What checks say is read off their results and never written here. */
export const saidStep = z.object({
  state: z.enum(['doing', 'said-done', 'not-needed']),
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
  handOver: handOver.nullable(),
  scopes: scopesAnswer.nullable(),
  consentSeen: consentSeen.nullable(),
  enabledSeen: enabledSeen.nullable(),
  inheritedSeen: inheritedSeen.nullable(),
  firstCompany: firstCompany.nullable(),
  /** When a connection made after the paste reached Linked: the only proof that Codat holds the keys. */
  provedAt: time.nullable(),
  proof: proof.nullable(),
  createdAt: time,
  updatedAt: time,
})
export type Integration = z.infer<typeof integrationV1>

/** Who vouches for a step's state. */
export const stepWitnesses = ['nobody', 'you', 'latchkey', 'xero', 'codat'] as const

export const stepView = z.object({
  id: stepId,
  state: stepState,
  by: z.enum(stepWitnesses),
  at: time.nullable(),
  /** One sentence: what is known, or what is missing. */
  why: z.string().max(600),
  move: party,
})
export type StepView = z.infer<typeof stepView>

/** What is known of the keys at Codat. `id-shown` proves the client id and never the secret. */
export const heldByCodat = z.enum([
  'not-handed-over',
  'unproved',
  'id-shown',
  'other-id-shown',
  'proved',
  'proved-before',
])
export type HeldByCodat = z.infer<typeof heldByCodat>

/** Where an integration stands, in one sentence. */
export const standing = z.discriminatedUnion('ready', [
  z.object({ ready: z.literal(true), sentence: z.string().max(600) }),
  z.object({
    ready: z.literal(false),
    step: stepId,
    sentence: z.string().max(600),
    move: party,
    /** To send to whoever has the move; empty where it is yours. */
    message: z.string().max(4_000),
  }),
])
export type Standing = z.infer<typeof standing>

/** An integration with what its Xero app and Codat client make of it. */
export const integrationView = integrationV1.extend({
  name: z.string().max(300),
  customer: z.string().max(200),
  environment,
  codatName: z.string().max(200).nullable(),
  steps: z.array(stepView),
  held: heldByCodat,
  standing,
})
export type IntegrationView = z.infer<typeof integrationView>

const byId = z.object({ id: recordId })

export const guideCalls = {
  listIntegrations: {
    input: z.object({}),
    output: z.object({ integrations: z.array(integrationView), damaged: z.array(damagedFile) }),
  },
  /** One for a pair of Xero app and Codat client: asked for twice, the one there is comes back. */
  addIntegration: {
    input: integrationFields.pick({ xeroAppId: true, codatClientId: true, wayIn: true }),
    output: integrationView,
  },
  updateIntegration: { input: byId.extend({ fields: integrationFields.partial() }), output: integrationView },
  /** Asks in main's own window first; `deleted` is false when the user said no. Nothing changes at Xero or Codat. */
  deleteIntegration: { input: byId, output: z.object({ deleted: z.boolean() }) },
  /** What you say of a step; null takes it back. */
  sayStep: {
    input: byId.extend({ step: stepId, state: saidStep.shape.state.nullable(), why: text(500).nullable() }),
    output: integrationView,
  },
  addIntegrationNote: { input: byId.extend({ text: integrationNote.shape.text }), output: integrationView },
} as const

/** Payload of the event `integrationsChanged`. */
export const integrationsChanged = z.object({})
