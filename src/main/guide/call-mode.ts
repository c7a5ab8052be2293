// On a call: one integration at a time, nothing revealed while it lasts, and afterwards the question whether it was recorded. Kept
// in the record, so that closing the app in the middle of a call changes nothing.
import { withCallEnded } from '../../domain/guide/answers'
import type { Integration } from '../../domain/guide/schema'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import { Failure } from '../../domain/failure'
import type { Integrations } from './integrations'

export interface CallModePorts {
  integrations: Integrations
  /** Notes of a secret that it was seen on a recorded call. */
  markRecorded(appId: string, slot: SlotNumber): Promise<void>
}

export interface CallMode {
  /** The integration the call is about, or null. */
  current(): Promise<string | null>
  /** All set-ups, by which it is known again whether one is on a call. */
  setUps(): Promise<Integration[]>
  /** The same from memory, as it was last read or changed: for what can't wait. */
  isOn(): boolean
  /** Raises `guide.on-a-call` while a call lasts. */
  refuseRevealing(): Promise<void>
  /** Begins a call; one that lasted elsewhere ends. */
  start(id: string): Promise<Integration>
  /** Ends it. A call that wasn't on changes nothing. */
  end(id: string): Promise<Integration>
  /** Yes marks what was stored during the call. */
  answerRecorded(id: string, recorded: boolean): Promise<Integration>
}

export function createCallMode({ integrations, markRecorded }: CallModePorts): CallMode {
  const { records, clock, activity } = integrations.ports

  let on = false

  async function setUps(): Promise<Integration[]> {
    const { records: all } = await records.list()
    on = all.some(({ callSince }) => callSince !== null)
    return all
  }

  async function onCall(): Promise<Integration[]> {
    return (await setUps()).filter(({ callSince }) => callSince !== null)
  }

  const callMode: CallMode = {
    setUps,
    current: async () => (await onCall())[0]?.id ?? null,
    isOn: () => on,
    async refuseRevealing() {
      if ((await callMode.current()) !== null) throw new Failure('guide.on-a-call')
    },
    async start(id) {
      for (const other of await onCall()) if (other.id !== id) await callMode.end(other.id)
      const at = clock.now().toISOString()
      const after = await integrations.change(id, (current) => ({ ...current, callSince: current.callSince ?? at }))
      on = true
      await activity.note('integration.call-started', await integrations.named(after))
      return after
    },
    async end(id) {
      const to = clock.now().toISOString()
      const after = await integrations.change(id, (current) => withCallEnded(current, to))
      await onCall()
      await activity.note('integration.call-ended', await integrations.named(after))
      return after
    },
    async answerRecorded(id, recorded) {
      const { integration, evidence } = await integrations.get(id)
      const { callToAskAbout } = integration
      if (recorded && callToAskAbout !== null && evidence.app !== null) {
        const { from, to } = callToAskAbout
        const seen = evidence.app.secrets.filter(({ storedAt }) => storedAt >= from && storedAt <= to)
        for (const { slot } of seen) await markRecorded(evidence.app.id, slot)
      }
      return integrations.change(id, (current) => ({ ...current, callToAskAbout: null }))
    },
  }
  return callMode
}
