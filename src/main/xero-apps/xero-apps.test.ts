import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { OTHER_SECRET, SECRET, xeroAppsBench } from '../../../test/support/xero-apps-bench'
import { CLIENT_ID, FIELDS } from '../../../test/support/xero-app-fields'
import type { CrashPoint } from '../../../test/support/memory-vault'
import { xeroSlot } from '../../domain/vault/slot'
import { askedPair } from '../../domain/xero-apps/secret-slots'

async function withApp(mode: 'normal' | 'practice' = 'normal') {
  const bench = await xeroAppsBench(mode)
  const app = await bench.apps.calls.addXeroApp(FIELDS)
  return { ...bench, handlers: bench.apps.calls, id: app.id }
}

type Bench = Awaited<ReturnType<typeof withApp>>

function paste(bench: Bench, text: string, slot: 1 | 2 = 1) {
  bench.clipboard.text = text
  return bench.handlers.pasteSecret({ id: bench.id, slot, arrival: 'generated-here' })
}

async function everythingOnDisk(dir: string): Promise<string> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')
}

describe('pasting a secret', () => {
  it('cleans, stores, and says what it did without the value', async () => {
    const bench = await withApp()
    const outcome = await paste(bench, `  “${SECRET}”\r\n`)
    expect(outcome).toMatchObject({
      outcome: 'stored',
      length: 48,
      cleaned: ['line-breaks', 'surrounding-space', 'smart-quotes'],
    })
    expect(JSON.stringify(outcome)).not.toContain(SECRET)
    const { secrets } = await bench.records.get(bench.id)
    expect(secrets).toMatchObject([
      { slot: 1, length: 48, machine: 'bench', pending: null, kept: 'keychain', lastAcceptedAt: null },
    ])
    expect((await bench.vault.read(xeroSlot(bench.id, 1)))?.expose()).toBe(SECRET)
    expect(await everythingOnDisk(bench.dir)).not.toContain(SECRET)
  })

  it.each([
    ['a client id', CLIENT_ID, { outcome: 'not-stored', reason: 'looks-like-client-id' }],
    [
      'a Basic header',
      `Basic ${Buffer.from(`${CLIENT_ID}:${SECRET}`).toString('base64')}`,
      { outcome: 'not-stored', reason: 'basic-header' },
    ],
    ['a short one', 'abcdefghijklmnopqrst', { outcome: 'stored', warnings: ['unusual-length'] }],
    ['a practice secret', `PRACTICE${SECRET.slice(8)}`, { outcome: 'stored', warnings: ['practice-secret'] }],
    ['id and secret together', `${CLIENT_ID}\n${SECRET}`, { outcome: 'stored', length: 48, alsoStoredClientId: false }],
    [
      'another app’s id with a secret',
      `${CLIENT_ID.replace('0', 'F')} ${SECRET}`,
      { outcome: 'stored', warnings: ['other-client-id'] },
    ],
  ])('answers %s in its own words', async (_what, text, expected) => {
    expect(await paste(await withApp(), text)).toMatchObject(expected)
  })

  it.each([
    ['', 'paste.empty'],
    ['   \n', 'paste.empty'],
    ['abc def ghi', 'paste.spaces-inside'],
    ['x'.repeat(1_000_000), 'paste.too-long'],
  ])('refuses %j', async (text, code) => {
    await expect(paste(await withApp(), text)).rejects.toMatchObject({ code })
  })

  it('takes only practice secrets in practice mode', async () => {
    const bench = await withApp('practice')
    await expect(paste(bench, SECRET)).rejects.toMatchObject({ code: 'paste.not-practice' })
    expect(await paste(bench, `PRACTICE${SECRET.slice(8)}`)).toMatchObject({ outcome: 'stored', warnings: [] })
  })

  it('notices the same secret in the other slot, in the same slot and in another app', async () => {
    const bench = await withApp()
    await paste(bench, SECRET, 1)
    expect(await paste(bench, SECRET, 2)).toMatchObject({ outcome: 'not-stored', reason: 'same-as-other-slot' })
    expect(await paste(bench, SECRET, 1)).toMatchObject({ outcome: 'stored', warnings: ['same-as-before'] })
    const second = await bench.apps.calls.addXeroApp({ ...FIELDS, clientId: 'F'.repeat(32) })
    bench.clipboard.text = SECRET
    const outcome = await bench.handlers.pasteSecret({ id: second.id, slot: 1, arrival: 'chat' })
    expect(outcome).toMatchObject({ outcome: 'stored', warnings: ['same-as-other-app'] })
  })

  it('reads the clipboard once, even where it is stored all the same, and the record twice', async () => {
    const bench = await withApp()
    await paste(bench, OTHER_SECRET, 2)
    // Later than the files were written, so that one that was read is known until it is written again.
    bench.time.now = Date.now() + 60_000
    const clipboard = vi.spyOn(bench.clipboard, 'readText')
    bench.readings.count = 0
    const asked = await paste(bench, OTHER_SECRET)
    if (asked.outcome !== 'not-stored' || asked.held === null) throw new Error('Not held')
    expect(await bench.handlers.storeHeldSecret({ held: asked.held })).toMatchObject({ outcome: 'stored' })
    expect(clipboard).toHaveBeenCalledTimes(1)
    expect(bench.readings.count).toBe(2)
  })

  it('stores all the same what was typed, not what is on the clipboard by then, and once', async () => {
    const bench = await withApp()
    bench.answers.typed = CLIENT_ID
    const outcome = await bench.handlers.typeSecret({ id: bench.id, slot: 2, arrival: 'chat' })
    if (outcome.outcome !== 'not-stored' || outcome.held === null) throw new Error('Nothing is held')
    bench.clipboard.text = SECRET
    expect(await bench.handlers.storeHeldSecret({ held: outcome.held })).toMatchObject({
      outcome: 'stored',
      length: 32,
    })
    expect((await bench.vault.read(xeroSlot(bench.id, 2)))?.expose()).toBe(CLIENT_ID)
    expect((await bench.records.get(bench.id)).secrets).toMatchObject([{ slot: 2, arrival: 'chat' }])
    await expect(bench.handlers.storeHeldSecret({ held: outcome.held })).rejects.toMatchObject({ code: 'paste.gone' })
  })

  it('stores the same as in the other slot all the same', async () => {
    const bench = await withApp()
    await paste(bench, SECRET, 1)
    const outcome = await paste(bench, SECRET, 2)
    if (outcome.outcome !== 'not-stored' || outcome.held === null) throw new Error('Nothing is held')
    expect(await bench.handlers.storeHeldSecret({ held: outcome.held })).toMatchObject({
      outcome: 'stored',
      warnings: ['same-as-other-slot'],
    })
    expect((await bench.records.get(bench.id)).secrets.map(({ slot }) => slot)).toEqual([1, 2])
  })

  it.each([
    ['too late', (bench: Bench) => void (bench.time.now += 121_000)],
    ['after a lock', (bench: Bench) => bench.apps.held.forget()],
    ['after another one', (bench: Bench) => paste(bench, CLIENT_ID, 2)],
  ])('holds nothing %s', async (_when, passes) => {
    const bench = await withApp()
    const outcome = await paste(bench, CLIENT_ID)
    if (outcome.outcome !== 'not-stored' || outcome.held === null) throw new Error('Nothing is held')
    await passes(bench)
    const { held } = outcome
    await expect(async () => bench.handlers.storeHeldSecret({ held })).rejects.toMatchObject({ code: 'paste.gone' })
  })

  it('takes the client id along when the app has none yet', async () => {
    const bench = await withApp()
    await bench.apps.calls.updateXeroApp({ id: bench.id, fields: { clientId: '' } })
    expect(await paste(bench, `${CLIENT_ID} ${SECRET}`)).toMatchObject({ alsoStoredClientId: true })
    expect((await bench.records.get(bench.id)).clientId).toBe(CLIENT_ID)
  })

  it('does not take a secret for a client id', async () => {
    const bench = await withApp()
    bench.clipboard.text = SECRET
    expect(await bench.handlers.pasteClientId({ id: bench.id })).toMatchObject({ reason: 'looks-like-secret' })
    expect((await bench.records.get(bench.id)).clientId).toBe(CLIENT_ID)
  })
})

