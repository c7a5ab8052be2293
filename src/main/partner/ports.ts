// What the partner application needs from other rooms, in its own terms.
import type { ApplicationFiles } from './application-files'
import type { ActivityEntry } from '../../domain/activity/entry'
import type { Gauge } from '../../domain/connections/schema'
import type { LimitPreset } from '../../domain/limits'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { Note } from '../activity/activity'
import type { Fetch, MainPorts, Printer, Prompts } from '../ports'
import type { Checklists } from '../../domain/partner/checklist'
import type { LinkPorts } from './link-check'

export interface PartnerPorts extends Pick<MainPorts, 'clock' | 'random' | 'browser' | 'notifier'> {
  /** A folder of the applications' own; made at the first write. */
  readonly dir: string
  readonly wantsNotifications: () => boolean
  /** The providers' fetch, as it is: every link gets a guard of its own. */
  readonly fetch: Fetch
  readonly lookup: LinkPorts['lookup']
  readonly isPractice: boolean
  /** Asks in main's own window. */
  readonly confirm: Prompts['confirm']
  readonly toPdf: Printer['toPdf']
  readonly apps: { get(appId: string): Promise<XeroApp> }
  /** Names of other customers, apps and organisations that must not stand in what leaves. */
  readonly otherNames: (appId: string) => Promise<readonly string[]>
  readonly gauge: (appId: string) => Promise<Gauge>
  readonly setLimit: (appId: string, preset: Exclude<LimitPreset, 'legacy'>) => Promise<unknown>
  readonly activity: () => Promise<readonly ActivityEntry[]>
  readonly chooseFile: () => Promise<string | null>
  readonly saveFile: (file: { suggestedName: string; bytes: Uint8Array }) => Promise<'saved' | 'cancelled'>
  readonly note: Note
  /** The applications, where somebody else has a hand in their answers; otherwise files of the partner's own. */
  readonly applications?: ApplicationFiles
  /** Something about an application changed. */
  readonly onChange?: (appId: string) => void
  /** Another version's checklists, for tests. */
  readonly checklists?: Checklists
}
