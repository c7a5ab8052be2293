import { beforeEach, describe, expect, it } from 'vitest'
import { OTHER_SECRET, SECRET, xeroAppsBench } from '../../../test/support/xero-apps-bench'
import { FIELDS } from '../../../test/support/xero-app-fields'
import type { PairVerdict } from '../../domain/xero-apps/rotation-schema'
import { rotationSteps, type SlotNumber } from '../../domain/xero-apps/schema'
import { xeroSlot } from '../../domain/vault/slot'
import { askedPair } from '../../domain/xero-apps/secret-slots'
import { rotationHandlers } from './rotation'

let bench: Awaited<ReturnType<typeof xeroAppsBench>>
let id: string
let xero: Record<SlotNumber, PairVerdict>

beforeEach(async () => {
  bench = await xeroAppsBench()
  id = (await bench.apps.calls.addXeroApp(FIELDS)).id
  xero = { 1: 'accepted', 2: 'accepted' }
  await paste(SECRET, 1)
})

// New handlers each time: whatever a rotation knows must come out of the record, as after a restart.
const rotate = () => rotationHandlers({ apps: bench.apps, checkPair: async (_id, slot) => xero[slot] })

function paste(text: string, slot: SlotNumber) {
  bench.clipboard.text = text
  return bench.apps.calls.pasteSecret({ id, slot, arrival: 'generated-here' })
}

const rotation = async () => (await bench.records.get(id)).rotation

