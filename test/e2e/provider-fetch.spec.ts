// Electron's own session fetch towards a provider: nothing of an answer lands on disk, and nothing follows a redirect.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { canarySecret, expect, practiceSecret, test, type Latchkey } from './latchkey'

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { seen, origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function checkKeys({ app, page }: Latchkey, secret: string) {
  const id = await page.evaluate(async () => {
    const added = await window.latchkey.addXeroApp({
      name: 'Fetch',
      customer: '',
      environment: 'test',
      clientId: '0123456789ABCDEF0123456789ABCDEF',
      companyUrl: '',
      redirectUris: [],
      appType: 'web',
      createdOn: null,
      keyHolder: 'here',
      notes: '',
    })
    return added.ok ? added.value.id : ''
  })
  await app.evaluate(({ clipboard }, text) => void clipboard.writeText(text), secret)
  return page.evaluate(async (appId) => {
    const stored = await window.latchkey.pasteSecret({ id: appId, slot: 1, arrival: 'generated-here' })
    const check = await window.latchkey.checkXeroKeys({ appId, slot: 1 })
    const kind = check.ok ? check.value.outcome : check.error
    return { stored: stored.ok, outcome: kind }
  }, id)
}

test('keeps an answer off the disk, and takes credentials along no redirect', async ({ launch, canaries }) => {
  const [inBody, inCookie, inLocation] = [canarySecret(), canarySecret(), canarySecret()]
  const [first, second, third] = [practiceSecret(), practiceSecret(), practiceSecret()]
  canaries.push(inBody, inCookie, inLocation, first, second, third)
  const elsewhere = await serve((_request, response) => response.end('{}'))
  let answer = (response: ServerResponse): void => {
    response.setHeader('set-cookie', `session=${inCookie}; Max-Age=86400`)
    response.setHeader('cache-control', 'public, max-age=86400')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ access_token: inBody, token_type: 'Bearer', expires_in: 1800 }))
  }
  const identity = await serve((_request, response) => answer(response))
  const latchkey = await launch({ args: ['--practice', `--origin=xero-identity=${identity.origin}`] })

  await test.step('keeps bodies and cookies of an answer off the disk', async () => {
    const { stored, outcome } = await checkKeys(latchkey, first)
    expect(stored).toBe(true)
    expect(outcome).toMatchObject({ kind: 'accepted' })
    await checkKeys(latchkey, second)
    expect(identity.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined])
  })

  await test.step('never takes credentials along to where a redirect points', async () => {
    answer = (response) => void response.writeHead(307, { location: `${elsewhere.origin}/${inLocation}` }).end()
    const { outcome } = await checkKeys(latchkey, third)
    expect(outcome).toMatchObject({ kind: 'no-answer', failure: 'redirected' })
    expect(identity.seen).toHaveLength(3)
    expect(identity.seen.at(-1)?.headers.authorization).toMatch(/^Basic /)
    expect(elsewhere.seen).toEqual([])
  })
  identity.close()
  elsewhere.close()
})
