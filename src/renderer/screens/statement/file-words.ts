// What a file is that isn't read, and what to ask the bank for instead.
import { type OtherFile, otherFiles } from '../../../domain/bank-feeds/statements/other-files'

const ASK = 'Ask the bank for camt.053, MT940, OFX or CSV.'

const texts: Readonly<Record<OtherFile, string>> = {
  excel: 'It looks like an Excel workbook: save the sheet as CSV and open that.',
  'excel-xml': 'It is an Excel workbook in XML: open it in Excel, save the sheet as CSV and open that.',
  opendocument: 'It is an OpenDocument file: save the sheet as CSV and open that.',
  word: `It is a Word document. ${ASK}`,
  zip: `It is a ZIP without a statement in it that Latchkey can read. ${ASK}`,
  'zip-locked': 'It is a ZIP with a password: unpack it and open the statement that is in it.',
  'zip-several': 'It is a ZIP with several statements that don’t go together: unpack it and open one after the other.',
  'zip-empty': 'It is a ZIP with nothing in it. Download it again.',
  'zip-damaged': 'It is a ZIP, or a workbook of Excel, and it is damaged: download it again.',
  compressed: 'It is a compressed file: unpack it and open the statement that is in it.',
  pdf: `It is a PDF, which only people can read. ${ASK}`,
  image: `It is a picture. ${ASK}`,
  qif: `It is QIF (Quicken), which holds no balances and no currency. ${ASK}`,
  iif: `It is IIF (QuickBooks), which is made for books and not by banks. ${ASK}`,
  bai2: 'It is BAI2, which American banks give for cash management. Ask for camt.053, MT940, OFX or CSV of the same account.',
  coda: 'It is CODA, the statement of Belgian banks. Ask for camt.053, which all of them give as well.',
  norma43: 'It is Norma 43 (Cuaderno 43), the statement of Spanish banks. Ask for camt.053 or MT940.',
  cfonb: 'It is CFONB 120, the statement of French banks. Ask for camt.053, MT940 or OFX.',
  cnab: 'It is CNAB, which Brazilian banks exchange with companies. Ask for OFX.',
  gpc: 'It is GPC (ABO), the statement of Czech and Slovak banks. Ask for camt.053 or MT940.',
  tito: 'It is TITO, the old statement of Finnish banks. Ask for camt.053, which replaced it.',
  edifact: `It is an EDI message. ${ASK}`,
  swift: 'It is a SWIFT message, but no statement: a statement is MT940. Ask the bank for that, or camt.053.',
  'payment-order':
    'It is a payment order (pain or pacs): what is asked of a bank, not what it booked. Ask for camt.053.',
  iso20022: 'It is a message of ISO 20022, but no statement: a statement is camt.053. Ask the bank for that.',
  xml: `It is XML that isn’t a statement Latchkey knows. ${ASK}`,
  'html-table':
    'It is a web page with a table, whatever its name says: open it in a spreadsheet, save it as CSV and open that.',
  page: 'It is a web page: the bank may have asked you to sign in again.',
  document: `It is a text document. ${ASK}`,
  json: 'It is JSON, but not as Codat takes it: signs and amounts may mean something else in it. Ask the bank for camt.053, MT940, OFX or CSV.',
}

/** The sentence for what a file is, with whose JSON it is where that is known; null for what isn't known. */
export function otherFileText(said: string): string | null {
  const [name = '', maker] = said.split(': ')
  const other = otherFiles.find((one) => one === name)
  if (other === undefined) return null
  return maker === undefined ? texts[other] : texts[other].replace('It is JSON,', `It is JSON of ${maker},`)
}

/** What a file is that tells of a day which isn't over, by its message. */
export function interimText(message: string): string {
  const then = 'The statement of the day brings the same lines again, so a push of both would double them.'
  switch (message) {
    case '052':
      return `It is camt.052, a report within the day, which may still change. ${then} Ask for camt.053.`
    case '054':
      return `It is camt.054, a notification of single bookings, which holds no balances. ${then} Ask for camt.053.`
    default:
      return `It is MT942, a report within the day, which holds no balances. ${then} Ask for MT940.`
  }
}
