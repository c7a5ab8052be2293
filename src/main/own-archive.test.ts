import { mkdtemp, open, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { buildInHash } from '../../scripts/archive-hash.mjs'
import { archiveFault } from './own-archive'

let executable: string
let files: string[]
beforeEach(async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'latchkey-archive-'))
  executable = path.join(dir, 'latchkey')
  files = [path.join(dir, 'app.asar'), path.join(dir, 'keytar.node')]
  await writeFile(executable, 'an executable')
  // Longer than what is read at once.
  await writeFile(files[0] ?? '', Buffer.alloc(1_500_000, 'archive'))
  await writeFile(files[1] ?? '', 'a binary')
})
const fault = () => archiveFault({ open: (file) => open(file) }, executable, files)

it('is content with the files it was built with', async () => {
  await buildInHash(executable, files)
  expect(await fault()).toBeNull()
})

it.each([0, 1])('tells of one byte that is another in file %i', async (index) => {
  await buildInHash(executable, files)
  const handle = await open(files[index] ?? '', 'r+')
  await handle.write('X', 3)
  await handle.close()
  expect(await fault()).toContain('not those it was built with')
})

it('tells of an executable that names no hash, or another one', async () => {
  expect(await fault()).toContain('does not say')
  await writeFile(executable, `latchkey-files-sha256:${'0'.repeat(64)}\n`)
  expect(await fault()).toContain('not those it was built with')
})
