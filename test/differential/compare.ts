// What Latchkey and another reader make of the same file, and why they differ where they do.
import { dayFrom, formatDay } from '../../src/domain/bank-feeds/statements/days'
import { openStatement } from '../../src/reader/open-statement'
import { textSource } from '../../src/reader/source'
import { bookedOf, type MadeLine, type MadeStatement } from './made-statements'
import { type FileKind, type Found, type FoundLine, NotRead, type OutsideReader } from './outside-readers'

const TODAY = '2027-03-01'
const MOST = 1_000

/** The booked lines and the closing balance that Latchkey reads. */
export async function latchkeyReads(text: string): Promise<Found> {
  const statement = await openStatement(textSource(text, 'statement'), {
    today: dayFrom(TODAY),
    format: null,
    remembered: () => null,
    onProgress: () => {},
  })
  const { summary } = statement.view()
  const cents = (decimal: string): number => Math.round(Number(decimal) * 100)
  return {
    end: summary.endBalance === null ? null : cents(summary.endBalance),
    lines: statement
      .lines(0, MOST)
      .filter((line) => !('standing' in line))
      .map(({ amount, date, id, counterparty, description }) => ({
        cents: cents(amount ?? ''),
        day: date ?? '',
        bankRef: id,
        name: counterparty,
        purpose: description,
      })),
  }
}

export interface Compared {
  readonly explained: readonly string[]
  readonly unexplained: readonly string[]
}

interface ComparedFile {
  readonly made: MadeStatement
  readonly kind: FileKind
  readonly version: string
  readonly text: string
}

/** Differences between `ours` and what `reader` finds, each by the reason that docs/statements.md gives. */
export async function compared(file: ComparedFile, ours: Found, reader: OutsideReader): Promise<Compared> {
  const explained: string[] = []
  const unexplained: string[] = []
  let theirs: Found
  try {
    theirs = await reader.read(file.text, file.kind, file.version)
  } catch (error) {
    if (error instanceof NotRead) return { explained, unexplained }
    if (reader.name.startsWith('iso20022.js') && file.version === '08') {
      return { explained: ['fails on version 08'], unexplained }
    }
    return { explained, unexplained: [`fails on ${file.version}: ${String(error).slice(0, 200)}`] }
  }
  const { made } = file
  // Readers that take what isn't booked for booked give more lines: then each is held against all that was written.
  const booked = bookedOf(made)
  const takesAll = theirs.lines.length === made.lines.length && theirs.lines.length > booked.length
  if (takesAll) explained.push('takes pending and informational entries for booked ones')
  const written = takesAll ? made.lines : booked
  if (theirs.lines.length !== written.length) {
    unexplained.push(`${theirs.lines.length} lines of ${written.length} in ${file.version}`)
    return { explained, unexplained }
  }
  theirs.lines.forEach((found, at) => {
    const line = written[at]
    const own = ours.lines.find(({ bankRef, cents }) => bankRef === line?.bankRef && cents === line?.cents)
    if (line === undefined || (own === undefined && line.standing === 'booked')) {
      unexplained.push(`line ${at} isn’t among Latchkey’s`)
      return
    }
    compareLine({ line, found, own: own ?? asFound(line) }, file)
  })
  if (theirs.end !== null && theirs.end !== ours.end) {
    if (file.kind.startsWith('camt') && ours.end !== null && theirs.end === ours.end + 100_000) {
      explained.push('takes the available balance for the booked one')
    } else if (ours.end !== null && isFloat(theirs.end, ours.end)) {
      explained.push('reckons cents in floating point')
    } else if (file.kind === 'camt.052' && ours.end !== null && theirs.end === -ours.end) {
      explained.push('turns the sign of the closing balance')
    } else if (file.kind === 'ofx' && Number.isNaN(theirs.end)) {
      explained.push('leaves a comma in amounts, which is no number then')
    } else {
      unexplained.push(`end ${theirs.end} instead of ${ours.end} in ${file.version}`)
    }
  }
  return { explained, unexplained }

  function compareLine(
    { line, found, own }: { line: MadeLine; found: FoundLine; own: FoundLine },
    of: ComparedFile,
  ): void {
    const note = (reason: string | null, otherwise: string): void =>
      void (reason === null ? unexplained.push(`${otherwise} in ${of.version}`) : explained.push(reason))
    if (found.cents !== own.cents) note(whyAmount(line, found, of), `${found.cents} instead of ${own.cents}`)
    if (found.day !== own.day) note(whyDay(line, found), `${found.day} instead of ${own.day}`)
    if (found.bankRef !== own.bankRef)
      note(whyReference(found, own), `reference ${found.bankRef} instead of ${own.bankRef}`)
    if (found.name !== own.name && of.version !== 'plain')
      note(whyName(found), `name ${found.name} instead of ${own.name}`)
    if (!(found.purpose ?? '').includes(line.purpose)) note(whyPurpose(found), `purpose ${found.purpose}`)
  }
}

function asFound(line: MadeLine): FoundLine {
  return {
    cents: line.cents,
    day: formatDay(line.booked),
    bankRef: line.bankRef,
    name: line.name,
    purpose: line.purpose,
  }
}

/** 57.99999999999999 for 58. */
function isFloat(found: number, whole: number): boolean {
  return !Number.isInteger(found) && Math.abs(found - whole) < 0.001
}

function whyAmount(line: MadeLine, found: FoundLine, { kind }: ComparedFile): string | null {
  if (Number.isNaN(found.cents) && kind === 'ofx') return 'leaves a comma in amounts, which is no number then'
  if (isFloat(found.cents, line.cents)) return 'reckons cents in floating point'
  if (line.isReversal && found.cents === -line.cents) return 'books a reversal the wrong way round'
  return null
}

function whyDay(line: MadeLine, found: FoundLine): string | null {
  const booked = formatDay(line.booked)
  if (found.day === formatDay(line.valued)) return 'tells the value date only'
  const sameDay = found.day.slice(5) === booked.slice(5)
  return sameDay && found.day.slice(0, 4) !== booked.slice(0, 4) ? 'books around New Year in the wrong year' : null
}

function whyReference(found: FoundLine, own: FoundLine): string | null {
  if (found.bankRef === null || found.bankRef === '') return 'loses the bank’s reference'
  return Number(found.bankRef) === Number(own.bankRef) ? 'makes a number of the bank’s reference' : null
}

function whyName(found: FoundLine): string | null {
  return found.name === null ? 'doesn’t tell the other side' : null
}

function whyPurpose(found: FoundLine): string | null {
  return found.purpose === null ? 'loses the purpose' : null
}
