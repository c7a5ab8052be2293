// The shell's own calls: links by id, copying what isn't secret, settings, activity, the other mode.
import type { Handlers } from '../../contract/api'
import type { appCalls, AppInfo } from '../../contract/app'
import { isLinkId, links } from '../../contract/links'
import type { Activity } from '../activity/activity'
import { Failure } from '../failure'
import type { Browser, Clipboard } from '../ports'
import type { SettingsFile } from '../settings'

export interface ShellPorts {
  info: AppInfo
  browser: Browser
  clipboard: Clipboard
  settings: SettingsFile
  activity: Activity
  /** Starts Latchkey again in the other mode. */
  switchMode: (mode: AppInfo['mode']) => void
}

export function shellHandlers(ports: ShellPorts): Pick<Handlers, keyof typeof appCalls> {
  const { info, browser, clipboard, settings, activity } = ports
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
  }
}
