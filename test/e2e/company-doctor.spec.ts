// “It linked, why is there no data?”: the company doctor against the practice Codat, from a pasted address to the sentence.
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedFreeOrganisations, seedHarbourCustomers, seedId } from '../../src/practice/xero/seed'
import type { PracticeCodatFailureName } from '../../src/contract/practice-codat'
import { expect, picture, test } from './latchkey'
import { addApp, addCodatClient, axeFindings, copyOutside, everyTheme, openPlace, pressPaste } from './steps'

const [kowhai = ''] = seedHarbourCustomers
const [vets, printing] = seedFreeOrganisations
const companyId = (name: string): string => seedId(`codat company harbour ${name}`)
const address = (name: string): string => `https://app.codat.io/companies/${companyId(name)}/data-management`

const cases: readonly [PracticeCodatFailureName, RegExp][] = [
  [
    'codat.data:day-limit',
    /The day’s calls to Xero for .* are used up: 5,000 by Xero’s own page, 1,000 on the Starter plan as others report/,
  ],
  ['codat.data:not-permitted', /The consent for .* doesn’t cover invoices/],
  ['codat.data:never-read', /is linked, but Codat has never read anything/],
  ['codat.data:write-pending', /One write is pending. That is ordinary/],
  ['codat.data:write-late', /pending for more than a day/],
  ['codat.data/unavailable', /so this is only part of the picture/],
]

test('a pasted company address leads to one sentence and the next step', async ({ launch, canaries }) => {
  const key = codatKey(seedCodatClients.harbour.codatId, 'Robin')
  canaries.push(key)
  const latchkey = await launch()
  const { page } = latchkey

  // Without a key there is nothing to ask with.
  await openPlace(page, 'Diagnose')
  const box = page.getByRole('textbox', { name: 'What you see' })
  const again = page.getByRole('button', { name: 'Ask Codat again' })
  await box.fill('not an id')
  await expect(page.getByText('Latchkey doesn’t recognise this')).toBeVisible()
  await box.fill(address(kowhai))
  await expect(page.getByText('There is no API key to ask Codat with')).toBeVisible()

  await addCodatClient(latchkey, {
    name: 'Tidewater Lending',
    key: codatKey(seedCodatClients.tidewater.codatId, 'Robin'),
  })
  const appId = await addApp(latchkey, { name: 'Harbour Pay' })
  await addCodatClient(latchkey, { name: 'Harbour Pay', key, xeroAppIds: [appId] })

  // By the paste box, with the keyboard: an address that is nothing but a company leads to Codat at once.
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await copyOutside(latchkey, address(kowhai))
  await box.focus()
  await pressPaste(latchkey)
  const verdict = page.getByRole('article', { name: 'What it is' })
  await expect(verdict).toContainText('is linked and its data is there')
  await expect(page.getByText('for Xero it always fails')).toBeVisible()
  const data = page.getByRole('region', { name: 'Data' })
  await expect(data.getByRole('row', { name: /^bankTransactions/ })).toContainText('always, no fault')
  await everyTheme(latchkey, async (name) => {
    expect(await axeFindings(page, name)).toEqual([])
    await picture(page, `company-doctor-${name}`)
  })

  for (const [name, sentence] of cases) {
    await page.evaluate((failure) => window.latchkey.setPracticeFailure({ name: failure, on: true }), name)
    await again.click()
    await expect(page.getByText(sentence)).toBeVisible()
    if (name === 'codat.data:day-limit') await picture(page, 'company-doctor-day-limit')
    await page.evaluate((failure) => window.latchkey.setPracticeFailure({ name: failure, on: false }), name)
  }

  for (const [name, sentence] of [
    [vets, /its link is waiting to be opened/],
    [printing, /was unlinked at Codat/],
    ['Ledger Lane Traders', /is connected to QuickBooks Online, not to Xero/],
  ] as const) {
    await box.fill(companyId(name))
    await expect(verdict).toContainText(sentence)
  }
  await box.fill('00000000-0000-4000-8000-000000000000')
  await expect(page.getByText('No Codat client here knows this company')).toBeVisible()

  // People have names, not ids: a company that was listed here once is found by its own.
  await page.evaluate((id) => window.latchkey.refreshGauge({ appId: id, operationId: crypto.randomUUID() }), appId)
  await box.fill(printing?.slice(0, 6) ?? '')
  await page.getByRole('list', { name: 'Companies by that name' }).getByRole('button', { name: printing }).click()
  await expect(verdict).toContainText(/was unlinked at Codat/)
  await box.fill(vets?.toUpperCase() ?? '')
  await expect(verdict).toContainText(/its link is waiting to be opened/)
})
