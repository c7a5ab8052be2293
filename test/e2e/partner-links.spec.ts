// Links of an application, opened by the real app against servers on this machine. The test authority is known to the test
// user's own certificate store and to nothing else; the app has no way to override a certificate.
import { expect, test, type Latchkey } from './latchkey'
import { serveLinks } from './link-servers'
import { addApp } from './steps'
import { trustAuthority } from './trusted-authority'

const served = serveLinks()

/** What the app says about each link when it is the privacy policy. */
async function findings({ page }: Latchkey, appId: string, links: readonly string[]): Promise<string[]> {
  return page.evaluate(
    async ({ id, urls }) => {
      const bridge = window.latchkey
      await bridge.choosePartnerRoute({ appId: id, route: 'bank-feeds' })
      const found: string[] = []
      for (const privacyUrl of urls) {
        const details = {
          description: '',
          privacyUrl,
          termsUrl: '',
          loginUrl: '',
          docsUrl: '',
          supportContact: '',
          codatContact: '',
        }
        await bridge.savePartnerDetails({ appId: id, details })
        const answer = await bridge.runPartnerChecks({ appId: id })
        if (!answer.ok) throw new Error(answer.error.code)
        const item = answer.value.checklist?.items.find((one) => one.id === 'pre.privacy-policy')
        found.push(`${item?.lastCheck?.outcome ?? 'none'} ${item?.lastCheck?.code ?? 'none'}`)
      }
      return found
    },
    { id: appId, urls: links },
  )
}

test('every way a link can be bad has its own finding, in practice mode on this machine', async ({
  launch,
  desktop,
}) => {
  const { authority, servers } = served()
  await trustAuthority(desktop, authority)
  const latchkey = await launch()
  const id = await addApp(latchkey, { companyUrl: servers.good })
  const { good, expired, selfSigned } = servers
  const links = [
    `${good}/`,
    `${good}/missing`,
    `${good}/soft`,
    `${good}/to-http`,
    `${good}/long`,
    expired,
    selfSigned,
    good.replace('https:', 'http:'),
    'https://no-such-host.invalid/',
    `${good}/slow`,
  ]
  expect(await findings(latchkey, id, links)).toEqual([
    'passed answers',
    'failed http-404',
    'unknown looks-like-error',
    'failed redirected',
    'passed answers',
    'failed certificate-expired',
    'failed certificate-untrusted',
    'failed not-https',
    'failed no-such-host',
    'failed slow',
  ])
  expect(servers.bytesOfLongPage()).toBeLessThan(9_000_000)
})

test('without the authority in the store the good server isn’t trusted', async ({ launch }) => {
  const latchkey = await launch()
  const id = await addApp(latchkey)
  expect(await findings(latchkey, id, [served().servers.good])).toEqual(['failed certificate-untrusted'])
})

test('outside practice mode nothing on a private network is opened', async ({ launch, desktop }) => {
  const { authority, servers } = served()
  await trustAuthority(desktop, authority)
  const latchkey = await launch({ args: [] })
  const id = await addApp(latchkey, { companyUrl: servers.good })
  const port = new URL(servers.good).port
  const links = [servers.good, `https://127.0.0.1:${port}/`, `https://[::1]:${port}/`, 'https://10.0.0.1/']
  expect(await findings(latchkey, id, links)).toEqual(links.map(() => 'failed private-address'))
})
