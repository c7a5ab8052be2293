// Xero's agreement to bank feeds, as an application has it and as the user said. Without schemas: every start reads it.
import type { CaseStatus, PartnerCase } from '../partner/schema'
import type { FeedWords } from './schema'

/** Where an application stands, in the words that the rest of Latchkey goes by: `changes` is the user's move, `asked` Xero's. */
export interface Applied {
  readonly state: 'agreed' | 'asked' | 'changes' | 'refused'
  /** The day since which it stands so. */
  readonly on: string
  /** What is attached to the agreement, or what it rests on. */
  readonly document: string
}

const stateOfStatus: Readonly<Record<CaseStatus, Applied['state'] | null>> = {
  drafted: null,
  sent: 'asked',
  'in-review': 'asked',
  'changes-asked': 'changes',
  accepted: 'agreed',
  refused: 'refused',
}

/** Null for one that isn't with Xero. */
export function appliedIn(kase: Pick<PartnerCase, 'status' | 'history'> | undefined, document = ''): Applied | null {
  const state = kase === undefined ? null : stateOfStatus[kase.status]
  const on = kase?.history.findLast(({ status }) => status === kase.status)?.on
  return state === null || on === undefined ? null : { state, on, document }
}

/** A refusal outdoes the word of a day before it; an application that was accepted goes where nothing was said. */
export function agreementSaid(
  { agreement }: Pick<FeedWords, 'agreement'>,
  applied: Applied | null,
): FeedWords['agreement'] {
  if (agreement !== null && !(applied?.state === 'refused' && applied.on >= agreement.on)) return agreement
  return applied?.state === 'agreed' ? { on: applied.on, document: applied.document } : null
}
