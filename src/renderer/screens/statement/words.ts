// What the statement screen says: a sentence for each finding, the remedies, the formats.
import type { ColumnHow, Delimiter, StatementEncoding, StatementView, WordMeaning } from '../../../contract/statements'
import type {
  ColumnRole,
  DateOrder,
  DecimalMark,
  FeeRule,
  MinorUnits,
  FindingCode,
  FindingPlace,
  FindingSeverity,
  LeftOutGroup,
  RemedyKind,
  SignRule,
  StatementFinding,
  StatementKind,
  StatementLine,
} from '../../../domain/bank-feeds/statements/schema'
import type { PushView } from '../../../domain/bank-feeds/push/schema'
import { grouped } from '../../../domain/amounts'
import type { Tone } from '../../components/tone'
import { interimText, otherFileText } from './file-words'
import { onDay } from '../../words/ages'

export const severityTones: Readonly<Record<FindingSeverity, Tone>> = { stop: 'act', watch: 'watch', note: 'info' }

const number = (value: number): string => value.toLocaleString('en-GB')

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

interface FindingWords {
  readonly title: (count: number) => string
  readonly text: string
}

const lines = (count: number, verb: string, verbs = verb): string =>
  `${counted(count, 'line')} ${count === 1 ? verb : verbs}`

