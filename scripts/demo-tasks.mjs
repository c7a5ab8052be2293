// @ts-check
// `node scripts/demo-tasks.mjs`: plays the eight tasks of a solutions engineer's day in practice mode, each on a machine of its own
// with fifteen customers, and counts clicks, keystrokes, pastes and screens. `docs/tasks.md` has what it counted.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { attach } from './attach.mjs'
import { catchBrowser } from './caught-browser.mjs'
import { recorder } from './demo-recorder.mjs'
import { furnishedDay, HARBOUR } from './demo-opening.mjs'
import { generateSecret } from './demo-portals.mjs'
import { disposeOnSignals, startDesktop } from './desktop.mjs'
import { setUp } from './setup.mjs'
import { stageApplication } from './stage.mjs'
import { runScript, say, step } from './terminal.mjs'

/** @typedef {import('./demo-recorder.mjs').Recorder} Recorder */

/**
 * @typedef {object} Task
 * @property {string} title
 * @property {boolean} [empty] begins with no app at all
 * @property {(at: Recorder, home: string) => Promise<void>} [prepare] not counted
 * @property {(at: Recorder) => Promise<void>} play
 */

/** What the customer's team sent. */
const theirMail = `Hi, as promised:
Privacy policy: https://harbour.example/privacy
Terms and conditions: https://harbour.example/terms
Login: https://harbour.example/login
Support: support@harbour.example
and sam@codat.example looks after us at Codat.`

const company = 'Lantern Street Gallery'

/** @param {number} before */
const day = (before) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)

/** @param {Recorder} at */
const harbourId = ({ page }) =>
  page.evaluate(async () => {
    const { value } = await /** @type {any} */ (window).latchkey.listXeroApps({})
    return value.apps.find((/** @type {{ name: string }} */ { name }) => name === 'Harbour Pay').id
  })

/** @type {readonly Task[]} */
const tasks = [
  {
    title: 'The first app, to accepted keys',
    empty: true,
    async play(at) {
      await at.click('button', /^I already have one/)
      await at.type('Name of the app', 'Harbour Pay')
      await at.type('Customer', 'Harbour')
      await at.click('button', 'Add and go on to its keys')
      await at.copyOutside(HARBOUR)
      await at.click('button', /^Paste client id/)
      await at.page.getByText(HARBOUR).first().waitFor()
      await at.copyOutside(await generateSecret(at, HARBOUR, 1))
      await at.click('button', /^Paste client secret 1/)
      await at.page.getByRole('button', { name: 'Copy client secret 1' }).waitFor()
      await at.page.getByText('Xero accepts these keys').first().waitFor()
    },
  },
  {
    title: 'Who of fifteen customers is nearly full',
    play: (at) => at.sees(at.row('Harbour Pay').getByText('24 of 25').first()),
  },
  {
    title: 'Free a connection on a call',
    async play(at) {
      await at.pressOn(at.row('Harbour Pay').locator('[data-column=connections]'))
      await at.click('button', 'Free it… Sandpit Supplies')
      await at.answer('Disconnect', 'Sandpit Supplies')
      await at.page.getByText('One connection is free.').waitFor()
    },
  },
  {
    title: 'Is this customer live, and why not',
    async play(at) {
      await at.sees(
        at
          .row('Brightwater Capital')
          .locator('[data-column=live]')
          .getByText(/^Not yet/),
      )
      await at.sees(at.row('Brightwater Capital').locator('[data-column=move]').getByText('Xero'))
    },
  },
  {
    title: 'Push a bank’s CSV to a company',
    async prepare(at, home) {
      const rows = [`${day(3)},Rent,-50.00,137.75,A3`, `${day(4)},Sale,100.05,187.75,A2`]
      const text = `Date,Description,Amount,Balance,Transaction ID\n${rows.join('\n')}\n${day(5)},Flowers,-12.30,87.70,A1\n`
      const file = path.join(home, 'november.csv')
      await writeFile(file, text, { mode: 0o644 })
      await at.willChoose(file)
    },
    async play(at) {
      await at.place('Bank statements')
      await at.click('button', 'Open a file…')
      await at.click('button', /^Mend all that is safe/)
      await at.page.getByText(/^Ready to push/).waitFor()
      await at.click('button', 'Push to…')
      await at.click('button', company, at.page.getByRole('dialog', { name: 'Push to…' }))
      await at.click('button', 'Push 3 lines…')
      await at.answer('Allow')
      await at.answer('Push', company)
      await at.page.locator('[data-push-state=done]').waitFor()
    },
  },
  {
    title: 'Explain a pasted message, and act',
    prepare: (at) =>
      at.copyOutside(
        `Hi, your app ${HARBOUR} says: {"error":"invalid_client"} when we refresh. Can you look? Thanks, Kim`,
      ),
    async play(at) {
      await at.press('Control+Shift+V')
      await at.click('button', 'Open Harbour Pay')
      await at.page.getByRole('heading', { name: 'Harbour Pay', level: 1 }).waitFor()
      await at.leadsTo('Check with Xero')
    },
  },
  {
    title: 'Rotate a leaked secret',
    async prepare(at) {
      const id = await harbourId(at)
      await at.page.evaluate(
        (appId) => /** @type {any} */ (window).latchkey.setSecretArrival({ id: appId, slot: 1, arrival: 'chat' }),
        id,
      )
    },
    async play(at) {
      await at.pressOn(at.row('Harbour Pay').locator('[data-column=move]'))
      await at.copyOutside(await generateSecret(at, HARBOUR, 2))
      await at.click('button', /^Paste client secret 2/)
      await at.click('button', 'Pasted, and every Codat client has it')
      await at.click('button', 'I saw a connection go through')
      await at.click('button', /^Forget client secret 1/)
      await at.answer('Retire it')
      await at.page.getByText('Rotated. The old secret is gone from this machine.').waitFor()
    },
  },
  {
    title: 'Prepare the partner dossier',
    // From nothing told, neither here nor in the set-up, whose answers are known here.
    async play(at) {
      await at.pressOn(at.row('Harbour Pay').getByRole('rowheader').first(), true)
      await at.click('tab', 'Partner')
      await at.choose('What does the product do?', /^Reads or writes/)
      await at.choose('Is it a financial service?', /^No$/)
      await at.choose('Does it push statements into Xero as a direct bank feed?', /^No$/)
      await at.choose('Is a listing in the Xero App Store wanted?', /^No$/)
      await at.type('How many companies in six months?', '200')
      await at.tick('United Kingdom')
      await at.click('button', /^Take this way/)
      await at.pasteInto('Paste them all at once', theirMail)
      await at.type('What the product does with Xero, and for whom', 'Reads bills for lenders.')
      await at.pick('Use case at Codat', /loan/i)
      await at.click('button', 'Save and make the dossier')
      await at.page.getByText(/^Made just now/).waitFor()
    },
  },
]

