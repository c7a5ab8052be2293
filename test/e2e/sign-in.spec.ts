// A port that another program has, on either of the two loopback addresses: named, and the other address is not kept.
import { execFileSync } from 'node:child_process'
import { createServer } from 'node:net'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, test, type Latchkey } from './latchkey'
import { addApp, openApp, openTab, pasteSecret } from './steps'

test('a port that another program has is named, and nothing else is bound', async ({ launch }) => {
  const latchkey = await launch()
  for (const [host, { clientId, secret }] of [
    ['127.0.0.1', seedApps.tidewater],
    ['::1', seedApps.harbourPay],
  ] as const) {
    await test.step(`on ${host}`, async () => {
      const stranger = createServer()
      const port = await new Promise<number>((resolve, reject) => {
        stranger.once('error', reject)
        stranger.listen({ host, port: 0, ipv6Only: true }, () => {
          const address = stranger.address()
          if (address !== null && typeof address === 'object') resolve(address.port)
        })
      })
      try {
        await namesIt(latchkey, { name: `Busy on ${host}`, clientId, secret, port })
      } finally {
        stranger.close()
      }
    })
  }
})

async function namesIt(
  latchkey: Latchkey,
  { name, clientId, secret, port }: { name: string; clientId: string; secret: string; port: number },
): Promise<void> {
  const { page } = latchkey
  const id = await addApp(latchkey, { name, clientId, redirectUris: [`http://localhost:${port}/callback`] })
  await pasteSecret(latchkey, id, secret)
  await openApp(latchkey, name)
  await openTab(page, 'Sign-in test')
  await page.getByRole('button', { name: 'Open the browser and sign in' }).click()
  await expect(
    page
      .getByRole('article')
      .filter({ hasText: String(port) })
      .first(),
  ).toContainText(/port/i)
  const bound = execFileSync('ss', ['-ltnH', `sport = :${port}`], { encoding: 'utf8' })
    .trim()
    .split('\n')
  expect(bound).toHaveLength(1)
}