const findingWords: Readonly<Record<FindingCode, FindingWords>> = {
  'file.empty': {
    title: () => 'There is no line in it',
    text: 'The file is empty, or holds a heading and nothing under it.',
  },
  'file.too-big': {
    title: () => 'The file is too large',
    text: 'Export a shorter period, or the same as CSV, which has no such limit.',
  },
  'file.not-recognised': {
    title: () => 'This is not a statement Latchkey can read',
    text: 'It reads CSV, OFX and QFX, camt.052 to camt.054 (also in a ZIP), MT940 and MT942, and Codat’s own JSON.',
  },
  'file.broken': {
    title: () => 'The file is damaged',
    text: 'It stops making sense at the place named below, where a quotation mark may be missing and lines may be lost in a text. Export it again.',
  },
  'file.binary': { title: () => 'This is not a text file', text: 'Export the statement as CSV or OFX.' },
  'file.ended-early': {
    title: () => 'The file ends in the middle',
    text: 'Something that was opened is never closed, so lines may be missing. Export it again.',
  },
  'file.encoding-guessed': {
    title: () => 'The encoding is a guess',
    text: 'It isn’t UTF-8, so it was read in the encoding that knows most of its heading. If letters look wrong, choose another above.',
  },
  'file.encoding-damaged': {
    title: (count) => lines(count, 'holds', 'hold') + ' characters that can’t be read',
    text: 'Choose another encoding above, or export the file again as UTF-8.',
  },
  'file.record-too-long': {
    title: () => 'A line goes on and on',
    text: 'Usually a quotation mark is opened and never closed. Lines before it were read. Mend the line, then open the file again.',
  },
  'file.columns-missing': {
    title: () => 'The columns are not clear',
    text: 'Choose above which column holds the date and which the amount.',
  },
  'file.several-accounts': {
    title: () => 'It holds more than one account',
    text: 'A push goes to one account. Say which, and open the file once more for each of the others, or export each account to a file of its own.',
  },
  'columns.guessed': {
    title: () => 'The columns are guessed',
    text: 'No heading that Latchkey knows says what they are. Look above at what the first lines become, put right what is wrong, and say that it is right.',
  },
  'columns.unknown': {
    title: () => 'The file has columns that Latchkey doesn’t know',
    text: 'They aren’t read, though they may change what the lines mean. Say above what they are, or that they can be ignored.',
  },
  'columns.twice': {
    title: () => 'Several columns could be the same thing',
    text: 'Only one of them is what the account itself saw. Choose above which, and ignore the others.',
  },
  'decimal.unsure': {
    title: () => 'A mark could stand before a thousand or before cents',
    text: 'Nothing in the file settles which. Choose the decimal mark above.',
  },
  'amount.minor-units': {
    title: () => 'Amounts could be in cents',
    text: 'All of them are whole numbers, and none is small. Look at the first lines above and say in what units they are written.',
  },
  'sign.unknown': {
    title: (count) =>
      `Nothing says whether ${counted(count, 'line')} ${count === 1 ? 'is' : 'are'} money in or money out`,
    text: 'There is no minus and no column that tells. Choose above a column that tells it, or say under Signs that all of them went one way. Where they went both ways, choose each line below and say so of it, or of all with its description.',
  },
  'sign.doubtful': {
    title: () => 'Minus could be money in',
    text: 'The words of the lines say the opposite of their signs, as in exports of cards. Look at its lines and choose above what a minus means.',
  },
  'currency.missing': {
    title: (count) => lines(count, 'names', 'name') + ' no currency',
    text: 'Make sure that it is the currency of the account you push to, or choose it above.',
  },
  'line.pending': {
    title: (count) => lines(count, 'isn’t', 'aren’t') + ' booked yet',
    text: 'The bank may still change or drop them. Leave them out; they come with the next statement.',
  },
  'line.void': {
    title: (count) => lines(count, 'was', 'were') + ' declined, cancelled or taken back',
    text: 'They never moved the balance. Leave them out.',
  },
  'line.balance-only': {
    title: (count) => lines(count, 'says', 'say') + ' only a balance or a sum',
    text: 'An opening or closing balance is no payment. Leave them out; what they say is still compared.',
  },
  'line.text': {
    title: (count) => lines(count, 'is', 'are') + ' no payment',
    text: 'They hold neither a day nor an amount, like a footer. Look at them, and leave them out.',
  },
  'direction.unknown': {
    title: (count) => lines(count, 'doesn’t', 'don’t') + ' say which way the money went',
    text: 'Their word for it isn’t one Latchkey knows. Say above what the word means.',
  },
  'direction.contradicts': {
    title: (count) => lines(count, 'says', 'say') + ' two things about which way the money went',
    text: 'The sign says one and the column the other, as when a payment is taken back. Look at each: keep the amounts as they stand below, or turn them round.',
  },
  'status.unknown': {
    title: (count) => lines(count, 'has', 'have') + ' a status Latchkey doesn’t know',
    text: 'Only what is booked may be pushed. Say what the word means.',
  },
  'fee.unsure': {
    title: (count) => lines(count, 'has', 'have') + ' a fee beside the amount',
    text: 'Nothing proves whether the amount holds it already. Choose above how fees are counted.',
  },
  'file.too-many-lines': {
    title: (count) => `${counted(count, 'line')} are more than can be mended here`,
    text: 'All lines were checked, but duplicates only among the first million. To mend and push them, export shorter periods from the bank and open each.',
  },
  'file.interim': {
    title: () => 'The day isn’t over in this file',
    text: '',
  },
  'file.investment': {
    title: () => 'It holds an investment statement',
    text: 'Purchases, sales and income of securities are no bank transactions, so they are not read. Ask for the statement of the cash account beside it.',
  },
  'file.statement-missing': {
    title: () => 'A statement is missing in between',
    text: 'One statement begins with another balance than the one before ended with. Ask the bank for the one in between, or open the statements one by one.',
  },
  'file.second-table': {
    title: () => 'A second table begins in it',
    text: 'From the line named below on, a heading names other columns, so what follows would be read wrongly. Save each table as a file of its own.',
  },
  'file.passed-over': {
    title: () => 'Some files in the ZIP were left alone',
    text: 'They are no statements, or only tell of what the statements beside them book.',
  },
  'line.wrong-columns': {
    title: (count) => lines(count, 'has', 'have') + ' another number of columns',
    text: 'A delimiter inside a text without quotation marks does this. Mend it in the file.',
  },
  'date.missing': {
    title: (count) => lines(count, 'has', 'have') + ' no date',
    text: 'Every booking needs one. What isn’t booked yet, or is only a sum, can be left out by hand in the list of lines.',
  },
  'date.unreadable': {
    title: (count) => lines(count, 'has', 'have') + ' a date that can’t be read',
    text: 'Check the order of day, month and year above, or mend it in the file.',
  },
  'date.impossible': {
    title: (count) => lines(count, 'has', 'have') + ' a date that doesn’t exist',
    text: 'Check the order of day, month and year above, or mend it in the file.',
  },
  'date.order-unsure': {
    title: () => 'Day and month could be the other way round',
    text: 'No date in the file tells, or one tells the opposite of another. Look at the lines, and choose the order above to settle it.',
  },
  'date.year-unsure': {
    title: () => 'The dates have no year',
    text: 'The year of the first line is a guess; each further line is taken to be as near to the one above it as can be. Look at the lines, and say above of which year the first one is.',
  },
  'date.future': {
    title: (count) => lines(count, 'lies', 'lie') + ' in the future',
    text: 'Codat takes lines of today or earlier. Leave them out and send them when their day has come.',
  },
  'date.too-old': {
    title: (count) => lines(count, 'is', 'are') + ' more than a year old',
    text: 'Xero refuses a push with a line that old. Leave them out of the file.',
  },
  'amount.missing': { title: (count) => lines(count, 'has', 'have') + ' no amount', text: 'Every line needs one.' },
  'amount.unreadable': {
    title: (count) => lines(count, 'has', 'have') + ' an amount that can’t be read',
    text: 'Check the decimal mark above, or mend it in the file. A spreadsheet may have turned it into a short form.',
  },
  'amount.not-finite': {
    title: (count) => lines(count, 'has', 'have') + ' something that isn’t a number',
    text: 'The program that made the file failed to work the amount out.',
  },
  'amount.too-precise': {
    title: (count) => lines(count, 'has', 'have') + ' more than four decimal places',
    text: 'Nothing is rounded here. Round it in the file.',
  },
  'amount.too-large': {
    title: (count) => lines(count, 'has', 'have') + ' an amount too large to be true',
    text: 'Check whether numbers run into each other in the file.',
  },
  'amount.zero': {
    title: (count) => lines(count, 'moves', 'move') + ' no money',
    text: 'Nothing was paid, so there is nothing to reconcile. Leave them out unless you need them.',
  },
  'amount.both-sides': {
    title: (count) => lines(count, 'has', 'have') + ' money in and money out',
    text: 'Only one of the two columns may be filled. Split the line in the file.',
  },
  'type.unknown': {
    title: (count) => lines(count, 'has', 'have') + ' a type Codat doesn’t know',
    text: 'They are sent as Credit or Debit, by their sign.',
  },
  'type.wrong-sign': {
    title: (count) => lines(count, 'has', 'have') + ' a type that says the opposite of the sign',
    text: 'Credit is money in and positive, Debit money out and negative. Xero would book them the wrong way round.',
  },
  'text.missing': {
    title: (count) => lines(count, 'has', 'have') + ' no description',
    text: 'Codat wants one of every line. Choose another column for it above.',
  },
  'text.too-long': {
    title: (count) => lines(count, 'has', 'have') + ' a text longer than Xero takes',
    text: 'A description may have 2,000 characters, a reference or a counterparty 255. Shorten it in the file.',
  },
  'text.control-characters': {
    title: (count) => lines(count, 'holds', 'hold') + ' invisible characters',
    text: 'They are replaced by spaces.',
  },
  'text.formula': {
    title: (count) => lines(count, 'begins', 'begin') + ' like a formula',
    text: 'They are sent as they are. In an exported CSV an apostrophe keeps a spreadsheet from running them.',
  },
  'id.missing': {
    title: (count) => lines(count, 'has', 'have') + ' no id',
    text: 'Codat wants an id of every line, and Xero knows duplicates by it.',
  },
  'id.reused': {
    title: (count) => lines(count, 'has', 'have') + ' the id of another line',
    text: 'The contents differ, so both count; Xero would take the later one for a duplicate.',
  },
  'currency.mixed': {
    title: (count) => lines(count, 'is', 'are') + ' in another currency',
    text: 'An account has one currency. Say which, or export each to a file of its own. The currency of a card payment abroad isn’t the account’s: ignore that column.',
  },
  'currency.unknown': {
    title: (count) => lines(count, 'names', 'name') + ' no currency Latchkey knows',
    text: 'A currency has three letters, like GBP.',
  },
  'order.not-chronological': {
    title: (count) =>
      count === 1
        ? '1 line is dated before the line above it'
        : `${number(count)} lines are dated before the line above them`,
    text: 'Codat wants lines in chronological order.',
  },
  'order.newest-first': {
    title: () => 'The newest line comes first',
    text: 'Codat wants lines in chronological order.',
  },
  'duplicate.id': {
    title: (count) => lines(count, 'is', 'are') + ' there twice',
    text: 'The same id and the same content as a line before.',
  },
  'duplicate.likely': {
    title: (count) => lines(count, 'is', 'are') + ' probably there twice',
    text: 'Date, amount and texts are the same, and nothing tells them apart. Two real payments can look like that: look at each.',
  },
  'balance.missing': {
    title: (count) => lines(count, 'has', 'have') + ' no balance',
    text: 'Xero wants the balance after every line; the last one becomes the account’s.',
  },
  'balance.newest-missing': {
    title: (count) => (count === 1 ? 'The newest line has' : `The ${number(count)} newest lines have`) + ' no balance',
    text: 'The others have one, so the bank may not have booked these yet. Leave them out; they come with the next statement. If they are booked, fill in their balances.',
  },
  'balance.unreadable': {
    title: (count) => lines(count, 'has', 'have') + ' a balance that can’t be read',
    text: 'Mend it in the file, or work the balances out anew.',
  },
  'balance.proves-sign': {
    title: (count) => `The balance proves that ${counted(count, 'line')} went the other way`,
    text: 'It moved by the same amount in the other direction. Set the amounts by the balance, or choose above what a minus means.',
  },
  'balance.proves-fee': {
    title: (count) => `The balance proves how the fee of ${counted(count, 'line')} is counted`,
    text: 'It moved by the amount and the fee. Set the amounts by the balance, or choose above how fees are counted.',
  },
  'balance.not-counted': {
    title: (count) => `The balance doesn’t count ${counted(count, 'line')}`,
    text: 'It stays where it was, so the bank hasn’t booked them, or they are there twice. Look at them, and leave them out.',
  },
  'balance.gap': {
    title: (count) => `The balance moves by something else at ${counted(count, 'line')}`,
    text: 'A line is missing, doubled or changed before it. No balance put over it would be the bank’s: export the file again, or leave out the line that is too many.',
  },
  'balance.breaks': {
    title: (count) => `The balance doesn’t run on at ${counted(count, 'line')}`,
    text: 'Put right first what else is wrong; then work the balances out anew.',
  },
  'balance.wrong-end': {
    title: () => 'The last balance isn’t the one the file declares',
    text: 'A line may be missing. The last balance would become the account’s.',
  },
  'balance.later': {
    title: () => 'The file’s balance is of a later day than its lines',
    text: 'What the account held then isn’t what it held after the last line, so it isn’t used.',
  },
  'balance.earlier': {
    title: () => 'The file’s balance is of an earlier day than its last line',
    text: 'By its day the last lines aren’t in it, so it isn’t used. Some programs give it the day on which the file begins: if yours does, enter it when you work balances out from the end.',
  },
  'request.too-many-lines': {
    title: (count) => `${counted(count, 'line')} are more than one request takes`,
    text: 'Codat takes 1,000 lines at a time. They are sent in order, one request after the other.',
  },
}

