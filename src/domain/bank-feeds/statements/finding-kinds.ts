// How bad each finding is, and what mends it.
import type { FindingCode, FindingSeverity, RemedyKind } from './schema'

interface FindingKind {
  readonly severity: FindingSeverity
  readonly remedies?: readonly RemedyKind[]
}

const stop: FindingKind = { severity: 'stop' }
const watch: FindingKind = { severity: 'watch' }
const note: FindingKind = { severity: 'note' }
const leave: FindingKind = { severity: 'stop', remedies: ['leave-out'] }
const suspect: FindingKind = { severity: 'stop', remedies: ['leave-out', 'count-in'] }
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
  'columns.guessed': stop,
  'columns.unknown': stop,
  'columns.twice': stop,
  'decimal.unsure': stop,
  'date.order-unsure': stop,
  'date.year-unsure': stop,
  'amount.minor-units': stop,
  'sign.unknown': stop,
  'sign.doubtful': stop,
  'file.several-accounts': { severity: 'stop', remedies: ['only-account'] },
  'file.too-many-lines': stop,
  'file.interim': { severity: 'stop', remedies: ['take-interim'] },
  'file.investment': stop,
  'file.statement-missing': stop,
  'file.passed-over': note,
  'file.second-table': stop,
  'file.encoding-guessed': watch,
  'file.encoding-damaged': watch,
  'line.pending': suspect,
  'line.void': suspect,
  'line.balance-only': suspect,
  'line.text': leave,
  'line.wrong-columns': leave,
  'direction.unknown': stop,
  'direction.contradicts': { severity: 'stop', remedies: ['keep-sign', 'turn-sign'] },
  'status.unknown': suspect,
  'fee.unsure': stop,
  'date.missing': leave,
  'date.unreadable': leave,
  'date.impossible': leave,
  'date.future': leave,
  'date.too-old': leave,
  'amount.missing': leave,
  'amount.unreadable': stop,
  'amount.not-finite': stop,
  'amount.too-precise': stop,
  'amount.too-large': stop,
  'amount.zero': { severity: 'watch', remedies: ['leave-out'] },
  'amount.both-sides': stop,
  'order.not-chronological': { severity: 'stop', remedies: ['sort'] },
  'order.newest-first': { severity: 'stop', remedies: ['sort'] },
  'duplicate.id': { severity: 'stop', remedies: ['drop-same-id'] },
  'duplicate.likely': { severity: 'watch', remedies: ['drop-likely'] },
  'balance.missing': { severity: 'stop', remedies: balances },
  'balance.newest-missing': { severity: 'stop', remedies: ['leave-out', 'balance-fill'] },
  'balance.unreadable': { severity: 'stop', remedies: balances },
  'balance.proves-sign': { severity: 'stop', remedies: ['sign-from-balance'] },
  'balance.proves-fee': { severity: 'stop', remedies: ['fee-from-balance'] },
  'balance.not-counted': leave,
  'balance.gap': stop,
  'balance.breaks': { severity: 'stop', remedies: balances },
  // Two sums of the bank's own disagree: a line is missing, doubled or read wrongly, and no balance put over it would help.
  'balance.wrong-end': stop,
  'balance.later': watch,
  'balance.earlier': watch,
  'type.wrong-sign': { severity: 'stop', remedies: ['type-from-sign'] },
  'type.unknown': note,
  'id.missing': { severity: 'stop', remedies: ['make-ids'] },
  'id.reused': { severity: 'stop', remedies: ['make-ids'] },
  'text.missing': watch,
  'text.too-long': stop,
  'text.control-characters': watch,
  'text.formula': note,
  'currency.mixed': { severity: 'stop', remedies: ['only-currency'] },
  'currency.missing': watch,
  'currency.unknown': watch,
  'request.too-many-lines': { severity: 'watch', remedies: ['split'] },
}
