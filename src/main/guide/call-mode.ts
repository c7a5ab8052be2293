// On a call: one integration at a time, nothing revealed while it lasts, and afterwards the question whether it was recorded. Kept
// in the record, so that closing the app in the middle of a call changes nothing.
import { storedWithin, withCallEnded } from '../../domain/guide/answers'
import type { Integration } from '../../domain/guide/schema'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import { Failure } from '../../domain/failure'
import type { Integrations } from './integrations'

export interface CallModePorts {
  integrations: Integrations
  /** Notes of a secret that it was seen on a recorded call. */
  markRecorded(appId: string, slot: SlotNumber): Promise<void>
}

export type CallMode = ReturnType<typeof createCallMode>

export function createCallMode({ integrations, markRecorded }: CallModePorts) {
  const { records, clock, activity } = integrations.ports

  let on = false

  /** All set-ups, by which it is known again whether one is on a call. */
  async function setUps(): Promise<Integration[]> {
    const { records: all } = await records.list()
    on = all.some(({ callSince }) => callSince !== null)
    return all
  }

  async function onCall(): Promise<Integration[]> {
    return (await setUps()).filter(({ callSince }) => callSince !== null)
  }

  const callMode = {
    setUps,
    /** The integration the call is about, or null. */
    current: async (): Promise<string | null> => (await onCall())[0]?.id ?? null,
    /** The same from memory, as it was last read or changed: for what can't wait. */
    isOn: (): boolean => on,
    /** Raises `guide.on-a-call` while a call lasts. */
    async refuseRevealing(): Promise<void> {
      if ((await callMode.current()) !== null) throw new Failure('guide.on-a-call')
    },
    /** Begins a call; one that lasted elsewhere ends. */
    async start(id: string): Promise<Integration> {
      for (const other of await onCall()) if (other.id !== id) await callMode.end(other.id)
      const at = clock.now().toISOString()
      const after = await integrations.change(id, (current) => ({ ...current, callSince: current.callSince ?? at }))
      on = true
      await activity.note('integration.call-started', await integrations.named(after))
      return after
    },
    /** Ends it. A call that wasn't on changes nothing. */
    async end(id: string): Promise<Integration> {
      const to = clock.now().toISOString()
      const { evidence } = await integrations.get(id)
      const after = await integrations.change(id, (current) => withCallEnded(current, evidence, to))
      await onCall()
      await activity.note('integration.call-ended', await integrations.named(after))
      return after
    },
    /** Yes marks what was stored during the call. */
    async answerRecorded(id: string, recorded: boolean): Promise<Integration> {
      const { integration, evidence } = await integrations.get(id)
      const { callToAskAbout } = integration
      if (recorded && callToAskAbout !== null && evidence.app !== null) {
        for (const { slot } of storedWithin(evidence, callToAskAbout)) await markRecorded(evidence.app.id, slot)
      }
      return integrations.change(id, (current) => ({ ...current, callToAskAbout: null }))
    },
  }
  return callMode
}
