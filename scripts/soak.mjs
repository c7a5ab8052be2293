// @ts-check
// `npm run soak`: what `npm test` does to pushes a hundred times, a thousand times, and through the whole app a hundred times
// instead of five. Before that, every
// property over cases generated anew. Takes the better part of an hour. `npm run soak -- engine` leaves the app out.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { run } from './commands.mjs'
import { projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { say } from './terminal.mjs'

const onlyEngine = process.argv.includes('engine')
const { environment } = await setUp({
  purposes: onlyEngine ? ['test'] : ['app', 'desktop', 'runtime', 'keytar', 'test'],
  build: !onlyEngine,
})

/**
 * @param {string} program below node_modules
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
async function soak(program, args, env) {
  const { code } = await run(process.execPath, [path.join(projectFolder, 'node_modules', program), ...args], {
    cwd: projectFolder,
    env: { ...process.env, ...environment, ...env },
    show: true,
  })
  if (code !== 0) process.exitCode = code
}

const engineReport = path.join('test-results', 'push-kills-soak.json')
const appReport = path.join('test-results', 'push-kills-app-soak.json')

/** @param {string} file */
async function tell(file) {
  say(`${file}:\n${await readFile(path.join(projectFolder, file), 'utf8').catch(() => 'not written')}`)
}

say('\nGenerated cases that nobody has seen')
await soak('vitest/vitest.mjs', ['run', '--project', 'unit'], { LATCHKEY_SEED: 'random' })
say('\nA thousand pushes, each killed once')
await soak('vitest/vitest.mjs', ['run', '--project', 'integration', 'test/integration/push-kills.test.ts'], {
  LATCHKEY_KILL_RUNS: '1000',
  LATCHKEY_KILL_SEED: String(Date.now() % 1_000_000),
  LATCHKEY_KILL_REPORT: engineReport,
})
await tell(engineReport)
if (!onlyEngine) {
  say('\nThe whole app, killed a hundred times')
  await soak('@playwright/test/cli.js', ['test', 'test/e2e/push-kills.spec.ts', '--workers=1'], {
    LATCHKEY_APP_KILLS: '100',
    LATCHKEY_KILL_REPORT: appReport,
  })
  await tell(appReport)
}
