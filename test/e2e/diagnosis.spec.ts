// “Paste what you see” by Ctrl+V, as a user does it, and failures of the sign-in found by their own path.
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { seedApps } from '../../src/practice/xero/seed'
import { canarySecret, expect, isElectron, picture, practiceSecret, test, type Latchkey } from './latchkey'
import {
  addApp,
  copyOutside,
  drop,
  fileDialogsAnswer,
  lookInBothThemes,
  openPlace,
  pasteSecret,
  pressPaste,
} from './steps'

const REGISTERED = 'https://xero.codat.io/oauth2/callback'

const authorizeAddress = (clientId: string, redirectUri: string): string =>
  `https://login.xero.com/identity/connect/authorize?${new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile email accounting.settings.read',
    state: 'a-state',
  })}`

/** Pastes with the keyboard into the box of its own place, and waits for what it means. */
async function pasteWhatYouSee(latchkey: Latchkey, text: string) {
  const { page } = latchkey
  await copyOutside(latchkey, text)
  await openPlace(page, 'Diagnose')
  await page.getByRole('textbox', { name: 'What you see' }).focus()
  await pressPaste(latchkey)
  const answer = page.getByRole('region', { name: 'What it means' })
  await expect(answer).toBeVisible()
  return answer
}

/** The codes that main finds in the clipboard, decisive first. */
const codesOf = ({ page }: Latchkey) =>
  page.evaluate(async () => {
    const answer = await window.latchkey.explainClipboard({})
    return answer.ok ? answer.value.findings.map(({ code }) => code) : [answer.error.code]
  })

test('what is pasted and what a keys check is answered are explained', async ({ launch, canaries, desktop }) => {
  const [code, state, secret] = [canarySecret(), canarySecret(), practiceSecret()]
  canaries.push(code, state, secret, seedApps.tidewater.secret)
  const latchkey = await launch()
  await test.step('code, state and secrets in a pasted address reach neither page nor file', () =>
    secretsAreDropped(latchkey, { code, state, secret }))
  await test.step('a file is explained as its text is, dropped or chosen', () =>
    fileExplained(latchkey, path.join(desktop.home, 'callback.log'), secret))
  const id = await test.step('a nested login address is compared with every stored app', () =>
    comparedWithEveryApp(latchkey))
  await test.step('the keys check explains each answer of the token endpoint', () => keysCheckExplains(latchkey, id))
})

async function secretsAreDropped(
  latchkey: Latchkey,
  { code, state, secret }: { code: string; state: string; secret: string },
): Promise<void> {
  const query = new URLSearchParams({ error: 'access_denied', code, state, client_secret: secret })
  const answer = await pasteWhatYouSee(latchkey, `http://localhost:8743/callback?${query}`)
  await expect(answer.getByRole('article').first()).toContainText(/cancel/i)
  await expect(latchkey.page.getByRole('textbox', { name: 'What you see' })).toHaveValue('')
  await expect(answer).toContainText('were dropped before anything was read or shown')
  await picture(latchkey.page, 'pasted-address')
  expect(await codesOf(latchkey)).toContain('callback.cancelled')
}

async function fileExplained(latchkey: Latchkey, file: string, secret: string): Promise<void> {
  const { page } = latchkey
  await writeFile(file, `POST /connect/token 400\n{"error":"invalid_client"} client_secret=${secret}\n`)
  await openPlace(page, 'Diagnose')
  const answer = page.getByRole('region', { name: 'What it means' })
  // Which file was dropped only the preload can tell.
  if (isElectron) {
    await drop(page, file)
    await expect(answer.getByRole('article').first()).toContainText(/secret/i)
    await lookInBothThemes(latchkey, 'diagnose-file')
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await expect(answer).toBeHidden()
  }
  await fileDialogsAnswer(latchkey, file)
  await page.getByRole('button', { name: 'Open a file…' }).click()
  await expect(answer.getByRole('article').first()).toContainText(/secret/i)
  // The file is the user's own; what must hold nothing of it is the rest.
  await rm(file)
}

/** Gives the id of the app that the address belongs to. */
async function comparedWithEveryApp(latchkey: Latchkey): Promise<string> {
  const { tidewater, harbourPay } = seedApps
  const id = await addApp(latchkey, { name: 'Tidewater', clientId: tidewater.clientId, redirectUris: [REGISTERED] })
  const other = await addApp(latchkey, { name: 'Harbour', clientId: harbourPay.clientId, redirectUris: [REGISTERED] })
  const nested = `https://login.xero.com/identity/user/login?${new URLSearchParams({
    ReturnUrl: authorizeAddress(tidewater.clientId, `${REGISTERED}/`).replace('https://login.xero.com', ''),
  })}`

  const answer = await pasteWhatYouSee(latchkey, nested)
  await expect(answer.getByRole('article').first()).toContainText(/slash/i)
  await picture(latchkey.page, 'pasted-trailing-slash')

  const compared = await latchkey.page.evaluate(async (appId) => window.latchkey.explainClipboard({ appId }), other)
  expect(compared).toMatchObject({
    ok: true,
    value: { findings: expect.arrayContaining([expect.objectContaining({ code: 'authorize.other-app' })]) },
  })
  return id
}

/** What the token endpoint can answer to a keys check, and what Latchkey makes of it. */
const KEYS_CHECK_FAILURES = [
  ['xero.token:app-list-invalid-scope', 'token.app-list-refused'],
  ['xero.token:app-list-unsupported', 'token.app-list-refused'],
  ['xero.token/not-json', 'token.unreadable'],
  ['xero.token/unavailable', 'token.server-error'],
  ['xero.token:invalid-client', 'token.invalid-client'],
  ['xero.token:invalid-client-challenge', 'token.invalid-client'],
  ['xero.token:app-list-unauthorized-client', 'token.app-list-refused'],
  ['xero.token/server-error', 'token.server-error'],
  ['xero.token/cut', 'network.reset'],
  ['xero.token/redirects', 'network.redirected'],
] as const

async function keysCheckExplains(latchkey: Latchkey, id: string): Promise<void> {
  await pasteSecret(latchkey, id, seedApps.tidewater.secret)
  for (const [failure, code] of KEYS_CHECK_FAILURES) {
    const check = await latchkey.page.evaluate(
      async ([appId, name]) => {
        await window.latchkey.setPracticeFailure({ name, on: true })
        const answer = await window.latchkey.checkXeroKeys({ appId, slot: 1 })
        await window.latchkey.setPracticeFailure({ name, on: false })
        return answer
      },
      [id, failure] as const,
    )
    expect(check, failure).toMatchObject({ ok: true, value: { diagnosis: { code } } })
  }
}
