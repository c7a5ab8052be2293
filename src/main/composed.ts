// What Latchkey's rooms are opened with.
import type { Child } from '../child/ask'
import type { SendEvent } from '../contract/api'
import type { AppInfo } from '../contract/app'
import type { Overridable } from '../domain/flags'
import type { XeroApp } from '../domain/xero-apps/schema'
import type { Activity } from './activity/activity'
import type { CodatClients } from './codat/clients'
import type { CodatQuestions } from './codat/questions'
import type { Log } from './log'
import type { Notices } from './notices'
import type { MainPorts } from './ports'
import type { RemotePractice } from './practice/remote'
import type { RecordFiles } from './records/record-files'
import type { SettingsFile } from './records/settings'
import type { Vault } from './vault/vault'

export interface AppPorts extends MainPorts {
  info: AppInfo
  vault: Vault
  /** Starts the process that reads a bank statement. */
  startReader: () => Child
  log: Log
  readNotices: Notices
  send: SendEvent
  /** The stand-ins of practice mode; null in normal mode, where nothing can be pointed elsewhere. */
  practice: { remote: RemotePractice; overrides: Partial<Record<Overridable, string>> } | null
  /** Starts Latchkey again in the other mode. */
  switchMode: (mode: AppInfo['mode']) => void
}

/** What rooms are composed of: the ports, and what many of them read. */
export interface Composed extends AppPorts {
  readonly settings: SettingsFile
  readonly activity: Activity
  /** The records of the Xero apps; one in the trash is listed, and can’t be got. */
  readonly records: RecordFiles<XeroApp>
  readonly codat: { readonly clients: CodatClients; readonly questions: CodatQuestions }
}
