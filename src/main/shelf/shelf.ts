// Secrets of one kind of record: kept in the vault with a word of each in its record, in an order that a crash at any point leaves
// mendable. The record says "pending" first, then the vault changes, then the record says what is.
import { Failure, isFailure } from '../../domain/failure'
import {
  beginRemoving,
  entryIn,
  type KeptSecret,
  movedIntoKeychain,
  type Places,
  settle,
} from '../../domain/vault/kept-secret'
import type { Slot } from '../../domain/vault/slot'
import { createTurnsByKey } from '../in-turn'
import type { Clock } from '../ports'
import type { RecordFiles } from '../records/record-files'
import type { Secret } from '../secret'
import { unchangedAfter } from '../vault/secret-store'
import type { Vault } from '../vault/vault'

/** What the shelf needs of the vault. */
export interface ShelfVault extends Pick<Vault, 'read' | 'write' | 'remove'> {
  /** Where new secrets are kept now. */
  state(): { readonly store: KeptSecret['kept'] }
}

interface Owner {
  readonly id: string
  readonly name: string
  readonly deleting: boolean
}

/** What whoever stores says of a secret; the rest the shelf knows. */
export type Told<E extends KeptSecret> = Omit<E, Exclude<keyof KeptSecret, 'arrival'>>

export interface ShelfPorts<R extends Owner, N, E extends KeptSecret> {
  readonly records: RecordFiles<R>
  readonly vault: ShelfVault
  readonly clock: Clock
  /** This machine's name, kept beside each secret. */
  readonly machine: string
  readonly places: Places<R, N, E>
  readonly slotOf: (id: string, name: N) => Slot
  /** Builds the entry out of both halves. */
  readonly entry: (told: Told<E>, known: Omit<KeptSecret, 'arrival'>) => E
  /** Whether a record that is marked as deleted may still be put back. */
  readonly mayReturn?: (record: R) => boolean
  /** What else changes once it may not any more. */
  readonly forGood?: (record: R) => R
  /** Takes that back, to what it was in `before`. */
  readonly notForGood?: (record: R, before: R) => R
  /** What a read says where the record knows of no such secret. */
  readonly absent: 'vault.missing' | 'codat.no-key'
  /** Raises why a secret can't be stored there, before anything changes. */
  readonly refuse?: (record: R, name: N) => void
  /** What else changes in the record once a secret is stored, or removed. */
  readonly afterStored?: (record: R, name: N) => R
  readonly afterRemoved?: (record: R, name: N) => R
}

export type MendedWhat = 'found-stored' | 'found-missing' | 'removal-finished' | 'ended-with-run' | 'deletion-finished'

export interface Mended {
  readonly id: string
  readonly name: string
  readonly what: MendedWhat
}

export interface Holder<R, N> {
  readonly record: R
  readonly name: N
}

export interface Shelf<R, N, E extends KeptSecret> {
  /**
   * Stores over whatever the place held; `also` is what else the record says once it is stored. Raises `vault.*` and `record.*`; after a
   * failure the record still tells the truth.
   */
  store(id: string, told: Told<E>, secret: Secret, also?: (record: R) => R): Promise<R>
  /** Empties the place in vault and record, if it still holds what was stored at `storedAt`; else null. */
  remove(id: string, name: N, storedAt: string): Promise<R | null>
  /**
   * Deletes the record and empties its places, if it is still as it has to be; else null. Where the vault refuses, the record is shown again
   * as before, with what of its places is left: nothing may lie in the vault that no screen tells of.
   */
  deleteAll(id: string, isStill: (record: R) => boolean): Promise<R | null>
  /** The value. Raises `absent` where the record knows of none, `vault.*` where it can't be read. */
  read(record: R, name: N): Promise<Secret>
  /** Where among these records this very value is stored. Compared in memory; one that can't be read now is taken for another. */
  holders(among: readonly R[], value: Secret): Promise<Holder<R, N>[]>
  /** Work on a record's secrets that may not be parted from a look at it: nothing above comes between. */
  inTurn<T>(id: string, work: (record: R, remove: (name: N) => Promise<R>) => Promise<T>): Promise<T>
  /** The vault moved what this run kept in memory into the keychain: gives the records that it was about. */
  noteMovedIntoKeychain(): Promise<R[]>
  /**
   * Looks at every record that is not settled. Where all are, the vault is not asked. What can't be settled now (no keychain, locked)
   * stays as it is. `firstOfRun` also looks at what an earlier run kept in memory: gone, unless it was moved before the end.
   */
  mend(options: { readonly firstOfRun: boolean }): Promise<Mended[]>
}