describe('rotation', () => {
  it('goes from generate to retire, and takes the old secret last', async () => {
    await rotate().startRotation({ id, oldSlot: 1 })
    expect(await rotation()).toMatchObject({ step: 'generate', oldSlot: 1, newSlot: 2, oldSurvived: 'unknown' })
    await paste(OTHER_SECRET, 2)
    expect((await rotation())?.step).toBe('check')
    expect(await rotate().checkRotation({ id })).toMatchObject({ old: 'accepted', new: 'accepted' })
    expect(await rotation()).toMatchObject({ step: 'paste', oldSurvived: 'yes' })
    await rotate().noteRotationPasted({ id, label: 'Acme production', codatClientId: null })
    await rotate().finishRotationPasting({ id })
    await expect(rotate().retireOldSecret({ id })).rejects.toMatchObject({ code: 'rotation.too-early' })
    await rotate().noteRotationSeen({ id })
    expect(await rotate().retireOldSecret({ id })).toMatchObject({ retired: true, app: { rotation: null } })
    expect(await bench.vault.read(xeroSlot(id, 1))).toBeNull()
    expect((await bench.vault.read(xeroSlot(id, 2)))?.expose()).toBe(OTHER_SECRET)
    expect(bench.asked.at(-1)?.body.join(' ')).toContain('Acme production')
  })

  it('notes two Codat clients of one name apart, and one that was renamed once', async () => {
    const [one, other] = ['00000000-0000-4000-8000-0000000000c1', '00000000-0000-4000-8000-0000000000c2']
    await rotate().startRotation({ id, oldSlot: 1 })
    await paste(OTHER_SECRET, 2)
    await rotate().checkRotation({ id })
    await rotate().noteRotationPasted({ id, label: 'Acme', codatClientId: one })
    await rotate().noteRotationPasted({ id, label: 'Acme', codatClientId: other })
    await rotate().noteRotationPasted({ id, label: 'Acme', codatClientId: null })
    await rotate().noteRotationPasted({ id, label: 'Acme, renamed', codatClientId: one })
    await rotate().undoRotationPasted({ id, label: 'Acme', codatClientId: other })
    expect((await rotation())?.pastedInto).toMatchObject([
      { label: 'Acme', codatClientId: null },
      { label: 'Acme, renamed', codatClientId: one },
    ])
  })

  it('finds out when the old secret died with the new one', async () => {
    await rotate().startRotation({ id, oldSlot: 1 })
    await paste(OTHER_SECRET, 2)
    xero[1] = 'refused'
    await rotate().checkRotation({ id })
    expect(await rotation()).toMatchObject({ step: 'paste', oldSurvived: 'no' })
  })

  it('does not go on while Xero refuses the new secret, and never back', async () => {
    await rotate().startRotation({ id, oldSlot: 1 })
    await paste(OTHER_SECRET, 2)
    xero[2] = 'refused'
    await rotate().checkRotation({ id })
    expect((await rotation())?.step).toBe('check')
    xero[2] = 'accepted'
    await rotate().checkRotation({ id })
    await rotate().finishRotationPasting({ id })
    xero[2] = 'refused'
    await rotate().checkRotation({ id })
    expect((await rotation())?.step).toBe('see')
  })

  it('keeps both secrets when it is abandoned at any step', async () => {
    await rotate().startRotation({ id, oldSlot: 1 })
    await paste(OTHER_SECRET, 2)
    await rotate().abandonRotation({ id })
    expect(await bench.records.get(id)).toMatchObject({ rotation: null, secrets: [{ slot: 1 }, { slot: 2 }] })
  })

  it('starts again where it stood when asked to start twice', async () => {
    await rotate().startRotation({ id, oldSlot: 1 })
    await paste(OTHER_SECRET, 2)
    const again = await rotate().startRotation({ id, oldSlot: 2 })
    expect(again.rotation).toMatchObject({ step: 'check', oldSlot: 1 })
  })

  it('needs a secret to rotate', async () => {
    await expect(rotate().startRotation({ id, oldSlot: 2 })).rejects.toMatchObject({
      code: 'rotation.nothing-to-rotate',
    })
  })

  it('leaves the old secret when the user says no', async () => {
    await rotate().startRotation({ id, oldSlot: 1 })
    await paste(OTHER_SECRET, 2)
    await rotate().checkRotation({ id })
    await rotate().finishRotationPasting({ id })
    await rotate().noteRotationSeen({ id })
    bench.answers.confirm = false
    expect(await rotate().retireOldSecret({ id })).toMatchObject({ retired: false })
    expect(await bench.vault.read(xeroSlot(id, 1))).not.toBeNull()
  })

  it('holds the order: no step before the one it follows', async () => {
    const early = { code: 'rotation.too-early' }
    await rotate().startRotation({ id, oldSlot: 1 })
    const calls = ['checkRotation', 'finishRotationPasting', 'noteRotationSeen', 'retireOldSecret'] as const
    for (const call of calls) await expect(rotate()[call]({ id })).rejects.toMatchObject(early)
    await expect(rotate().noteRotationPasted({ id, label: 'x', codatClientId: null })).rejects.toMatchObject(early)
    await paste(OTHER_SECRET, 2)
    for (const call of calls.slice(1)) await expect(rotate()[call]({ id })).rejects.toMatchObject(early)
    await rotate().checkRotation({ id })
    await expect(rotate().noteRotationSeen({ id })).rejects.toMatchObject(early)
    expect(bench.asked).toEqual([])
  })

  async function retirable(): Promise<void> {
    await rotate().startRotation({ id, oldSlot: 1 })
    await paste(OTHER_SECRET, 2)
    await rotate().checkRotation({ id })
    await rotate().finishRotationPasting({ id })
    await rotate().noteRotationSeen({ id })
  }

  it('does not retire the old secret once the new one is gone, stored anew or refused', async () => {
    const handlers = bench.apps.calls
    await retirable()
    await bench.apps.noteChecked(id, askedPair(await bench.records.get(id), 2), true)
    bench.time.now += 1_000
    await bench.apps.noteChecked(id, askedPair(await bench.records.get(id), 2), false)
    await expect(rotate().retireOldSecret({ id })).rejects.toMatchObject({ code: 'rotation.too-early' })
    await paste(`${OTHER_SECRET.slice(0, -1)}X`, 2)
    expect(await rotation()).toMatchObject({ step: 'check', seenAt: null })
    await handlers.removeSecret({ id, slot: 2 })
    expect(await rotation()).toMatchObject({ step: 'generate' })
    await expect(rotate().retireOldSecret({ id })).rejects.toMatchObject({ code: 'rotation.too-early' })
  })

  it('keeps the old secret of a rotation that was abandoned while it was asked about', async () => {
    await retirable()
    bench.prompts.confirm = async () => {
      await rotate().abandonRotation({ id })
      return true
    }
    await expect(rotate().retireOldSecret({ id })).rejects.toMatchObject({ code: 'rotation.none' })
    expect(await bench.vault.read(xeroSlot(id, 1))).not.toBeNull()
  })

  it('knows its steps in order', () => {
    expect(rotationSteps).toEqual(['generate', 'check', 'paste', 'see', 'retire'])
  })
})
