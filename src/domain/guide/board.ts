// The rows of the board, out of the records alone: one sentence each, who has the move, and since when. Pure.
import type { BoardRow, IntegrationCheck } from './board-schema'
import type { IntegrationView, StepId, StepView } from './schema'

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
  const needed = view.steps.filter(({ state }) => state !== 'not-needed')
  const settled = needed.filter(({ state }) => state === 'verified' || state === 'said-done')
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
    steps: { settled: settled.length, needed: needed.length },
    keys: keysOf(view),
    secretStoredAt: stepOf(view, 'keys')?.at ?? null,
    waiting: waitingOf(view, now),
    chase: standing.ready ? '' : standing.message,
    lastNote: note ?? null,
    check: check === null ? null : withoutSeen(check),
  }
}

function withoutSeen({ seen: _seen, ...rest }: IntegrationCheck): Omit<IntegrationCheck, 'seen'> {
  return rest
}

/** What you noted; else whoever has the move of the first missing rung, since the record last changed. */
function waitingOf({ waitingOn, standing, updatedAt }: IntegrationView, now: Date): BoardRow['waiting'] {
  if (waitingOn !== null) {
    const { who, since, chaseOn } = waitingOn
    return { who, since, noted: true, chaseOn, due: chaseOn !== null && chaseOn <= localDay(now) }
  }
  if (standing.ready) return null
  return { who: standing.move, since: updatedAt, noted: false, chaseOn: null, due: false }
}

/** Read off the steps, which were judged by the Xero app's record already: a hundred apps needn't be read twice. */
function keysOf(view: IntegrationView): BoardRow['keys'] {
  const keys = stepOf(view, 'keys')
  const check = stepOf(view, 'keys-check')
  if (keys?.state === 'not-needed') return 'customer'
  if (keys?.by !== 'latchkey') return 'none'
  if (check?.by !== 'xero') return 'unchecked'
  return check.state === 'to-do' ? 'refused' : 'accepted'
}

function stepOf({ steps }: IntegrationView, id: StepId): StepView | undefined {
  return steps.find((step) => step.id === id)
}

/** Since earlier is before since later; nobody's move is after all of them. */
function byWait(a: BoardRow, b: BoardRow): number {
  if (a.waiting === null || b.waiting === null) {
    if (a.waiting !== null) return -1
    if (b.waiting !== null) return 1
    return a.integration.name.localeCompare(b.integration.name)
  }
  return a.waiting.since.localeCompare(b.waiting.since) || a.integration.name.localeCompare(b.integration.name)
}

/** The user's own day as YYYY-MM-DD. */
function localDay(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
