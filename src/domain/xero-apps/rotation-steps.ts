// The steps of a rotation, as edits of its state. Pure.
import type { PairVerdict } from './rotation-schema'
import { type Rotation, rotationSteps, type SlotNumber, type XeroApp } from './schema'
import { Failure } from '../failure'
import { refusedLast } from '../vault/verdict'
import { secretIn } from './secret-slots'

/** A new rotation of an app whose `oldSlot` is filled. Raises `rotation.nothing-to-rotate`. */
export function begin(app: XeroApp, oldSlot: SlotNumber, at: string): Rotation {
  if (secretIn(app, oldSlot) === undefined) throw new Failure('rotation.nothing-to-rotate')
  const newSlot: SlotNumber = oldSlot === 1 ? 2 : 1
  const step = secretIn(app, newSlot) === undefined ? 'generate' : 'check'
  return { startedAt: at, step, oldSlot, newSlot, oldSurvived: 'unknown', pastedInto: [], seenAt: null }
}

/** The rotation after a secret was stored: another new one is another thing to check, to paste and to see. */
export function afterStored(rotation: Rotation, slot: SlotNumber): Rotation {
  return slot === rotation.newSlot ? { ...rotation, step: 'check', pastedInto: [], seenAt: null } : rotation
}

/** The rotation after a secret was removed: without the new one there is nothing to go on with. */
export function afterRemoved(rotation: Rotation, slot: SlotNumber): Rotation {
  return slot === rotation.newSlot ? { ...rotation, step: 'generate', pastedInto: [], seenAt: null } : rotation
}

/** Raises `rotation.too-early` before that step is reached, or without a new secret. */
export function mustHaveReached(app: XeroApp, rotation: Rotation, step: Rotation['step']): void {
  const hasNew = secretIn(app, rotation.newSlot) !== undefined
  if (!hasNew || atLeast(rotation.step, step) !== rotation.step) throw new Failure('rotation.too-early')
}

/**
 * Whether the old secret may go: somebody saw the new one at work, it is still kept here and Xero doesn't refuse it. Until then the old
 * one may be all that keeps a customer connected. Raises `rotation.none`, `rotation.too-early`.
 */
export function mustBeRetirable(app: XeroApp): Rotation {
  const { rotation } = app
  if (rotation === null) throw new Failure('rotation.none')
  mustHaveReached(app, rotation, 'retire')
  const fresh = secretIn(app, rotation.newSlot)
  if (fresh === undefined || fresh.pending !== null || refusedLast(fresh)) throw new Failure('rotation.too-early')
  return rotation
}

/** The rotation after Xero was asked about both secrets. A later step is never taken back. */
export function afterCheck(rotation: Rotation, old: PairVerdict, fresh: PairVerdict): Rotation {
  const oldSurvived = old === 'accepted' ? 'yes' : old === 'refused' ? 'no' : rotation.oldSurvived
  const accepted = fresh === 'accepted' || fresh === 'unsure'
  return { ...rotation, oldSurvived, step: accepted ? atLeast(rotation.step, 'paste') : rotation.step }
}

/** The later of two steps: what was done is never taken back. */
function atLeast(step: Rotation['step'], wanted: Rotation['step']): Rotation['step'] {
  return rotationSteps.indexOf(step) >= rotationSteps.indexOf(wanted) ? step : wanted
}

type PastedInto = Pick<Rotation['pastedInto'][number], 'label' | 'codatClientId'>

/** Whether both are one Codat client: two that are kept here may bear one name, and one may be renamed. */
function isSameClient(one: PastedInto, other: PastedInto): boolean {
  if (one.codatClientId !== other.codatClientId) return false
  return one.codatClientId !== null || one.label === other.label
}

export function withPasteUndone(rotation: Rotation, into: PastedInto): Rotation {
  return { ...rotation, pastedInto: rotation.pastedInto.filter((entry) => !isSameClient(entry, into)) }
}

export function withPasted(rotation: Rotation, into: PastedInto, at: string): Rotation {
  const others = withPasteUndone(rotation, into).pastedInto
  return { ...rotation, pastedInto: [...others, { ...into, at }] }
}

export const pastedEverywhere = (rotation: Rotation): Rotation => ({ ...rotation, step: atLeast(rotation.step, 'see') })

export const withSeen = (rotation: Rotation, seenAt: string): Rotation => ({
  ...rotation,
  seenAt,
  step: atLeast(rotation.step, 'retire'),
})

export function withRotation(app: XeroApp, after: (rotation: Rotation) => Rotation): XeroApp {
  return app.rotation === null ? app : { ...app, rotation: after(app.rotation) }
}
