// From the questions to a complete dossier, twice: App Store certification with a round of review, and bank feeds with a
// prerequisite that is broken and named. What comes out is read by other people's programs.
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { catchBrowser } from '../../scripts/caught-browser.mjs'
import type { PartnerView } from '../../src/domain/partner/schema'
import { seedApps, seedHarbourCustomers } from '../../src/practice/xero/seed'
import { expect, press, test, type Latchkey } from './latchkey'
import { serveLinks } from './link-servers'
import { addApp, fileDialogsAnswer, lookInBothThemes, openApp, openTab, pasteSecret } from './steps'
import { trustAuthority } from './trusted-authority'

const run = promisify(execFile)
const RIVAL = 'Zephyr Rival Holdings'
const served = serveLinks()

async function view({ page }: Latchkey, appId: string): Promise<PartnerView> {
  const answer = await page.evaluate((id) => window.latchkey.getPartner({ appId: id }), appId)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}

/** Marks every item ready that isn't, with a link as evidence: what a team does over weeks. */
async function finishItems({ page }: Latchkey, appId: string): Promise<void> {
  await page.evaluate(async (id) => {
    const answer = await window.latchkey.getPartner({ appId: id })
    if (!answer.ok) throw new Error(answer.error.code)
    for (const item of answer.value.checklist?.items ?? []) {
      if (item.answer.state === 'ready') continue
      const at = { appId: id, itemId: item.id }
      await window.latchkey.addPartnerLink({ ...at, label: '', url: `https://evidence.example/${item.id}` })
      await window.latchkey.savePartnerItem({ ...at, change: { state: 'ready' } })
    }
  }, appId)
}

const panel = ({ page }: Latchkey, name: string) => page.getByRole('tabpanel', { name })
/** Of the parts of the tab Partner. */
const openPart = ({ page }: Latchkey, name: string) => page.getByRole('tab', { name, exact: true }).click()

async function answerQuestions(latchkey: Latchkey, answers: Readonly<Record<string, string>>, companies: string) {
  const way = panel(latchkey, 'The way')
  for (const [question, answer] of Object.entries(answers))
    await way.getByRole('radiogroup', { name: question }).getByText(answer, { exact: true }).click()
  await way.getByLabel('How many companies in six months?').fill(companies)
  await way.getByText('United Kingdom').click()
}

async function fillDetails(latchkey: Latchkey, fields: Readonly<Record<string, string>>): Promise<void> {
  await openPart(latchkey, 'What you hand in')
  const handedIn = panel(latchkey, 'What you hand in')
  for (const [label, text] of Object.entries(fields)) await handedIn.getByLabel(label).fill(text)
  await handedIn.getByRole('button', { name: 'Save links and contacts' }).click()
  await expect(latchkey.page.getByText('Saved.', { exact: true })).toBeVisible()
}

/** Saves the newest dossier's zip through the page, unpacks it and has the checksums checked by coreutils. */
async function savedAndUnpacked(latchkey: Latchkey, home: string, name: string): Promise<string> {
  const zip = path.join(home, `${name}.zip`)
  await fileDialogsAnswer(latchkey, zip)
  await panel(latchkey, 'Dossier').getByRole('button', { name: 'Save the zip…' }).first().click()
  await expect
    .poll(() =>
      readFile(zip).then(
        ({ length }) => length,
        () => 0,
      ),
    )
    .toBeGreaterThan(1_000)
  const into = path.join(served().folder, name)
  await mkdir(into)
  await run('unzip', ['-q', zip, '-d', into])
  const { stdout } = await run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: into })
  const files = (await readdir(into, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(stdout.trim().split('\n')).toHaveLength(files.length - 1)
  expect(stdout).not.toContain('FAILED')
  return into
}

/** Everything in a folder as text; PDF by poppler. */
async function textsIn(into: string): Promise<string> {
  const entries = await readdir(into, { recursive: true, withFileTypes: true })
  const texts = entries
    .filter((entry) => entry.isFile())
    .map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name)
      if (!file.endsWith('.pdf')) return `${entry.name}\n${await readFile(file, 'utf8')}`
      return (await run('pdftotext', ['-layout', file, '-'])).stdout
    })
  return (await Promise.all(texts)).join('\n')
}

/** Pages of the PDF as pictures, where somebody looks at them. */
async function pdfPictures(into: string, name: string): Promise<number> {
  const target = process.env['LATCHKEY_PICTURES'] ?? into
  await mkdir(target, { recursive: true })
  await run('pdftoppm', ['-r', '60', '-png', path.join(into, 'dossier.pdf'), path.join(target, name)])
  return (await readdir(target)).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.png')).length
}

const firstPage = async (into: string): Promise<string> =>
  (await run('pdftotext', ['-f', '1', '-l', '1', path.join(into, 'dossier.pdf'), '-'])).stdout.replaceAll(/\s+/g, ' ')

