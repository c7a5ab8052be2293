// Statements made by chance, and written as banks write them: what every reader has to find in them is known beforehand.
import { formatDay } from '../../src/domain/bank-feeds/statements/days'

export interface MadeLine {
  /** Days since 1970. */
  readonly booked: number
  readonly valued: number
  /** Positive for money in. */
  readonly cents: number
  readonly isReversal: boolean
  readonly standing: 'booked' | 'pending' | 'information'
  readonly endToEnd: string
  readonly bankRef: string
  readonly name: string
  readonly purpose: string
}

export interface MadeStatement {
  readonly account: string
  readonly currency: string
  readonly start: number
  readonly lines: readonly MadeLine[]
}

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const NAMES = [
  'Tannenhof GmbH',
  'J. Jansen B.V.',
  'Ada & Sons',
  'Oak Estates',
  'MUELLER KG',
  'Birch/Beech Ltd',
  'A+B Handel',
]
const PURPOSES = ['Rent November', 'Invoice 2026/77', 'Salary', 'Order 4711 thank you', 'Membership 12-2026', 'Refund']
/** The days before and after a New Year are many: that is where years are lost. */
const FIRST_DAY = Date.UTC(2026, 11, 20) / 86_400_000

export function madeStatement(random: () => number): MadeStatement {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T
  let day = FIRST_DAY
  const lines = Array.from({ length: 1 + Math.floor(random() * 12) }, (_, at): MadeLine => {
    day += Math.floor(random() * 4)
    return {
      booked: day,
      valued: day - 2 + Math.floor(random() * 5),
      cents: Math.round((random() - 0.5) * 10 ** (2 + Math.floor(random() * 6))) || 1,
      isReversal: random() < 0.2,
      standing: 'booked',
      endToEnd: `E2E-${at}-${Math.floor(random() * 1e6)}`,
      bankRef: `000${Math.floor(random() * 1e12)}`,
      name: one(NAMES),
      purpose: one(PURPOSES),
    }
  })
  return { account: 'DE89370400440532013000', currency: 'EUR', start: Math.round((random() - 0.2) * 1e6), lines }
}

/** Some lines made pending or for information only, as camt can say. */
export function withStandings(made: MadeStatement, random: () => number): MadeStatement {
  const lines = made.lines.map((line) => {
    const roll = random()
    return { ...line, standing: roll < 0.1 ? 'pending' : roll < 0.15 ? 'information' : 'booked' } as const
  })
  return { ...made, lines }
}

export const bookedOf = ({ lines }: MadeStatement): readonly MadeLine[] =>
  lines.filter(({ standing }) => standing === 'booked')

export const endOf = (made: MadeStatement): number => bookedOf(made).reduce((sum, { cents }) => sum + cents, made.start)

const decimal = (cents: number, mark: string): string => {
  const size = Math.abs(cents)
  return `${Math.floor(size / 100)}${mark}${String(size % 100).padStart(2, '0')}`
}
const digits = (day: number): string => formatDay(day).replaceAll('-', '')

export const mt940Dialects = ['german', 'slashes', 'plain'] as const

