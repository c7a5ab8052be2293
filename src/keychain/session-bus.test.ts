// Without a bus; with one it is what test/integration/vault-*.test.ts ask a real gnome-keyring through.
import { expect, it } from 'vitest'
import { CallFailed } from './collections'
import { callOnSessionBus } from './session-bus'

const readAlias = {
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
  member: 'ReadAlias',
  signature: 's',
  body: ['default'],
}

it.each([
  ['is none', ''],
  ['is not where it is said to be', 'unix:path=/nonexistent/bus'],
  ['is of a kind nobody knows', 'pigeon:loft=7'],
])('a call where the bus %s fails for good, each time', async (_, address) => {
  const call = callOnSessionBus(address)
  for (const failure of [
    await call(readAlias).catch((e: unknown) => e),
    await call(readAlias).catch((e: unknown) => e),
  ]) {
    expect(failure).toBeInstanceOf(CallFailed)
    expect(failure).toMatchObject({ mayPass: false })
  }
})