export function findingTitle({ code, count }: StatementFinding): string {
  return findingWords[code].title(count)
}

export function findingText({ code, places }: StatementFinding): string {
  const { text } = findingWords[code]
  const said = places[0]?.value ?? null
  if (said === null) return text
  if (code === 'file.not-recognised') return otherFileText(said) ?? text
  if (code === 'file.interim') return interimText(said)
  if (code === 'file.investment') return said === '0' ? text : `${counted(Number(said), 'line')} left out. ${text}`
  if (code === 'file.passed-over') return `${said}. ${text}`
  if (code === 'sign.doubtful' && said === 'mostly in')
    return 'Most lines have no minus, as in exports of cards, and nothing says that they are money in. Look at its lines and choose above what a minus means.'
  if (code === 'sign.doubtful' && (said === 'unproved' || said === 'no minus'))
    return `${said === 'unproved' ? 'Nothing' : 'No amount has a minus, and nothing'} in the file says which way its money went: no balance, no type, no word of a line. Look at its lines and choose above what a minus means.`
  if (code === 'sign.doubtful' && said === 'sides')
    return 'Two columns hold amounts, and nothing says which of them is money out. Look at the first lines above and say what each column is.'
  if (code === 'amount.minor-units' && said === 'balances')
    return 'Each balance moves by a hundredth of its amount. Say above in what units amounts and balances are written.'
  if (code === 'sign.doubtful' && said !== 'card') return `${text} One of them: ${said}.`
  if (code === 'decimal.unsure' && said !== '') return `${said}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`
  if (code.startsWith('columns.') && said !== '') return `${said}. ${text}`
  if (code !== 'file.too-big') return text
  const [kind = '', most = ''] = said.split(', ')
  return `${kind} is read up to ${most}. ${text}`
}

