// Steps of the set-up journeys: a Xero app and a Codat client that are there already, the portals in a real browser.
import type { Page } from '@playwright/test'
import type { IntegrationView } from '../../src/domain/guide/views'
import { codatKey, seedCodatClients } from '../../src/practice/codat/seed'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, type Latchkey, press } from './latchkey'
import type { OutsideBrowser } from './outside-browser'
import { addApp, copyOutside, pasteSecret } from './steps'

export type PracticeClient = keyof typeof seedCodatClients

export interface Ready {
  readonly appId: string
  readonly clientId: string
  readonly integrationId: string
}

/** Tidewater's Xero app with its keys, checked; a Codat client with its key; and an integration of the two. */
export async function readyToHandOver(
  latchkey: Latchkey,
  client: PracticeClient = 'fresh',
  { keyless = false, wayIn = 'new' as 'new' | 'inherited' } = {},
): Promise<Ready> {
  const { page } = latchkey
  const appId = await addApp(latchkey, {
    name: 'Tidewater',
    customer: 'Tidewater Lending',
    clientId: seedApps.tidewater.clientId,
    keyHolder: keyless ? 'customer' : 'here',
  })
  if (!keyless) {
    await pasteSecret(latchkey, appId, seedApps.tidewater.secret)
    await page.evaluate((id) => window.latchkey.checkXeroKeys({ appId: id, slot: 1 }), appId)
  }
  const { codatId, name, keyNames } = seedCodatClients[client]
  await copyOutside(latchkey, codatKey(codatId, keyNames[0]))
  const made = await page.evaluate(
    async ([xeroAppId, codatName, way]) => {
      const added = await window.latchkey.addCodatClient({
        name: codatName,
        environment: 'test',
        xeroAppIds: [],
        tags: [],
        notes: '',
      })
      if (!added.ok) throw new Error(added.error.code)
      const { id } = added.value
      await window.latchkey.pasteCodatKey({ id, key: 'mine', holder: '', arrival: 'generated-here' })
      await window.latchkey.checkCodatKey({ id })
      const integration = await window.latchkey.addIntegration({ xeroAppId, codatClientId: id, wayIn: way })
      if (!integration.ok) throw new Error(integration.error.code)
      return { clientId: id, integrationId: integration.value.id }
    },
    [appId, name, wayIn] as const,
  )
  return { appId, ...made }
}

export const practiceSecretOf = { tidewater: seedApps.tidewater.secret, key: codatKey } as const

/** A page of the practice Codat's portal, at one client. */
export async function codatPortal(
  { page }: Latchkey,
  browser: OutsideBrowser,
  path: string,
  client: PracticeClient = 'fresh',
): Promise<Page> {
  const origin = await page.evaluate(async () => {
    const answer = await window.latchkey.getPractice({})
    return answer.ok ? answer.value.practice?.origins.codatPortal : undefined
  })
  return browser.visit(`${origin}${path}?client=${seedCodatClients[client].codatId}`)
}

/** Pastes keys at Codat as a person does; it says that they were saved, whatever they are. */
export async function pasteAtCodat(portal: Page, clientId: string, secret: string): Promise<void> {
  await portal.locator('#client-id').fill(clientId)
  await portal.locator('#client-secret').fill(secret)
  await portal.locator('[data-action=save]').click()
  await expect(portal.locator('[data-saved]')).toBeVisible()
}

/** The owner follows a link: consents as Olive, who owns organisations, or cancels. */
export async function consentAt(tab: Page, decision: 'allow' | 'cancel' = 'allow'): Promise<void> {
  await tab.locator('input[name=tenant]:not([disabled])').first().check()
  await tab.locator(`[data-action=${decision}]`).click()
}

/** The one integration as main has it. */
export async function integrationOf({ page }: Latchkey): Promise<IntegrationView> {
  const [integration] = await page.evaluate(async () => {
    const answer = await window.latchkey.listIntegrations({})
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value.integrations
  })
  if (integration === undefined) throw new Error('There is no integration')
  return integration
}

/** Says yes in main's own window; gives what it said. */
export async function agree(latchkey: Latchkey, typed?: string): Promise<string> {
  const prompt = await latchkey.prompt()
  const text = await prompt.locator('body').innerText()
  if (typed !== undefined) await prompt.getByRole('textbox').fill(typed)
  await press(prompt.locator('button[type=submit]'))
  return text
}

export const stepAt = (page: Page, id: string) => page.locator(`li[data-step="${id}"]`)

export async function openStep(page: Page, id: string): Promise<void> {
  const toggle = stepAt(page, id).locator('button[aria-expanded]').first()
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
}

export async function expectState(page: Page, id: string, state: string): Promise<void> {
  await expect(stepAt(page, id)).toHaveAttribute('data-state', state)
}
