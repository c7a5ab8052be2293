// The whole of main, with a secret of ours on the clipboard: nothing that reads the clipboard for the page gives it on.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agreeable, composed, type Composed, deadReader } from '../../test/support/attack/composed-app'
import { asking } from '../../test/support/attack/furnish'
import { FIELDS } from '../../test/support/xero-app-fields'

/** Looks like no secret: words. */
const PLAIN = 'wading-heron-under-seven-bridges'

let dir: string
let clipboard: string
let room: Composed
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'latchkey-held-'))
  clipboard = ''
  const person = { ...agreeable, types: () => PLAIN, clipboard: () => clipboard }
  room = await composed({ dir, practice: null, startReader: deadReader, person })
})
afterEach(async () => {
  await room.close()
  await rm(dir, { recursive: true, force: true })
})

async function codesOf(...names: readonly ('explainClipboard' | 'pasteStatement')[]): Promise<unknown[]> {
  const answers = await Promise.all(
    names.map((name) => room.answer(name, name === 'pasteStatement' ? {} : { appId: null })),
  )
  return answers.map((answer) => (answer.ok ? 'answered' : answer.error.code))
}

it('holds a copied secret back whatever it looks like', async () => {
  const ask = asking(room)
  const { id } = await ask('addXeroApp', FIELDS)
  clipboard = PLAIN
  expect(room.app.mustHold(PLAIN)).toBe(false)
  expect(await codesOf('explainClipboard')).toEqual(['answered'])
  expect(await ask('typeSecret', { id, slot: 1, arrival: 'generated-here' })).toMatchObject({ outcome: 'stored' })
  await ask('copySecret', { id, slot: 1 })
  expect(room.app.mustHold(PLAIN)).toBe(true)
  expect(await codesOf('explainClipboard', 'pasteStatement')).toEqual(['paste.held', 'paste.held'])
})

it('takes a single line that looks like a secret for no statement, and lines of a bank for one', async () => {
  clipboard = 'client_secret=Zq7Wk2Lm9Xr4Tb6Vn8Hs3Pd5Jf1Gc0YaEuQo'
  expect(await codesOf('pasteStatement')).toEqual(['paste.held'])
  clipboard = `Date,Reference,Amount\n2026-11-01,${clipboard},1.00\n`
  expect(await codesOf('pasteStatement')).not.toEqual(['paste.held'])
})
