import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const project = path.resolve(import.meta.dirname, '..', '..')

// Each line is a file and what it may not write. One run of the real oxlint over all of them tells which are refused.
const violations: readonly (readonly [file: string, line: string])[] = [
  ['src/domain/a.ts', `import '../main/ports'`],
  ['src/domain/b.ts', `import type { Ports } from '../main/ports'`],
  ['src/domain/c.ts', `import { calls } from '../contract/calls'`],
  ['src/domain/d.ts', `import { createHash } from 'node:crypto'`],
  ['src/domain/e.ts', `import 'electron'`],
  ['src/domain/guide/f.ts', `import '../../practice/a'`],
  ['src/contract/f.ts', `import '../practice/a'`],
  ['src/renderer/screens/j.ts', `import { shape } from '../../domain/shape'`],
  ['src/renderer/screens/k.ts', `import '../../practice/a'`],
  ['src/practice/b.ts', `import '../main/ports'`],
  ['src/practice/c.ts', `import 'electron'`],
  ['src/main/guide/a.ts', `import '../../practice/a'`],
  ['src/reader/a.ts', `import '../main/ports'`],
  ['src/reader/b.ts', `import '../practice/a'`],
  ['src/reader/c.ts', `import 'electron'`],
  ['src/main/guide/b.ts', `import '../../reader/protocol'`],
  ['src/main/bank-feeds/b.ts', `import { readOfx } from '../../reader/read-ofx'`],
  ['src/main/app.ts', `import '../practice/a'`],
  ['src/contract/a.ts', `import '../main/ports'`],
  ['src/contract/b.ts', `import '../renderer/app'`],
  ['src/contract/c.ts', `import 'node:fs'`],
  ['src/contract/d.ts', `import 'react'`],
  ['src/contract/e.ts', `import type { App } from 'electron'`],
  ['src/preload/a.ts', `import { secret } from '../contract/secret'`],
  ['src/preload/b.ts', `import '../main/ports'`],
  ['src/preload/c.ts', `import 'zod'`],
  ['src/preload/d.ts', `import 'node:fs'`],
  ['src/preload/e.ts', `import '../renderer/app'`],
  ['src/renderer/screens/a.ts', `import '../../main/ports'`],
  ['src/renderer/screens/b.ts', `import type { Ports } from '../../main/ports'`],
  ['src/renderer/screens/c.ts', `import '../../preload/page'`],
  ['src/renderer/screens/d.ts', `import { ipcRenderer } from 'electron'`],
  ['src/renderer/screens/e.ts', `import 'node:fs'`],
  ['src/renderer/screens/f.ts', `import { z } from 'zod'`],
  ['src/renderer/screens/g.ts', `import { secret } from '../../contract/secret'`],
  ['src/renderer/screens/h.ts', `import { indirect } from '../../contract/indirect'`],
  ['src/renderer/screens/i.ts', `export { secret } from '../../contract/secret'`],
  ['src/main/ports.ts', `import './vault/vault'`],
  ['src/main/app.ts', `import { app } from 'electron'`],
  ['src/main/log.ts', `import './electron/run'`],
  ['src/main/answer.ts', `import './app'`],
  ['src/main/vault/a.ts', `import '../records/files'`],
  ['src/main/records/a.ts', `import '../xero/check'`],
  ['src/main/activity/a.ts', `import '../vault/vault'`],
  ['src/main/shelf/a.ts', `import '../activity/activity'`],
  ['src/main/xero/a.ts', `import '../codat/client'`],
  ['src/main/xero/b.ts', `import { shell } from 'electron'`],
  ['src/main/xero/c.ts', `const electron = require('electron')`],
  ['src/main/xero/d.ts', `const electron = await import('electron')`],
  ['src/main/xero/e.ts', `import keytar from 'keytar'`],
  ['src/main/vault/b.ts', `import keytar from 'keytar'`],
  ['src/main/vault/c.ts', `import '../../keychain/keychain-process'`],
  ['src/keychain/a.ts', `import '../main/ports'`],
  ['src/child/a.ts', `import '../contract/calls'`],
  ['src/main/guide/c.ts', `import '../../child/parent'`],
  ['src/keychain/b.ts', `import '../contract/vault'`],
  ['src/keychain/c.ts', `import 'electron'`],
  ['src/main/xero/f.ts', `import '../../renderer/app'`],
  ['src/main/xero/deep/g.ts', `import '../../codat/client'`],
  ['src/main/codat/a.ts', `import '../connections/gauge'`],
  ['src/main/diagnosis/a.ts', `import '../xero/check'`],
  ['src/practice/a.ts', `import '../main/vault/vault'`],
  ['src/main/practice/a.ts', `import '../xero/check'`],
  ['src/main/connections/a.ts', `import '../diagnosis/match'`],
  ['src/main/connections/b.ts', `import '../electron/run'`],
  ['src/main/connections/c.ts', `import { composed } from '../composed'`],
  ['src/main/connections/d.ts', `import type { Rooms } from '../app'`],
  ['src/main/xero/h.ts', `import type { Composed } from '../composed'`],
  ['src/main/xero/a.test.ts', `import { app } from 'electron'`],
  ['test/integration/a.test.ts', `const electron = require('electron')`],
  ['test/support/a.ts', `import { app } from 'electron'`],
]