/** Whether the places of a finding are lines that can be gone to. */
export function hasLines({ code }: StatementFinding): boolean {
  if (code.startsWith('columns.') || code === 'decimal.unsure') return false
  if (code === 'sign.doubtful' || code === 'amount.minor-units') return false
  return !code.startsWith('file.') || code === 'file.encoding-damaged' || code === 'file.several-accounts'
}

/** What to say beside a line's number. */
export function placeWords(code: FindingCode, { value, expected }: FindingPlace): string {
  switch (code) {
    case 'balance.proves-sign':
    case 'balance.proves-fee':
    case 'balance.not-counted':
    case 'balance.gap':
      return `${money(value)}, the balance moves by ${money(expected)}`
    case 'balance.breaks':
      return `${money(value)} instead of ${money(expected)}`
    case 'balance.wrong-end':
      return `${money(value)}, declared ${money(expected)}`
    case 'duplicate.id':
    case 'duplicate.likely':
    case 'id.reused':
      return `${value === null || value === '' ? 'same' : value}, first on line ${expected ?? ''}`
    case 'order.not-chronological':
      return `${value ?? ''} after ${expected ?? ''}`
    case 'currency.mixed':
      return `${value ?? ''} instead of ${expected ?? ''}`
    default:
      return value ?? ''
  }
}

