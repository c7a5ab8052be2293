// @ts-check
// `npm run soak`: the pushes that `npm test` kills a hundred times, killed a thousand times. Takes a quarter of an hour.
import path from 'node:path'
import { run } from './commands.mjs'
import { projectFolder } from './places.mjs'

const runs = process.argv[2] ?? '1000'
const { code } = await run(
  process.execPath,
  [
    path.join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--project',
    'integration',
    'test/integration/push-kills.test.ts',
  ],
  {
    cwd: projectFolder,
    env: {
      ...process.env,
      LATCHKEY_KILL_RUNS: runs,
      LATCHKEY_KILL_SEED: String(Date.now() % 1_000_000),
      LATCHKEY_KILL_REPORT: path.join('test-results', 'push-kills-soak.json'),
    },
    show: true,
  },
)
process.exitCode = code
