// Bad input along the walk, each kind with its own words.
import { seedApps } from '../../src/practice/xero/seed'
import { errorTexts } from '../../src/domain/errors'
import { expect, test, type Latchkey } from './latchkey'
import { openStep, readyToHandOver, stepAt } from './set-up-steps'
import { addApp, copyOutside, openApp, openTab } from './steps'

const { clientId, secret } = seedApps.tidewater

test('what can’t be right is said where it is entered', async ({ launch, canaries }) => {
  canaries.push(secret)
  const latchkey = await launch()
  await test.step('names, addresses and pastes that can’t be right', () => eachHasItsWords(latchkey))
  await test.step('a company’s name that Codat would change is not sent', () => nameIsNotSent(latchkey))
})

async function eachHasItsWords(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  const appId = await addApp(latchkey, {
    name: 'Acme',
    clientId: '',
    redirectUris: ['http://xero.codat.io/oauth2/callback', 'https://xero.codat.io/oauth2/callback/'],
  })
  await page.evaluate(
    (xeroAppId) => window.latchkey.addIntegration({ xeroAppId, codatClientId: null, wayIn: 'new' }),
    appId,
  )
  await openApp(latchkey, 'Acme')
  await openTab(page, 'Set-up')

  await openStep(page, 'create-app')
  const form = stepAt(page, 'create-app')
  await form.getByLabel('App name').fill('Acme for Xero')
  await expect(form.getByText('The name contains “Xero”, which Xero doesn’t allow. Leave it out.')).toBeVisible()
  await form.getByLabel('Company or application URL').fill('http://acme.example')
  await expect(form.getByText('Xero takes https:// here, not http://.')).toBeVisible()
  await expect(form.getByText(/http:\/\/ instead of https:\/\/\. Codat’s is/)).toBeVisible()
  await expect(form.getByText(/There is a slash at the end\. Codat’s is/)).toBeVisible()

  await openStep(page, 'keys')
  const keys = stepAt(page, 'keys')
  type Button = 'Paste client id' | 'Paste client secret 1'
  const press = async (button: Button, words: string | RegExp) => {
    await keys.getByRole('button', { name: button }).click()
    await expect(keys.getByText(words).first(), String(words)).toBeVisible()
  }
  const paste = async (button: Button, text: string, words: string | RegExp) => {
    await copyOutside(latchkey, text)
    await press(button, words)
  }
  await paste('Paste client id', secret, /looks like a secret, so it was not put into the client id/)
  await paste('Paste client secret 1', clientId, /looks like the client id, so it was not stored as a secret/)
  await paste(
    'Paste client secret 1',
    `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
    /whole Authorization header/,
  )
  await paste(
    'Paste client secret 1',
    `${secret.slice(0, 20)} ${secret.slice(20)}`,
    errorTexts['paste.spaces-inside'].message,
  )
  // Made in main: handed in as the others are, a megabyte is 0.2 s of work of the debugger's, which is no task of Latchkey's.
  await latchkey.app.evaluate(({ clipboard }) => void clipboard.writeText('x'.repeat(1_000_000)))
  await press('Paste client secret 1', errorTexts['paste.too-long'].message)
  await latchkey.app.evaluate(({ clipboard }) => clipboard.clear())
  await press('Paste client secret 1', errorTexts['paste.empty'].message)
  await paste(
    'Paste client secret 1',
    `“${secret.slice(0, 10)}\u200B${secret.slice(10)}”\n`,
    'Taken out: line breaks, invisible characters and curly quotation marks.',
  )
  await expect(keys.getByText(`Stored, ${secret.length} characters.`)).toBeVisible()
}

async function nameIsNotSent(latchkey: Latchkey): Promise<void> {
  const { page } = latchkey
  await readyToHandOver(latchkey)
  await openApp(latchkey, 'Tidewater')
  await openTab(page, 'Set-up')
  await openStep(page, 'first-company')
  const create = stepAt(page, 'first-company').getByRole('button', { name: 'Create it at Codat…' })
  await expect(create).toBeEnabled()
  await page.getByLabel('Name of the company').fill('Müller (GmbH)')
  await expect(page.getByText('Codat would drop ü ( ) without a word.')).toBeVisible()
  await expect(create).toBeDisabled()
}