/** As MT940, in German subfields, in words between slashes or in plain text. */
export function asMt940(made: MadeStatement, dialect: (typeof mt940Dialects)[number]): string {
  const side = (cents: number): string => (cents < 0 ? 'D' : 'C')
  const balance = (cents: number, day: number): string =>
    `${side(cents)}${digits(day).slice(2)}${made.currency}${decimal(cents, ',')}`
  const entries = made.lines.flatMap((line) => {
    // A reversed credit is money out: RC; a reversed debit is money in: RD.
    const mark = line.isReversal ? (line.cents < 0 ? 'RC' : 'RD') : side(line.cents)
    const info = {
      german: [`166?00UEBERWEISUNG?20EREF+${line.endToEnd}?21SVWZ+${line.purpose}`, `?32${line.name}`],
      slashes: [`/TRTP/SEPA/NAME/${line.name}/REMI/${line.purpose}/EREF/${line.endToEnd}`],
      plain: [`${line.purpose} ${line.name}`],
    }[dialect]
    return [
      `:61:${digits(line.valued).slice(2)}${digits(line.booked).slice(4)}${mark}${decimal(line.cents, ',')}NTRFNONREF//${line.bankRef}`,
      `:86:${info.join('\r\n')}`,
    ]
  })
  const last = made.lines.at(-1)?.booked ?? FIRST_DAY
  return [
    ':20:STATEMENT',
    ':25:37040044/0532013000',
    ':28C:00001/001',
    `:60F:${balance(made.start, FIRST_DAY)}`,
    ...entries,
    `:62F:${balance(endOf(made), last)}`,
    '-',
    '',
  ].join('\r\n')
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export const camtKinds = [
  { message: '053', version: '02' },
  { message: '053', version: '04' },
  { message: '053', version: '08' },
  { message: '052', version: '02' },
] as const
export type CamtKind = (typeof camtKinds)[number]

/** As camt, statuses and names where the version has them. */
export function asCamt(made: MadeStatement, { message, version }: CamtKind): string {
  const later = version === '08'
  const [body, part] = message === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrAcctRpt', 'Rpt']
  const side = (cents: number): string => `<CdtDbtInd>${cents < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`
  const amount = (cents: number): string => `<Amt Ccy="${made.currency}">${decimal(cents, '.')}</Amt>`
  const day = (name: string, on: number): string => `<${name}><Dt>${formatDay(on)}</Dt></${name}>`
  const balance = (code: string, cents: number, on: number): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(cents)}${side(cents)}${day('Dt', on)}</Bal>`
  const status = { booked: 'BOOK', pending: 'PDNG', information: 'INFO' }
  const entries = made.lines.map((line) => {
    const cameIn = line.cents > 0 !== line.isReversal
    const party = `<${cameIn ? 'Dbtr' : 'Cdtr'}>${later ? '<Pty>' : ''}<Nm>${escaped(line.name)}</Nm>${later ? '</Pty>' : ''}</${cameIn ? 'Dbtr' : 'Cdtr'}>`
    const code = status[line.standing]
    return [
      `<Ntry>${amount(line.cents)}${side(line.cents)}`,
      line.isReversal ? '<RvslInd>true</RvslInd>' : '',
      `<Sts>${later ? `<Cd>${code}</Cd>` : code}</Sts>`,
      `${day('BookgDt', line.booked)}${day('ValDt', line.valued)}<AcctSvcrRef>${line.bankRef}</AcctSvcrRef>`,
      '<BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd><NtryDtls><TxDtls>',
      `<Refs><EndToEndId>${line.endToEnd}</EndToEndId></Refs><RltdPties>${party}</RltdPties>`,
      `<RmtInf><Ustrd>${escaped(line.purpose)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`,
    ].join('')
  })
  const last = made.lines.at(-1)?.booked ?? FIRST_DAY
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${version}"><${body}>`,
    '<GrpHdr><MsgId>M1</MsgId><CreDtTm>2027-02-01T01:05:11</CreDtTm></GrpHdr>',
    `<${part}><Id>S1</Id><CreDtTm>2027-02-01T01:05:11</CreDtTm>`,
    `<Acct><Id><IBAN>${made.account}</IBAN></Id><Ccy>${made.currency}</Ccy><Svcr><FinInstnId><${later ? 'BICFI' : 'BIC'}>COBADEFFXXX</${later ? 'BICFI' : 'BIC'}></FinInstnId></Svcr></Acct>`,
    balance('OPBD', made.start, FIRST_DAY),
    balance('CLAV', endOf(made) + 100_000, last),
    balance('CLBD', endOf(made), last),
    ...entries,
    `</${part}></${body}></Document>`,
  ].join('\n')
}

export const ofxKinds = ['sgml', 'xml'] as const

/** As OFX, old and new; the comma that the specification allows in some. */
export function asOfx(made: MadeStatement, kind: (typeof ofxKinds)[number], mark: '.' | ','): string {
  const isXml = kind === 'xml'
  const leaf = (name: string, text: string): string => `<${name}>${text}${isXml ? `</${name}>` : '\n'}`
  const sign = (cents: number): string => (cents < 0 ? '-' : '')
  const entries = made.lines.map((line) =>
    [
      '<STMTTRN>',
      leaf('TRNTYPE', line.cents < 0 ? 'DEBIT' : 'CREDIT'),
      leaf('DTPOSTED', `${digits(line.booked)}120000[0:GMT]`),
      leaf('TRNAMT', `${sign(line.cents)}${decimal(line.cents, mark)}`),
      leaf('FITID', line.bankRef),
      leaf('NAME', escaped(line.name)),
      leaf('MEMO', escaped(line.purpose)),
      '</STMTTRN>',
    ].join(''),
  )
  const last = digits(made.lines.at(-1)?.booked ?? FIRST_DAY)
  const header = isXml
    ? '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="200" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
    : 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n'
  const status = `<STATUS>${leaf('CODE', '0')}${leaf('SEVERITY', 'INFO')}</STATUS>`
  return [
    `${header}<OFX><SIGNONMSGSRSV1><SONRS>${status}${leaf('DTSERVER', last)}${leaf('LANGUAGE', 'ENG')}</SONRS></SIGNONMSGSRSV1>`,
    `<BANKMSGSRSV1><STMTTRNRS>${leaf('TRNUID', '1')}${status}<STMTRS>${leaf('CURDEF', made.currency)}`,
    `<BANKACCTFROM>${leaf('BANKID', '37040044')}${leaf('ACCTID', '0532013000')}${leaf('ACCTTYPE', 'CHECKING')}</BANKACCTFROM>`,
    `<BANKTRANLIST>${leaf('DTSTART', digits(FIRST_DAY))}${leaf('DTEND', last)}${entries.join('')}</BANKTRANLIST>`,
    `<LEDGERBAL>${leaf('BALAMT', `${sign(endOf(made))}${decimal(endOf(made), mark)}`)}${leaf('DTASOF', last)}</LEDGERBAL>`,
    '</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n',
  ].join('\n')
}
