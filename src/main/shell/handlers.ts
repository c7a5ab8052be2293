// The shell's own calls: links by id, copying what isn't secret, settings, activity, the other mode.
import type { Handlers } from '../../contract/api'
import type { appCalls } from '../../contract/app'
import { isLinkId, type LinkId, links } from '../../domain/links'
import type { Composed } from '../composed'
import type { AtFirstUse } from '../at-first-use'
import { Failure } from '../../domain/failure'
import { withLeft } from '../../domain/settings'
import { looseningQuestion } from '../../domain/loosening'
import type { Damage } from '../records/damage'
import { openAddress } from '../open-address'

export interface ShellPorts extends Composed {
  damage: Pick<AtFirstUse<Damage>, 'get'>
  /** Ends what is revealed, asked and copied. */
  lock: () => Promise<void>
}

export function shellHandlers(ports: ShellPorts): Pick<Handlers, keyof typeof appCalls> {
  const { info, browser, clipboard, settings, activity, damage } = ports
  return {
    getAppInfo: () => info,
    async openLink({ id }) {
      if (!isLinkId(id)) throw new Failure('link.unknown')
      await openAddress(browser, await addressOf(id, ports))
      return { opened: true }
    },
    async copyText({ text }) {
      await clipboard.writeText(text)
      return { copied: true }
    },
    async lockNow() {
      await ports.lock()
      return { locked: true }
    },
    getSettings: () => settings.get(),
    async saveSettings(fields) {
      const question = looseningQuestion(settings.get(), fields)
      // On a no the page shows what holds.
      if (question !== null && !(await ports.prompts.confirm(question))) return settings.get()
      return settings.save(fields)
    },
    async keepLeft({ name, value }) {
      await settings.save(({ left }) => ({ left: withLeft(left, name, value) }))
      return { kept: true }
    },
    listDamage: async () => ({ damaged: await (await damage.get()).list() }),
    async settleDamage({ kind, setAsideAs, how }) {
      const room = await damage.get()
      await room.settle(kind, setAsideAs, how)
      await activity.note(how === 'put-back' ? 'record.put-back' : 'record.begun-anew', undefined, setAsideAs)
      return { damaged: await room.list() }
    },
    readLicences: async () => ({ notices: await ports.readNotices() }),
    listActivity: ({ limit }) => activity.list(limit),
    exportActivity: async () => (await import('../activity/export')).exportActivity(ports),
    switchMode({ mode }) {
      if (mode === info.mode) return { switching: false }
      ports.switchMode(mode)
      return { switching: true }
    },
  }
}

async function addressOf(id: LinkId, { practice }: Pick<ShellPorts, 'practice'>): Promise<string> {
  if (practice === null) return links[id].url
  const page = (await import('../../contract/practice')).pagesOfPractice[id]
  return page === undefined ? links[id].url : practice.remote.controls.pageAddress({ page })
}
