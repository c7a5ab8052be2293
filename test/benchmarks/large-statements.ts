// Statements as large as Latchkey reads them, for benchmarks: quoted texts, types, balances that run on, nothing to mend.
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

const MOST_LINES = 1_000_000
/** Just under the 50 MB up to which OFX is read. */
const MOST_OFX_BYTES = 50 * 1_024 * 1_024 - 1_000
const DAY_MS = 86_400_000
const DAYS = 340

interface Line {
  readonly at: number
  readonly day: string
  readonly type: 'Credit' | 'Debit'
  readonly amount: string
  readonly balance: string
}

/** Gives lines of the last year, `of` of them if all are taken. */
function* linesOf(of: number): Generator<Line> {
  const today = Math.floor(Date.now() / DAY_MS)
  let balance = 10_000_000
  for (let at = 0; at < of; at += 1) {
    const cents = ((at * 7_919) % 200_001) - 100_000 || 1
    balance += cents
    yield {
      at,
      day: new Date((today - 350 + Math.floor((at * DAYS) / of)) * DAY_MS).toISOString().slice(0, 10),
      type: cents < 0 ? 'Debit' : 'Credit',
      amount: (cents / 100).toFixed(2),
      balance: (balance / 100).toFixed(2),
    }
  }
}

const shop = (at: number): string => `Card payment to shop ${at % 977}`
const reference = (at: number): string => `REF ${at}, x`

/** A million lines, about 80 MB. Like the others, gives how many lines it wrote. */
export function writeCsv(to: string): Promise<number> {
  return write(to, {
    head: 'Transaction ID,Date,Type,Description,Reference,Amount,Balance\n',
    line: ({ at, day, type, amount, balance }) =>
      `TX-${at},${day},${type},${shop(at)},"${reference(at)}",${amount},${balance}\n`,
    tail: '',
  })
}

/** A million lines in the shape of Codat's push, about 190 MB. */
export function writeJson(to: string): Promise<number> {
  return write(to, {
    head: '{"accountId":"acc-1","transactions":[',
    line: ({ at, day, type, amount, balance }) =>
      `${at === 0 ? '' : ','}{"id":"TX-${at}","date":"${day}T00:00:00Z","description":"${shop(at)}","reference":"${reference(at)}","amount":${amount},"balance":${balance},"transactionType":"${type}"}`,
    tail: ']}',
  })
}

/** OFX as banks write it, with optional closing tags left out, as large as it may be. */
export function writeOfx(to: string): Promise<number> {
  return write(to, {
    head: 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX>\n<BANKMSGSRSV1>\n<STMTTRNRS>\n<STMTRS>\n<CURDEF>NZD\n<BANKACCTFROM>\n<ACCTID>1\n</BANKACCTFROM>\n<BANKTRANLIST>\n',
    line: ({ at, day, type, amount }) =>
      `<STMTTRN>\n<TRNTYPE>${type.toUpperCase()}\n<DTPOSTED>${day.replaceAll('-', '')}\n<TRNAMT>${amount}\n<FITID>TX-${at}\n<NAME>${shop(at)}\n<MEMO>${reference(at)} &amp; more\n</STMTTRN>\n`,
    tail: '</BANKTRANLIST>\n</STMTRS>\n</STMTTRNRS>\n</BANKMSGSRSV1>\n</OFX>\n',
    mostBytes: MOST_OFX_BYTES,
  })
}

/** camt.053, each entry with its parties and texts: a quarter of a million, some 150 MB. */
export function writeCamt(to: string): Promise<number> {
  const balance = (code: string, cents: number): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${(Math.abs(cents) / 100).toFixed(2)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal>`
  return write(to, {
    head: `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>${balance('OPBD', 10_000_000)}\n`,
    line: ({ at, day, type, amount }) =>
      `<Ntry><Amt Ccy="EUR">${amount.replace('-', '')}</Amt><CdtDbtInd>${type === 'Debit' ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt><AcctSvcrRef>TX-${at}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>E2E-${at}</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>${shop(at)}</Nm></Pty></Dbtr><Cdtr><Pty><Nm>${shop(at)}</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>${reference(at)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n`,
    tail: '</Stmt></BkToCstmrStmt></Document>\n',
    mostLines: MOST_LINES / 4,
  })
}

/** MT940 with German subfields, half a million entries. */
export function writeMt940(to: string): Promise<number> {
  return write(to, {
    head: ':20:STATEMENT\r\n:25:37040044/0532013000\r\n:28C:00001/001\r\n:60F:C261101EUR100000,00\r\n',
    line: ({ at, day, type, amount }) =>
      `:61:${day.slice(2).replaceAll('-', '')}${day.slice(5).replace('-', '')}${type === 'Debit' ? 'D' : 'C'}${amount.replace('-', '').replace('.', ',')}NTRFNONREF//TX-${at}\r\n:86:166?00UEBERWEISUNG?20EREF+E2E-${at}?21SVWZ+${reference(at)}\r\n?32${shop(at)}\r\n`,
    tail: (balance) =>
      `:62F:${balance.startsWith('-') ? 'D' : 'C'}261101EUR${balance.replace('-', '').replace('.', ',')}\r\n-\r\n`,
    mostLines: MOST_LINES / 2,
  })
}

interface Shape {
  readonly head: string
  readonly line: (line: Line) => string
  /** What ends it, after the last balance. */
  readonly tail: string | ((balance: string) => string)
  readonly mostBytes?: number
  readonly mostLines?: number
}

async function write(
  to: string,
  { head, line, tail, mostBytes = Infinity, mostLines = MOST_LINES }: Shape,
): Promise<number> {
  const out = createWriteStream(to)
  let piece = head
  let bytes = head.length + (typeof tail === 'string' ? tail.length : 0)
  let balance = ''
  let lines = 0
  for (const one of linesOf(mostLines)) {
    const text = line(one)
    bytes += text.length
    if (bytes > mostBytes) break
    lines += 1
    piece += text
    balance = one.balance
    if (piece.length < 1_000_000) continue
    if (!out.write(piece)) await once(out, 'drain')
    piece = ''
  }
  out.end(piece + (typeof tail === 'string' ? tail : tail(balance)))
  await once(out, 'close')
  return lines
}
