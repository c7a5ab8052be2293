// Damage to records of every kind, in one place: what was set aside is told until it is settled, whoever met it.
import type { DamagedRecord, RecordKind } from '../../contract/app'
import { Failure } from '../../domain/failure'
import type { RecordFiles } from './record-files'

/** What can tell and settle the damage of one kind. */
export type Damageable = Pick<RecordFiles<unknown>, 'damage' | 'settle'>

export type Damage = ReturnType<typeof openDamage>

export function openDamage(kinds: Readonly<Partial<Record<RecordKind, Damageable>>>) {
  const all = Object.entries(kinds) as readonly (readonly [RecordKind, Damageable])[]
  return {
    /** All that is not settled, in the order of the kinds. */
    async list(): Promise<DamagedRecord[]> {
      const found = await Promise.all(
        all.map(async ([kind, files]) => (await files.damage()).map((one) => ({ ...one, kind }))),
      )
      return found.flat()
    },
    /** Raises `record.missing`, `record.not-written`. */
    async settle(kind: RecordKind, setAsideAs: string, how: 'put-back' | 'begin-anew'): Promise<void> {
      const files = kinds[kind]
      if (files === undefined) throw new Failure('record.missing')
      await files.settle(setAsideAs, how)
    },
  }
}