/** An amount that a place names. */
function money(value: string | null): string {
  return value === null ? '' : grouped(value)
}

/** camt files often stand on one line, so their entries are counted, like the items of JSON. */
const placeNames: Readonly<Record<StatementKind, string>> = {
  csv: 'Line',
  ofx: 'Line',
  camt: 'Entry',
  mt940: 'Line',
  json: 'Item',
}

export function lineName(kind: StatementKind, line: number): string {
  return `${placeNames[kind]} ${number(line)}`
}

export const remedyLabels: Readonly<Record<RemedyKind, string>> = {
  'leave-out': 'Leave them out',
  'count-in': 'Take them for bookings',
  'leave-out-line': 'Leave out this line',
  'only-account': 'Choose the account',
  'only-currency': 'Choose the currency',
  'keep-sign': 'Keep them as they stand',
  'turn-sign': 'Turn them round',
  'set-side': 'Say which way it went',
  'day-from-above': 'Take the day of the line above',
  'sign-from-balance': 'Set them by the balance',
  'fee-from-balance': 'Count the fee by the balance',
  'balance-fill': 'Fill in the balances',
  sort: 'Sort by date',
  'drop-same-id': 'Drop the duplicates',
  'drop-likely': 'Drop them',
  'balance-from-start': 'Work balances out from the start',
  'balance-from-end': 'Work balances out from the end',
  'type-from-sign': 'Set the type by the sign',
  'sign-from-type': 'Set the sign by the type',
  'make-ids': 'Make ids',
  split: 'Split into requests',
  'take-interim': 'Take it all the same',
}

export const remedyTexts: Readonly<Record<RemedyKind, string>> = {
  'leave-out': 'Leaves these lines out of the push. They stay in the file, and you can undo it.',
  'count-in':
    'Takes these lines for booked payments all the same, so that they are checked and pushed like the others.',
  'leave-out-line': 'Leaves this line out of the push. Your reason stays beside it while the statement is open.',
  'only-account': 'Keeps the lines of one account and leaves out the others. Open the file again to push another one.',
  'only-currency':
    'Keeps the lines in one currency and leaves out the others. Open the file again to push another one.',
  'keep-sign': 'Takes the amounts of these lines as they were read. Money out has a minus here.',
  'turn-sign': 'Turns the amounts of these lines round: money in becomes money out, and the other way.',
  'set-side': 'Takes a line without a sign for money in or money out, as you say.',
  'day-from-above': 'Gives each of these lines the day of the line above it, as in files that write a day once.',
  'sign-from-balance': 'Sets the direction of each line as the balance beside it moved. No balance is changed.',
  'fee-from-balance': 'Sets each of these amounts to what the balance beside it moved by. No balance is changed.',
  'balance-fill': 'Works out the balances that are missing from those that are there, which stay as they are.',
  sort: 'Puts the lines in order of their dates. Lines of one day keep their order. No line is changed or lost.',
  'drop-same-id': 'Leaves out lines with the same id and the same content as an earlier one. The first of each stays.',
  'drop-likely':
    'Leaves out lines that say the same as an earlier one. The first of each stays. Look at them first: two real payments can look like that.',
  'balance-from-start':
    'Works out the balance after every line from what the account held before the first. Amounts stay as they are.',
  'balance-from-end':
    'Works out the balance after every line so that the last one is what the account holds. Amounts stay as they are.',
  'type-from-sign':
    'Calls lines with a plus Credit and lines with a minus Debit, where their type says the opposite. Amounts stay as they are.',
  'sign-from-type':
    'Turns the amount of lines whose type says the opposite: some files write money out without a minus. Look at the sums before and after.',
  'make-ids':
    'Makes an id from the content of each line that lacks one of its own. The same file gives the same ids, so a line that was sent before is known again.',
  split: 'Sends the lines in requests of at most 1,000, in order. Nothing is changed.',
  'take-interim':
    'Pushes what is booked so far. The statement of the day brings the same lines again: leave that one out, or these lines count twice. Nothing is changed.',
}