describe('a crash between keychain and file', () => {
  const OLDER = OTHER_SECRET.slice(0, 40)
  const cases: [CrashPoint, 'paste' | 'replace' | 'remove', string | null][] = [
    ['before-write', 'paste', null],
    ['after-write', 'paste', SECRET],
    ['before-write', 'replace', OLDER],
    ['after-write', 'replace', SECRET],
    ['before-remove', 'remove', null],
    ['after-remove', 'remove', null],
  ]
  it.each(cases)('%s of a %s is mended at the next start, to the length of what is kept', async (point, what, left) => {
    const bench = await withApp()
    if (what !== 'paste') await paste(bench, OLDER)
    bench.vault.crashAt(point)
    const act = what === 'remove' ? bench.handlers.removeSecret({ id: bench.id, slot: 1 }) : paste(bench, SECRET)
    await expect(act).rejects.toThrow('crashed')

    await bench.apps.mend({ firstOfRun: true })
    const { secrets } = await bench.records.get(bench.id)
    const kept = await bench.vault.read(xeroSlot(bench.id, 1))
    expect(kept?.expose() ?? null).toBe(left)
    expect(secrets.map(({ slot, pending, length }) => ({ slot, pending, length }))).toEqual(
      left === null ? [] : [{ slot: 1, pending: null, length: left.length }],
    )
  })

  it('finishes a deletion that was agreed to', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    bench.vault.crashAt('before-remove')
    await bench.handlers.deleteXeroApps({ ids: [bench.id] })
    await expect(bench.handlers.deleteForGood({ id: bench.id })).rejects.toThrow('crashed')
    expect((await bench.handlers.listXeroApps({})).apps).toEqual([])
    await bench.apps.mend({ firstOfRun: true })
    expect((await bench.records.list()).records).toEqual([])
    expect(await bench.vault.read(xeroSlot(bench.id, 1))).toBeNull()
  })
})

