// How bad each finding is, and what mends it.
import type { FindingCode, FindingSeverity, RemedyKind } from '../../../contract/statements'

interface FindingKind {
  readonly severity: FindingSeverity
  readonly remedies?: readonly RemedyKind[]
}

const stop: FindingKind = { severity: 'stop' }
const watch: FindingKind = { severity: 'watch' }
const note: FindingKind = { severity: 'note' }
const balances: readonly RemedyKind[] = ['balance-from-start', 'balance-from-end']

/** In the order in which they are shown within a severity. */
export const findingKinds: Readonly<Record<FindingCode, FindingKind>> = {
  'file.empty': stop,
  'file.too-big': stop,
  'file.not-recognised': stop,
  'file.binary': stop,
  'file.broken': stop,
  'file.ended-early': stop,
  'file.record-too-long': stop,
  'file.columns-missing': stop,
  'file.several-accounts': stop,
  'file.too-many-lines': stop,
  'file.interim': { severity: 'stop', remedies: ['take-interim'] },
  'file.investment': stop,
  'file.statement-missing': stop,
  'file.passed-over': note,
  'file.encoding-guessed': note,
  'file.encoding-damaged': watch,
  'line.pending': note,
  'status.unknown': stop,
  'line.wrong-columns': stop,
  'date.missing': stop,
  'date.unreadable': stop,
  'date.impossible': stop,
  'date.order-unsure': watch,
  'date.future': stop,
  'date.too-old': stop,
  'amount.missing': stop,
  'amount.unreadable': stop,
  'amount.not-finite': stop,
  'amount.too-precise': stop,
  'amount.too-large': stop,
  'amount.zero': watch,
  'amount.both-sides': stop,
  'order.not-chronological': { severity: 'stop', remedies: ['sort'] },
  'order.newest-first': { severity: 'stop', remedies: ['sort'] },
  'duplicate.id': { severity: 'stop', remedies: ['drop-same-id'] },
  'duplicate.likely': { severity: 'watch', remedies: ['drop-likely'] },
  'balance.missing': { severity: 'stop', remedies: balances },
  'balance.unreadable': { severity: 'stop', remedies: balances },
  'balance.breaks': { severity: 'stop', remedies: balances },
  'balance.wrong-end': { severity: 'stop', remedies: balances },
  'balance.later': watch,
  'type.wrong-sign': { severity: 'stop', remedies: ['type-from-sign'] },
  'type.unknown': note,
  'id.missing': { severity: 'stop', remedies: ['make-ids'] },
  'id.reused': { severity: 'stop', remedies: ['make-ids'] },
  'text.missing': watch,
  'text.too-long': stop,
  'text.control-characters': watch,
  'text.formula': note,
  'currency.mixed': stop,
  'currency.unknown': watch,
  'request.too-many-lines': { severity: 'watch', remedies: ['split'] },
}
