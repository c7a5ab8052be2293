// The application for Xero app partnership: questions, checklist, checks, dossiers and rounds.
import { z } from 'zod'
import { partnerAnswers } from './answers'
import { sha256Hex } from '../sha256-hex'
import { recordId } from '../xero-apps/schema'

/** ISO time. */
const time = z.string().max(40)
export const day = z.iso.date()
export const text = (max: number) => z.string().trim().max(max)
const words = z.string().max(4_000)
export const id = z.string().min(1).max(100)

// --- Which way

export const partnerRoutes = ['app-store', 'bank-feeds', 'lending', 'payments', 'none'] as const
export const partnerRoute = z.enum(partnerRoutes)
export type PartnerRoute = z.infer<typeof partnerRoute>

/** Something said, with where it stands and when it was read. */
export const sourced = z.object({
  text: words,
  source: z.string().max(400).nullable(),
  asOf: z.string().max(10).nullable(),
  /** What is doubtful about it. */
  doubt: words.nullable(),
})
export type Sourced = z.infer<typeof sourced>

export const routeAdvice = z.object({
  /** Null while an answer is missing, and where Latchkey can't name a route. */
  route: partnerRoute.nullable(),
  /** “Talk to Xero and your Codat contact before you build.” */
  talkFirst: z.boolean(),
  unanswered: z.array(z.enum(['product', 'financialServices', 'bankFeeds', 'companies', 'listing', 'regions'])),
  sentence: words,
  reasons: z.array(sourced),
})
export type RouteAdvice = z.infer<typeof routeAdvice>

export const planRung = z.object({
  name: z.string().max(40),
  /** Null for no limit. */
  connections: z.number().int().nullable(),
  audPerMonth: z.number().nullable(),
  condition: words,
  /** Whether it holds what is connected now, and what is expected. Null where that number isn't known. */
  certified: z.boolean(),
  holdsNow: z.boolean().nullable(),
  holdsForecast: z.boolean().nullable(),
  current: z.boolean(),
  needed: z.boolean(),
})
export type PlanRung = z.infer<typeof planRung>

export const planLadder = z.object({
  now: z.number().int().nullable(),
  nowReadAt: time.nullable(),
  expected: z.number().int().nullable(),
  rungs: z.array(planRung),
  /** What comes before what, one sentence each. */
  steps: z.array(sourced),
  /** Which apps these plans don't cover. */
  outside: words.nullable(),
  forecast: words.nullable(),
  source: z.string().max(400),
  asOf: z.string().max(10),
  doubt: words.nullable(),
})
export type PlanLadder = z.infer<typeof planLadder>

// --- The checklist

export const partnerDoers = ['codat', 'product', 'you'] as const
export const partnerDoer = z.enum(partnerDoers)
export type PartnerDoer = z.infer<typeof partnerDoer>

export const itemStates = ['to-do', 'in-progress', 'ready', 'waived'] as const
export const itemState = z.enum(itemStates)
export type ItemState = z.infer<typeof itemState>

/** What Latchkey can check by itself. */
export const partnerCheckKinds = [
  'company-link',
  'privacy-link',
  'terms-link',
  'login-link',
  'docs-link',
  'name',
  'support-contact',
  'redirect-uris',
  'scopes',
  'seats',
  'security',
  'activity',
] as const
export const partnerCheckKind = z.enum(partnerCheckKinds)
export type PartnerCheckKind = z.infer<typeof partnerCheckKind>

export const partnerCheck = z.object({
  kind: partnerCheckKind,
  outcome: z.enum(['passed', 'failed', 'unknown']),
  /** Stable name of what was found, such as `http-404`. */
  code: z.string().max(60),
  /** What was found, for a person. */
  says: words,
  nextStep: words.nullable(),
  at: time,
})
export type PartnerCheck = z.infer<typeof partnerCheck>

export const partnerEvidence = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('file'),
    id,
    name: z.string().min(1).max(200),
    bytes: z.number().int().nonnegative(),
    sha256: sha256Hex,
    addedAt: time,
    setAsideAt: time.nullable(),
  }),
  z.object({
    kind: z.literal('link'),
    id,
    label: z.string().max(200),
    url: z.string().max(1_000),
    addedAt: time,
    setAsideAt: time.nullable(),
  }),
  z.object({ kind: z.literal('check'), id, check: partnerCheck, addedAt: time, setAsideAt: time.nullable() }),
])
export type PartnerEvidence = z.infer<typeof partnerEvidence>

