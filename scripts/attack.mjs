// @ts-check
// `npm run attack`: the attack on our own app, one battery after the other, with cases generated anew and the seed said.
// `npm run attack -- --share` runs what needs neither a build nor a browser, with the cases of `npm test`, in a minute. Names of
// batteries narrow it: `npm run attack -- redaction races`.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { run } from './commands.mjs'
import { orderSeed } from './order-seed.mjs'
import { projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { runScript, say, seconds, Stop } from './terminal.mjs'

/**
 * @typedef {object} Battery
 * @property {string} name
 * @property {string} attacks what it does
 * @property {'unit' | 'integration' | 'e2e'} where
 * @property {readonly string[]} files
 */

/** @type {readonly Battery[]} */
const BATTERIES = [
  {
    name: 'inputs',
    attacks: 'generated inputs at the border between page and main',
    where: 'unit',
    files: ['src/main/answer.test.ts', 'src/domain/limits.test.ts', 'src/main/electron/assets.test.ts'],
  },
  {
    name: 'calls',
    attacks: 'generated inputs to every call of the composed app, with the stand-ins',
    where: 'integration',
    files: ['test/integration/every-call.test.ts'],
  },
  {
    name: 'pastes',
    attacks: 'generated and hostile pastes',
    where: 'unit',
    files: ['src/domain/diagnosis/paste.test.ts', 'src/domain/xero-apps/pasted-value.test.ts'],
  },
  {
    name: 'redaction',
    attacks: 'a planted secret in every shape, and texts without one',
    where: 'unit',
    files: [
      'src/domain/text/redaction.test.ts',
      'src/domain/text/redaction-shapes.test.ts',
      'src/domain/text/redaction-pasted.test.ts',
      'src/domain/text/redaction-harmless.test.ts',
    ],
  },
  {
    name: 'damage',
    attacks: 'damaged, cut and overlong files, records and journals',
    where: 'unit',
    files: [
      'src/main/records/record-files.test.ts',
      'src/main/damage-told.test.ts',
      'src/main/append-file.test.ts',
      'src/main/records/settings.test.ts',
      'src/main/bank-feeds/push/journal.test.ts',
    ],
  },
  {
    name: 'folders',
    attacks: 'data folders with a file of each kind damaged in each way',
    where: 'integration',
    files: ['test/integration/damaged-folders.test.ts'],
  },
  {
    name: 'one-customer',
    attacks: 'every call while a call is on, for another customer’s names',
    where: 'integration',
    files: ['test/integration/one-customer-on-calls.test.ts'],
  },
  {
    name: 'shapes',
    attacks:
      'whatever records may hold, and whatever others are called on a call, for answers that don’t fit their own schema',
    where: 'unit',
    files: ['src/main/on-a-call-shapes.test.ts', 'src/main/kept-shapes.test.ts'],
  },
  {
    name: 'nobody',
    attacks: 'words about apps that are not there, or in the trash',
    where: 'unit',
    files: ['src/main/about-nobody.test.ts', 'src/main/bank-feeds/push/app-gone.test.ts'],
  },
  {
    name: 'kept-back',
    attacks: 'a no to any question of the keychain, a lock meanwhile, words said during an import',
    where: 'unit',
    files: [
      'src/main/kept-back.test.ts',
      'src/main/transfer/parts.test.ts',
      'src/main/bank-feeds/push/key-refused.test.ts',
      'src/main/bank-feeds/push/unforeseen-end.test.ts',
      'src/main/bank-feeds/source-accounts.test.ts',
    ],
  },
  {
    name: 'kept-back-outside',
    attacks: 'a no of the keychain at each question of calls that ask Xero or Codat',
    where: 'integration',
    files: ['test/integration/kept-back-outside.test.ts'],
  },
  {
    name: 'ends',
    attacks: 'pushes ended by SIGTERM, with the session and with the display; folders that may not be written or read',
    where: 'e2e',
    files: ['test/e2e/quit.spec.ts', 'test/e2e/read-only.spec.ts'],
  },
  {
    name: 'senders',
    attacks: 'every call from other windows, frames and origins',
    where: 'unit',
    files: ['src/main/electron/calls-over-ipc.test.ts'],
  },
  {
    name: 'races',
    attacks: 'calls that write, interleaved at every await',
    where: 'unit',
    files: ['src/main/races.test.ts', 'src/main/bank-feeds/push/races.test.ts'],
  },
  {
    name: 'answers',
    attacks: 'answers of Xero and Codat of every shape, 429s, bodies that end early or unpack to far more',
    where: 'unit',
    files: [
      'src/main/codat/any-success.test.ts',
      'src/main/xero/any-success.test.ts',
      'src/main/whole-body.test.ts',
      'src/domain/retry-after.test.ts',
      'src/main/bank-feeds/push/limits.test.ts',
    ],
  },
  {
    name: 'starts',
    attacks: 'switches that a packaged Latchkey must refuse',
    where: 'unit',
    files: ['src/domain/flags.test.ts'],
  },
  {
    name: 'loopback',
    attacks: 'requests of every shape at the loopback port',
    where: 'integration',
    files: ['test/integration/xero-loopback-listener.test.ts'],
  },
  {
    name: 'kills',
    attacks: 'pushes that are killed anywhere',
    where: 'integration',
    files: ['test/integration/push-kills.test.ts'],
  },
  {
    name: 'page',
    attacks: 'a page that was taken over, in the real window',
    where: 'e2e',
    files: ['test/e2e/security.spec.ts', 'test/e2e/security-checklist.spec.ts', 'test/e2e/paste-by-keyboard.spec.ts'],
  },
]

/** What the whole battery does more often than `npm test` does. */
const WHOLE = {
  LATCHKEY_SEED: 'random',
  LATCHKEY_CASES: '10',
  LATCHKEY_KILL_RUNS: '100',
  LATCHKEY_CALLS: '30000',
  LATCHKEY_DAMAGES: '30',
  LATCHKEY_RACE_ORDERS: '2',
  LATCHKEY_RACE_STEP: '3',
  LATCHKEY_RACE_PAIRS: 'all',
  LATCHKEY_WAYS: 'all',
  LATCHKEY_SHAPES: '30',
}

await runScript(async () => {
  const { values, positionals } = parseArgs({ options: { share: { type: 'boolean' } }, allowPositionals: true })
  const known = BATTERIES.map(({ name }) => name)
  const unknown = positionals.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Stop(`There is no battery ${unknown.join(', ')}. They are ${known.join(', ')}.`)
  const share = values.share === true
  const named = BATTERIES.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  return share ? await attack(inOne(named.filter(({ where }) => where === 'unit')), true) : await attack(named, false)
})

/**
 * Batteries as one, which spares a start for each.
 * @param {readonly Battery[]} batteries
 * @returns {readonly Battery[]}
 */
function inOne(batteries) {
  const files = batteries.flatMap((battery) => battery.files)
  return [{ name: 'share', attacks: batteries.map(({ name }) => name).join(', '), where: 'unit', files }]
}

/**
 * @param {readonly Battery[]} batteries
 * @param {boolean} share
 * @returns {Promise<number>} exit code
 */
async function attack(batteries, share) {
  const needsApp = batteries.some(({ where }) => where === 'e2e')
  const { environment } = share
    ? { environment: {} }
    : await setUp({ purposes: needsApp ? ['app', 'desktop', 'runtime', 'test'] : ['test'], build: needsApp })
  const seed = orderSeed()
  const ownSeed = String(Date.now() % 1_000_000)
  say(`Order seed ${seed}, seed of kills, calls and folders ${ownSeed}; fast-check says the seed of what it meets.`)
  const anew = share
    ? {}
    : { ...WHOLE, LATCHKEY_KILL_SEED: ownSeed, LATCHKEY_CALLS_SEED: ownSeed, LATCHKEY_DAMAGE_SEED: ownSeed }
  const given = { ...process.env, ...environment, ...anew, LATCHKEY_ORDER_SEED: String(seed) }
  /** @type {string[]} */
  const outcomes = []
  let worst = 0
  for (const battery of batteries) {
    say(`\n${battery.name}: ${battery.attacks}`)
    const started = performance.now()
    const { code } = await run(process.execPath, programOf(battery), { cwd: projectFolder, env: given, show: true })
    worst = Math.max(worst, code)
    outcomes.push(`${battery.name}: ${code === 0 ? 'held' : 'gave way'} (${seconds(performance.now() - started)})`)
  }
  say(`\n${outcomes.join('\n')}`)
  return worst
}

/** @param {Battery} battery */
function programOf({ where, files }) {
  const modules = path.join(projectFolder, 'node_modules')
  if (where === 'e2e')
    return [path.join(modules, '@playwright/test/cli.js'), 'test', ...files, '--workers=1', '--retries=0']
  return [path.join(modules, 'vitest/vitest.mjs'), 'run', '--project', where, ...files]
}