export const remedyDone: Readonly<Record<RemedyKind, string>> = {
  'leave-out': 'Lines left out',
  'count-in': 'Lines taken for bookings',
  'leave-out-line': 'Line left out',
  'only-account': 'One account kept',
  'only-currency': 'One currency kept',
  'keep-sign': 'Amounts kept',
  'turn-sign': 'Amounts turned round',
  'set-side': 'Which way it went was said',
  'day-from-above': 'Days taken from above',
  'sign-from-balance': 'Directions set by the balance',
  'fee-from-balance': 'Fees counted by the balance',
  'balance-fill': 'Balances filled in',
  sort: 'Sorted by date',
  'drop-same-id': 'Duplicates dropped',
  'drop-likely': 'Probable duplicates dropped',
  'balance-from-start': 'Balances worked out from the start',
  'balance-from-end': 'Balances worked out from the end',
  'type-from-sign': 'Types set by the sign',
  'sign-from-type': 'Signs set by the type',
  'make-ids': 'Ids made',
  split: 'Split into requests',
  'take-interim': 'Taken although the day isn’t over',
}

/** What a remedy would do, in numbers. */
export function changeWords({ dropped, moved, changed }: { dropped: number; moved: number; changed: number }): string {
  const parts = [
    dropped > 0 ? `leaves out ${counted(dropped, 'line')}` : null,
    moved > 0 ? `moves ${counted(moved, 'line')}` : null,
    changed > 0 ? `changes ${counted(changed, 'line')}` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'It changes no line.' : `It ${parts.join(', ')}.`
}

/** Findings that leave nothing to look at: no line was read, and no other way of reading would help. */
const UNREADABLE: ReadonlySet<FindingCode> = new Set([
  'file.too-big',
  'file.not-recognised',
  'file.binary',
  'file.investment',
])

/** What made the file unreadable, if something did. */
export function unreadable({
  summary,
  findings,
}: Pick<StatementView, 'summary' | 'findings'>): StatementFinding | null {
  return summary.lines > 0 ? null : (findings.find(({ code }) => UNREADABLE.has(code)) ?? null)
}

/** The one sentence on top of a statement that was pushed as it is: ready to push it is no more. */
export function pushedVerdict({
  state,
  companyName,
  lines,
  arrivedLines,
}: Pick<PushView, 'state' | 'companyName' | 'lines' | 'arrivedLines'>): { tone: Tone; title: string } {
  const arrived = `${number(arrivedLines)} of ${counted(lines, 'line')} arrived`
  const title = (how: string) => `Pushed to ${companyName}${how}: ${arrived}`
  switch (state) {
    case 'done':
      return { tone: 'ok', title: title('') }
    case 'refused':
    case 'cancelled':
      return { tone: 'watch', title: title(`, ${state}`) }
    case 'stopped':
    case 'paused':
      return { tone: 'watch', title: `${title(`, ${state}`)} so far` }
    case 'asking':
      return { tone: 'watch', title: `${title(', which asks you something')} so far` }
    case 'ready':
    case 'running':
    case 'waiting':
      return { tone: 'info', title: `${title('')} so far` }
  }
}

/** The one sentence on top. */
export function verdict({ summary, findings, canMend }: Pick<StatementView, 'summary' | 'findings' | 'canMend'>): {
  tone: Tone
  title: string
} {
  if (!canMend) return { tone: 'act', title: 'More lines than can be mended or pushed here' }
  if (summary.stops > 0) {
    return { tone: 'act', title: `Not ready to push: ${counted(summary.stops, 'thing')} to mend` }
  }
  const requests = summary.requests > 1 ? ` in ${counted(summary.requests, 'request')}` : ''
  const ready = `Ready to push: ${counted(summary.lines, 'line')}${requests}`
  const toLookAt = findings.filter(({ severity }) => severity === 'watch').length
  if (toLookAt === 0) return { tone: 'ok', title: ready }
  return { tone: 'watch', title: `${ready}, with ${counted(toLookAt, 'thing')} to look at` }
}

function stopping(findings: readonly StatementFinding[]): StatementFinding[] {
  return findings.filter(({ severity }) => severity === 'stop')
}

/** "To mend: The lines aren’t in order, and 2 more"; null where nothing stops it. */
export function stillToMend(findings: readonly StatementFinding[]): string | null {
  const [first, ...others] = stopping(findings)
  if (first === undefined) return null
  return `To mend: ${findingTitle(first)}${others.length === 0 ? '' : `, and ${others.length} more`}`
}

/** What was mended at once, and what is left: it may only show once the rest is mended, and below what is in sight. */
export function mendedWords(done: readonly string[], findings: readonly StatementFinding[]): string {
  const left = stopping(findings)
  const rest = left.length === 0 ? '' : ` Left to mend: ${left.map(findingTitle).join('; ')}.`
  return `Mended, each can be undone: ${done.join(', ')}.${rest}`
}

export const kindNames: Readonly<Record<StatementKind, string>> = {
  csv: 'CSV',
  ofx: 'OFX',
  camt: 'camt (ISO 20022)',
  mt940: 'MT940',
  json: 'Codat’s JSON',
}

/** What can be opened, for who has a file and wonders. */
export const openWords =
  'Open a CSV, OFX, QFX, camt, MT940 or Codat JSON file, also zipped; paste its text, or drop it on this window.'

type Options<T extends string> = readonly { readonly value: T; readonly label: string }[]

export const encodingOptions: Options<StatementEncoding> = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252 (Western Europe)' },
  { value: 'windows-1250', label: 'Windows-1250 (Central Europe)' },
  { value: 'windows-1251', label: 'Windows-1251 (Cyrillic)' },
  { value: 'windows-1253', label: 'Windows-1253 (Greek)' },
  { value: 'windows-1254', label: 'Windows-1254 (Turkish)' },
  { value: 'windows-1257', label: 'Windows-1257 (Baltic)' },
  { value: 'iso-8859-2', label: 'ISO 8859-2 (Central Europe)' },
  { value: 'iso-8859-15', label: 'ISO 8859-15 (Western Europe)' },
  { value: 'macintosh', label: 'Mac Roman' },
  { value: 'gb18030', label: 'GBK and GB 18030 (Chinese)' },
  { value: 'big5', label: 'Big5 (Chinese)' },
  { value: 'shift_jis', label: 'Shift JIS (Japanese)' },
  { value: 'euc-kr', label: 'EUC-KR (Korean)' },
  { value: 'utf-16le', label: 'UTF-16 (little-endian)' },
  { value: 'utf-16be', label: 'UTF-16 (big-endian)' },
]
export const delimiterOptions: Options<Delimiter> = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
]
export const dateOrderOptions: Options<DateOrder> = [
  { value: 'ymd', label: 'Year, month, day' },
  { value: 'dmy', label: 'Day, month, year' },
  { value: 'mdy', label: 'Month, day, year' },
]
export const decimalOptions: Options<DecimalMark> = [
  { value: '.', label: 'Point (1,234.50)' },
  { value: ',', label: 'Comma (1.234,50)' },
]
export const signOptions: Options<SignRule> = [
  { value: 'as-is', label: 'Minus is money out' },
  { value: 'flipped', label: 'Minus is money in' },
  { value: 'by-type', label: 'A column says which way' },
  { value: 'all-out', label: 'No signs: all of it is money out' },
  { value: 'all-in', label: 'No signs: all of it is money in' },
  { value: 'unknown', label: 'Not known yet' },
]
export const unitOptions: Options<MinorUnits | 'whole'> = [
  { value: 'whole', label: 'Whole units (12.50)' },
  { value: 'hundredths', label: 'Cents (1250), balances too' },
  { value: 'amounts-in-hundredths', label: 'Cents, but not the balances' },
]
export const feeOptions: Options<FeeRule> = [
  { value: 'unknown', label: 'Not known yet' },
  { value: 'included', label: 'The amount holds it already' },
  { value: 'subtract', label: 'It is taken off the amount' },
  { value: 'add', label: 'It is added, with its own sign' },
]
export const wordOptions: Options<WordMeaning> = [
  { value: 'in', label: 'Money in' },
  { value: 'out', label: 'Money out' },
  { value: 'booked', label: 'Booked' },
  { value: 'pending', label: 'Not booked yet' },
  { value: 'void', label: 'Declined, cancelled or taken back' },
]
export const roleNames: Readonly<Record<ColumnRole, string>> = {
  date: 'Date, or its day',
  month: 'Month, beside the day',
  year: 'Year, beside the day',
  'value-date': 'Value date',
  amount: 'Amount',
  debit: 'Money out',
  credit: 'Money in',
  direction: 'Direction',
  fee: 'Fee',
  balance: 'Balance',
  currency: 'Currency',
  description: 'Description',
  counterparty: 'Counterparty',
  reference: 'Reference',
  id: 'Id',
  type: 'Type',
  status: 'Status',
  account: 'Account',
}

