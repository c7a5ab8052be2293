// The calls of a rotation: Codat still holds the old secret, so it goes last.
import { z } from 'zod'
import { recordId, slotNumber } from '../domain/xero-apps/schema'
import { xeroAppView } from './xero-apps'
import { pairVerdict } from '../domain/xero-apps/rotation-schema'

const byId = z.object({ id: recordId })
const answer = xeroAppView

export const rotationCalls = {
  /** Begins with `oldSlot` as the one to retire. A filled other slot is taken as the new secret. */
  startRotation: { input: byId.extend({ oldSlot: slotNumber }), output: answer },
  /** Checks both secrets with Xero and notes whether the old one survived. Goes on to pasting if the new one is accepted. */
  checkRotation: {
    input: byId,
    output: z.object({ app: answer, old: pairVerdict, new: pairVerdict }),
  },
  /** The new secret was pasted into a Codat client. */
  noteRotationPasted: {
    input: byId.extend({ label: z.string().trim().min(1).max(200), codatClientId: z.uuid().nullable() }),
    output: answer,
  },
  undoRotationPasted: { input: byId.extend({ label: z.string(), codatClientId: z.uuid().nullable() }), output: answer },
  /** The user says that every Codat client that uses this app has the new secret. */
  finishRotationPasting: { input: byId, output: answer },
  /** The user saw a connection go through with the new secret. */
  noteRotationSeen: { input: byId, output: answer },
  /** Asks first, then forgets the old secret here. The user deletes it in Xero. */
  retireOldSecret: { input: byId, output: z.object({ retired: z.boolean(), app: answer }) },
  /** Back to normal with whatever secrets there are. */
  abandonRotation: { input: byId, output: answer },
} as const