const allowed: typeof violations = [
  ['src/contract/ok.ts', `import { z } from 'zod'\nimport './calls'`],
  ['src/preload/ok.ts', `import { ipcRenderer } from 'electron'\nimport { calls } from '../contract/calls'`],
  ['src/preload/ok2.ts', `import type { Secret } from '../contract/secret'`],
  ['src/renderer/screens/ok.ts', `import { facts } from '../../domain/facts'\nimport 'react'\nimport './more'`],
  ['src/renderer/screens/ok2.ts', `import type { Secret } from '../../contract/secret'`],
  ['src/main/index.ts', `import './electron/run'\nimport 'electron'`],
  ['src/main/electron/ok.ts', `import { app } from 'electron'\nimport '../app'\nimport '../vault/vault'`],
  ['src/main/vault/ok.ts', `import '../secret'\nimport '../../contract/vault'`],
  [
    'src/main/xero/ok.ts',
    `import '../vault/vault'\nimport '../records/files'\nimport '../activity/log'\nimport '../ports'`,
  ],
  ['src/domain/guide/ok.ts', `import { z } from 'zod'\nimport '../facts'\nimport './more'`],
  ['src/contract/ok2.ts', `import { facts } from '../domain/facts'`],
  ['src/keychain/ok.ts', `import keytar from 'keytar'\nimport '../domain/facts'\nimport 'node:child_process'`],
  ['src/child/ok.ts', `import '../domain/facts'`],
  ['src/main/bank-feeds/child-ok.ts', `import '../../child/ask'`],
  ['src/reader/ok.ts', `import '../child/parent'\nimport '../domain/facts'\nimport 'node:fs'`],
  [
    'src/main/bank-feeds/ok-reader.ts',
    `import { readerCalls } from '../../reader/protocol'\nimport type { Body } from '../../reader/read-ofx'`,
  ],
  ['src/practice/xero/ok.ts', `import '../codat/client'\nimport '../../domain/facts'\nimport 'node:http'`],
  ['src/main/practice/ok.ts', `import '../../practice/protocol'\nimport '../ports'`],
  ['src/renderer/screens/ok3.ts', `import { facts } from '../../domain/facts'`],
  ['src/renderer/screens/ok4.ts', `import type { Shape } from '../../domain/shape'`],
  ['src/main/connections/ok2.ts', `import type { Composed } from '../composed'`],
  ['src/main/connections/ok.ts', `import '../xero/check'\nimport '../codat/client'\nimport '../bank-feeds/ready'`],
  ['src/main/shelf/ok.ts', `import '../vault/vault'\nimport '../records/files'`],
  ['src/main/guide/ok.ts', `import '../partner/routes'\nimport '../connections/gauge'`],
  ['src/main/xero/ok.test.ts', `import type { App } from 'electron'\nimport '../codat/client'`],
]

const support: typeof violations = [
  ['src/contract/calls.ts', 'export const calls = []'],
  ['src/domain/facts.ts', 'export const facts = []'],
  ['src/domain/shape.ts', `import { z } from 'zod'\nexport const shape = z.string()`],
  ['src/contract/secret.ts', `import { z } from 'zod'\nexport const secret = z.string()`],
  ['src/contract/indirect.ts', `import {\n  secret,\n} from './secret'\nexport const indirect = secret`],
]

describe('the import arrows', () => {
  let folder: string
  let refused: ReadonlySet<string>

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-arrows-'))
    for (const [file, text] of [...support, ...violations, ...allowed]) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      writeFileSync(path.join(folder, file), `${text}\n`)
    }
    refused = lint(folder)
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(violations)('refuses in %s: %s', (file) => {
    expect(refused).toContain(file)
  })

  it.each(allowed)('allows in %s: %s', (file) => {
    expect(refused).not.toContain(file)
  })

  it('finds nothing in the domain that waits, so that all of it is pure', () => {
    const domain = path.join(project, 'src', 'domain')
    const waiting = readdirSync(domain, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .filter((file) =>
        /^(?!\s*(?:\/\/|\*|\/\*)).*\b(?:async|await)\s+[\w(]/m.test(readFileSync(path.join(domain, file), 'utf8')),
      )
    expect(waiting).toEqual([])
  })

  it('is switched on as an error in this project', () => {
    const config = JSON.parse(readFileSync(path.join(project, '.oxlintrc.json'), 'utf8'))
    expect(config.jsPlugins).toContain('./scripts/lint/plugin.mjs')
    expect(config.rules['latchkey/import-arrows']).toBe('error')
    expect(config.overrides).toContainEqual({ files: ['test/e2e/**'], rules: { 'latchkey/no-fixed-pause': 'error' } })
  })
})

/** The files in which the project's own oxlint, with nothing but this rule, finds something. */
function lint(folder: string): ReadonlySet<string> {
  const config = {
    jsPlugins: [path.join(project, 'scripts/lint/plugin.mjs')],
    rules: { 'latchkey/import-arrows': 'error' },
  }
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify({ categories: { correctness: 'off' }, ...config }))
  const oxlint = path.join(project, 'node_modules', 'oxlint', 'bin', 'oxlint')
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json'], { cwd: folder, encoding: 'utf8' })
  const report: { diagnostics: { filename: string; code: string }[] } = JSON.parse(stdout)
  return new Set(
    report.diagnostics.filter(({ code }) => code.includes('import-arrows')).map(({ filename }) => filename),
  )
}
