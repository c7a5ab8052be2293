// Quitting ends whatever runs, within a second or so, and leaves no process and no port behind.
import { readdirSync, readFileSync } from 'node:fs'
import { seedApps } from '../../src/practice/xero/seed'
import { freePort } from '../support/oauth-ports'
import { expect, test } from './latchkey'

test('ends a waiting sign-in, the keychain process and the stand-ins with the app', async ({ launch, desktop }) => {
  const latchkey = await launch()
  const { app, page } = latchkey
  const { clientId, secret } = seedApps.tidewater
  const port = await freePort()
  await app.evaluate(({ clipboard }, text) => void clipboard.writeText(text), secret)
  await page.evaluate(
    async ([id, redirectUri]) => {
      const added = await window.latchkey.addXeroApp({
        name: 'Quit',
        customer: '',
        environment: 'test',
        clientId: id,
        companyUrl: '',
        redirectUris: [redirectUri],
        appType: 'web',
        createdOn: null,
        keyHolder: 'here',
        notes: '',
      })
      if (!added.ok) throw new Error(added.error.code)
      const appId = added.value.id
      await window.latchkey.pasteSecret({ id: appId, slot: 1, arrival: 'generated-here' })
      await window.latchkey.checkXeroKeys({ appId, slot: 1 })
      const prepared = await window.latchkey.prepareSignIn({ appId, slot: 1 })
      if (!prepared.ok || !prepared.value.ready) throw new Error('not prepared')
      void window.latchkey.startSignIn({ signInId: prepared.value.signInId, open: 'clipboard' })
    },
    [clientId, `http://localhost:${port}/callback`] as const,
  )
  await expect.poll(() => listening(port)).toBe(true)

  // Long before the sign-in's own end of five minutes.
  await latchkey.close()
  expect(listening(port)).toBe(false)
  await expect.poll(() => left(desktop.env['LATCHKEY_DESKTOP'] ?? '')).toEqual([])
})

function listening(port: number): boolean {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .some((line) => line.includes(`:${hex} 00000000:0000 0A`))
}

/** Electron processes of this desktop that are still there. */
function left(desktop: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const mine = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LATCHKEY_DESKTOP=${desktop}`)
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return mine && /electron/.test(line) ? [line.replaceAll('\0', ' ').slice(0, 120)] : []
      } catch {
        return []
      }
    })
}
