// The steps of a rotation, as edits of its state. Pure.
import type { PairVerdict } from '../../contract/rotation'
import { rotationSteps, type Rotation, type SlotNumber, type XeroApp } from '../../contract/xero-apps'
import { Failure } from '../failure'
import { secretIn } from './secret-slots'

/** A new rotation of an app whose `oldSlot` is filled. Raises `rotation.nothing-to-rotate`. */
export function begin(app: XeroApp, oldSlot: SlotNumber, at: string): Rotation {
  if (secretIn(app, oldSlot) === undefined) throw new Failure('rotation.nothing-to-rotate')
  const newSlot: SlotNumber = oldSlot === 1 ? 2 : 1
  const step = secretIn(app, newSlot) === undefined ? 'generate' : 'check'
  return { startedAt: at, step, oldSlot, newSlot, oldSurvived: 'unknown', pastedInto: [], seenAt: null }
}

/** The rotation after the new secret was stored. */
export function afterStored(rotation: Rotation, slot: SlotNumber): Rotation {
  return slot === rotation.newSlot && rotation.step === 'generate' ? { ...rotation, step: 'check' } : rotation
}

/** The rotation after Xero was asked about both secrets. A later step is never taken back. */
export function afterCheck(rotation: Rotation, old: PairVerdict, fresh: PairVerdict): Rotation {
  const oldSurvived = old === 'accepted' ? 'yes' : old === 'refused' ? 'no' : rotation.oldSurvived
  const accepted = fresh === 'accepted' || fresh === 'unsure'
  return { ...rotation, oldSurvived, step: accepted ? atLeast(rotation.step, 'paste') : rotation.step }
}

/** The later of two steps: what was done is never taken back. */
export function atLeast(step: Rotation['step'], wanted: Rotation['step']): Rotation['step'] {
  return rotationSteps.indexOf(step) >= rotationSteps.indexOf(wanted) ? step : wanted
}
