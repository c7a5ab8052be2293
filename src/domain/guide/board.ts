// The rows of the board, out of the records alone: one sentence each, who has the move, and since when. Pure.
import type { BoardRow, IntegrationCheck } from './board-schema'
import type { StepId } from './schema'
import type { IntegrationView, SetUpView, Standing, StepView } from './views'
import { localDay } from '../local-day'
import { countSteps } from '../standing/steps'

/** All rows, the longest wait first; those that wait for nobody last, by name. */
export function boardRows(
  integrations: readonly IntegrationView[],
  checks: ReadonlyMap<string, IntegrationCheck>,
  now: Date,
): BoardRow[] {
  return integrations.map((view) => boardRow(view, checks.get(view.id) ?? null, now)).toSorted(byWait)
}

export function boardRow(view: IntegrationView, check: IntegrationCheck | null, now: Date): BoardRow {
  const { id, name, customer, environment, codatName, xeroAppId, codatClientId, held, standing, waitingOn } = view
  const note = view.notes.at(-1)
  return {
    integration: {
      id,
      name,
      customer,
      environment,
      codatName,
      xeroAppId,
      codatClientId,
      held,
      standing,
      waitingOn,
    },
    steps: countSteps(view.steps),
    keys: keysOf(view),
    secretStoredAt: storedAtOf(stepOf(view, 'keys')),
    waiting: waitingOf(view, now),
    chase: standing.message,
    lastNote: note ?? null,
    check: check === null ? null : withoutSeen(check),
  }
}

function withoutSeen({ seen: _seen, ...rest }: IntegrationCheck): Omit<IntegrationCheck, 'seen'> {
  return rest
}

/** The set-up's one mover, as its standing has it; what you noted of this very set-up has a day to ask again. */
function waitingOf({ waitingOn, standing }: SetUpView & { standing: Standing }, now: Date): BoardRow['waiting'] {
  if (waitingOn !== null) {
    const { who, since, chaseOn } = waitingOn
    return { who, since, noted: true, chaseOn, due: chaseOn !== null && chaseOn <= localDay(now) }
  }
  if (standing.move === null) return null
  return { who: standing.move, since: standing.since, noted: false, chaseOn: null, due: false }
}

/** Read off the steps, which were judged by the Xero app's record already: a hundred apps needn't be read twice. */
function keysOf(view: IntegrationView): BoardRow['keys'] {
  const keys = stepOf(view, 'keys')
  const check = stepOf(view, 'keys-check')
  if (keys?.state === 'not-needed' && keys.by === 'latchkey') return 'customer'
  if (keys?.by !== 'latchkey') return 'none'
  if (check?.by !== 'xero') return 'unchecked'
  return check.state === 'to-do' ? 'refused' : 'accepted'
}

/** What was said of the step stored nothing. */
function storedAtOf(keys: StepView | undefined): string | null {
  return keys?.by === 'latchkey' ? keys.at : null
}

function stepOf({ steps }: IntegrationView, id: StepId): StepView | undefined {
  return steps.find((step) => step.id === id)
}

/** Since earlier is before since later, and before what nobody knows since when; nobody's move is after all of them. */
function byWait(a: BoardRow, b: BoardRow): number {
  if (a.waiting === null || b.waiting === null) {
    if (a.waiting !== null) return -1
    if (b.waiting !== null) return 1
    return a.integration.name.localeCompare(b.integration.name)
  }
  return (
    (a.waiting.since ?? '9').localeCompare(b.waiting.since ?? '9') ||
    a.integration.name.localeCompare(b.integration.name)
  )
}
