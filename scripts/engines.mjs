// @ts-check
// `npm run engines`: what can be run of the engines that users will have, where their Electron can't be had: the page's journeys in a
// Chromium of the same milestone, and the unit tests, main's rooms among them, under Node 24.
import path from 'node:path'
import { npm, run } from './commands.mjs'
import { projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { runScript, say, seconds } from './terminal.mjs'

const NODE = 'node@24.21.0'

await runScript(async () => {
  const { environment } = await setUp({ purposes: ['app', 'desktop', 'runtime', 'test'], build: true })
  const script = (/** @type {string} */ name) => path.join(projectFolder, 'node_modules', name)
  const options = (/** @type {NodeJS.ProcessEnv} */ more) => ({
    cwd: projectFolder,
    env: { ...process.env, ...environment, ...more },
    show: true,
  })
  const journeys = ['test', '--config', 'playwright.engines.config.ts']
  const tests = ['node', script('vitest/vitest.mjs'), 'run', '--project', 'unit']
  const parts = [
    {
      name: 'the page in Chromium 156',
      start: () =>
        run(
          process.execPath,
          [script('@playwright/test/cli.js'), ...journeys],
          options({ LATCHKEY_ENGINE: 'chromium' }),
        ),
    },
    {
      name: 'main under Node 24',
      start: () => npm(['exec', '--yes', `--package=${NODE}`, '--', ...tests], options({})),
    },
  ]
  let failed = 0
  for (const { name, start } of parts) {
    const started = performance.now()
    const { code } = await start()
    if (code !== 0) failed += 1
    say(`${name}: ${code === 0 ? 'passed' : 'FAILED'}, ${seconds(performance.now() - started)}`)
  }
  return failed === 0 ? 0 : 1
})
