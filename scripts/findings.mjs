// @ts-check
// `npm run findings`: runs every finding and says which still holds. Not part of `npm test`: they install other people's packages.
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { lastLines, run } from './commands.mjs'
import { projectFolder } from './places.mjs'
import { runScript, say, seconds } from './terminal.mjs'

const FOLDER = path.join(projectFolder, 'findings')
const LIMIT_MS = 10 * 60_000

await runScript(async () => {
  const started = performance.now()
  const scripts = (await readdir(FOLDER)).filter((name) => name.endsWith('.sh')).toSorted()
  /** @type {string[]} */
  const others = []
  for (const name of scripts) {
    const since = performance.now()
    const outcome = await run('sh', [path.join(FOLDER, name)], { timeoutMs: LIMIT_MS })
    if (outcome.code !== 0) others.push(`${wordOf(outcome.code).trim()}: ${name}`)
    say(
      `${wordOf(outcome.code)}  ${name}, ${seconds(performance.now() - since)}${outcome.code === 0 ? '' : `\n${lastLines(outcome, 4)}`}`,
    )
  }
  const held = scripts.length - others.length
  say(`\n${[`${held} of ${scripts.length} hold, in ${seconds(performance.now() - started)}`, ...others].join('\n')}`)
  return others.length === 0 ? 0 : 1
})

/** @param {number} code */
function wordOf(code) {
  if (code === 0) return 'holds    '
  return code === 1 ? 'changed  ' : 'not tried'
}
