import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemsOnOldestElectron } from '../../scripts/oldest-electron.mjs'
import { notesFolder } from '../../scripts/places.mjs'

// The one file that knows two shapes of an API and asks at run time which one is there.
const KNOWS_BOTH = 'src/main/electron/system-clipboard.ts'
// It may not name an export that Electron 33 lacks, though: an ES module that does is not loaded at all.
const NO_SUCH_EXPORT = /error TS(2305|2724):/

let folder: string

beforeAll(() => {
  mkdirSync(notesFolder, { recursive: true })
  folder = mkdtempSync(path.join(notesFolder, 'planted-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('finds no Electron API in the app that Electron 33 lacks', async () => {
  const problems = (await problemsOnOldestElectron()).split('\n').filter((line) => line !== '')
  expect(problems.filter((problem) => !problem.startsWith(KNOWS_BOTH) || NO_SUCH_EXPORT.test(problem))).toEqual([])
})

it('would find a method, an event or an option that came later', async () => {
  plant('method.ts', `import { app } from 'electron'\napp.getRecentDocuments()`)
  plant(
    'event.ts',
    `import { BrowserWindow } from 'electron'\nnew BrowserWindow().on('persisted-state-restored', () => {})`,
  )
  plant('option.ts', `import { BrowserWindow } from 'electron'\nnew BrowserWindow({ windowStatePersistence: true })`)
  plant('fine.ts', `import { app } from 'electron'\napp.getPath('userData')`)
  const problems = await problemsOnOldestElectron([folder])
  expect(problems).toMatch(/method\.ts.*getRecentDocuments/)
  expect(problems).toMatch(/event\.ts/)
  expect(problems).toMatch(/option\.ts.*windowStatePersistence/s)
  expect(problems).not.toMatch(/fine\.ts/)
})

function plant(name: string, text: string) {
  writeFileSync(path.join(folder, name), `${text}\nexport {}\n`)
}
