// The rotation of a secret, one step at a time, kept in the record so that it can be taken up again wherever it stopped.
import type { ActivityCode } from '../../contract/activity'
import type { Handlers } from '../../contract/api'
import type { PairVerdict, rotationCalls } from '../../contract/rotation'
import type { Rotation, SlotNumber, XeroApp } from '../../contract/xero-apps'
import { Failure } from '../failure'
import { afterCheck, atLeast, begin } from './rotation-steps'
import type { XeroApps } from './xero-apps'

export interface RotationPorts {
  apps: XeroApps
  /** Asks Xero whether it accepts the pair, and notes the answer in the record. */
  checkPair: (id: string, slot: SlotNumber) => Promise<PairVerdict>
}

export function rotationHandlers({ apps, checkPair }: RotationPorts): Pick<Handlers, keyof typeof rotationCalls> {
  const { records, activity, clock, prompts, onChange } = apps.ports
  const now = () => clock.now().toISOString()

  async function step(id: string, what: ActivityCode, edit: (rotation: Rotation, app: XeroApp) => Rotation | null) {
    const app = await records.change(id, (current) => {
      if (current.rotation === null) throw new Failure('rotation.none')
      return { ...current, rotation: edit(current.rotation, current) }
    })
    await activity.note(what, app)
    onChange()
    return apps.view(app)
  }

  return {
    async startRotation({ id, oldSlot }) {
      const app = await records.change(id, (current) => ({
        ...current,
        rotation: current.rotation ?? begin(current, oldSlot, now()),
      }))
      await activity.note('rotation.started', app)
      onChange()
      return apps.view(app)
    },
    async checkRotation({ id }) {
      const { rotation } = await records.get(id)
      if (rotation === null) throw new Failure('rotation.none')
      const fresh = await checkPair(id, rotation.newSlot)
      const old = await checkPair(id, rotation.oldSlot)
      const app = await step(id, 'rotation.checked', (current) => afterCheck(current, old, fresh))
      return { app, old, new: fresh }
    },
    noteRotationPasted: ({ id, label }) =>
      step(id, 'rotation.pasted', (rotation) => ({
        ...rotation,
        pastedInto: [...rotation.pastedInto.filter((entry) => entry.label !== label), { label, at: now() }],
      })),
    undoRotationPasted: ({ id, label }) =>
      step(id, 'rotation.paste-undone', (rotation) => ({
        ...rotation,
        pastedInto: rotation.pastedInto.filter((entry) => entry.label !== label),
      })),
    finishRotationPasting: ({ id }) =>
      step(id, 'rotation.pasted-everywhere', (rotation) => ({ ...rotation, step: atLeast(rotation.step, 'see') })),
    noteRotationSeen: ({ id }) =>
      step(id, 'rotation.seen', (rotation) => ({ ...rotation, seenAt: now(), step: atLeast(rotation.step, 'retire') })),
    async retireOldSecret({ id }) {
      const app = await records.get(id)
      const { rotation } = app
      if (rotation === null) throw new Failure('rotation.none')
      // Until somebody saw the new secret at work, the old one may be all that keeps a customer connected.
      if (rotation.step !== 'retire') throw new Failure('rotation.too-early')
      const asked = await prompts.confirm({
        title: `Retire client secret ${rotation.oldSlot} of “${app.name}”?`,
        body: [
          'It is removed from the keychain on this machine. Delete it in Xero too: My Apps, Configuration.',
          rotation.pastedInto.length === 0
            ? 'You have not noted any Codat client as holding the new secret. One that still holds the old secret stops connecting once it is deleted in Xero.'
            : `The new secret was pasted into: ${rotation.pastedInto.map(({ label }) => label).join(', ')}. Any other Codat client that uses this app stops connecting.`,
        ],
        action: 'Retire it',
        danger: true,
      })
      if (!asked) return { retired: false, app: apps.view(app) }
      await apps.keeper.remove(id, rotation.oldSlot)
      return { retired: true, app: await step(id, 'rotation.finished', () => null) }
    },
    abandonRotation: ({ id }) => step(id, 'rotation.abandoned', () => null),
  }
}
