// A keychain of a thousand items, on a real gnome-keyring in a session of its own: what each of its kinds of call costs at the
// start, where the keychain is all but empty, and with a thousand items in it. The daemon writes its whole file at each change, so
// that a write costs more the more it holds; goal: a write among a thousand stays below what somebody notices (100 ms).
// Prints the figures as JSON. Times are medians by the clock.
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { xeroSlot, type Slot } from '../../src/domain/vault/slot'
import { Secret } from '../../src/main/secret'
import { openForkedStore } from '../support/forked-keychain'
import { buildKeychainEntry } from '../support/keychain-entry'
import { startKeyring } from '../support/keyring'

const ITEMS = 1_000
const SAMPLE = 20
const GOAL_MS = 100

const [entry, keyring] = await Promise.all([buildKeychainEntry(), startKeyring()])
const { store } = openForkedStore({ file: entry.file, env: keyring.env })
try {
  const slot = (at: number): Slot => xeroSlot(`bench-${at}`, 1)
  const secret = (at: number): Secret => new Secret(`A1b2-_${at}`.padEnd(48, 'x'))
  const sample = Array.from({ length: SAMPLE }, (_, at) => at)
  const median = (values: readonly number[]): number =>
    Number((values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN).toFixed(1))

  async function medianOf(slots: readonly number[], call: (at: number) => Promise<unknown>): Promise<number> {
    const times: number[] = []
    for (const at of slots) {
      const since = performance.now()
      await call(at)
      times.push(performance.now() - since)
    }
    return median(times)
  }

  async function figures() {
    return {
      writeMs: await medianOf(sample, (at) => store.write(slot(at), secret(at))),
      readMs: await medianOf(sample, (at) => store.read(slot(at), { expectFilled: true })),
      emptyMs: await medianOf(sample, (at) => store.read(slot(ITEMS + at))),
      removeMs: await medianOf(sample, (at) => store.remove(slot(at))),
    }
  }

  const few = await figures()
  for (let at = 0; at < ITEMS; at += 1) await store.write(slot(at), secret(at))
  const many = await figures()
  const since = performance.now()
  const listed = (await store.accounts())?.accounts.length ?? null
  const listMs = Math.round(performance.now() - since)
  let whole = 0
  for (let at = SAMPLE; at < ITEMS; at += 1) {
    if ((await store.read(slot(at)))?.equals(secret(at)) === true) whole += 1
  }
  const { size } = await stat(path.join(keyring.env['XDG_DATA_HOME'] ?? '', 'keyrings/login.keyring'))
  const report = {
    items: ITEMS,
    few,
    many,
    listed,
    listMs,
    keptWhole: whole,
    of: ITEMS - SAMPLE,
    fileBytes: size,
    goalMs: GOAL_MS,
  }
  process.stdout.write(`${JSON.stringify({ ...report, reached: many.writeMs <= GOAL_MS }, null, 2)}\n`)
} finally {
  await store.close()
  await keyring.dispose()
  await entry.dispose()
}