describe('the trash', () => {
  const day = 86_400_000
  const trashed = async (bench: Bench) => (await bench.handlers.listTrash({})).apps
  const listed = async (bench: Bench) => (await bench.handlers.listXeroApps({})).apps

  it('keeps a deleted app and its secret for 30 days, and puts both back as they were', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    const before = await bench.records.get(bench.id)
    expect(await bench.handlers.deleteXeroApps({ ids: [bench.id] })).toEqual({ deleted: true })
    expect(await listed(bench)).toEqual([])
    expect(await trashed(bench)).toMatchObject([{ id: bench.id, secrets: 1, keptUntil: '2026-12-24T09:00:00.000Z' }])
    bench.time.now += 30 * day - 1
    await bench.apps.mend({ firstOfRun: true })
    expect(await bench.handlers.restoreXeroApps({ ids: [bench.id] })).toEqual({ restored: 1 })
    expect(await bench.records.get(bench.id)).toEqual(before)
    expect((await bench.vault.read(xeroSlot(bench.id, 1)))?.expose()).toBe(SECRET)
    expect(await bench.handlers.restoreXeroApps({ ids: [bench.id] })).toEqual({ restored: 0 })
    expect(bench.gone).toEqual([])
  })

  it('ends with the secret and all else that is known of it', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    await bench.handlers.deleteXeroApps({ ids: [bench.id] })
    bench.time.now += 30 * day
    await bench.apps.mend({ firstOfRun: true })
    expect((await bench.records.list()).records).toEqual([])
    expect(await bench.vault.read(xeroSlot(bench.id, 1))).toBeNull()
    expect(bench.gone).toEqual([bench.id])
  })

  it('takes the secret out of the keychain at once where that was chosen', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    bench.answers.ticked = true
    await bench.handlers.deleteXeroApps({ ids: [bench.id] })
    expect(await bench.vault.read(xeroSlot(bench.id, 1))).toBeNull()
    await bench.handlers.restoreXeroApps({ ids: [bench.id] })
    expect(await listed(bench)).toMatchObject([{ id: bench.id, secrets: [], deleting: false }])
  })

  it('is asked about once for many, by their names', async () => {
    const bench = await withApp()
    const others = await Promise.all(['B', 'C'].map((name) => bench.apps.calls.addXeroApp({ ...FIELDS, name })))
    await bench.handlers.deleteXeroApps({ ids: [bench.id, ...others.map(({ id }) => id)] })
    expect(bench.asked).toMatchObject([
      { title: 'Delete 3 Xero apps?', body: expect.arrayContaining(['“Acme test”, “B”, “C”.']) },
    ])
    expect(await trashed(bench)).toHaveLength(3)
  })

  it('deletes for good only what is in it, after its name was typed', async () => {
    const bench = await withApp()
    expect(await bench.handlers.deleteForGood({ id: bench.id })).toEqual({ deleted: false })
    expect(bench.asked).toEqual([])
    await bench.handlers.deleteXeroApps({ ids: [bench.id] })
    expect(await bench.handlers.deleteForGood({ id: bench.id })).toEqual({ deleted: true })
    expect(bench.asked.at(-1)).toMatchObject({ typed: 'Acme test', danger: true })
    expect(bench.gone).toEqual([bench.id])
  })
})

