// The table of customers: every app a row, everything checked again after things were broken at the practice services, and the sheets
// of a finished set-up.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps, seedHarbourCustomers, seedId } from '../../src/practice/xero/seed'
import { expect, picture, test, type Latchkey } from './latchkey'
import { factsOfPdf, imagesOfPdf, textOfPdf } from './pdf'
import {
  addApp,
  addCodatClient,
  appTab,
  axeFindings,
  customerRow,
  everyTheme,
  openPlace,
  pasteSecret,
  fileDialogsAnswer,
} from './steps'

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

test('the table says of every app whose move it is, and what broke since last time', async ({
  launch,
  desktop,
  canaries,
}) => {
  const first = await launch()
  canaries.push(harbourPay.secret)
  const { key, integrationId, appId } = await inheritHarbour(first)
  canaries.push(key)
  const otherApp = await addApp(first, { name: tidewater.name, clientId: tidewater.clientId, customer: 'Tidewater' })
  await first.page.evaluate(async (xeroAppId) => {
    const added = await window.latchkey.addIntegration({ xeroAppId, codatClientId: null, wayIn: 'new' })
    if (!added.ok) throw new Error(added.error.code)
    const waitingOn = { who: 'customer' as const, since: '2026-01-05T09:00:00.000Z', chaseOn: '2026-01-20' }
    await window.latchkey.updateIntegration({ id: added.value.id, fields: { waitingOn } })
  }, otherApp)
  // An app without any set-up is a row like the others.
  await addApp(first, { name: 'Pocket Ledger', customer: 'Pocket', appType: 'mobile-desktop' })
  await first.close()

  // The day begins here.
  const latchkey = await launch()
  const { page } = latchkey
  await expect(page.getByRole('heading', { name: 'Customers' })).toBeVisible()
  const rows = page.getByRole('grid', { name: 'Customers' }).locator('[data-app]')
  await expect(rows).toHaveCount(3)
  // What is to be chased stands first, with how long it has been waited for.
  await expect(rows.first().locator('[data-column=move]')).toHaveAttribute('title', /chase was due on 20 January 2026/)
  await expect(rows.first().locator('[data-column=move]')).toContainText('Customer')
  await expect(customerRow(page, 'Pocket Ledger').locator('[data-column=live]')).toContainText(/never/i)
  const harbour = customerRow(page, 'Harbour Pay')
  await harbour.locator('[data-column=menu]').click()
  await expect(page.getByRole('menuitem', { name: 'Copy chase message' })).toBeVisible()
  await page.keyboard.press('Escape')

  // Narrowed by whose move, by search, grouped; and found again as it was left.
  await page.getByRole('radio', { name: /^Customer 1/ }).check({ force: true })
  await expect(rows).toHaveCount(1)
  await page.getByRole('radio', { name: /^All 3/ }).check({ force: true })
  await page.keyboard.press('/')
  await page.keyboard.type('pocket')
  await expect(rows).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'By customer' }).click()
  await expect(page.getByRole('rowheader', { name: 'Pocket 1' })).toBeVisible()
  await openPlace(page, 'Activity')
  await openPlace(page, 'Customers')
  await expect(page.getByRole('rowheader', { name: 'Pocket 1' })).toBeVisible()
  await page.getByRole('button', { name: 'By customer' }).click()

  // By keyboard: to a cell, into its section, and back.
  await harbour.getByRole('rowheader').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(appTab(page, 'Connections')).toHaveAttribute('aria-selected', 'true')
  await openPlace(page, 'Customers')

  // Somebody else's move is noted without leaving the table.
  await harbour.locator('[data-column=menu]').click()
  await page.getByRole('menuitem', { name: 'Waiting on…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Waiting/ })
  await dialog.getByLabel('Waiting on').selectOption('reviewer')
  await dialog.getByLabel('Ask again on').fill('2099-01-31')
  await dialog.getByLabel('Note').fill('Review begun')
  await picture(page, 'customers-waiting')
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await expect(harbour.locator('[data-column=move]')).toHaveAttribute(
    'title',
    'Waiting on the reviewer for 1 minute, chase on 31 January 2099.',
  )

  const again = page.getByRole('button', { name: 'Check everything again' })
  await again.click()
  await expect(page.getByText('2 checked, 1 could not be.')).toBeVisible()
  await expect(harbour).toContainText('24 of 25')
  // Bank feeds stand here too, once somebody looked.
  await page.evaluate(async (app) => {
    const listed = await window.latchkey.listFeedCompanies({ appId: app })
    const company = listed.ok ? listed.value.companies[0] : undefined
    if (company === undefined) throw new Error('There is no company')
    const { clientId, companyId, connectionId, companyName } = company
    await window.latchkey.checkFeeds({ appId: app, clientId, companyId, connectionId, companyName })
  }, appId)
  await expect(harbour.locator('[data-column=feeds]')).not.toContainText('not asked')
  await everyTheme(latchkey, async (name) => {
    expect(await axeFindings(page, name)).toEqual([])
    await picture(page, `customers-${name}`)
  })

  // Stopped while Xero hangs: at once, and nothing is said to have changed.
  await page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'xero.token/hangs', on: true }))
  await again.click()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText(/^Stopped: . checked, . left as they were\.$/)).toBeVisible()
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
  await harbour.locator('[data-column=menu]').click()
  await page.getByRole('menuitem', { name: 'Check this one again' }).click()
  await page.getByText(/^What the last checks found/).click()
  const news = page
    .getByRole('list', { name: 'What the last checks found' })
    .getByRole('listitem', { name: /^Harbour/ })
  await expect(news).toContainText('Xero no longer accepts client secret 1')
  await expect(news).toContainText('Xero was disabled at Codat since last time.')
  await expect(news).toContainText(`One company is no longer linked: ${rimu}.`)
  await expect(harbour.locator('[data-column=live]')).toHaveAttribute('title', /Xero refused these keys/)
  await picture(page, 'customers-broken')

  // And the API key.
  await page.evaluate(() => window.latchkey.setPracticeFailure({ name: 'codat.profile/unauthorized', on: true }))
  await again.click()
  await expect(news).toContainText('Codat no longer accepts the API key')

  // The sheets, as a user saves them.
  for (const [kind, words] of [
    [
      'hand-over',
      ['Hand-over: Harbour', 'Who holds which secret', 'How to rotate', 'Ask Jo about the old secret', 'reviewer’s'],
    ],
    ['leaver', ['Leaver: Robin', 'Portal roles to remove', 'Codat API keys', rimu]],
  ] as const) {
    const file = path.join(desktop.home, `${kind}.pdf`)
    await fileDialogsAnswer(latchkey, file)
    if (kind === 'hand-over') {
      await harbour.locator('[data-column=menu]').click()
      await page.getByRole('menuitem', { name: 'Hand-over sheet…' }).click()
    } else {
      await page.getByRole('button', { name: 'Sheets' }).click()
      await page.getByRole('menuitem', { name: 'Leaver sheet…' }).click()
      await page.getByLabel('Who leaves').fill('Robin')
    }
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(page.getByRole('region', { name: 'Preview' })).toContainText(words[0])
    await picture(page, `sheet-dialog-${kind}`)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Save…' }).click()
    await expect(page.getByText(`Saved as ${kind}.pdf.`)).toBeVisible()
    const text = await textOfPdf(file)
    for (const word of words) expect(text).toContain(word)
    expect(text).not.toContain(harbourPay.clientId)
    for (const canary of [harbourPay.secret, key]) expect(text).not.toContain(canary)
    const { scripts, pages } = await factsOfPdf(file)
    expect(scripts).toBe(false)
    // This is practice, and every page says so.
    const marked = text.split('\f').filter((page) => page.includes('Made in practice mode: nothing in it is real'))
    expect(marked).toHaveLength(pages)
    const folder = process.env['LATCHKEY_PICTURES'] ?? path.join(desktop.folder, 'pdf')
    expect((await imagesOfPdf(file, folder, kind)).length).toBeGreaterThan(0)
  }
  // With the client id only where it was asked for.
  const file = path.join(desktop.home, 'hand-over.md')
  await fileDialogsAnswer(latchkey, file)
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
