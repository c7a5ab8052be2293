// The calls of the application for Xero app partnership.
import { z } from 'zod'
import { recordId } from '../domain/xero-apps/schema'
import {
  day,
  text,
  id,
  partnerRoute,
  partnerDetails,
  scopesChange,
  caseStatus,
  letterKind,
  partnerView,
  itemChange,
  pointChange,
} from '../domain/partner/schema'
import { partnerAnswersChange } from '../domain/partner/answers'

const byApp = z.object({ appId: recordId })
const view = partnerView
const saved = z.object({ outcome: z.enum(['saved', 'cancelled']) })

export const dossierFiles = ['zip', 'pdf', 'markdown'] as const

export const partnerCalls = {
  getPartner: { input: byApp, output: view },
  /** Only the answers given change. */
  savePartnerAnswers: { input: byApp.extend({ answers: partnerAnswersChange }), output: view },
  choosePartnerRoute: { input: byApp.extend({ route: partnerRoute.nullable() }), output: view },
  savePartnerDetails: { input: byApp.extend({ details: partnerDetails }), output: view },
  /**
   * Only the lines named change. A use case that is new fills in the scopes it needs; lines that are there keep their words. Raises
   * `partner.too-much`.
   */
  savePartnerScopes: { input: byApp.extend({ change: scopesChange }), output: view },
  /** Raises `partner.waived-needs-reason`. */
  savePartnerItem: { input: byApp.extend({ itemId: id, change: itemChange }), output: view },
  notePartnerChecklistSeen: { input: byApp, output: view },
  /** Main's own dialog chooses the file; it is copied. Raises `partner.evidence-secret`, `partner.evidence-too-big`. */
  addPartnerFile: { input: byApp.extend({ itemId: id }), output: view },
  addPartnerLink: { input: byApp.extend({ itemId: id, label: text(200), url: text(1_000) }), output: view },
  addPartnerCheck: { input: byApp.extend({ itemId: id }), output: view },
  setAsidePartnerEvidence: { input: byApp.extend({ itemId: id, evidenceId: id }), output: view },
  runPartnerChecks: { input: byApp, output: view },
  exportPartnerTickets: { input: byApp.extend({ format: z.enum(['markdown', 'csv']) }), output: saved },
  makePartnerDossier: { input: byApp.extend({ withClientId: z.boolean() }), output: view },
  /** Raises `partner.seal-broken` when the kept dossier is no longer what was sealed. */
  savePartnerDossier: { input: byApp.extend({ dossierId: id, file: z.enum(dossierFiles) }), output: saved },
  markPartnerDossierSent: { input: byApp.extend({ dossierId: id, on: day }), output: view },
  openPartnerLetter: { input: byApp.extend({ letter: letterKind }), output: z.object({ opened: z.boolean() }) },
  savePartnerLetter: { input: byApp.extend({ letter: letterKind }), output: saved },
  setPartnerStatus: { input: byApp.extend({ status: caseStatus, on: day }), output: view },
  setPartnerReminder: { input: byApp.extend({ remindOn: day.nullable() }), output: view },
  addPartnerRound: { input: byApp.extend({ on: day, text: z.string().trim().min(1).max(20_000) }), output: view },
  savePartnerPoint: {
    input: byApp.extend({ roundId: id, pointId: id, change: pointChange }),
    output: view,
  },
  /** Opens the items of a round's points again, with an owner and a day. Evidence stays. */
  reopenPartnerItems: {
    input: byApp.extend({ roundId: id, owner: text(120), dueOn: day.nullable() }),
    output: view,
  },
} as const
