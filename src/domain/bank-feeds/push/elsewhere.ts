// What the other pushes of this machine have at Codat, beside the one that is carried out.
import type { Opened } from './entries'
import type { OtherPushes } from './plan'
import { hasUnknownOperation } from './asked'
import { operationsOf } from './state'

export interface Elsewhere {
  /** Operations that belong to other pushes. */
  readonly operations: ReadonlySet<string>
  /** Another push sent something to the same connection whose operation isn't known: it could be any in Codat's list. */
  readonly contested: boolean
}

export function elsewhereOf({ pushId, target }: Opened, { states, damaged }: OtherPushes): Elsewhere {
  const others = states.filter((state) => state.opened.pushId !== pushId)
  const { connectionId } = target
  const unknown = others.some(
    (state) => state.opened.target.connectionId === connectionId && state.chunks.some(hasUnknownOperation),
  )
  const lost = damaged.some((one) => (one.opened?.target.connectionId ?? connectionId) === connectionId)
  return {
    operations: new Set(others.flatMap(({ chunks }) => chunks.flatMap(operationsOf))),
    contested: unknown || lost,
  }
}