export function openShelf<R extends Owner, N, E extends KeptSecret>(ports: ShelfPorts<R, N, E>): Shelf<R, N, E> {
  const { records, vault, clock, machine, places, slotOf } = ports
  const afterStored = ports.afterStored ?? ((record) => record)
  const afterRemoved = ports.afterRemoved ?? ((record) => record)
  const forGood = ports.forGood ?? ((record) => record)
  const shownAgain = (current: R, before: R): R => ({
    ...(ports.notForGood?.(current, before) ?? current),
    deleting: before.deleting,
  })
  const turns = createTurnsByKey()

  const inTurn: Shelf<R, N, E>['inTurn'] = (id, work) =>
    turns(id, async () => work(await records.get(id), (name) => remove(id, name)))

  const put = (id: string, name: N, entry: E | undefined): Promise<R> =>
    records.change(id, (record) => places.with(record, name, entry))

  async function remove(id: string, name: N): Promise<R> {
    await records.change(id, (record) => beginRemoving(places, record, name))
    await vault.remove(slotOf(id, name))
    return empty(id, name)
  }

  const empty = (id: string, name: N): Promise<R> =>
    records.change(id, (record) => afterRemoved(places.with(record, name, undefined), name))

  /**
   * A write that failed may have taken effect. An empty place that is still empty needs no mark; anything else stays "pending" and is
   * looked at again at the next start.
   */
  async function lookAgain(id: string, name: N, before: E | undefined): Promise<void> {
    if (before !== undefined) return
    const isEmpty = await vault.read(slotOf(id, name)).then(
      (value) => value === null,
      (error: unknown) => isFailure(error, 'vault.no-service'),
    )
    if (isEmpty) await put(id, name, undefined)
  }

  async function mendEntry(id: string, entry: E, firstOfRun: boolean): Promise<MendedWhat | null> {
    const name = places.nameOf(entry)
    const slot = slotOf(id, name)
    const endedWithRun = firstOfRun && entry.kept === 'session'
    try {
      if (entry.pending === 'removing') {
        await vault.remove(slot)
        await empty(id, name)
        return 'removal-finished'
      }
      if (entry.pending === null && !endedWithRun) return null
      const value = await vault.read(slot)
      if (value === null) {
        await empty(id, name)
        return endedWithRun ? 'ended-with-run' : 'found-missing'
      }
      // Which of two values it is, the old or the new, nobody can tell; its length is known.
      await records.change(id, (record) => {
        const settled = settle(places, record, name, { kept: 'keychain', length: value.length })
        return entry.pending === 'storing' ? afterStored(settled, name) : settled
      })
      return 'found-stored'
    } catch (error) {
      // Without a keychain service nothing of an earlier run's memory can have been moved anywhere.
      if (!endedWithRun || !isFailure(error, 'vault.no-service')) return null
      await empty(id, name)
      return 'ended-with-run'
    }
  }

  async function mendRecord(record: R, firstOfRun: boolean): Promise<MendedWhat[]> {
    const returns = record.deleting && ports.mayReturn?.(record) === true
    if (record.deleting && !returns) return (await finishDeletion(record)) ? ['deletion-finished'] : []
    const done: MendedWhat[] = []
    for (const entry of places.entries(record)) {
      const what = await mendEntry(record.id, entry, firstOfRun)
      if (what !== null) done.push(what)
    }
    return done
  }

  async function finishDeletion(record: R): Promise<boolean> {
    try {
      for (const entry of places.entries(record)) await vault.remove(slotOf(record.id, places.nameOf(entry)))
      await records.remove(record.id)
      return true
    } catch {
      return false
    }
  }

  return {
    inTurn,
    store(id, told, secret, also = (record) => record) {
      return turns(id, async () => {
        const entry = ports.entry(told, {
          storedAt: clock.now().toISOString(),
          machine,
          length: secret.length,
          lastAcceptedAt: null,
          lastRefusedAt: null,
          kept: vault.state().store,
          pending: 'storing',
        })
        const name = places.nameOf(entry)
        const before: { entry?: E | undefined } = {}
        await records.change(id, (record) => {
          if (record.deleting) throw new Failure('record.missing')
          ports.refuse?.(record, name)
          before.entry = entryIn(places, record, name)
          return places.with(record, name, entry)
        })
        try {
          const { keptIn } = await vault.write(slotOf(id, name), secret)
          return await records.change(id, (now) => also(afterStored(settle(places, now, name, { kept: keptIn }), name)))
        } catch (error) {
          if (unchangedAfter(error)) await put(id, name, before.entry)
          else await lookAgain(id, name, before.entry)
          throw error
        }
      })
    },
    remove: (id, name, storedAt) =>
      inTurn(id, async (record) => (entryIn(places, record, name)?.storedAt === storedAt ? remove(id, name) : null)),
    deleteAll: (id, isStill) =>
      inTurn(id, async (record) => {
        if (!isStill(record)) return null
        await records.change(id, (current) => ({ ...forGood(current), deleting: true }))
        try {
          for (const entry of places.entries(record)) await remove(id, places.nameOf(entry))
        } catch (error) {
          if (isFailure(error)) await records.change(id, (current) => shownAgain(current, record))
          throw error
        }
        await records.remove(id)
        return record
      }),
    read(record, name) {
      if (entryIn(places, record, name) === undefined) return Promise.reject(new Failure(ports.absent))
      return vault.read(slotOf(record.id, name), { expectFilled: true })
    },
    async holders(among, value) {
      const found: Holder<R, N>[] = []
      for (const record of among) {
        for (const entry of places.entries(record)) {
          const name = places.nameOf(entry)
          const kept =
            entry.length === value.length ? await vault.read(slotOf(record.id, name)).catch(() => null) : null
          if (kept?.equals(value) === true) found.push({ record, name })
        }
      }
      return found
    },
    async noteMovedIntoKeychain() {
      const { records: all } = await records.list()
      const moved = all.filter((record) => places.entries(record).some(({ kept }) => kept === 'session'))
      for (const { id } of moved) await records.change(id, (record) => movedIntoKeychain(places, record))
      return moved
    },
    async mend({ firstOfRun }) {
      const { records: all } = await records.list()
      const mended: Mended[] = []
      for (const { id, name } of all) {
        const done = await inTurn(id, (record) => mendRecord(record, firstOfRun)).catch(nothingIfGone)
        for (const what of done) mended.push({ id, name, what })
      }
      return mended
    },
  }
}

/** Deleted since it was listed: nothing to mend. */
function nothingIfGone(error: unknown): MendedWhat[] {
  if (isFailure(error, 'record.missing')) return []
  throw error
}
