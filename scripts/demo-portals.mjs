// @ts-check
// What somebody copies out of the practice portals in the demo: a secret of a Xero app, a key of a Codat client.
import { practiceOf } from './demo-browser.mjs'

/**
 * Generates a secret in the stand-in's portal and gives it. The first one replaces what is there.
 * @param {Parameters<typeof practiceOf>[0]} stagehand
 * @param {string} clientId
 * @param {1 | 2} slot
 */
export async function generateSecret(stagehand, clientId, slot) {
  const { origins } = await practiceOf(stagehand)
  const base = `${origins.xeroPortal}/myapps/${clientId}`
  if (slot === 1) await fetch(`${base}/secrets/1/delete`, { method: 'POST', redirect: 'manual' })
  const page = await (await fetch(`${base}/secrets`, { method: 'POST' })).text()
  const field = new RegExp(`<input[^>]*id="secret-${slot}"[^>]*>`).exec(page)?.[0] ?? ''
  return /value="([^"]+)"/.exec(field)?.[1] ?? ''
}

/**
 * The ready-made header of the seeded API key of the Codat client that a Xero app is in, as Codat's portal shows it.
 * @param {Parameters<typeof practiceOf>[0]} stagehand
 * @param {string} clientId
 */
export async function portalKey(stagehand, clientId) {
  const { origins, codatClients } = await practiceOf(stagehand)
  const client = codatClients.find(
    (/** @type {{ xeroClientId: string | null }} */ one) => one.xeroClientId === clientId,
  )
  const page = await (await fetch(`${origins.codatPortal}/developers/api-keys?client=${client.codatId}`)).text()
  return /<code data-key-header>([^<]+)</.exec(page)?.[1] ?? ''
}
