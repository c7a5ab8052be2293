// How a rotation is worded. Its one promise: no customer is left without a secret that Codat holds and Xero accepts.
import type { PairVerdict } from '../../../domain/xero-apps/rotation-schema'
import type { Rotation, SlotNumber } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import type { Tone } from '../../components/tone'
import { slotName } from './words'

export const rotationOrder: readonly Rotation['step'][] = ['generate', 'check', 'paste', 'see', 'retire']

export interface StepWords {
  readonly title: string
  readonly hint: string
}

export function stepWords(step: Rotation['step'], rotation: Rotation): StepWords {
  const fresh = slotName(rotation.newSlot).toLowerCase()
  const old = slotName(rotation.oldSlot).toLowerCase()
  switch (step) {
    case 'generate':
      return {
        title: 'Generate a new secret in Xero',
        hint: `In My Apps, Configuration, choose “Generate a secret” beside the old one and paste it here as ${fresh}.`,
      }
    case 'check':
      return {
        title: 'Ask Xero about both secrets',
        hint: 'Whether the old one survives when a new one is generated is disputed, so it is found out.',
      }
    case 'paste':
      return {
        title: 'Paste the new one into every Codat client',
        hint: 'Each Codat client that uses this Xero app holds its own copy. Note each as you go.',
      }
    case 'see':
      return {
        title: 'See it at Codat',
        hint: 'Link or refresh a company in each Codat client, and see that it goes through.',
      }
    case 'retire':
      return {
        title: 'Retire the old secret',
        hint: `Delete ${old} in Xero, then here. Only now is nothing holding it.`,
      }
  }
}

/** Whether others may have seen what is in a slot. */
export function isExposed({ findings }: Pick<XeroAppView, 'findings'>, slot: SlotNumber): boolean {
  return findings.some((finding) => finding.code === 'secret-exposed' && finding.slot === slot)
}

/** The slot that a rotation offers to retire: the one that others may have seen, else the first that is kept. */
export function slotToRetire(app: Pick<XeroAppView, 'findings' | 'secrets'>): SlotNumber {
  const slots = app.secrets.map(({ slot }) => slot)
  return slots.find((slot) => isExposed(app, slot)) ?? slots[0] ?? 1
}

/** How long a rotation may take, said before it is started. `exposed`: others may have seen the old secret. */
export function startWords(exposed: boolean): string {
  const why =
    'Codat keeps using the old secret until you have pasted the new one there. So the old one goes last: five steps'
  return exposed
    ? `${why}. Others may have seen the old one: go through them all today.`
    : `${why}, and you can stop after each and go on another day.`
}

/** What stands where a rotation has just come to its end, instead of the offer of another. */
export function rotatedWords({ oldSlot, newSlot }: Pick<Rotation, 'oldSlot' | 'newSlot'>): StepWords {
  return {
    title: 'The rotation is over',
    hint: `${slotName(oldSlot)} is gone from this machine, and ${slotName(newSlot).toLowerCase()} is the one that is kept. There is nothing to do here until it is to be replaced in its turn.`,
  }
}

export type StepState = 'done' | 'current' | 'ahead'

export function stepState(step: Rotation['step'], current: Rotation['step']): StepState {
  const here = rotationOrder.indexOf(step)
  const now = rotationOrder.indexOf(current)
  return here < now ? 'done' : here === now ? 'current' : 'ahead'
}

/** What Xero's answer about the old secret means for the customer, now. `exposed`: others may have seen the old secret. */
export function survivalWords(
  rotation: Rotation,
  exposed: boolean,
): { tone: Tone; title: string; text: string } | null {
  switch (rotation.oldSurvived) {
    case 'unknown':
      return null
    case 'yes':
      return {
        tone: 'ok',
        title: 'Both secrets are accepted',
        text: exposed
          ? 'Codat stays connected with the old one until you retire it. Others may have seen that one: go on to the end today.'
          : 'Codat stays connected with the old one until you retire it. There is no hurry.',
      }
    case 'no':
      if (stepState('paste', rotation.step) === 'done') {
        return {
          tone: 'watch',
          title: 'Xero no longer accepts the old secret',
          text: 'By your word every Codat client has the new one. One that was missed stays broken until you paste it there.',
        }
      }
      return {
        tone: 'act',
        title: 'Codat is broken until you paste',
        text: 'Xero no longer accepts the old secret, and Codat still holds it. Paste the new one into every Codat client now.',
      }
  }
}

export const pairVerdictWords: Record<PairVerdict, { tone: Tone; text: string }> = {
  accepted: { tone: 'ok', text: 'Accepted by Xero' },
  refused: { tone: 'act', text: 'Refused by Xero' },
  unsure: { tone: 'watch', text: 'Probably accepted; Xero didn’t say plainly' },
  'no-answer': { tone: 'watch', text: 'Xero could not be asked' },
  unreadable: { tone: 'watch', text: 'The keychain did not give it out' },
}
