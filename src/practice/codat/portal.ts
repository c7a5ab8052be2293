// Codat's portal, the forms: Xero's settings, the enable toggle, API keys. Pages are in portal-pages.ts.
import { MOST_KEYS } from '../../domain/codat/schema'
import type { Answer, Asked } from '../http-server'
import { seeOther } from '../html'
import { isOwnForm } from '../xero/authorize'
import type { CodatRoute } from './api'
import { accountingPage, apiKeysPage, choosePage, nothingPage, xeroSettingsPage } from './portal-pages'
import { codatKey } from './seed'
import { type CodatStandIn, findClient, fingerprint } from './stand-in'
import type { CodatStandInClient } from './world'

const ACCOUNTING = '/settings/integrations/accounting'
const KEYS = '/developers/api-keys'

/** Routes of the portal host. Paths are the real ones; which client is meant is a query, as there is no login. */
export function codatPortalRoutes(standIn: CodatStandIn): CodatRoute[] {
  const page = (path: string, show: (client: CodatStandInClient, asked: Asked) => Answer): CodatRoute => ({
    method: 'GET',
    path,
    handle(asked) {
      const client = findClient(standIn.world(), asked.url.searchParams.get('client'))
      return client === null ? choosePage(standIn.world(), path) : show(client, asked)
    },
  })
  const form = (
    path: string,
    take: (client: CodatStandInClient, data: URLSearchParams) => Answer | Promise<Answer>,
  ): CodatRoute => ({
    method: 'POST',
    path,
    handle(asked) {
      if (!isOwnForm(asked)) return nothingPage(403)
      const data = new URLSearchParams(asked.body)
      const client = findClient(standIn.world(), data.get('client'))
      return client === null ? nothingPage() : take(client, data)
    },
  })
  return [
    { method: 'GET', path: '/', handle: () => seeOther(ACCOUNTING) },
    page(ACCOUNTING, accountingPage),
    page(`${ACCOUNTING}/xero`, (client, { url }) =>
      xeroSettingsPage(client, { saved: url.searchParams.has('saved'), problem: null }),
    ),
    form(`${ACCOUNTING}/xero`, (client, data) => saveCredentials(standIn, client, data)),
    form(`${ACCOUNTING}/xero/enabled`, (client, data) => setEnabled(standIn, client, data)),
    form(`${ACCOUNTING}/xero/scopes`, (client, data) => setScopes(standIn, client, data)),
    page(KEYS, (client) => apiKeysPage(client, null)),
    form(KEYS, (client, data) => makeKey(standIn, client, data)),
    form(`${KEYS}/delete`, (client, data) => deleteKey(standIn, client, data)),
  ]
}

/** Keeps what was pasted, right or wrong, and never says which: only an empty field is refused. */
async function saveCredentials(
  standIn: CodatStandIn,
  client: CodatStandInClient,
  data: URLSearchParams,
): Promise<Answer> {
  const clientId = data.get('clientId') ?? ''
  const clientSecret = data.get('clientSecret') ?? ''
  if (clientId === '' || clientSecret === '') {
    return xeroSettingsPage(client, { saved: false, problem: 'Enter the client ID and the client secret.' })
  }
  client.xero.clientId = clientId
  client.xero.secretHash = fingerprint(clientSecret)
  await standIn.save()
  return seeOther(`${ACCOUNTING}/xero?client=${client.id}&saved=yes`)
}

async function setEnabled(standIn: CodatStandIn, client: CodatStandInClient, data: URLSearchParams): Promise<Answer> {
  client.xero.enabled = data.get('enabled') === 'yes' && client.xero.clientId !== null
  await standIn.save()
  return seeOther(`${ACCOUNTING}?client=${client.id}`)
}

/** In the field Codat's own team does this. */
async function setScopes(standIn: CodatStandIn, client: CodatStandInClient, data: URLSearchParams): Promise<Answer> {
  client.xero.scopes = (data.get('scopes') ?? '').split(/\s+/).filter((scope) => scope !== '')
  await standIn.save()
  return seeOther(`${ACCOUNTING}/xero?client=${client.id}`)
}

async function makeKey(standIn: CodatStandIn, client: CodatStandInClient, data: URLSearchParams): Promise<Answer> {
  const name = (data.get('name') ?? '').trim().slice(0, 60)
  if (name === '') return apiKeysPage(client, 'Enter a name.')
  if (client.keys.length >= MOST_KEYS) return apiKeysPage(client, `A client has ${MOST_KEYS} keys at most.`)
  const serial = client.nextSerial
  client.nextSerial += 1
  client.keys.push({ name, serial, hash: fingerprint(codatKey(client.id, name, serial)) })
  await standIn.save()
  return seeOther(`${KEYS}?client=${client.id}`)
}

async function deleteKey(standIn: CodatStandIn, client: CodatStandInClient, data: URLSearchParams): Promise<Answer> {
  if (client.keys.length === 1) return apiKeysPage(client, 'The last key can’t be deleted.')
  client.keys = client.keys.filter(({ hash }) => hash !== data.get('key'))
  await standIn.save()
  return seeOther(`${KEYS}?client=${client.id}`)
}
