// Codat clients: their records and keys.
import { type CodatClient, type CodatClientFields, type CodatKey, newClient } from '../../domain/codat/schema'
import type { CodatClientView } from '../../contract/codat-clients'
import type { DamagedFile } from '../../domain/records/damaged'
import type { Activity } from '../activity/activity'
import type { MainPorts } from '../ports'
import type { RecordFiles } from '../records/record-files'
import { withoutUndefined } from '../../domain/without-undefined'
import { findingsOf } from '../../domain/codat/findings'
import { openShelf, type Shelf, type ShelfVault } from '../shelf/shelf'
import { keyPlaces, refuseTwin } from '../../domain/codat/key-slots'
import { codatSlot } from '../../domain/vault/slot'

export interface CodatClientsPorts extends Pick<MainPorts, 'clipboard' | 'prompts' | 'clock' | 'random'> {
  records: RecordFiles<CodatClient>
  vault: ShelfVault
  activity: Activity
  machine: string
  mode: 'normal' | 'practice'
  /** Something about the clients changed: the page should ask again. */
  onChange: () => void
}

/** The keys of Codat clients, by name. */
export type KeyShelf = Shelf<CodatClient, string, CodatKey>

export interface CodatClients {
  readonly ports: CodatClientsPorts
  readonly shelf: KeyShelf
  /** A client with what there is to do about it, among all clients. */
  view(client: CodatClient): Promise<CodatClientView>
  list(): Promise<{ clients: CodatClientView[]; damaged: DamagedFile[] }>
  add(fields: CodatClientFields): Promise<CodatClient>
  update(id: string, fields: Partial<CodatClientFields>): Promise<CodatClient>
  /** The vault moved what this run kept in memory into the keychain. */
  noteMovedIntoKeychain(): Promise<void>
  /** Finishes what a crash cut off; `firstOfRun` once, after the first paint. */
  mend(options: { firstOfRun: boolean }): Promise<void>
}

export function createCodatClients(ports: CodatClientsPorts): CodatClients {
  const { records, vault, clock, random, machine, activity, onChange } = ports
  const shelf = openShelf({
    records,
    vault,
    clock,
    machine,
    places: keyPlaces,
    slotOf: codatSlot,
    entry: (told: Pick<CodatKey, 'name' | 'holder' | 'arrival'>, known) => ({ ...told, ...known }),
    absent: 'codat.no-key',
    refuse: refuseTwin,
  })

  return {
    ports,
    shelf,
    async view(client) {
      const { records: all } = await records.list()
      return { ...client, findings: findingsOf(client, all) }
    },
    async list() {
      const { records: all, damaged } = await records.list()
      const shown = all.filter(({ deleting }) => !deleting)
      return { clients: shown.map((client) => ({ ...client, findings: findingsOf(client, all) })), damaged }
    },
    async add(fields) {
      const client = newClient(fields, random.id(), clock.now().toISOString())
      await records.put(client)
      await activity.note('codat-client.added', client)
      onChange()
      return client
    },
    async update(id, fields) {
      const given = withoutUndefined(fields)
      const updatedAt = clock.now().toISOString()
      const client = await records.change(id, (current) => ({ ...current, ...given, updatedAt }))
      await activity.note('codat-client.changed', client, Object.keys(given).join(', '))
      onChange()
      return client
    },
    async noteMovedIntoKeychain() {
      for (const client of await shelf.noteMovedIntoKeychain())
        await activity.note('codat-key.moved-to-keychain', client)
      onChange()
    },
    async mend(options) {
      const mended = await shelf.mend(options)
      for (const { id, name, what } of mended) {
        const said = what === 'deletion-finished' ? 'codat-client.deletion-finished' : (`codat-key.${what}` as const)
        await activity.note(said, { id, name })
      }
      if (mended.length > 0) onChange()
    },
  }
}
