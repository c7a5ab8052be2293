// The checklists as data: per route what Xero asks for, with source and day, in versions. And how answers given to one version
// are seen through another. Pure.
import type { ChecklistItemView, ItemAnswer, PartnerCheckKind, PartnerDoer, PartnerRoute } from './schema'

export interface ChecklistItem {
  /** Never used again for something else. */
  readonly id: string
  readonly kind: ChecklistItemView['kind']
  readonly title: string
  /** What Xero wants, in our words; null where the criteria aren't public. */
  readonly wants: string | null
  readonly howToShow: string
  /** Who does it, where the facts say. */
  readonly suggestedDoer: PartnerDoer | null
  readonly source: string
  readonly asOf: string
  /** What is doubtful about it. */
  readonly doubt: string | null
  readonly check: PartnerCheckKind | null
  /** The version of the checklist that brought it, and the one that changed what it says. */
  readonly since: number
  readonly changedIn?: number
  /** Items of earlier versions that it takes the place of. */
  readonly replaces?: readonly string[]
  /** Only where a listing in the App Store is wanted. */
  readonly onlyForListing?: boolean
}

export interface Checklist {
  readonly route: PartnerRoute
  readonly version: number
  readonly intro: string
  readonly items: readonly ChecklistItem[]
}

/** By route; a route without an application has none. */
export type Checklists = Readonly<Record<PartnerRoute, Checklist | null>>

export type Answers = Readonly<Record<string, ItemAnswer>>

export const noAnswer: ItemAnswer = {
  state: 'to-do',
  reason: '',
  doneBy: null,
  owner: '',
  dueOn: null,
  notes: '',
  evidence: [],
}

export interface SeenItem {
  readonly item: ChecklistItem
  readonly answer: ItemAnswer
  readonly news: ChecklistItemView['news']
  readonly earlier: readonly { readonly itemId: string; readonly answer: ItemAnswer }[]
}

export interface SeenChecklist {
  readonly rows: readonly SeenItem[]
  /** Answers to items that no checklist knows any more. Shown, never dropped. */
  readonly kept: readonly { readonly itemId: string; readonly answer: ItemAnswer }[]
}

/**
 * A checklist over answers that were given to any version of it. `seenVersion` is the version that was looked at last (null:
 * none was, so nothing is new). Every answer is in exactly one place: its own row, a row that replaces it, or `kept`; answers
 * of other routes' items (`elsewhere`) are theirs to show.
 */
export function seeThrough(
  checklist: Checklist,
  answers: Answers,
  { seenVersion, elsewhere = new Set<string>() }: { seenVersion: number | null; elsewhere?: ReadonlySet<string> },
): SeenChecklist {
  const own = new Set(checklist.items.map(({ id }) => id))
  const taken = new Set<string>()
  const rows = checklist.items.map((item): SeenItem => {
    const earlier = (item.replaces ?? []).flatMap((itemId) => {
      const answer = answerTo(answers, itemId)
      if (answer === null || own.has(itemId) || taken.has(itemId)) return []
      taken.add(itemId)
      return [{ itemId, answer }]
    })
    return { item, answer: answerTo(answers, item.id) ?? noAnswer, news: newsOf(item, seenVersion), earlier }
  })
  const kept = Object.entries(answers)
    .filter(([itemId]) => !own.has(itemId) && !taken.has(itemId) && !elsewhere.has(itemId))
    .map(([itemId, answer]) => ({ itemId, answer }))
  return { rows, kept }
}

/** An item's id can be any text, `constructor` too. */
function answerTo(answers: Answers, itemId: string): ItemAnswer | null {
  return Object.hasOwn(answers, itemId) ? (answers[itemId] ?? null) : null
}

function newsOf({ since, changedIn }: ChecklistItem, seenVersion: number | null): ChecklistItemView['news'] {
  if (seenVersion === null) return 'none'
  if (since > seenVersion) return 'new'
  return changedIn !== undefined && changedIn > seenVersion ? 'changed' : 'none'
}

/** Ids of every item of every other route, so that a shared record shows each answer where it belongs. */
export function itemsElsewhere(checklists: Checklists, route: PartnerRoute): Set<string> {
  const others = Object.values(checklists).filter((checklist) => checklist !== null && checklist.route !== route)
  return new Set(others.flatMap((checklist) => (checklist === null ? [] : checklist.items.map(({ id }) => id))))
}

/** What Latchkey can check for a route: the checks its checklist names. */
export function checksFor(checklists: Checklists, route: PartnerRoute, wantsListing: boolean): Set<PartnerCheckKind> {
  const items = checklists[route]?.items ?? []
  return new Set(
    items.flatMap(({ check, onlyForListing }) =>
      check === null || (onlyForListing === true && !wantsListing) ? [] : [check],
    ),
  )
}
