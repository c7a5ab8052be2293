// "My Apps", the portal's forms: create an app, redirect URIs, secrets, connections. Pages are in my-apps-pages.ts.
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { plans } from '../../domain/facts'
import type { Answer, Asked, Route } from '../http-server'
import { seeOther } from '../html'
import { perWorld } from '../per-world'
import { isOwnForm } from './authorize'
import {
  appListPage,
  configurationPage,
  connectionsPage,
  newAppPage,
  type NewAppForm,
  notFoundPage,
} from './my-apps-pages'
import { redirectUriProblem, withPort80 } from './redirect-rules'
import { disconnect, liveConnections } from './connections'
import { findApp, fingerprint, randomText, type XeroStandIn } from './stand-in'
import type { XeroStandInApp, XeroWorld } from './world'

/** Practice secrets begin so that nobody takes one for real, or a real one for practice; 48 characters like Xero's. */
const SECRET_START = 'PRACTICE'
const SECRET_RANDOM_BYTES = 30

/** A secret just generated: shown on the next page and then never again. */
interface FreshSecret {
  readonly slot: 1 | 2
  readonly value: string
}

/** Routes of the portal host. */
export function portalRoutes(xero: XeroStandIn): Route[] {
  const freshOf = perWorld<XeroWorld, Map<string, FreshSecret>>(() => new Map())
  const page = (handle: (asked: Asked, app: XeroStandInApp) => Answer | Promise<Answer>) => (asked: Asked) => {
    const app = findApp(xero.world(), asked.params['id'] ?? null)
    return app === null ? notFoundPage() : handle(asked, app)
  }
  const form = (handle: (form: URLSearchParams, app: XeroStandInApp, asked: Asked) => Answer | Promise<Answer>) =>
    page((asked, app) => (isOwnForm(asked) ? handle(new URLSearchParams(asked.body), app, asked) : notFoundPage(403)))
  return [
    { method: 'GET', path: '/', handle: () => seeOther('/myapps') },
    { method: 'GET', path: '/myapps', handle: () => appListPage(xero.world()) },
    { method: 'GET', path: '/myapps/new', handle: () => newAppPage(EMPTY_FORM, null) },
    { method: 'POST', path: '/myapps/new', handle: (asked) => createApp(xero, asked) },
    { method: 'GET', path: '/myapps/:id', handle: page((_, app) => seeOther(configurationOf(app))) },
    {
      method: 'GET',
      path: '/myapps/:id/configuration',
      handle: page((_, app) => {
        const fresh = freshOf(xero.world())
        const shown = fresh.get(app.clientId) ?? null
        fresh.delete(app.clientId)
        return configurationPage(app, { fresh: shown, problem: null })
      }),
    },
    { method: 'GET', path: '/myapps/:id/connections', handle: page((_, app) => connectionsPage(xero.world(), app)) },
    { method: 'POST', path: '/myapps/:id/redirect-uris', handle: form((data, app) => addRedirectUri(xero, app, data)) },
    {
      method: 'POST',
      path: '/myapps/:id/redirect-uris/:index',
      handle: form((data, app, asked) => changeRedirectUri(xero, app, Number(asked.params['index']), data)),
    },
    {
      method: 'POST',
      path: '/myapps/:id/secrets',
      handle: form(async (_, app) => {
        const made = await generateSecret(xero, app)
        if (made === null)
          return configurationPage(app, { fresh: null, problem: 'Delete a secret first: an app has two at most.' })
        freshOf(xero.world()).set(app.clientId, made)
        return seeOther(configurationOf(app))
      }),
    },
    {
      method: 'POST',
      path: '/myapps/:id/secrets/:slot/delete',
      handle: form((_, app, asked) => deleteSecret(xero, app, Number(asked.params['slot']))),
    },
    {
      method: 'POST',
      path: '/myapps/:id/connections/:connection/disconnect',
      handle: form((_, app, asked) => disconnectRow(xero, app, asked.params['connection'] ?? '')),
    },
    { method: 'POST', path: '/myapps/:id/plan', handle: form((data, app) => changePlan(xero, app, data)) },
  ]
}

function configurationOf(app: XeroStandInApp): string {
  return `/myapps/${app.clientId}/configuration`
}

const EMPTY_FORM: NewAppForm = {
  name: '',
  type: 'web',
  companyUrl: '',
  redirectUri: '',
  trainsModels: '',
  terms: '',
  security: '',
}

const newAppForm = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(34, 'A name has at most 34 characters.'),
  type: z.enum(['web', 'mobile-desktop'], 'Choose a type.'),
  companyUrl: z.url({ protocol: /^https$/, error: 'Enter a company URL that begins with https://.' }),
  redirectUri: z.string().trim(),
  trainsModels: z.enum(['yes', 'no'], 'Say whether Xero data will train an AI model.'),
  security: z.literal('on', 'Agree to the minimum security requirements.'),
  terms: z.literal('on', 'Agree to the terms.'),
})