test('App Store: from the questions to a sent dossier, a round answered and sent again, then accepted', async ({
  launch,
  desktop,
  canaries,
}) => {
  const { authority, servers } = served()
  await trustAuthority(desktop, authority)
  const caught = await catchBrowser(desktop)
  const latchkey = await launch({ env: caught.env })
  const { page } = latchkey
  const { clientId, secret, name } = seedApps.harbourPay
  canaries.push(secret)
  await addApp(latchkey, { name: 'Zephyr test', customer: RIVAL, clientId: 'F'.repeat(32) })
  const id = await addApp(latchkey, { name, customer: 'Harbour', clientId, companyUrl: `${servers.good}/` })
  await pasteSecret(latchkey, id, secret)
  await page.evaluate(async (appId) => {
    await window.latchkey.refreshGauge({ appId, operationId: crypto.randomUUID() })
    await window.latchkey.setConnectionLimit({ appId, setting: { kind: 'preset', preset: 'core' } })
  }, id)
  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Partner')

  // The way
  const way = panel(latchkey, 'The way')
  await expect(way.getByText('Answer the questions to see the way.')).toBeVisible()
  // An answer can be taken back, and the keyboard stays at its question.
  const product = way.getByRole('radiogroup', { name: 'What does the product do?' })
  await product.getByText('Insurance').click()
  await way.getByRole('button', { name: 'Clear answer: What does the product do?' }).click()
  await expect(way.getByRole('button', { name: /^Clear answer/ })).toHaveCount(0)
  await expect(product.getByRole('radio', { checked: true })).toHaveCount(0)
  await expect(product.getByRole('radio').first()).toBeFocused()
  await answerQuestions(
    latchkey,
    {
      'What does the product do?': 'Reads or writes accounting data (commerce, expenses, payroll, insights)',
      'Is it a financial service?': 'No',
      'Does it push statements into Xero as a direct bank feed?': 'No',
      'Is a listing in the Xero App Store wanted?': 'No',
    },
    '200',
  )
  await expect(way.getByText('Core holds the 10 active connections that certification asks for.')).toBeVisible()
  await lookInBothThemes(latchkey, 'partner-way')
  await way.getByRole('button', { name: 'Take this way: App Store certification' }).click()

  // What is handed in: all at once from a text, or each by itself
  const all = panel(latchkey, 'What you hand in').getByLabel('Paste them all at once')
  await expect(all).toBeFocused()
  await all.fill(`Login: ${servers.good}/login`)
  await expect(page.getByText('Taken from your text: login URL. Look them over, then save.')).toBeVisible()
  await expect(panel(latchkey, 'What you hand in').getByLabel('Login URL')).toHaveValue(`${servers.good}/login`)
  await fillDetails(latchkey, {
    'What the product does with Xero, and for whom': `Syncs bills for shops, as it does for ${RIVAL}.`,
    'Privacy policy': `${servers.good}/privacy`,
    'Terms and conditions': `${servers.good}/terms`,
    'Login URL': `${servers.good}/login`,
    'Support contact': 'support@harbour.example',
    'Your Codat contact': 'sam@codat.example',
  })
  const handedIn = panel(latchkey, 'What you hand in')
  await handedIn.getByLabel('Use case at Codat').selectOption({ label: 'Automating payables' })
  await expect(handedIn.getByRole('rowheader', { name: /^offline_access/ })).toBeVisible()
  await lookInBothThemes(latchkey, 'partner-handed-in')

  // The checklist
  await openPart(latchkey, 'Checklist')
  const checklist = panel(latchkey, 'Checklist')
  await checklist.getByRole('button', { name: 'Check what can be checked' }).click()
  await expect(checklist.getByText(/^Checked just now/)).toBeVisible()
  await checklist.getByRole('button', { name: /^10 active customer connections/ }).click()
  await expect(checklist.getByText(/24 connections on .*; 10 are asked for\./)).toBeVisible()
  const recording = path.join(desktop.home, 'connect and disconnect.txt')
  await writeFile(recording, 'Steps of the recording: connect, disconnect, reconnect.\n')
  await fileDialogsAnswer(latchkey, recording)
  await checklist.getByRole('button', { name: /^Connection/ }).click()
  const evidence = checklist.getByRole('group', { name: 'Evidence for Connection' })
  await evidence.getByRole('button', { name: 'Attach a file…' }).click()
  await expect(evidence.getByText(/connect and disconnect\.txt \(\d+ bytes\)/)).toBeVisible()
  const answer = checklist.getByRole('group', { name: 'Your answer to Connection' })
  await answer.getByLabel('State').selectOption({ label: 'Ready' })
  await answer.getByLabel('Owner').fill('Kim')
  await answer.getByLabel('Notes').fill(`Shown on a call with ${seedHarbourCustomers[0]}. Client id ${clientId}.`)
  await answer.getByRole('button', { name: 'Save answer' }).click()
  await expect(answer.getByRole('button', { name: 'Save answer' })).toBeDisabled()
  await lookInBothThemes(latchkey, 'partner-checklist')
  const tickets = path.join(desktop.home, 'tickets.csv')
  await fileDialogsAnswer(latchkey, tickets)
  await checklist.getByRole('button', { name: 'Tickets as CSV…' }).click()
  await expect.poll(() => readFile(tickets, 'utf8').catch(() => '')).toContain('Error handling')
  await finishItems(latchkey, id)

  // The dossier
  await page.reload()
  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Partner')
  await openPart(latchkey, 'Dossier')
  const dossier = panel(latchkey, 'Dossier')
  await expect(dossier.getByText('The dossier is complete as far as Latchkey can tell.')).toBeVisible()
  await dossier.getByRole('button', { name: 'Make the dossier' }).click()
  await expect(dossier.getByText(/^Made just now/)).toBeVisible()
  await expect(dossier.getByText(/Names of 2 other customers were taken out of the texts\./)).toBeVisible()
  await lookInBothThemes(latchkey, 'partner-dossier')
  const first = await savedAndUnpacked(latchkey, desktop.home, 'app-store')
  const said = await textsIn(first)
  expect(said).toContain('Answers for the developer portal')
  expect(said).toContain('connect-and-disconnect.txt')
  for (const kept of [secret, RIVAL, clientId, ...seedHarbourCustomers]) expect(said).not.toContain(kept)
  expect(await pdfPictures(first, 'partner-app-store')).toBeGreaterThan(2)
  expect(await firstPage(first)).toContain('Nothing that Latchkey knows of.')
  await dossier.getByRole('button', { name: 'Open a draft' }).first().click()
  await press((await latchkey.prompt()).getByRole('button', { name: 'Open the draft' }))
  await expect.poll(caught.opened).toEqual([expect.stringMatching(/^mailto:sam@codat\.example\?subject=/)])
  await dossier.getByRole('button', { name: 'I sent this one' }).click()
  await expect(dossier.getByText(/^Sent on \d{4}-/)).toBeVisible()

  // A round
  await openPart(latchkey, 'Review')
  const review = panel(latchkey, 'Review')
  await review
    .getByLabel('The reviewer’s text')
    .fill(
      'Hello,\nplease look at these:\n1. Error handling: we saw no message.\n2. Taxes are not mapped.\n\nKind regards',
    )
  await review.getByRole('button', { name: 'Split into points' }).click()
  await expect(review.getByText('Error handling: we saw no message.', { exact: true })).toBeVisible()
  await expect(review.getByRole('button', { name: 'Untie Taxes from point 2' })).toBeVisible()
  await review.getByLabel('Reply to point 1').fill('There is a banner now.')
  await review.getByRole('button', { name: 'Save reply 1' }).click()
  await expect(review.getByRole('button', { name: 'Save reply 1' })).toBeDisabled()
  await review.getByLabel('Reply to point 2').fill('Rates are mapped in settings.')
  await review.getByRole('button', { name: 'Save reply 2' }).click()
  await expect(review.getByRole('button', { name: 'Save reply 2' })).toBeDisabled()
  await review.getByLabel('Owner of the reopened items').fill('Kim')
  await review.getByLabel('Due on').fill('2026-12-01')
  await review.getByRole('button', { name: 'Open the tied items again' }).click()
  const reopened = async () =>
    (await view(latchkey, id)).checklist?.items.filter(({ answer }) => answer.state === 'in-progress')
  await expect.poll(async () => (await reopened())?.map(({ title }) => title)).toEqual(['Error handling', 'Taxes'])
  expect((await reopened())?.map(({ answer }) => [answer.owner, answer.dueOn, answer.evidence.length])).toEqual([
    ['Kim', '2026-12-01', 1],
    ['Kim', '2026-12-01', 1],
  ])
  await lookInBothThemes(latchkey, 'partner-review')
  await finishItems(latchkey, id)
  await page.reload()
  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Partner')
  await openPart(latchkey, 'Dossier')
  await expect(dossier.getByText(/Reply to “Error handling/)).toBeVisible()
  await dossier.getByRole('button', { name: 'Make the dossier' }).click()
  await expect(dossier.getByText(/^Made /)).toHaveCount(2)
  const second = await savedAndUnpacked(latchkey, desktop.home, 'app-store-again')
  expect(await readFile(path.join(second, 'letters/reply.eml'), 'utf8')).toContain('There is a banner now.')
  await dossier.getByRole('button', { name: 'I sent this one' }).click()
  await expect(dossier.getByText(/^Sent on \d{4}-/)).toHaveCount(2)

  // Accepted
  await openPart(latchkey, 'Review')
  await review.getByLabel('Status').selectOption({ label: 'Accepted' })
  await review.getByRole('button', { name: 'Note this status' }).click()
  await expect(review.getByText('Accepted', { exact: true }).first()).toBeVisible()
  const gauge = await page.evaluate((appId) => window.latchkey.getGauge({ appId }), id)
  expect(gauge).toMatchObject({ ok: true, value: { limitSetting: { kind: 'preset', preset: 'plus' } } })
})

