// The overview: one sentence per integration, everything checked again after things were broken at the practice services, and the
// sheets of a finished integration.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps, seedHarbourCustomers, seedId } from '../../src/practice/xero/seed'
import { expect, picture, test, type Latchkey } from './latchkey'
import { factsOfPdf, imagesOfPdf, textOfPdf } from './pdf'
import { addApp, addCodatClient, axeFindings, everyTheme, runCommand, pasteSecret, saveDialogAnswers } from './steps'

const { harbourPay, tidewater } = seedApps
const [, rimu = ''] = seedHarbourCustomers

interface Harbour {
  appId: string
  codatClientId: string
  integrationId: string
  key: string
}

/** Harbour Pay as somebody took it over: keys accepted, companies linked long ago. */
async function inheritHarbour(latchkey: Latchkey): Promise<Harbour> {
  const { name, clientId, secret } = harbourPay
  const key = codatKey(seedCodatClients.harbour.codatId, 'Robin')
  const appId = await addApp(latchkey, { name, clientId, customer: 'Harbour', createdOn: null })
  await pasteSecret(latchkey, appId, secret)
  const codatClientId = await addCodatClient(latchkey, { name, key, xeroAppIds: [appId] })
  const integrationId = await latchkey.page.evaluate(
    async ([xeroAppId, client]) => {
      const added = await window.latchkey.addIntegration({ xeroAppId, codatClientId: client, wayIn: 'inherited' })
      if (!added.ok) throw new Error(added.error.code)
      const { id } = added.value
      await window.latchkey.checkXeroKeys({ appId: xeroAppId, slot: 1 })
      await window.latchkey.answerScopes({ id, useCase: 'loan-qualification', confirmed: true })
      await window.latchkey.checkEnabled({ id })
      await window.latchkey.readInherited({ id })
      await window.latchkey.addIntegrationNote({ id, text: 'Ask Jo about the old secret' })
      return id
    },
    [appId, codatClientId] as const,
  )
  return { appId, codatClientId, integrationId, key }
}

