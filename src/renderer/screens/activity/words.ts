// What the activity log's codes mean, in words, and how its entries are grouped and found.
import { FileDown, KeyRound, type LucideIcon, RefreshCw, Settings2, ShieldCheck } from 'lucide-react'
import type { ActivityEntry } from '../../../domain/activity/entry'
import { activityWords } from '../../../domain/activity/words'
import { dayHeading, dayKey } from '../../words/ages'
import { groupedBy } from '../../../domain/grouped-by'
import { noteWords } from './note-words'

export type ActivityKind = 'all' | 'secret' | 'check' | 'rotation' | 'record' | 'other'

const kinds: Readonly<Record<string, Exclude<ActivityKind, 'all'>>> = {
  secret: 'secret',
  'client-id': 'secret',
  'codat-key': 'secret',
  xero: 'check',
  partner: 'check',
  seat: 'record',
  connections: 'check',
  keychain: 'check',
  statement: 'check',
  rotation: 'rotation',
  app: 'record',
  'codat-client': 'record',
  integration: 'record',
  'codat-connection': 'record',
  records: 'record',
}

export function kindOf(what: string): Exclude<ActivityKind, 'all'> {
  return kinds[what.split('.')[0] ?? ''] ?? 'other'
}

export const kindIcons: Record<Exclude<ActivityKind, 'all'>, LucideIcon> = {
  secret: KeyRound,
  check: ShieldCheck,
  rotation: RefreshCw,
  record: FileDown,
  other: Settings2,
}

export const kindOptions: readonly { value: ActivityKind; label: string }[] = [
  { value: 'all', label: 'Everything' },
  { value: 'secret', label: 'Secrets' },
  { value: 'check', label: 'Checks' },
  { value: 'rotation', label: 'Rotations' },
  { value: 'record', label: 'Records' },
]

/** The entries of one kind that contain every word of the search. */
export function chooseEntries(entries: readonly ActivityEntry[], kind: ActivityKind, search: string): ActivityEntry[] {
  const wanted = search.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return entries
    .filter(({ what }) => kind === 'all' || kindOf(what) === kind)
    .filter((entry) => {
      const text = [activityWords(entry.what), entry.subjectName, noteWords(entry.what, entry.note)]
        .join('\n')
        .toLocaleLowerCase()
      return wanted.every((word) => text.includes(word))
    })
}

/** Entries of one code that follow each other within minutes are one line, with how many and about what. */
export interface Line {
  /** The newest of them. */
  readonly entry: ActivityEntry
  readonly times: number
  /** Names of what they are about, each once. */
  readonly subjects: readonly string[]
}

const FOLDED_WITHIN_MS = 10 * 60_000

/** Entries as lines, in the order given. What has a remark of its own stands alone, unless the remark is the same. */
export function folded(entries: readonly ActivityEntry[]): Line[] {
  const lines: { entry: ActivityEntry; last: ActivityEntry; times: number; subjects: Set<string> }[] = []
  for (const entry of entries) {
    const open = lines.at(-1)
    const goesOn =
      open !== undefined &&
      open.entry.what === entry.what &&
      open.entry.note === entry.note &&
      dayKey(open.entry.at) === dayKey(entry.at) &&
      Math.abs(Date.parse(open.last.at) - Date.parse(entry.at)) <= FOLDED_WITHIN_MS
    const names = entry.subjectName === null ? [] : [entry.subjectName]
    if (goesOn) {
      open.times += 1
      open.last = entry
      for (const name of names) open.subjects.add(name)
    } else lines.push({ entry, last: entry, times: 1, subjects: new Set(names) })
  }
  return lines.map(({ entry, times, subjects }) => ({ entry, times, subjects: [...subjects] }))
}

export interface Day {
  readonly key: string
  readonly heading: string
  readonly lines: readonly Line[]
}

/** Grouped by local day, in the order given. */
export function byDay(entries: readonly ActivityEntry[], now: number): Day[] {
  return [...groupedBy(entries, ({ at }) => dayKey(at))].map(([key, members]) => ({
    key,
    heading: dayHeading(members[0]?.at ?? '', now),
    lines: folded(members),
  }))
}