describe('dangerous things', () => {
  it('asks before deleting, over main’s own data, and does nothing on no', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    bench.answers.confirm = false
    expect(await bench.handlers.deleteXeroApps({ ids: [bench.id] })).toEqual({ deleted: false })
    expect(await bench.handlers.removeSecret({ id: bench.id, slot: 1 })).toMatchObject({ removed: false })
    expect(await bench.handlers.revealSecret({ id: bench.id, slot: 1 })).toEqual({ shown: false })
    expect(bench.revealed).toEqual([])
    expect(bench.asked[0]).toMatchObject({ title: 'Delete “Acme test”?', danger: true })
    expect(await bench.vault.read(xeroSlot(bench.id, 1))).not.toBeNull()
  })

  it('shows a secret in main’s window only, and notes that it did', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    expect(await bench.handlers.revealSecret({ id: bench.id, slot: 1 })).toEqual({ shown: true })
    expect(bench.revealed).toEqual([SECRET])
    const { entries } = await bench.activity.list(10)
    expect(entries.map(({ what }) => what)).toContain('secret.revealed')
  })

  it('copies for a while and clears only what still holds it', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    await bench.handlers.copySecret({ id: bench.id, slot: 1 })
    expect([bench.clipboard.text, bench.clipboard.selection]).toEqual([SECRET, SECRET])
    bench.clipboard.text = 'something else'
    await bench.apps.copied.clearNow()
    expect([bench.clipboard.text, bench.clipboard.selection]).toEqual(['something else', ''])
    expect(bench.copyStates.at(-1)).toEqual({ clearsAt: null, label: null, outcome: 'cleared' })
  })

  it('asks before more than a few copies, and copies nothing on a no', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    const copy = () => bench.handlers.copySecret({ id: bench.id, slot: 1 })
    for (let copies = 0; copies < 5; copies += 1) expect((await copy()).copied).toBe(true)
    expect(bench.asked).toEqual([])
    await bench.apps.copied.clearNow()
    bench.answers.confirm = false
    expect(await copy()).toEqual({ copied: false, clearsAt: null })
    expect(bench.clipboard.text).toBe('')
    bench.answers.confirm = true
    expect((await copy()).copied).toBe(true)
    expect((await copy()).copied).toBe(true)
    expect(bench.asked.map(({ title }) => title)).toEqual(['Copy another secret?', 'Copy another secret?'])
  })
})

describe('what was proved', () => {
  it('is taken back when the client id or a redirect URI changes', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    await bench.apps.noteSignedIn(bench.id, askedPair(await bench.records.get(bench.id), 1))
    const renamed = await bench.apps.calls.updateXeroApp({ id: bench.id, fields: { name: 'Other' } })
    expect(renamed.signInProvedAt).not.toBeNull()
    const moved = await bench.apps.calls.updateXeroApp({
      id: bench.id,
      fields: { redirectUris: ['http://localhost:8743/callback'] },
    })
    expect(moved).toMatchObject({ signInProvedAt: null, secrets: [{ lastAcceptedAt: expect.any(String) }] })
    const other = await bench.apps.calls.updateXeroApp({ id: bench.id, fields: { clientId: 'A'.repeat(32) } })
    expect(other.secrets[0]?.lastAcceptedAt).toBeNull()
  })

  it('is not what Xero said of a secret, id or address of before, while it was asked', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    const asked = askedPair(await bench.records.get(bench.id), 1)
    bench.time.now += 1_000
    await paste(bench, OTHER_SECRET)
    await bench.apps.noteChecked(bench.id, asked, true)
    await bench.apps.noteSignedIn(bench.id, asked)
    const unsaid = { signInProvedAt: null, secrets: [{ lastAcceptedAt: null, lastRefusedAt: null }] }
    expect(await bench.records.get(bench.id)).toMatchObject(unsaid)

    const now = askedPair(await bench.records.get(bench.id), 1)
    await bench.apps.calls.updateXeroApp({ id: bench.id, fields: { redirectUris: ['http://localhost:8743/other'] } })
    await bench.apps.noteSignedIn(bench.id, now)
    expect(await bench.records.get(bench.id)).toMatchObject({
      signInProvedAt: null,
      secrets: [{ lastAcceptedAt: expect.any(String) }],
    })
    await bench.apps.calls.updateXeroApp({ id: bench.id, fields: { clientId: 'A'.repeat(32) } })
    await bench.apps.noteChecked(bench.id, now, false)
    expect(await bench.records.get(bench.id)).toMatchObject(unsaid)
  })

  it('is not copied along with a duplicate', async () => {
    const bench = await withApp()
    await paste(bench, SECRET)
    const copy = await bench.apps.calls.duplicateXeroApp({ id: bench.id })
    expect(copy).toMatchObject({ clientId: '', secrets: [], createdOn: null, name: 'Acme test (copy)' })
  })
})
