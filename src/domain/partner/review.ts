// A case under review: what was handed in, the rounds of points that came back, and what they open again. Pure.
import type { PartnerApplication, PartnerCase, PointChange, ReviewRound, RoundPoint } from './schema'
import { redact } from '../text/redaction'
import { caseOf, mustHaveCase, withCase, withItem, withStatus } from './application'
import type { ChecklistItem } from './checklist'
import { likelyItems, splitPoints } from './rounds'

const MOST_ITEMS_OF_A_POINT = 30

/** A reviewer's text as a round of points, each tied to the items it is likely about. `on`: YYYY-MM-DD. */
export function roundOf(
  { on, text }: { on: string; text: string },
  items: readonly ChecklistItem[],
  newId: () => string,
): ReviewRound {
  const safe = redact(text)
  const points = splitPoints(safe).map((point) => ({
    id: newId(),
    text: point,
    itemIds: likelyItems(point, items).slice(0, MOST_ITEMS_OF_A_POINT),
    reply: '',
    done: false,
  }))
  return { id: newId(), on, text: safe, points, answeredOn: null }
}

/** A new round means that changes were asked for, on its day. */
export function withRound(kase: PartnerCase, round: ReviewRound, notedAt: string): PartnerCase {
  return { ...withStatus(kase, 'changes-asked', round.on, notedAt), rounds: [...kase.rounds, round] }
}

export function withPoint(
  kase: PartnerCase,
  { roundId, pointId }: { roundId: string; pointId: string },
  change: PointChange,
): PartnerCase {
  const edited = redactedPoint(change)
  const inPoint = (point: RoundPoint): RoundPoint => (point.id === pointId ? { ...point, ...edited } : point)
  return {
    ...kase,
    rounds: kase.rounds.map((round) =>
      round.id === roundId ? { ...round, points: round.points.map(inPoint) } : round,
    ),
  }
}

function redactedPoint({ itemIds, reply, done }: PointChange): Partial<RoundPoint> {
  return {
    ...(itemIds === undefined ? {} : { itemIds }),
    ...(reply === undefined ? {} : { reply: redact(reply) }),
    ...(done === undefined ? {} : { done }),
  }
}

/** Sends a dossier off: it answers every round that wasn't answered yet. `on`: YYYY-MM-DD. */
export function withDossierSent(
  kase: PartnerCase,
  { dossierId, on, notedAt }: { dossierId: string; on: string; notedAt: string },
): PartnerCase {
  return {
    ...withStatus(kase, 'sent', on, notedAt),
    dossiers: kase.dossiers.map((dossier) => (dossier.id === dossierId ? { ...dossier, sentOn: on } : dossier)),
    rounds: kase.rounds.map((round) => ({ ...round, answeredOn: round.answeredOn ?? on })),
  }
}

/** Puts every item that a round's open points are about back to work. Raises `partner.no-route`. */
export function withItemsReopened(
  application: PartnerApplication,
  { roundId, owner, dueOn }: { roundId: string; owner: string; dueOn: string | null },
): PartnerApplication {
  const round = caseOf(application, mustHaveCase(application)).rounds.find(({ id }) => id === roundId)
  const itemIds = new Set(round?.points.filter(({ done }) => !done).flatMap((point) => point.itemIds))
  return [...itemIds].reduce(
    (before, itemId) => withItem(before, itemId, { state: 'in-progress', owner: redact(owner), dueOn }),
    application,
  )
}

/** When to be reminded of the case (YYYY-MM-DD); null for not at all. Raises `partner.no-route`. */
export function withReminder(application: PartnerApplication, remindOn: string | null): PartnerApplication {
  mustHaveCase(application)
  return withCase(application, (kase) => ({ ...kase, remindOn }))
}