/** What the user said about an item. Kept under the item's id, whatever a newer checklist makes of it. */
export const itemAnswer = z.object({
  state: itemState,
  /** Why it is waived. */
  reason: text(1_000),
  /** Null: as the checklist suggests. */
  doneBy: partnerDoer.nullable(),
  owner: text(120),
  dueOn: day.nullable(),
  notes: text(4_000),
  evidence: z.array(partnerEvidence).max(50),
})
export type ItemAnswer = z.infer<typeof itemAnswer>

export const checklistItemView = z.object({
  id,
  kind: z.enum(['prerequisite', 'checkpoint']),
  title: z.string().max(200),
  /** What Xero wants, in our words; null where the criteria aren't public. */
  wants: words.nullable(),
  howToShow: words,
  suggestedDoer: partnerDoer.nullable(),
  source: z.string().max(400),
  asOf: z.string().max(10),
  doubt: words.nullable(),
  check: partnerCheckKind.nullable(),
  lastCheck: partnerCheck.nullable(),
  answer: itemAnswer,
  overdue: z.boolean(),
  /** Since the version of the checklist that was looked at last. */
  news: z.enum(['none', 'new', 'changed']),
  /** Answers to items that this one took the place of. */
  earlier: z.array(z.object({ itemId: id, answer: itemAnswer })),
})
export type ChecklistItemView = z.infer<typeof checklistItemView>

export const checklistView = z.object({
  route: partnerRoute,
  version: z.number().int(),
  /** The version that was looked at last; null the first time. */
  seenVersion: z.number().int().nullable(),
  intro: words,
  items: z.array(checklistItemView),
  /** Answers to items that no checklist of this version has. */
  kept: z.array(z.object({ itemId: id, answer: itemAnswer })),
})
export type ChecklistView = z.infer<typeof checklistView>

// --- What is handed in

export const partnerDetails = z.object({
  /** What the product does with Xero, for whom. */
  description: text(4_000),
  privacyUrl: text(1_000),
  termsUrl: text(1_000),
  loginUrl: text(1_000),
  docsUrl: text(1_000),
  supportContact: text(200),
  codatContact: text(200),
})
export type PartnerDetails = z.infer<typeof partnerDetails>

export const scopeLine = z.object({ scope: text(100).min(1), justification: text(1_000) })
export const MOST_SCOPES = 60

/** What to change about the table of scopes, line by line: two changes at once both hold. */
export const scopesChange = z.object({
  useCase: z.string().max(60).nullable().optional(),
  /** By scope. A line that isn't there any more is not brought back. */
  reasons: z.record(scopeLine.shape.scope, scopeLine.shape.justification).optional(),
  add: scopeLine.shape.scope.optional(),
  remove: scopeLine.shape.scope.optional(),
})
export type ScopesChange = z.infer<typeof scopesChange>
export const scopeLineView = scopeLine.extend({
  /** Whether the chosen use case needs it. */
  need: z.enum(['needed', 'not-needed', 'unknown']),
  remark: words.nullable(),
})
export type ScopeLineView = z.infer<typeof scopeLineView>

export const caseStatuses = ['drafted', 'sent', 'in-review', 'changes-asked', 'accepted', 'refused'] as const
export const caseStatus = z.enum(caseStatuses)
export type CaseStatus = z.infer<typeof caseStatus>

export const roundPoint = z.object({
  id,
  text: words,
  /** Checklist items it is about. */
  itemIds: z.array(id).max(30),
  reply: text(4_000),
  done: z.boolean(),
})
export type RoundPoint = z.infer<typeof roundPoint>

export const reviewRound = z.object({
  id,
  on: day,
  text: z.string().max(20_000),
  points: z.array(roundPoint).max(200),
  answeredOn: day.nullable(),
})
export type ReviewRound = z.infer<typeof reviewRound>

/** One line of what a dossier said, so that two can be compared. */
export const sealedLine = z.object({
  key: z.string().max(200),
  label: z.string().max(300),
  value: z.string().max(8_000),
})
export type SealedLine = z.infer<typeof sealedLine>

