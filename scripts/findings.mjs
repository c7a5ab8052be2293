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
  let changed = 0
  for (const name of scripts) {
    const outcome = await run('sh', [path.join(FOLDER, name)], { timeoutMs: LIMIT_MS })
    if (outcome.code !== 0) changed += 1
    say(`${wordOf(outcome.code)}  ${name}${outcome.code === 0 ? '' : `\n${lastLines(outcome, 4)}`}`)
  }
  say(`\n${scripts.length - changed} of ${scripts.length} hold, in ${seconds(performance.now() - started)}`)
  return changed === 0 ? 0 : 1
})

/** @param {number} code */
function wordOf(code) {
  if (code === 0) return 'holds    '
  return code === 1 ? 'changed  ' : 'not tried'
}
