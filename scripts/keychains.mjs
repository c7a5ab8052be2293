// @ts-check
// `npm run keychains`: the suite of every store, restarts included, on the real keychains that a Linux desktop may have, one line for
// each. Names choose some: `npm run keychains -- keepassxc kwallet`; `--pictures FOLDER` keeps a picture of what each shows of
// our items. Those that aren't installed are skipped with what to install. Everything runs as whoever starts it.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { lastLines, run } from './commands.mjs'
import { projectFolder } from './places.mjs'
import { tallyOf, totals, withRunner } from './tally.mjs'
import { runScript, say, seconds, Stop } from './terminal.mjs'

const KEYCHAINS = ['gnome-keyring', 'keepassxc', 'keepassxc-silent', 'kwallet']

await runScript(async () => {
  const { values, positionals } = parseArgs({ options: { pictures: { type: 'string' } }, allowPositionals: true })
  const unknown = positionals.filter((name) => !KEYCHAINS.includes(name))
  if (unknown.length > 0)
    throw new Stop(`There is no keychain ${unknown.join(', ')}. They are ${KEYCHAINS.join(', ')}.`)
  const pictures = values.pictures === undefined ? {} : { LATCHKEY_PICTURES: path.resolve(values.pictures) }
  let failed = 0
  for (const name of positionals.length > 0 ? positionals : KEYCHAINS) {
    const started = performance.now()
    const { tests, last, missing } = await suiteOn(name, pictures)
    const tally = tallyOf(tests, () => false)
    failed += tally.failed
    say(`${name.padEnd(16)}  ${totals(tally)}, ${seconds(performance.now() - started)}`)
    for (const remark of missing === null ? tally.remarks : [missing]) say(`  ${remark}`)
    if (tally.failed > 0) say(last)
  }
  return failed === 0 ? 0 : 1
})

/**
 * @param {string} name
 * @param {Readonly<Record<string, string>>} pictures
 * @returns {Promise<{ tests: readonly import('./tally.mjs').Test[], last: string, missing: string | null }>}
 */
async function suiteOn(name, pictures) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'latchkey-report-'))
  const report = path.join(folder, 'report.json')
  const vitest = path.join(projectFolder, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', `--reporter=${path.join(import.meta.dirname, 'vitest-tally.mjs')}`]
  try {
    const outcome = await run(process.execPath, [vitest, 'run', '--project', 'keychains', ...reporters], {
      cwd: projectFolder,
      env: { ...process.env, ...pictures, LATCHKEY_KEYCHAIN: name, LATCHKEY_TALLY: report },
    })
    const said = await readFile(report, 'utf8').then(JSON.parse, () => [])
    return {
      tests: withRunner(said, outcome.code),
      last: lastLines(outcome, 30),
      missing: /is not installed: .*/.exec(outcome.stderr)?.[0] ?? null,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
