// oidc-provider, a certified OpenID provider that nobody here wrote, with a person who agrees (or not) at once.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { XeroAddresses } from '../../src/domain/xero/addresses'
import { SHAPE_CLIENT, SHAPE_SECRET } from './oauth-xero-shape'

export interface StrictProvider {
  readonly addresses: XeroAddresses
  readonly hits: string[]
  /** What the person does on the consent page. */
  consent: 'allow' | 'deny'
  close(): Promise<void>
}

export async function startStrictProvider(client: Record<string, unknown>): Promise<StrictProvider> {
  const hits: string[] = []
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: SHAPE_CLIENT,
        client_secret: SHAPE_SECRET,
        grant_types: ['authorization_code', 'client_credentials'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        redirect_uris: ['https://xero.codat.io/oauth2/callback'],
        ...client,
      },
    ],
    scopes: ['openid', 'profile', 'email', 'accounting.settings.read', 'app.connections'],
    claims: { openid: ['sub'], profile: ['name'], email: ['email'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
    },
    pkce: { required: () => true },
    cookies: { keys: ['practice'] },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: 'Ada Strict', email: 'ada@strict.example' }),
    }),
  })
  const answer = provider.callback()

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { prompt, params, session } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, { login: { accountId: 'ada' } })
    } else if (strict.consent === 'deny') {
      const denied = { error: 'access_denied', error_description: 'The person said no' }
      await provider.interactionFinished(request, response, denied)
    } else {
      const grant = new provider.Grant({ accountId: session?.accountId ?? 'ada', clientId: params.client_id })
      grant.addOIDCScope(params.scope)
      const consent = { consent: { grantId: await grant.save() } }
      await provider.interactionFinished(request, response, consent, { mergeWithLastSubmission: true })
    }
  }

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    hits.push(`${request.method} ${request.url?.split('?')[0]}`)
    if (request.url?.startsWith('/interaction/')) void interact(request, response)
    else answer(request, response)
  })
  const strict: StrictProvider = {
    addresses: { issuer: origin, authorize: `${origin}/auth`, token: `${origin}/token`, api: origin },
    hits,
    consent: 'allow',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return strict
}
