// An app's application as a file of its own, and the changes it can go through, each a small pure function.
import {
  partnerApplicationV1,
  type CaseStatus,
  type ItemAnswer,
  type PartnerApplication,
  type PartnerCase,
  type PartnerCheck,
  type PartnerEvidence,
  type PartnerRoute,
} from '../../contract/partner'
import { Failure, isFailure } from '../failure'
import type { Clock } from '../ports'
import { openRecordFiles } from '../records/record-files'
import { noAnswer } from './checklist'
import { noAnswers } from './routes'

export interface ApplicationFiles {
  get(appId: string): Promise<PartnerApplication>
  /** All that were begun. */
  list(): Promise<PartnerApplication[]>
  /** Reads, changes and writes; changes never overlap. Raises `record.not-written`, `partner.too-much`. */
  change(appId: string, edit: (before: PartnerApplication) => PartnerApplication): Promise<PartnerApplication>
  /** Removes an app's application, if it began one. */
  remove(appId: string): Promise<void>
}

const MOST_EVIDENCE = 50
/** Below what a record file may hold, so that one that was written can always be read. */
const MOST_CHARACTERS = 450_000

/** One file per Xero app in `dir`; an app without one has begun nothing. */
export function openApplications(dir: string, clock: Clock): ApplicationFiles {
  const files = openRecordFiles({ dir, schema: partnerApplicationV1, clock })
  let turn: Promise<unknown> = Promise.resolve()

  async function get(appId: string): Promise<PartnerApplication> {
    try {
      return await files.get(appId)
    } catch (error) {
      if (!isFailure(error, 'record.missing')) throw error
      // A damaged file counts as missing: listing sets it aside, so that the next change doesn't write over it.
      await files.list()
      return blankApplication(appId)
    }
  }

  return {
    get,
    list: async () => (await files.list()).records,
    remove: (appId) => files.remove(appId),
    change(appId, edit) {
      const mine = turn.then(async () => {
        const before = await get(appId)
        const after = edit(before)
        if (after === before) return before
        if (JSON.stringify(after).length > MOST_CHARACTERS) throw new Failure('partner.too-much')
        await files.put(after)
        return after
      })
      turn = mine.catch(() => {})
      return mine
    },
  }
}

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
