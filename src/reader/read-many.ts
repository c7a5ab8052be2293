// Reads the kinds that carry accounts, signs, states and balances of their own: OFX, camt and MT940. Each says what its parts
// declare; here that becomes what the file says as a whole.
import type { StatementKind } from '../domain/bank-feeds/statements/schema'
import type { StatementDocument } from './documents'
import { readCamt } from './read-camt'
import { readMt940 } from './read-mt940'
import { readOfx } from './read-ofx'
import type { CamtMessage } from '../domain/bank-feeds/statements/sniff-format'
import {
  type PartsWord,
  type StatementPart,
  type WordFinding,
  wordOfParts,
} from '../domain/bank-feeds/statements/statement-parts'
import type { LineTaker } from '../domain/bank-feeds/statements/take-line'

export interface ManyWord {
  readonly findings: readonly WordFinding[]
  /** What each account declares, by the name its lines carry. */
  readonly byAccount: ReadonlyMap<string, PartsWord>
}

interface ManyReading {
  readonly parts: readonly StatementPart[]
  readonly findings: readonly WordFinding[]
}

/** Gives every line to `taker`, those that aren't booked as well, with their standing. */
export async function readMany(of: {
  kind: Extract<StatementKind, 'ofx' | 'camt' | 'mt940'>
  documents: readonly StatementDocument[]
  taker: LineTaker
  onBytes: (bytes: number) => void
}): Promise<ManyWord> {
  const { parts, findings } = await readKind(of)
  const accounts = new Map<string, StatementPart[]>()
  for (const part of parts) {
    const before = accounts.get(part.account)
    if (before === undefined) accounts.set(part.account, [part])
    else before.push(part)
  }
  return {
    findings,
    byAccount: new Map([...accounts].map(([account, ofAccount]) => [account, wordOfParts(ofAccount)])),
  }
}

async function readKind(of: Parameters<typeof readMany>[0]): Promise<ManyReading> {
  switch (of.kind) {
    case 'ofx':
      return readOfx(of)
    case 'camt': {
      const { parts, findings, messages } = await readCamt(of)
      return { parts, findings: [...findings, ...interim([...messages].filter(isInterim))] }
    }
    case 'mt940': {
      const { parts, findings, messages } = await readMt940(of)
      return { parts, findings: [...findings, ...interim(messages.has('942') ? ['942'] : [])] }
    }
  }
}

function isInterim(message: CamtMessage): boolean {
  return message !== '053'
}

/** Reports within the day and notifications: the day's statement brings the same lines again. */
function interim(messages: readonly string[]): WordFinding[] {
  const [first] = messages.toSorted()
  return first === undefined ? [] : [{ code: 'file.interim', line: null, value: first }]
}
