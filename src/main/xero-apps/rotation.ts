// The rotation of a secret, one step at a time, kept in the record so that it can be taken up again wherever it stopped.
import { isDeepStrictEqual } from 'node:util'
import type { ActivityCode } from '../../domain/activity/codes'
import type { Handlers } from '../../contract/api'
import type { PairVerdict } from '../../domain/xero-apps/rotation-schema'
import type { rotationCalls } from '../../contract/rotation'
import type { Rotation, SlotNumber, XeroApp } from '../../domain/xero-apps/schema'
import type { XeroAppView } from '../../contract/xero-apps'
import { Failure } from '../../domain/failure'
import {
  afterCheck,
  begin,
  mustBeRetirable,
  mustHaveReached,
  pastedEverywhere,
  withPasted,
  withPasteUndone,
  withSeen,
} from '../../domain/xero-apps/rotation-steps'
import { secretIn } from '../../domain/xero-apps/secret-slots'
import type { XeroApps } from './xero-apps'
import { retirementQuestion } from '../../domain/xero-apps/questions'

export interface RotationPorts {
  apps: XeroApps
  /** Asks Xero whether it accepts the pair, and notes the answer in the record. */
  checkPair: (id: string, slot: SlotNumber) => Promise<PairVerdict>
  /** The new secret was pasted into a Codat client that is kept here: that hands it over. */
  onPasted?: (id: string, codatClientId: string) => Promise<void>
}

export function rotationHandlers({
  apps,
  checkPair,
  onPasted,
}: RotationPorts): Pick<Handlers, keyof typeof rotationCalls> {
  const { records, activity, clock, prompts, onChange } = apps.ports
  const now = () => clock.now().toISOString()

  async function noted(what: ActivityCode, app: XeroApp): Promise<XeroAppView> {
    await activity.note(what, app)
    onChange()
    return apps.view(app)
  }

  /** A step of a rotation that has come as far as `from`: the order is main's word, not the page's. */
  const step = (
    id: string,
    what: ActivityCode,
    from: Rotation['step'],
    edit: (rotation: Rotation, app: XeroApp) => Rotation | null,
  ): Promise<XeroAppView> =>
    apps.shelf.inTurn(id, async () => {
      const app = await records.change(id, (current) => {
        if (current.rotation === null) throw new Failure('rotation.none')
        if (from !== 'generate') mustHaveReached(current, current.rotation, from)
        return { ...current, rotation: edit(current.rotation, current) }
      })
      return noted(what, app)
    })

  return {
    startRotation: ({ id, oldSlot }) =>
      apps.shelf.inTurn(id, async () =>
        noted(
          'rotation.started',
          await records.change(id, (current) => ({
            ...current,
            rotation: current.rotation ?? begin(current, oldSlot, now()),
          })),
        ),
      ),
    async checkRotation({ id }) {
      const asked = await records.get(id)
      const { rotation } = asked
      if (rotation === null) throw new Failure('rotation.none')
      mustHaveReached(asked, rotation, 'check')
      const fresh = await checkPair(id, rotation.newSlot)
      const old = await checkPair(id, rotation.oldSlot)
      const storedAt = secretIn(asked, rotation.newSlot)?.storedAt
      const app = await step(id, 'rotation.checked', 'generate', (current, app) =>
        // What Xero said was of the secret that it was asked about.
        current.startedAt === rotation.startedAt && secretIn(app, current.newSlot)?.storedAt === storedAt
          ? afterCheck(current, old, fresh)
          : current,
      )
      return { app, old, new: fresh }
    },
    async noteRotationPasted({ id, ...into }) {
      const app = await step(id, 'rotation.pasted', 'paste', (rotation) => withPasted(rotation, into, now()))
      if (into.codatClientId !== null) await onPasted?.(id, into.codatClientId)
      return app
    },
    undoRotationPasted: ({ id, ...into }) =>
      step(id, 'rotation.paste-undone', 'paste', (rotation) => withPasteUndone(rotation, into)),
    finishRotationPasting: ({ id }) => step(id, 'rotation.pasted-everywhere', 'paste', pastedEverywhere),
    noteRotationSeen: ({ id }) => step(id, 'rotation.seen', 'see', (rotation) => withSeen(rotation, now())),
    async retireOldSecret({ id }) {
      for (;;) {
        const app = await records.get(id)
        const question = retirementQuestion(app, mustBeRetirable(app))
        if (!(await prompts.confirm(question))) return { retired: false, app: apps.view(app) }
        const after = await apps.shelf.inTurn(id, async (current, remove) => {
          // Abandoned or begun anew while it was asked about: the yes was to something else.
          if (!isDeepStrictEqual(retirementQuestion(current, mustBeRetirable(current)), question)) return null
          await remove(mustBeRetirable(current).oldSlot)
          return records.change(id, (retired) => ({ ...retired, rotation: null }))
        })
        if (after !== null) return { retired: true, app: await noted('rotation.finished', after) }
      }
    },
    abandonRotation: ({ id }) => step(id, 'rotation.abandoned', 'generate', () => null),
  }
}