/** How it is known what a column is, in a word or two. */
export function columnHowWords(how: ColumnHow, isRead: boolean): string {
  switch (how) {
    case 'named':
      return isRead ? 'by its heading' : 'not needed'
    case 'guessed':
      return 'guessed'
    case 'unknown':
      return 'not known'
    case 'empty':
      return 'empty'
    case 'chosen':
      return 'as you chose'
  }
}

/** What is settled by saying how the file is to be read. */
const ABOUT_FORMAT: ReadonlySet<FindingCode> = new Set([
  'file.columns-missing',
  'columns.guessed',
  'columns.unknown',
  'columns.twice',
  'decimal.unsure',
  'date.order-unsure',
  'date.year-unsure',
  'amount.minor-units',
  'sign.unknown',
  'sign.doubtful',
  'direction.unknown',
  'status.unknown',
  'fee.unsure',
])

export function isAboutFormat(code: FindingCode): boolean {
  return ABOUT_FORMAT.has(code)
}

/** Lines that aren't bookings, in a word. */
export const standingNames: Readonly<Record<NonNullable<StatementLine['standing']>, string>> = {
  pending: 'Not booked',
  void: 'Declined',
  balance: 'Balance',
  text: 'No line',
}

/** Why lines aren't pushed, for the list of them. */
export function leftOutTitle({ why, count }: LeftOutGroup): string {
  switch (why) {
    case 'by-hand':
      return `${counted(count, 'line')} left out by hand`
    case 'file.several-accounts':
      return `${counted(count, 'line')} of other accounts`
    case 'currency.mixed':
      return `${counted(count, 'line')} in other currencies`
    default:
      return findingWords[why].title(count)
  }
}