/** A form of one of the practice portals, sent as a browser would. */
async function sendForm(origin: string, at: string, fields: Record<string, string>): Promise<void> {
  const answer = await fetch(`${origin}${at}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  expect(answer.status).toBeLessThan(400)
}

test('the overview says whose move it is, and what broke since last time', async ({ launch, desktop, canaries }) => {
  test.setTimeout(180_000)
  const first = await launch()
  canaries.push(harbourPay.secret)
  await runCommand(first.page, 'Go to Overview')
  await expect(first.page.getByText('No integration yet')).toBeVisible()
  const { key, integrationId, appId } = await inheritHarbour(first)
  canaries.push(key)
  const otherApp = await addApp(first, { name: tidewater.name, clientId: tidewater.clientId, customer: 'Tidewater' })
  await first.page.evaluate(async (xeroAppId) => {
    const added = await window.latchkey.addIntegration({ xeroAppId, codatClientId: null, wayIn: 'new' })
    if (!added.ok) throw new Error(added.error.code)
    const waitingOn = { who: 'customer' as const, since: '2026-01-05T09:00:00.000Z', chaseOn: '2026-01-20' }
    await window.latchkey.updateIntegration({ id: added.value.id, fields: { waitingOn } })
  }, otherApp)
  await first.close()

  // With integrations the day begins here.
  const latchkey = await launch()
  const { page } = latchkey
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  const rows = page.getByRole('list', { name: 'Integrations' }).locator('> li')
  await expect(rows).toHaveCount(2)
  // The longest wait stands first.
  await expect(rows.first()).toContainText('Waiting on the customer for')
  await expect(rows.first()).toContainText('chase was due on 20 January 2026')
  await expect(rows.first()).toContainText('Not looked at')
  await expect(rows.first().getByRole('button', { name: 'Copy chase message' })).toBeVisible()
  const harbour = page.getByRole('listitem', { name: /^Harbour Pay/ })
  await expect(harbour).toContainText(/Harbour is live: 2\d companies are linked\./)
  await expect(harbour).toContainText('Accepted by Xero')
  await expect(harbour).toContainText('Ask Jo about the old secret')
  await page.getByLabel('Customer').selectOption('Harbour')
  await expect(rows).toHaveCount(1)
  await page.getByLabel('Customer').selectOption('All customers')

  // Somebody else's move is noted without leaving the overview.
  await harbour.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'Waiting on…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Waiting/ })
  await dialog.getByLabel('Waiting on').selectOption('reviewer')
  await dialog.getByLabel('Ask again on').fill('2099-01-31')
  await dialog.getByLabel('Note').fill('Review begun')
  await picture(page, 'overview-waiting')
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await expect(harbour).toContainText('Waiting on the reviewer for 1 minute, chase on 31 January 2099')
  await expect(harbour).toContainText('Review begun')

  const again = page.getByRole('button', { name: 'Check everything again' })
  await again.click()
  await expect(page.getByText('2 checked.')).toBeVisible({ timeout: 30_000 })
  await expect(harbour).toContainText('the first time.')
  await expect(harbour).toContainText('24 of 25')
  await again.click()
  await expect(harbour).toContainText('nothing changed.', { timeout: 30_000 })
  // Bank feeds stand here too, once somebody looked.
  await page.evaluate(async (app) => {
    const listed = await window.latchkey.listFeedCompanies({ appId: app })
    const company = listed.ok ? listed.value.companies[0] : undefined
    if (company === undefined) throw new Error('There is no company')
    const { clientId, companyId, connectionId, companyName } = company
    await window.latchkey.checkFeeds({ appId: app, clientId, companyId, connectionId, companyName })
  }, appId)
  await expect(harbour).toContainText('Something is missing')
  await everyTheme(latchkey, async (name) => {
    expect(await axeFindings(page)).toEqual([])
    await picture(page, `overview-${name}`)
  })

  // Stopped while Xero hangs: at once, and nothing is said to have changed.
  await page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'xero.token/hangs', on: true }))
  await again.click()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText(/^Stopped: . checked, . left as they were\.$/)).toBeVisible()
  await expect(harbour).toContainText('nothing changed.')
  await page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'xero.token/hangs', on: false }))

  // Break each thing at the services, as somebody else would.
  const origins = await page.evaluate(async () => {
    const practice = await window.latchkey.getPractice({})
    return practice.ok ? practice.value.practice?.origins : undefined
  })
  if (origins === undefined) throw new Error('There is no practice')
  const client = seedCodatClients.harbour.codatId
  await sendForm(origins.xeroPortal, `/myapps/${harbourPay.clientId}/secrets/1/delete`, {})
  await sendForm(origins.codatPortal, '/settings/integrations/accounting/xero/enabled', { client, enabled: 'no' })
  const lost = await fetch(`${origins.codatApi}/companies/${seedId(`codat company harbour ${rimu}`)}`, {
    method: 'DELETE',
    headers: { authorization: `Basic ${Buffer.from(key).toString('base64')}` },
  })
  expect(lost.status).toBe(204)
  await harbour.getByRole('button', { name: /^More for/ }).click()
  await page.getByRole('menuitem', { name: 'Check this one again' }).click()
  await expect(harbour).toContainText('Xero no longer accepts client secret 1', { timeout: 30_000 })
  await expect(harbour).toContainText('Xero was disabled at Codat since last time.')
  await expect(harbour).toContainText(`One company is no longer linked: ${rimu}.`)
  await expect(harbour).toContainText('Xero refused these keys.')
  await picture(page, 'overview-broken')

  // And the API key.
  await page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'codat.profile/unauthorized', on: true }))
  await again.click()
  await expect(harbour).toContainText('Codat no longer accepts the API key', { timeout: 30_000 })

  // The sheets, as a user saves them.
  for (const [kind, words] of [
    [
      'hand-over',
      ['Hand-over: Harbour', 'Who holds which secret', 'How to rotate', 'Ask Jo about the old secret', 'reviewer’s'],
    ],
    ['leaver', ['Leaver: Robin', 'Portal roles to remove', 'Codat API keys', rimu]],
  ] as const) {
    const file = path.join(desktop.home, `${kind}.pdf`)
    await saveDialogAnswers(latchkey, file)
    if (kind === 'hand-over') {
      await harbour.getByRole('button', { name: /^More for/ }).click()
      await page.getByRole('menuitem', { name: 'Hand-over sheet…' }).click()
    } else {
      await page.getByRole('button', { name: 'Sheets' }).click()
      await page.getByRole('menuitem', { name: 'Leaver sheet…' }).click()
      await page.getByLabel('Who leaves').fill('Robin')
    }
    await picture(page, `sheet-dialog-${kind}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save…' }).click()
    await expect(page.getByText(`Saved as ${kind}.pdf.`)).toBeVisible({ timeout: 30_000 })
    const text = await textOfPdf(file)
    for (const word of words) expect(text).toContain(word)
    expect(text).not.toContain(harbourPay.clientId)
    for (const canary of [harbourPay.secret, key]) expect(text).not.toContain(canary)
    expect((await factsOfPdf(file)).scripts).toBe(false)
    const folder = process.env['LATCHKEY_PICTURES'] ?? path.join(desktop.folder, 'pdf')
    expect((await imagesOfPdf(file, folder, kind)).length).toBeGreaterThan(0)
  }
  // With the client id only where it was asked for.
  const file = path.join(desktop.home, 'hand-over.md')
  await saveDialogAnswers(latchkey, file)
  await page.evaluate(
    (id) =>
      window.latchkey.saveSheet({
        sheet: { kind: 'hand-over', integrationId: id, withClientId: true },
        format: 'markdown',
      }),
    integrationId,
  )
  const markdown = await readFile(file, 'utf8')
  expect(markdown).toContain(harbourPay.clientId)
  expect(markdown).not.toContain(harbourPay.secret)
})
