// Whose account a column of account numbers is: “IBAN” and “Kontonummer” stand for the file's own account at some banks, and for
// that of the other one at others. What is told wrongly would leave out nearly all lines as those of other accounts.
import { headingName, type Meaning } from './headings'

export interface AccountColumn {
  readonly index: number
  readonly heading: string
  readonly meaning: Meaning | null
  readonly contents: { readonly cells: readonly string[]; readonly empty: boolean }
}

/** `unclear` is asked about. */
export type Whose = 'own' | 'other' | 'unclear'

export interface AccountProofs {
  /** Rows below the heading. */
  readonly lines: number
  /** What stands above the heading: letterhead often names the account. */
  readonly above: string
  /** Whether a balance runs on from line to line, as that of one account does. */
  readonly isOneBalance: () => boolean
}

/** Names that only one's own account has. */
const OWN =
  /\b(?:own|eigen\w*|vlastni|wlasny|auftrag\w*|kontoinhaber|referenzkonto|this party|posted|kliendi|from|name|nickname|title|label|type|product|wallet|pocket|space|portfolio|sub|card|carta)\b/
/** Names of columns that hold the other one's account: beside them an “IBAN” is one's own. */
const OTHERS =
  /\b(?:counter\w*|gegenkonto|tegen\w+|motkonto|protiucet\w*|protiuctu|contrepartie|contraparte|controparte|kontrahenta|nadawcy|odbiorcy|partner|payee|payer|beneficiary|recipient|other|zahlungsbeteiligter?)\b/
const NUMBER_WORD = /\b(?:account|iban|konto\w*|rekening\w*|compte|cuenta|conto|rachun\w*|ucet|uct\w*)\b/
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g
const LONGEST_LETTERHEAD = 4_000

export function whoseAccount(
  column: AccountColumn,
  all: readonly AccountColumn[],
  { lines, above, isOneBalance }: AccountProofs,
): Whose {
  const { contents, index } = column
  if (contents.empty || isOwnName(column)) return 'own'
  const cells = contents.cells.map(bare)
  const areNumbers = cells.filter(isNumber).length >= 0.8 * cells.length
  if (areNumbers && all.some(isOthersNumber)) return 'own'
  const kinds = new Set(cells).size
  if (areNumbers) {
    const proved = numbersIn(above)
    const own = cells.filter((cell) => proved.has(cell)).length
    if (own === cells.length) return 'own'
    if (proved.size > 0 && own === 0) return 'other'
    const elsewhere = all.find(
      (one) => one.meaning === 'account' && isOwnName(one) && one.contents.cells.some(isNumber),
    )
    if (elsewhere !== undefined) return 'other'
  }
  if (kinds > 1 && isOneBalance()) return 'other'
  const parties = all.filter(({ meaning }) => meaning === 'counterparty')
  const beside = all[index - 1]?.meaning
  if (kinds > 1 && (beside === 'counterparty' || beside === 'description')) return 'unclear'
  // One's own account stands on every line, and rarely behind the names of others.
  const mayBeOther = areNumbers ? parties.length > 0 : parties.some((one) => one.index < index)
  if (mayBeOther && (kinds > 1 || cells.length < lines)) return 'unclear'
  if (!areNumbers) return 'own'
  // Always the same account, and always the same one who was paid; or another one on every line.
  const isOnePayee = parties.some(
    ({ contents: { cells: names } }) => names.length === lines && new Set(names).size === 1,
  )
  return isOnePayee || (kinds > 1 && kinds === cells.length) ? 'unclear' : 'own'
}

function isOwnName({ heading }: AccountColumn): boolean {
  return OWN.test(headingName(heading))
}

function isOthersNumber({ heading, contents, meaning }: AccountColumn): boolean {
  if (meaning === 'account' || contents.empty) return false
  const name = headingName(heading)
  return OTHERS.test(name) && (NUMBER_WORD.test(name) || contents.cells.every((cell) => isNumber(bare(cell))))
}

/** An account number without blanks, as it is compared. */
function bare(cell: string): string {
  return cell.replace(/[\s'"]/g, '').toUpperCase()
}

function isNumber(cell: string): boolean {
  return (
    /^[A-Z]{2}\d{2}[\dA-Z]{6,30}$/.test(cell) || (/^[\d./-]{6,40}$/.test(cell) && cell.replace(/\D/g, '').length >= 6)
  )
}

function numbersIn(above: string): ReadonlySet<string> {
  return new Set((above.slice(0, LONGEST_LETTERHEAD).match(IBAN) ?? []).map(bare))
}