/** @param {import('./stage.mjs').Stage} stage @param {Task} task */
async function played(stage, { empty = false, prepare, play }) {
  const desktop = await startDesktop()
  const browser = await catchBrowser(desktop)
  const app = await attach(desktop, stage, { args: ['--practice'], env: browser.env })
  try {
    const page = await app.firstWindow()
    const at = recorder(app, page)
    if (empty) await page.getByRole('button', { name: /^Set up a new Xero app/ }).waitFor()
    else {
      await furnishedDay(at)
      await page.evaluate(() => /** @type {any} */ (window).latchkey.setPracticeSettings({ pushSettleSeconds: 0.2 }))
      await prepare?.(at, desktop.home)
      await page.reload()
      await page.getByRole('heading', { level: 1 }).first().waitFor()
    }
    await at.begin()
    await play(at)
    return await at.counted()
  } finally {
    await app.close()
    await desktop.dispose()
  }
}

await runScript(async () => {
  disposeOnSignals()
  say('Counting the eight tasks')
  const { electron } = await setUp({ purposes: ['app', 'desktop', 'runtime'] })
  const stage = await stageApplication(electron)
  const only = process.argv[2]
  /** @type {(import('./demo-recorder.mjs').Counted & { task: string })[]} */
  const counts = []
  try {
    for (const task of tasks.filter(({ title }) => only === undefined || title.includes(only))) {
      const counted = await step(
        task.title,
        () => played(stage, task),
        (of) => `${of.clicks} clicks, ${of.keystrokes} keystrokes, ${of.pastes} pastes, ${of.screens} screens`,
      )
      counts.push({ task: task.title, ...counted })
    }
  } finally {
    stage.dispose()
  }
  const sum = (/** @type {'clicks' | 'keystrokes' | 'pastes' | 'screens'} */ of) =>
    counts.reduce((total, one) => total + one[of], 0)
  say(
    `In all ${sum('clicks')} clicks, ${sum('keystrokes')} keystrokes, ${sum('pastes')} pastes, ${sum('screens')} screens`,
  )
  return 0
})
