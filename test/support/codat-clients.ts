// Codat clients over real files and a real session store, with a clipboard and prompts that a test sets.
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type CodatClient, type CodatClientFields, codatClientV1 } from '../../src/domain/codat/schema'
import type { StoreKind } from '../../src/contract/vault'
import { openActivity } from '../../src/main/activity/activity'
import { type CodatClients, createCodatClients } from '../../src/main/codat/clients'
import type { ShelfVault } from '../../src/main/shelf/shelf'
import type { Clock, Prompts } from '../../src/main/ports'
import { openRecordFiles, type RecordFiles } from '../../src/main/records/record-files'
import { Secret } from '../../src/main/secret'
import { openSessionStore, type SessionStore } from '../../src/main/vault/session-store'

export interface CodatBench {
  readonly dir: string
  readonly records: RecordFiles<CodatClient>
  readonly store: SessionStore
  readonly clients: CodatClients
  /** What the clipboard holds; null for a picture. */
  clipboard: string | null
  /** What the user answers to a confirmation, and types into the secret's window. */
  yes: boolean
  typed: string | null
  /** Runs before each call to the keychain; throwing there is a crash or a keychain that fails. */
  beforeVault: (call: 'read' | 'write' | 'remove') => void
  readonly asked: string[]
  readonly clock: Clock & { time: Date }
  /** What is in the activity log, as text. */
  activity(): Promise<string[]>
  close(): Promise<void>
}

export interface BenchOptions {
  mode?: 'normal' | 'practice'
  /** What the vault says it is. The values are in memory all the same. */
  kept?: StoreKind
}

export async function openCodatBench({ mode = 'normal', kept = 'keychain' }: BenchOptions = {}): Promise<CodatBench> {
  const dir = await mkdtemp(path.join(tmpdir(), 'latchkey-codat-'))
  const clock = { time: new Date('2026-11-24T10:00:00Z'), now: () => clock.time, monotonic: () => performance.now() }
  const records = openRecordFiles({ dir: path.join(dir, 'codat'), schema: codatClientV1, clock })
  const activity = openActivity({ dir, clock, onFailure: () => {} })
  const store = openSessionStore()
  const asked: string[] = []
  const prompts: Prompts = {
    confirm: async ({ title }) => {
      asked.push(title)
      return bench.yes
    },
    choose: async () => null,
    enterSecret: async () => (bench.typed === null ? null : new Secret(bench.typed)),
    revealSecret: async () => {},
    closeAll: () => {},
  }
  const clients = createCodatClients({
    records,
    vault: vaultOver(store, kept, (call) => bench.beforeVault(call)),
    clipboard: {
      readText: async () => bench.clipboard ?? '',
      hasOnlyOther: async () => bench.clipboard === null,
      writeText: async () => {},
      clearIfHolds: async () => ({ clipboard: false, selection: false }),
    },
    prompts,
    clock,
    random: { id: () => randomUUID() },
    activity,
    machine: 'bench',
    mode,
    onChange: () => {},
  })
  const bench: CodatBench = {
    dir,
    records,
    store,
    clients,
    clipboard: '',
    yes: true,
    typed: null,
    beforeVault: () => {},
    asked,
    clock,
    activity: async () => (await activity.list(1_000)).entries.map(({ what }) => what).toReversed(),
    close: () => rm(dir, { recursive: true }),
  }
  return bench
}

function vaultOver(store: SessionStore, kept: StoreKind, before: CodatBench['beforeVault']): ShelfVault {
  const read = (async (slot, options) => {
    before('read')
    return options?.expectFilled === true ? store.read(slot, { expectFilled: true }) : store.read(slot)
  }) as ShelfVault['read']
  return {
    read,
    async write(slot, secret) {
      before('write')
      await store.write(slot, secret)
      return { keptIn: kept }
    },
    async remove(slot) {
      before('remove')
      return (await store.remove(slot)) ? 'removed' : 'absent'
    },
    state: () => ({ store: kept }),
  }
}

export const benchFields = (fields: Partial<CodatClientFields> = {}): CodatClientFields => ({
  name: 'Northwind Lending',
  environment: 'test',
  xeroAppIds: [],
  tags: [],
  notes: '',
  ...fields,
})
