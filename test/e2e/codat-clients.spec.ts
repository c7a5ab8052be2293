// Codat clients in practice mode: added from a Xero app's connections, a key pasted as the portal's header, checked, asked, removed.
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, picture, press, test, type Latchkey } from './latchkey'
import { addApp, axeFindings, copyOutside, lookInBothThemes, openApp, openTab, runCommand } from './steps'

test('a Codat client is added, checked, and explained where Codat refuses its key', async ({ launch, canaries }) => {
  const key = codatKey(seedCodatClients.harbour.codatId, 'Robin')
  canaries.push(key)
  const latchkey = await launch()
  await test.step('a Codat client is added from the connections, its key checked, its conflict said', () =>
    addedFromConnections(latchkey, key))
  await test.step('a refused key and a failing Codat are worded, with what support asks for folded away', () =>
    refusedAndFailing(latchkey))
})

async function addedFromConnections(latchkey: Latchkey, key: string): Promise<void> {
  const { page } = latchkey
  const { codatId, name: clientName } = seedCodatClients.harbour
  await addApp(latchkey, { name: 'Harbour Pay', clientId: seedApps.harbourPay.clientId })
  await addApp(latchkey, { name: 'Tidewater', customer: '' })
  await openApp(latchkey, 'Harbour Pay')
  await openTab(page, 'Connections')
  await page.getByRole('button', { name: 'Add a Codat client' }).click()
  await page.getByRole('textbox', { name: 'Name of the Codat client' }).fill(clientName)
  await expect(page.getByRole('checkbox', { name: /^Harbour Pay/ })).toBeChecked()
  await page.getByRole('button', { name: 'Add and go on to its key' }).click()

  await page.getByRole('textbox', { name: 'Whose it is' }).fill('Robin')
  await copyOutside(latchkey, `Authorization: Basic ${Buffer.from(key).toString('base64')}\n`)
  await page.getByRole('button', { name: /^Paste the API key/ }).click()
  const check = page.getByRole('button', { name: 'Check with Codat' })
  await expect(check).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Codat accepts this key')).toBeVisible()
  await expect(page.getByText(codatId)).toBeVisible()
  await page.getByRole('button', { name: 'Is Xero enabled?' }).click()
  await expect(page.getByText('Xero is enabled in this Codat client')).toBeVisible()
  await expect(page.getByText(/requests left today/)).toBeVisible()

  await page.getByRole('checkbox', { name: 'Tidewater' }).press('Space')
  await expect(
    page.getByText(/whichever of “(Harbour Pay” and “Tidewater|Tidewater” and “Harbour Pay)” was/),
  ).toBeVisible()
  await lookInBothThemes(latchkey, 'codat-client')
  await page.getByRole('checkbox', { name: 'Tidewater' }).press('Space')
  await expect(page.getByText('Two Xero apps on one Codat client')).toHaveCount(0)

  await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('team')
  await page.getByRole('textbox', { name: 'Value' }).fill('north')
  await page.getByRole('button', { name: 'Add condition' }).click()
  await page.getByRole('button', { name: 'Save changes' }).click()
  await expect(page.getByText('team is “north”')).toBeVisible()

  // The other way round: from the connections of the other app.
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Connections')
  await page.getByRole('button', { name: `Link ${clientName}` }).click()
  await expect(page.getByText('Codat clients of this app:')).toBeVisible()
  await page.getByRole('tabpanel').getByRole('button', { name: clientName }).click()
  await page.getByRole('checkbox', { name: 'Tidewater' }).press('Space')
  await expect(page.getByText('Two Xero apps on one Codat client')).toHaveCount(0)

  await page.getByRole('button', { name: 'All Codat clients' }).click()
  await expect(page.getByRole('option', { name: /Harbour Pay.*Accepted by Codat/s })).toBeVisible()
  await lookInBothThemes(latchkey, 'codat-clients')
  await page.getByRole('option', { name: /Harbour Pay/ }).click()
  await page.getByRole('button', { name: /^More for the API key/ }).click()
  await page.getByRole('menuitem', { name: 'Remove…' }).click()
  const question = await latchkey.prompt()
  await expect(question.getByText('It is removed from the keychain on this machine.')).toBeVisible()
  await press(question.getByRole('button', { name: 'Remove' }))
  await expect(page.getByRole('button', { name: /^Paste the API key/ })).toBeVisible()
}

async function refusedAndFailing(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  const id = await page.evaluate(async () => {
    const added = await window.latchkey.addCodatClient({
      name: 'Practice client',
      environment: 'test',
      xeroAppIds: [],
      tags: [],
      notes: '',
    })
    return added.ok ? added.value.id : ''
  })
  expect(id).not.toBe('')
  await runCommand(page, 'Open Practice client')
  await expect(page.getByRole('heading', { name: 'Practice client' })).toBeVisible()
  await copyOutside(latchkey, seedApps.harbourPay.clientId)
  await page.getByRole('button', { name: /^Paste the API key/ }).click()
  await expect(page.getByText('That looks like a Xero client id, not a Codat API key.')).toBeVisible()
  await copyOutside(latchkey, codatKey(seedCodatClients.fresh.codatId, 'Nobody'))
  await page.getByRole('button', { name: /^Paste the API key/ }).click()
  await page.getByRole('button', { name: 'Check with Codat' }).click()
  await expect(page.getByRole('alert').getByText('Codat did not accept this API key.')).toBeVisible()
  await page.getByText('What Codat said').click()
  await expect(page.getByRole('alert').getByText('GET /profile/syncSettings')).toBeVisible()
  await picture(page, 'codat-key-refused')
  expect(await axeFindings(page)).toEqual([])
}
