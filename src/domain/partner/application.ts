// An application, its cases and items, and the changes they can go through, each a small pure function.
import type {
  CaseStatus,
  ItemAnswer,
  PartnerApplication,
  PartnerCase,
  PartnerCheck,
  PartnerEvidence,
  PartnerRoute,
} from './schema'
import { Failure } from '../failure'
import { noAnswer } from './checklist'
import { noAnswers } from './routes'

const MOST_EVIDENCE = 50

/** The application of an app that has begun nothing. */
export function blankApplication(appId: string): PartnerApplication {
  return {
    version: 1,
    id: appId,
    answers: noAnswers,
    route: null,
    details: {
      description: '',
      privacyUrl: '',
      termsUrl: '',
      loginUrl: '',
      docsUrl: '',
      supportContact: '',
      codatContact: '',
    },
    useCase: null,
    scopes: [],
    items: {},
    seen: {},
    checks: [],
    cases: {},
    remindedFor: null,
  }
}

/** Latchkey's own route of an application: one that is handed in somewhere. */
export function caseRoute(application: PartnerApplication): Exclude<PartnerRoute, 'none'> | null {
  return application.route === null || application.route === 'none' ? null : application.route
}

const noCase: PartnerCase = { status: 'drafted', history: [], remindOn: null, rounds: [], dossiers: [] }

export function caseOf(application: PartnerApplication, route: PartnerRoute): PartnerCase {
  return application.cases[route] ?? noCase
}

/** The route whose case is worked on. Raises `partner.no-route`. */
export function mustHaveCase(application: PartnerApplication): Exclude<PartnerRoute, 'none'> {
  const route = caseRoute(application)
  if (route === null) throw new Failure('partner.no-route')
  return route
}

/** Changes the case of the route that is taken; without one nothing changes. */
export function withCase(
  application: PartnerApplication,
  edit: (before: PartnerCase) => PartnerCase,
): PartnerApplication {
  const route = caseRoute(application)
  if (route === null) return application
  return { ...application, cases: { ...application.cases, [route]: edit(caseOf(application, route)) } }
}

export function withStatus(kase: PartnerCase, status: CaseStatus, on: string, notedAt: string): PartnerCase {
  return { ...kase, status, history: [...kase.history, { status, on, notedAt }] }
}

export function answerOf(application: PartnerApplication, itemId: string): ItemAnswer {
  return Object.hasOwn(application.items, itemId) ? (application.items[itemId] ?? noAnswer) : noAnswer
}

/** Raises `partner.waived-needs-reason`. */
export function withItem(
  application: PartnerApplication,
  itemId: string,
  change: Partial<ItemAnswer>,
): PartnerApplication {
  const answer = { ...answerOf(application, itemId), ...change }
  if (answer.state === 'waived' && answer.reason === '') throw new Failure('partner.waived-needs-reason')
  return { ...application, items: { ...application.items, [itemId]: answer } }
}

/** Raises `partner.too-much`. */
export function withEvidence(
  application: PartnerApplication,
  itemId: string,
  evidence: PartnerEvidence,
): PartnerApplication {
  const answer = answerOf(application, itemId)
  if (answer.evidence.length >= MOST_EVIDENCE) throw new Failure('partner.too-much')
  const state = answer.state === 'to-do' ? 'in-progress' : answer.state
  return withItem(application, itemId, { state, evidence: [...answer.evidence, evidence] })
}

/** Evidence is set aside, never deleted: an earlier dossier may rest on it. */
export function withEvidenceSetAside(
  application: PartnerApplication,
  { itemId, evidenceId, at }: { itemId: string; evidenceId: string; at: string },
): PartnerApplication {
  const answer = answerOf(application, itemId)
  const evidence = answer.evidence.map((one) =>
    one.id === evidenceId ? { ...one, setAsideAt: one.setAsideAt ?? at } : one,
  )
  return withItem(application, itemId, { evidence })
}

/** Evidence that counts now. */
export function standing(answer: ItemAnswer): readonly PartnerEvidence[] {
  return answer.evidence.filter(({ setAsideAt }) => setAsideAt === null)
}

/** The newest check of each kind, in the order they were given. */
export function withChecks(application: PartnerApplication, checks: readonly PartnerCheck[]): PartnerApplication {
  const done = new Set(checks.map(({ kind }) => kind))
  return { ...application, checks: [...application.checks.filter(({ kind }) => !done.has(kind)), ...checks] }
}
