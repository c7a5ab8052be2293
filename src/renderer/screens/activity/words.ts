// What the activity log's codes mean, in words, and how its entries are grouped and found.
import { FileDown, KeyRound, type LucideIcon, RefreshCw, Settings2, ShieldCheck } from 'lucide-react'
import { type ActivityCode, isActivityCode } from '../../../domain/activity/codes'
import type { ActivityEntry } from '../../../domain/activity/entry'
import { dayHeading, dayKey } from '../../words/ages'
import { grouped } from '../../words/grouped'
import { noteWords } from './note-words'

/** Sentences by code. */
const words: Readonly<Record<ActivityCode, string>> = {
  'app.added': 'Added',
  'app.changed': 'Details changed',
  'app.duplicated': 'Duplicated',
  'app.deleted': 'Deleted for good, with its secrets',
  'app.put-back': 'Put back from the trash',
  'app.put-in-trash': 'Deleted: 30 days in the trash',
  'app.locked': 'Locked: revealed and copied secrets ended',
  'app.started': 'Latchkey started',
  'secret.stored': 'Secret stored',
  'secret.removed': 'Secret removed',
  'secret.revealed': 'Secret revealed',
  'secret.copied': 'Secret copied',
  'secret.cleared': 'Clipboard cleared',
  'secret.arrival-changed': 'Noted how a secret arrived',
  'secret.left-over-removed': 'Left-over secret removed from the keychain',
  'secret.moved-to-keychain': 'Secret moved into the keychain',
  'secret.mended': 'Keychain and record brought into agreement',
  'client-id.stored': 'Client id stored',
  'xero.keys-checked': 'Keys checked with Xero',
  'xero.sign-in-tested': 'Sign-in test ended',
  'xero.bank-feeds-asked': 'Xero asked about bank feeds',
  'xero.callback-refused': 'Turned a request away during a sign-in test',
  'codat-client.added': 'Codat client added',
  'codat-client.changed': 'Codat client changed',
  'codat-client.deleted': 'Codat client deleted',
  'integration.added': 'Set-up begun',
  'integration.deleted': 'Set-up deleted',
  'integration.handed-over': 'Keys handed over to Codat',
  'integration.company-created': 'Company created at Codat',
  'integration.proved': 'Keys at Codat proved by a link',
  'integration.checked': 'Everything checked again',
  'integration.call-started': 'Call mode on',
  'integration.call-ended': 'Call mode off',
  'codat-key.stored': 'Codat key stored',
  'codat-key.moved-to-keychain': 'Codat key moved into the keychain',
  'codat-key.removed': 'Codat key removed',
  'codat-key.accepted': 'Codat accepted a key',
  'codat-key.refused': 'Codat refused a key',
  'codat-connection.deleted': 'Codat connection deleted',
  'source-account.created': 'Source account created',
  'source-account.mapped': 'Source account mapped',
  'source-account.disconnected': 'Source account disconnected',
  'push.started': 'Push started',
  'push.arrived': 'Push arrived',
  'push.refused': 'Push refused',
  'push.cancelled': 'Push cancelled',
  'push.set-aside': 'Damaged push set aside',
  'push.said-arrived': 'You said that a request arrived',
  'push.said-not-arrived': 'You said that a request did not arrive',
  'push.production-on': 'Pushes to real organisations allowed',
  'push.production-off': 'Pushes to real organisations switched off',
  'record.put-back': 'Damaged record replaced by the version before it',
  'record.begun-anew': 'Damaged record put away, to begin anew',
  'rotation.started': 'Rotation started',
  'rotation.checked': 'Both secrets checked',
  'rotation.pasted': 'New secret pasted into a Codat client',
  'rotation.paste-undone': 'Paste taken back',
  'rotation.pasted-everywhere': 'Every Codat client has the new secret',
  'rotation.seen': 'Seen at Codat with the new secret',
  'rotation.finished': 'Old secret retired',
  'rotation.abandoned': 'Rotation abandoned',
  'statement.checked': 'Bank statement checked',
  'statement.exported': 'Bank statement exported',
  'partner.checked': 'Partner application checked',
  'partner.dossier-made': 'Dossier made and sealed',
  'partner.dossier-sent': 'Dossier noted as sent',
  'partner.status': 'Partner application: status noted',
  'settings.changed': 'Settings changed',
  'keychain.checked': 'Keychain checked',
  'records.exported': 'Records exported',
  'sheet.saved': 'Sheet saved',
  'secret.found-stored': 'Secret found in the keychain after a cut-off',
  'secret.found-missing': 'Secret found missing after a cut-off',
  'secret.removal-finished': 'Removal of a secret finished after a cut-off',
  'secret.ended-with-run': 'Secret that was kept for one run has ended',
  'app.deletion-finished': 'Deletion finished after a cut-off',
  'codat-key.found-stored': 'Codat key found in the keychain after a cut-off',
  'codat-key.found-missing': 'Codat key found missing after a cut-off',
  'codat-key.removal-finished': 'Removal of a Codat key finished after a cut-off',
  'codat-key.ended-with-run': 'Codat key that was kept for one run has ended',
  'codat-client.deletion-finished': 'Deletion of a Codat client finished after a cut-off',
  'seat.freed': 'Connection removed at Xero',
  'seat.already-gone': 'Connection was gone already',
  'seat.refused': 'Xero refused to remove a connection',
  'seat.unconfirmed': 'Whether a connection is removed isn’t known',
  'seat.still-listed': 'Xero still lists a connection that it said was removed',
  'seat.not-tried': 'Connection left as it was',
  'records.imported': 'Records imported',
}

/** A code that a newer Latchkey wrote, or an older one knew, is shown as it is. */
export function activityWords(what: string): string {
  return isActivityCode(what) ? words[what] : what
}

export type ActivityKind = 'all' | 'secret' | 'check' | 'rotation' | 'record' | 'other'

const kinds: Readonly<Record<string, Exclude<ActivityKind, 'all'>>> = {
  secret: 'secret',
  'client-id': 'secret',
  'codat-key': 'secret',
  xero: 'check',
  partner: 'check',
  seat: 'record',
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

export interface Day {
  readonly key: string
  readonly heading: string
  readonly entries: readonly ActivityEntry[]
}

/** Grouped by local day, in the order given. */
export function byDay(entries: readonly ActivityEntry[], now: number): Day[] {
  return grouped(entries, ({ at }) => dayKey(at)).map(([key, members]) => ({
    key,
    heading: dayHeading(members[0]?.at ?? '', now),
    entries: members,
  }))
}