/** The format in a line, for the closed section. */
export function formatSentence(
  kind: StatementKind,
  format: { decimal: DecimalMark; dateOrder: DateOrder; delimiter: Delimiter },
): string {
  if (kind !== 'csv') return kindNames[kind]
  const label = <T extends string>(options: Options<T>, value: T): string =>
    (options.find((option) => option.value === value)?.label ?? value).toLowerCase()
  return `CSV, ${label(delimiterOptions, format.delimiter)}; ${label(dateOrderOptions, format.dateOrder)}; decimal ${format.decimal === '.' ? 'point' : 'comma'}`
}

/** What stands at the ends of the picture. Lines that aren't in order of their dates are drawn as they stand, so no day ends it. */
export function pictureEnds({ picture: { points }, summary }: Pick<StatementView, 'picture' | 'summary'>): {
  readonly from: string
  readonly to: string
} {
  const [first, last] = [points[0]?.date ?? null, points.at(-1)?.date ?? null]
  const inOrder = first === summary.firstDate && last === summary.lastDate
  if (!inOrder || first === null || last === null) return { from: 'the first line', to: 'the last' }
  return { from: onDay(first), to: onDay(last) }
}

/** The picture in a sentence; it is of the lines that are shown. */
export function pictureSentence({
  picture,
  summary,
  shown,
  canMend,
}: Pick<StatementView, 'picture' | 'summary' | 'shown' | 'canMend'>): string {
  const { points, marks, absolute } = picture
  const last = points.at(-1)
  if (last === undefined) return 'No lines to draw.'
  const low = Math.min(...points.map((point) => point.low))
  const high = Math.max(...points.map((point) => point.high))
  const { from, to } = pictureEnds({ picture, summary })
  const what = absolute ? 'The balance' : 'The sum of the lines, from 0,'
  const which = canMend ? '' : ` of the first ${counted(shown, 'line')}`
  const marked =
    marks.length === 0
      ? 'No finding is marked.'
      : `${counted(marks.length, 'place')} with findings ${marks.length === 1 ? 'is' : 'are'} marked.`
  return `${what}${which} from ${from} to ${to}: between ${plain(low)} and ${plain(high)}, at the end ${plain(last.last)}. ${marked}`
}

export function plain(value: number): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