export const dossierDifference = z.object({
  kind: z.enum(['added', 'removed', 'changed']),
  label: z.string().max(300),
  before: z.string().max(8_000).nullable(),
  after: z.string().max(8_000).nullable(),
})
export type DossierDifference = z.infer<typeof dossierDifference>

export const sealedDossier = z.object({
  id,
  madeAt: time,
  /** Hash of the whole zip. */
  sha256: sha256Hex,
  bytes: z.number().int(),
  files: z.array(z.string().max(300)).max(1_000),
  withClientId: z.boolean(),
  /** How many points were still open when it was made. */
  missing: z.number().int(),
  /** What was kept out of it, a sentence each. */
  leftOut: z.array(words).max(200),
  sentOn: day.nullable(),
})
export type SealedDossier = z.infer<typeof sealedDossier>

export const partnerCase = z.object({
  status: caseStatus,
  history: z.array(z.object({ status: caseStatus, on: day, notedAt: time })).max(500),
  remindOn: day.nullable(),
  rounds: z.array(reviewRound).max(100),
  dossiers: z.array(sealedDossier).max(200),
})
export type PartnerCase = z.infer<typeof partnerCase>

export const partnerApplicationV1 = z.object({
  version: z.literal(1),
  /** The Xero app's id. */
  id: recordId,
  answers: partnerAnswers,
  /** The route taken; null while it isn't chosen. */
  route: partnerRoute.nullable(),
  details: partnerDetails,
  useCase: z.string().max(60).nullable(),
  scopes: z.array(scopeLine).max(MOST_SCOPES),
  /** By item id, over all routes and versions of their checklists: nothing is ever dropped from here. */
  items: z.record(id, itemAnswer),
  /** The version of each route's checklist that was looked at last. */
  seen: z.partialRecord(partnerRoute, z.number().int().positive()),
  checks: z.array(partnerCheck).max(100),
  /** One application each, so that one that is accepted never counts for another. */
  cases: z.partialRecord(partnerRoute, partnerCase),
  /** The reminder that was told last, so that it is told once. */
  remindedFor: z.string().max(60).nullable(),
})
export type PartnerApplication = z.infer<typeof partnerApplicationV1>

export const missingThing = z.object({
  /** An item's title and what is said of it. */
  text: z.string().max(4_300),
  itemId: id.nullable(),
})
export type MissingThing = z.infer<typeof missingThing>

export const letterKinds = ['codat', 'xero-questions', 'reply'] as const
export const letterKind = z.enum(letterKinds)
export type LetterKind = z.infer<typeof letterKind>

export const letterView = z.object({
  kind: letterKind,
  title: z.string().max(200),
  to: z.string().max(200),
  subject: z.string().max(300),
  text: z.string().max(60_000),
})
export type LetterView = z.infer<typeof letterView>

export const portalField = z.object({
  label: z.string().max(200),
  value: z.string().max(20_000),
  hint: words.nullable(),
})
export type PortalField = z.infer<typeof portalField>

export const partnerView = z.object({
  appId: recordId,
  appName: z.string().max(200),
  answers: partnerAnswers,
  advice: routeAdvice,
  ladder: planLadder,
  route: partnerRoute.nullable(),
  checklist: checklistView.nullable(),
  details: partnerDetails,
  useCase: z.string().max(60).nullable(),
  useCases: z.array(z.object({ id: z.string().max(60), label: z.string().max(100) })),
  scopes: z.array(scopeLineView),
  /** Scopes the use case needs that aren't in the table. */
  scopesMissing: z.array(z.string().max(100)),
  missing: z.array(missingThing),
  /** Null while no route with an application is chosen. */
  case: partnerCase.extend({ reminderDue: z.boolean() }).nullable(),
  /** What a dossier made now would say differently from the last one sent (or made); null where there is none. */
  differences: z.object({ since: time, sent: z.boolean(), lines: z.array(dossierDifference) }).nullable(),
  portalFields: z.array(portalField),
  letters: z.array(letterView),
})
export type PartnerView = z.infer<typeof partnerView>
export const itemChange = itemAnswer.omit({ evidence: true }).partial()
export type ItemChange = z.infer<typeof itemChange>
export const pointChange = z.object({ itemIds: z.array(id).max(30), reply: text(4_000), done: z.boolean() }).partial()
export type PointChange = z.infer<typeof pointChange>