async function createApp(xero: XeroStandIn, asked: Asked): Promise<Answer> {
  if (!isOwnForm(asked)) return notFoundPage(403)
  const data = Object.fromEntries(new URLSearchParams(asked.body))
  const typed: NewAppForm = { ...EMPTY_FORM, ...data }
  const read = newAppForm.safeParse(data)
  if (!read.success) return newAppPage(typed, read.error.issues[0]?.message ?? 'Check the fields.')
  const problem = redirectUriProblem(read.data.redirectUri, [])
  if (problem !== null) return newAppPage(typed, problem)
  if (read.data.trainsModels === 'yes') {
    return newAppPage(typed, 'Xero’s terms don’t allow training AI models on its data, so the app can’t be created.')
  }
  const starter = plans.value[0]
  const app: XeroStandInApp = {
    clientId: randomBytes(16).toString('hex').toUpperCase(),
    name: read.data.name,
    type: read.data.type,
    createdAt: xero.now().toISOString(),
    companyUrl: read.data.companyUrl,
    privacyUrl: '',
    termsUrl: '',
    redirectUris: [asRegistered(xero, read.data.redirectUri)],
    secrets: [],
    plan: starter?.name ?? 'Starter',
    limit: starter?.connections ?? null,
    certified: false,
    grantedScopes: [],
    trainsModels: false,
  }
  xero.world().apps.push(app)
  await xero.save()
  return seeOther(configurationOf(app))
}

function asRegistered(xero: XeroStandIn, uri: string): string {
  return xero.fails('xero.portal:appends-port-80') ? withPort80(uri) : uri
}

async function addRedirectUri(xero: XeroStandIn, app: XeroStandInApp, form: URLSearchParams): Promise<Answer> {
  const uri = (form.get('uri') ?? '').trim()
  const problem = redirectUriProblem(uri, app.redirectUris)
  if (problem !== null) return configurationPage(app, { fresh: null, problem })
  app.redirectUris.push(asRegistered(xero, uri))
  await xero.save()
  return seeOther(configurationOf(app))
}

async function changeRedirectUri(
  xero: XeroStandIn,
  app: XeroStandInApp,
  index: number,
  form: URLSearchParams,
): Promise<Answer> {
  if (!Number.isInteger(index) || app.redirectUris[index] === undefined) return notFoundPage()
  if (form.get('do') === 'remove') {
    app.redirectUris.splice(index, 1)
  } else {
    const uri = (form.get('uri') ?? '').trim()
    const problem = redirectUriProblem(uri, app.redirectUris.toSpliced(index, 1))
    if (problem !== null) return configurationPage(app, { fresh: null, problem })
    app.redirectUris[index] = asRegistered(xero, uri)
  }
  await xero.save()
  return seeOther(configurationOf(app))
}

/** A new secret in a free slot, or in place of the other one where old secrets die. Null when both slots are taken. */
async function generateSecret(xero: XeroStandIn, app: XeroStandInApp): Promise<FreshSecret | null> {
  const dies = xero.settings().secretRotation === 'old-dies'
  const slot = ([1, 2] as const).find((number) => app.secrets.every((secret) => secret.slot !== number))
  if (app.type !== 'web' || (slot === undefined && !dies)) return null
  const made: FreshSecret = { slot: slot ?? 1, value: SECRET_START + randomText(SECRET_RANDOM_BYTES) }
  const kept = dies ? [] : app.secrets
  app.secrets = [...kept, { slot: made.slot, hash: fingerprint(made.value), createdAt: xero.now().toISOString() }]
  await xero.save()
  return made
}

async function deleteSecret(xero: XeroStandIn, app: XeroStandInApp, slot: number): Promise<Answer> {
  app.secrets = app.secrets.filter((secret) => secret.slot !== slot)
  await xero.save()
  return seeOther(configurationOf(app))
}

async function disconnectRow(xero: XeroStandIn, app: XeroStandInApp, id: string): Promise<Answer> {
  const row = liveConnections(xero.world(), app.clientId).find((one) => one.id === id)
  if (row === undefined) return notFoundPage()
  disconnect(row, xero.now())
  await xero.save()
  return seeOther(`/myapps/${app.clientId}/connections`)
}

async function changePlan(xero: XeroStandIn, app: XeroStandInApp, form: URLSearchParams): Promise<Answer> {
  const plan = plans.value.find((one) => one.name === form.get('plan'))
  if (plan === undefined) return notFoundPage()
  app.plan = plan.name
  app.limit = plan.connections
  await xero.save()
  return seeOther(`/myapps/${app.clientId}/connections`)
}
