// A port that another program has, on either of the two loopback addresses: named, and the other address is not kept.
import { createServer } from 'node:net'
import { execFileSync } from 'node:child_process'
import { seedApps } from '../../src/practice/xero/seed'
import { expect, test } from './latchkey'
import { addApp, openApp, openTab, pasteSecret } from './steps'

for (const host of ['127.0.0.1', '::1']) {
  test(`a port taken on ${host} is named, and nothing else is bound`, async ({ launch }) => {
    const stranger = createServer()
    const port = await new Promise<number>((resolve, reject) => {
      stranger.once('error', reject)
      stranger.listen({ host, port: 0, ipv6Only: true }, () => {
        const address = stranger.address()
        if (address !== null && typeof address === 'object') resolve(address.port)
      })
    })
    try {
      const latchkey = await launch()
      const { clientId, secret } = seedApps.tidewater
      const redirectUris = [`http://localhost:${port}/callback`]
      const id = await addApp(latchkey, { name: 'Tidewater', clientId, redirectUris })
      await pasteSecret(latchkey, id, secret)
      await openApp(latchkey, 'Tidewater')
      await openTab(latchkey.page, 'Sign-in test')
      await latchkey.page.getByRole('button', { name: 'Open the browser and sign in' }).click()
      await expect(
        latchkey.page
          .getByRole('article')
          .filter({ hasText: String(port) })
          .first(),
      ).toContainText(/port/i)
      const bound = execFileSync('ss', ['-ltnH', `sport = :${port}`], { encoding: 'utf8' })
        .trim()
        .split('\n')
      expect(bound).toHaveLength(1)
    } finally {
      stranger.close()
    }
  })
}
