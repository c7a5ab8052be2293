// The one suite of store behaviour against every store there is.
import { openSessionStore } from '../../src/main/vault/session-store'
import { openForkedStore } from '../support/forked-keychain'
import { buildKeychainEntry } from '../support/keychain-entry'
import { startKeyring } from '../support/keyring'
import { describeStore } from '../support/store-suite'

describeStore('this run’s memory', async () => {
  const store = openSessionStore()
  return { store, close: async () => store.clear() }
})

for (const practice of [false, true]) {
  const mode = practice ? 'practice mode' : 'normal mode'
  describeStore(`a real gnome-keyring through a forked process, ${mode}`, async () => {
    const [entry, keyring] = await Promise.all([buildKeychainEntry(), startKeyring()])
    const { store } = openForkedStore({ file: entry.file, env: keyring.env, practice })
    return {
      store,
      close: async () => {
        await store.close()
        await keyring.dispose()
        await entry.dispose()
      },
    }
  })
}
