// The composition root: ports in; services, call handlers and what the shell must do at certain moments out. No Electron.
import path from 'node:path'
import type { CallInput, EventPayload, Handlers } from '../contract/api'
import type { AppInfo } from '../contract/app'
import type { EventName } from '../contract/calls'
import { isLinkId, links } from '../contract/links'
import { xeroAppV1 } from '../contract/xero-apps'
import { openActivity, type Activity } from './activity/activity'
import { Failure } from './failure'
import type { Log } from './log'
import type { Browser, Clipboard, Clock, Paths, Prompts, Random } from './ports'
import { openRecordFiles } from './records/record-files'
import { openSettings, type SettingsFile } from './settings'
import { vaultHandlers } from './vault/handlers'
import type { Vault } from './vault/vault'
import { createXeroApps, type XeroApps } from './xero-apps/xero-apps'
import { xeroAppHandlers } from './xero-apps/handlers'

export interface AppPorts {
  info: AppInfo
  paths: Paths
  clock: Clock
  random: Random
  clipboard: Clipboard
  browser: Browser
  prompts: Prompts
  vault: Vault
  log: Log
  send: <K extends EventName>(name: K, payload: EventPayload<K>) => void
  /** Starts Latchkey again in the other mode. */
  switchMode: (mode: CallInput<'switchMode'>['mode']) => void
}

export interface LatchkeyApp {
  handlers: Handlers
  settings: SettingsFile
  /** After the first paint: whatever may touch the keychain on its own account. */
  afterFirstPaint(): Promise<void>
  /** Idle, sleep, screen lock: revealed secrets, open questions and copied values end. */
  lock(reason: 'idle' | 'suspend' | 'screen-lock'): Promise<void>
  /** Ends everything; under a second whatever the keychain does. */
  close(): Promise<void>
}

/** Builds the app over its ports. Reads the settings, nothing else. */
export async function composeApp(ports: AppPorts): Promise<LatchkeyApp> {
  const { paths, clock, vault, log, send, prompts } = ports
  const settings = await openSettings(paths.userData)
  const activity = openActivity({
    dir: paths.activity,
    clock,
    onFailure: (error) => log.error('activity not written', error),
  })
  const apps = createXeroApps({
    ...ports,
    records: openRecordFiles({ dir: path.join(paths.records, 'xero-apps'), schema: xeroAppV1, clock }),
    activity,
    settings,
    machine: ports.info.machine,
    mode: ports.info.mode,
    onChange: () => send('xeroAppsChanged', {}),
    onCopyState: (state) => send('copyCountdown', state),
  })
  vault.onChange((state) => send('vaultChanged', state))

  return {
    handlers: {
      ...shellHandlers(ports, settings, activity),
      ...xeroAppHandlers(apps),
      ...vaultCallsFor(vault, apps),
    },
    settings,
    async afterFirstPaint() {
      await apps.mend({ firstOfRun: true })
    },
    async lock(reason) {
      prompts.closeAll()
      await apps.copied.clearNow()
      await activity.note('app.locked', undefined, reason)
    },
    async close() {
      prompts.closeAll()
      await apps.copied.clearNow().catch((error: unknown) => log.error('clipboard not cleared', error))
      await vault.close()
      await log.settled()
    },
  }
}

function shellHandlers(ports: AppPorts, settings: SettingsFile, activity: Activity) {
  const { info, browser, clipboard } = ports
  return {
    getAppInfo: () => info,
    async openLink({ id }) {
      if (!isLinkId(id)) throw new Failure('link.unknown')
      await browser.open(links[id].url).catch((error: unknown) => {
        throw new Failure('link.not-opened', { cause: error })
      })
      return { opened: true }
    },
    async copyText({ text }) {
      await clipboard.writeText(text)
      return { copied: true }
    },
    getSettings: () => settings.get(),
    saveSettings: (fields) => settings.save(fields),
    listActivity: ({ limit }) => activity.list(limit),
    switchMode({ mode }) {
      if (mode === info.mode) return { switching: false }
      ports.switchMode(mode)
      return { switching: true }
    },
  } satisfies Partial<Handlers>
}

/** The vault's handlers; secrets of this run that moved into the keychain are noted in their records. */
function vaultCallsFor(vault: Vault, apps: XeroApps) {
  const handlers = vaultHandlers(vault)
  return {
    ...handlers,
    async retryKeychain() {
      const outcome = await handlers.retryKeychain()
      if (outcome.ready) {
        if (outcome.left === 0) await apps.noteMovedIntoKeychain()
        await apps.mend({ firstOfRun: false })
      }
      return outcome
    },
  }
}
