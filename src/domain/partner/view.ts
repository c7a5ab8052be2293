// The whole application as the page shows it and the dossier says it: the record seen through routes, ladder, checklist and
// scope table. Pure.
import { codatUseCases } from '../facts'
import type { Gauge } from '../connections/schema'
import type { ChecklistItemView, ChecklistView, PartnerApplication, PartnerCheck, PartnerView } from './schema'
import type { XeroApp } from '../xero-apps/schema'
import { caseOf, caseRoute } from './application'
import { itemsElsewhere, noAnswer, seeThrough, type Checklists, type SeenItem } from './checklist'
import { missingThings } from './missing'
import { planLadder } from './plan-ladder'
import { routeFor } from './routes'
import { scopeTable } from './scope-table'

export interface ViewInput {
  readonly app: Pick<XeroApp, 'id' | 'name' | 'createdOn'>
  readonly application: PartnerApplication
  readonly gauge: Gauge | null
  readonly checklists: Checklists
  /** ISO time. */
  readonly now: string
}

/** Everything but what is compared with a kept dossier, or would be sent. */
export type CoreView = Omit<PartnerView, 'differences' | 'letters' | 'portalFields'>

export function coreView({ app, application, gauge, checklists, now }: ViewInput): CoreView {
  const { answers, route, details } = application
  const advice = routeFor(answers)
  const table = scopeTable(application, { today: now.slice(0, 10), createdOn: app.createdOn })
  const checklist = checklistView(application, checklists, now.slice(0, 10))
  const known = {
    advice,
    route,
    checklist,
    details,
    scopes: [...table.lines],
    scopesMissing: [...table.missing],
  }
  return {
    ...known,
    appId: app.id,
    appName: app.name,
    answers,
    ladder: planLadder({ gauge, answers, route }),
    useCase: application.useCase,
    useCases: Object.entries(codatUseCases.value).map(([id, { label }]) => ({ id, label })),
    missing: missingThings(known, now),
    case: caseView(application, now.slice(0, 10)),
  }
}

function caseView(application: PartnerApplication, today: string): PartnerView['case'] {
  const route = caseRoute(application)
  if (route === null) return null
  const kase = caseOf(application, route)
  return { ...kase, reminderDue: kase.remindOn !== null && kase.remindOn <= today }
}

function checklistView(application: PartnerApplication, checklists: Checklists, today: string): ChecklistView | null {
  const { route } = application
  const checklist = route === null ? null : checklists[route]
  if (route === null || checklist === null) return null
  const seenVersion = application.seen[route] ?? null
  const seen = seeThrough(checklist, application.items, { seenVersion, elsewhere: itemsElsewhere(checklists, route) })
  const isAsked = ({ item }: SeenItem) => item.onlyForListing !== true || application.answers.listing === 'yes'
  return {
    route,
    version: checklist.version,
    seenVersion,
    intro: checklist.intro,
    items: seen.rows.filter(isAsked).map((row) => itemView(row, application.checks, today)),
    kept: [...seen.kept, ...seen.rows.filter((row) => !isAsked(row)).flatMap(answersIn)].map((one) => ({ ...one })),
  }
}

/** What was answered to an item that isn't asked for now: without a listing, say. */
function answersIn({ item, answer, earlier }: SeenItem): SeenItem['earlier'] {
  return answer === noAnswer ? earlier : [{ itemId: item.id, answer }, ...earlier]
}

function itemView(
  { item, answer, news, earlier }: SeenItem,
  checks: readonly PartnerCheck[],
  today: string,
): ChecklistItemView {
  const { id, kind, title, wants, howToShow, suggestedDoer, source, asOf, doubt, check } = item
  const isOpen = answer.state === 'to-do' || answer.state === 'in-progress'
  return {
    id,
    kind,
    title,
    wants,
    howToShow,
    suggestedDoer,
    source,
    asOf,
    doubt,
    check,
    lastCheck: checks.find((done) => done.kind === check) ?? null,
    answer,
    overdue: isOpen && answer.dueOn !== null && answer.dueOn < today,
    news,
    earlier: earlier.map((one) => ({ ...one })),
  }
}