test('bank feeds: the broken prerequisite is named on the first page, and acceptance leaves the plan alone', async ({
  launch,
  desktop,
  canaries,
}) => {
  const { authority, servers } = served()
  await trustAuthority(desktop, authority)
  const latchkey = await launch()
  const { page } = latchkey
  const { clientId, secret, name } = seedApps.meridian
  canaries.push(secret)
  await addApp(latchkey, { name: 'Zephyr test', customer: RIVAL, clientId: 'F'.repeat(32) })
  const id = await addApp(latchkey, { name, customer: 'Meridian', clientId, companyUrl: `${servers.good}/` })
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Partner')
  await answerQuestions(
    latchkey,
    {
      'What does the product do?': 'Pushes bank statements as a direct feed',
      'Is it a financial service?': 'Yes',
      'Is a listing in the Xero App Store wanted?': 'No',
    },
    '40',
  )
  const way = panel(latchkey, 'The way')
  await expect(way.getByText(/talk to Xero and your Codat contact before you build/)).toBeVisible()
  // What the product does has answered it.
  await expect(way.getByText('Does it push statements into Xero as a direct bank feed?')).toHaveCount(0)
  await way.getByRole('button', { name: 'Take this way: Bank feeds partnership' }).click()
  await fillDetails(latchkey, {
    'What the product does with Xero, and for whom': 'Statement lines of business accounts, every morning.',
    'Privacy policy': `${servers.good}/missing`,
    'Terms and conditions': `${servers.good}/terms`,
    'Support contact': 'feeds@meridian.example',
    'Your Codat contact': 'sam@codat.example',
  })
  await panel(latchkey, 'What you hand in').getByLabel('Use case at Codat').selectOption({ label: 'Bank feeds' })
  await openPart(latchkey, 'Checklist')
  const checklist = panel(latchkey, 'Checklist')
  await checklist.getByRole('button', { name: 'Check what can be checked' }).click()
  await expect(checklist.getByRole('button', { name: /^Privacy policy link.*Check failed/ })).toBeVisible()
  await finishItems(latchkey, id)
  await page.reload()
  await openApp(latchkey, name)
  await openTab(latchkey.page, 'Partner')
  await openPart(latchkey, 'Dossier')
  const dossier = panel(latchkey, 'Dossier')
  const broken = 'Privacy policy link: It answers with an error page (404).'
  await expect(dossier.getByText(broken)).toBeVisible()
  await expect(dossier.getByText('One thing', { exact: true })).toBeVisible()
  await dossier.getByText('Put the client id in').click()
  await dossier.getByRole('button', { name: 'Make the dossier' }).click()
  await expect(dossier.getByText(/^Made just now/)).toBeVisible()
  const into = await savedAndUnpacked(latchkey, desktop.home, 'bank-feeds')
  expect(await firstPage(into)).toContain(broken)
  const said = await textsIn(into)
  expect(said).toContain(clientId)
  expect(said).toContain('Missed and rejected statements')
  for (const kept of [secret, RIVAL]) expect(said).not.toContain(kept)
  expect(await pdfPictures(into, 'partner-bank-feeds')).toBeGreaterThan(1)

  await openPart(latchkey, 'Review')
  const review = panel(latchkey, 'Review')
  await review.getByLabel('Status').selectOption({ label: 'Accepted' })
  await review.getByRole('button', { name: 'Note this status' }).click()
  await expect(review.getByText('Accepted', { exact: true }).first()).toBeVisible()
  const gauge = await page.evaluate((appId) => window.latchkey.getGauge({ appId }), id)
  expect(gauge).toMatchObject({ ok: true, value: { limitSetting: { kind: 'automatic' } } })
  const feeds = await page.evaluate((appId) => {
    const somewhere = {
      clientId: crypto.randomUUID(),
      companyId: crypto.randomUUID(),
      connectionId: crypto.randomUUID(),
    }
    return window.latchkey.getFeedPanel({ appId, ...somewhere, companyName: 'Acme' })
  }, id)
  if (!feeds.ok) throw new Error(feeds.error.code)
  const rung = feeds.value.ladder.rungs.find((one) => one.id === 'agreement')
  expect(rung?.state).toBe('yes')
  expect(rung?.evidence).toContain('evidence.example')
})
