// What a file doesn't say: its encoding, where the year stands, which way money without a sign went, what a remark is.
import { describe, expect, it } from 'vitest'
import { codes, openBytes, openText } from '../../test/support/statements'
import type { StatementEncoding } from '../contract/statements'
import type { StatementFormat } from '../domain/bank-feeds/statements/schema'
import type { OpenStatement } from './open-statement'

const daysOf = (statement: OpenStatement): (string | null)[] => statement.lines(0, 100).map(({ date }) => date)
const file = (...lines: string[]): string => `${lines.join('\n')}\n`

describe('money without a sign', () => {
  const LAST_MONTH = file('Date,Description,Amount', '2026-10-13,Rent,-950.00', '2026-10-16,Invoice,1200.00')
  const THIS_MONTH = file('Date,Description,Amount', '2026-11-13,Rent,950.00', '2026-11-16,Stationery,12.00')

  it('is asked about although a file that looked alike had signs, and was remembered', async () => {
    const known = await openText(LAST_MONTH)
    const { format } = known.view()
    expect(format.sign).toBe('as-is')
    const statement = await openText(THIS_MONTH, { remembered: () => format })
    expect(codes(statement)).toContain('sign.unknown')
    expect(statement.lines(0, 5).every(({ unsigned }) => unsigned === true)).toBe(true)
  })

  it('is asked about in a file after one whose money was said to be all in', async () => {
    const format: StatementFormat = { ...(await openText(THIS_MONTH)).view().format, sign: 'all-in' }
    expect(codes(await openText(THIS_MONTH, { remembered: () => format }))).toContain('sign.unknown')
  })

  it('is no question once it was said of this file', async () => {
    const statement = await openText(THIS_MONTH)
    await statement.changeFormat({ ...statement.view().format, sign: 'all-out' })
    expect(codes(statement)).not.toContain('sign.unknown')
    expect(statement.lines(0, 5).map(({ amount }) => amount)).toEqual(['-950.00', '-12.00'])
  })
})

describe('an OFX whose words say the opposite of its signs', () => {
  const entry = (type: string, amount: string, name: string, id: string): string =>
    `<STMTTRN><TRNTYPE>${type}<DTPOSTED>20261113<TRNAMT>${amount}<FITID>${id}<NAME>${name}</STMTTRN>`
  const TURNED = file(
    'OFXHEADER:100',
    '',
    '<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP<BANKACCTFROM><BANKID>1<ACCTID>123<ACCTTYPE>CHECKING</BANKACCTFROM>',
    `<BANKTRANLIST>${entry('CREDIT', '-1500.00', 'SALARY ACME', 'a1')}${entry('DEBIT', '40.00', 'CARD PAYMENT', 'a2')}</BANKTRANLIST>`,
    '</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>',
  )

  it('is asked about with one of them, said once, and is right when a minus is said to be money in', async () => {
    const statement = await openText(TURNED)
    const asked = statement.view().findings.find(({ code }) => code === 'sign.doubtful')
    expect(asked?.places[0]?.value).toBe('SALARY ACME')
    await statement.changeFormat({ ...statement.view().format, sign: 'flipped' })
    expect(codes(statement)).not.toContain('sign.doubtful')
    expect(codes(statement)).not.toContain('type.wrong-sign')
    expect(statement.lines(0, 5).map(({ amount }) => amount)).toEqual(['1500.00', '-40.00'])
  })
})

describe('a letter for a side', () => {
  const of = (out: string, into: string): string =>
    file('Fecha,Concepto,Importe,D/C', `2026-11-13,Alquiler,950.00,${out}`, `2026-11-16,Factura,1200.00,${into}`)

  it.each([
    ['C', 'A'],
    ['B', 'K'],
    ['S', 'E'],
  ])('is asked about beside one that isn’t known: %s and %s', async (out, into) => {
    const statement = await openText(of(out, into))
    expect(codes(statement)).toContain('direction.unknown')
    const explain = (words: StatementFormat['words']): Promise<void> =>
      statement.changeFormat({ ...statement.view().format, words })
    // One answer says nothing of the other.
    await explain({ [into.toLowerCase()]: 'in' })
    expect(codes(statement)).toContain('direction.unknown')
    await explain({ [into.toLowerCase()]: 'in', [out.toLowerCase()]: 'out' })
    expect(codes(statement)).not.toContain('direction.unknown')
    expect(statement.lines(0, 2).map(({ amount }) => amount)).toEqual(['-950.00', '1200.00'])
  })

  it.each([
    ['D', 'C'],
    ['S', 'H'],
    ['D', 'K'],
    ['Д', 'К'],
  ])('is known in its pair: %s and %s', async (out, into) => {
    const statement = await openText(of(out, into))
    expect(codes(statement)).not.toContain('direction.unknown')
    expect(statement.lines(0, 2).map(({ amount }) => amount)).toEqual(['-950.00', '1200.00'])
  })
})

describe('days whose year has two figures', () => {
  const of = (...days: string[]): string =>
    file('Buchungstag;Verwendungszweck;Betrag', ...days.map((day, at) => `${day};Zahlung ${at};-${at + 1},00`))

  it.each([
    ['the same day of the month over a year’s end', ['24.12.25', '24.01.26'], ['2025-12-24', '2026-01-24']],
    ['a day that could be last year', ['25.12.25', '25.01.26'], ['2025-12-25', '2026-01-25']],
    ['one day', ['13.11.26'], ['2026-11-13']],
    [
      'year first, by more days than years',
      ['26-11-13', '26-11-16', '26-11-20'],
      ['2026-11-13', '2026-11-16', '2026-11-20'],
    ],
    ['year first, one recent day', ['26-11-13'], ['2026-11-13']],
  ] as const)('are read: %s', async (_, days, right) => {
    const statement = await openText(of(...days))
    expect(codes(statement)).not.toContain('date.order-unsure')
    expect(daysOf(statement)).toEqual(right)
  })

  it.each([['25.11.26'], ['22.02.18']])('are asked about where both ends could be it: %s', async (day) => {
    const statement = await openText(of(day))
    expect(codes(statement)).toContain('date.order-unsure')
    await statement.changeFormat({ ...statement.view().format, dateOrder: 'dmy' })
    expect(codes(statement)).not.toContain('date.order-unsure')
  })
})

/** Text as bytes of an encoding of one byte or two a letter, by what its decoder makes of them. */
function encoded(text: string, encoding: StatementEncoding): Buffer {
  const decoder = new TextDecoder(encoding)
  const bytesOf = new Map<string, number[]>()
  const note = (bytes: number[]): void => {
    const letter = decoder.decode(Uint8Array.from(bytes))
    if (letter.length === 1 && letter !== '\ufffd' && !bytesOf.has(letter)) bytesOf.set(letter, bytes)
  }
  for (let one = 0; one < 256; one += 1) note([one])
  if (!encoding.includes('125')) {
    for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) note([lead, trail])
  }
  return Buffer.from([...text].flatMap((letter) => bytesOf.get(letter) ?? []))
}

describe('an encoding that nobody names', () => {
  it.each([
    ['windows-1250', 'Datum zaúčtování;Zpráva pro příjemce;Částka;Měna', 'Nájem říjen'],
    ['windows-1250', 'Data księgowania;Tytuł operacji;Kwota;Waluta', 'Czynsz październik'],
    ['windows-1251', 'Дата операции;Назначение платежа;Сумма операции;Валюта', 'Аренда за ноябрь'],
    ['windows-1253', 'Ημερομηνία;Περιγραφή;Ποσό;Νόμισμα', 'Ενοίκιο'],
    ['windows-1252', 'Buchungstag;Verwendungszweck;Betrag;Währung', 'Büromöbel'],
    ['gb18030', '交易日期;摘要;金额;币种', '办公室租金'],
  ] as const)('%s is known by the heading that makes sense in it', async (encoding, heading, text) => {
    const bytes = encoded(file(heading, `13.11.2026;${text};-950,00;EUR`), encoding)
    const statement = await openBytes(bytes)
    expect(statement.view().format.encoding).toBe(encoding)
    expect(statement.lines(0, 1)).toMatchObject([
      { date: '2026-11-13', amount: '-950.00', description: text, currency: 'EUR' },
    ])
    expect(codes(statement)).toContain('file.encoding-guessed')
    await statement.changeFormat({ ...statement.view().format, encoding: 'macintosh' })
    expect(codes(statement)).not.toContain('file.encoding-guessed')
  })
})

describe('what a line is about', () => {
  it('is somebody’s own remark where no other column says it', async () => {
    const statement = await openText(file('Date,Note,Amount', '2026-11-13,Rent,-950.00'))
    expect(statement.lines(0, 1)).toMatchObject([{ description: 'Rent' }])
    const both = await openText(file('Date,Description,Note,Amount', '2026-11-13,RENT 11/26,the office,-950.00'))
    expect(both.lines(0, 1)).toMatchObject([{ description: 'RENT 11/26' }])
  })

  it('is the notice, and its partner stays the partner, where a bank names both in one heading', async () => {
    const text = file(
      '"Datum","Naam / Omschrijving","Rekening","Af Bij","Bedrag (EUR)","Mededelingen"',
      '"20261113","Verhuurder BV","NL91ABNA0417164300","Af","950,00","Huur november"',
    )
    const statement = await openText(text)
    expect(statement.lines(0, 1)).toMatchObject([{ description: 'Huur november', counterparty: 'Verhuurder BV' }])
  })
})

describe('an amount whose heading nobody knows but that names a currency', () => {
  it('is in that one, whatever stands in a column of currencies', async () => {
    const text = file(
      'Date,Description,Taken (GBP),Currency',
      '2026-11-13,Hotel,-86.20,EUR',
      '2026-11-16,Shop,-10.00,GBP',
    )
    const statement = await openText(text)
    expect(codes(statement)).toContain('columns.guessed')
    expect(statement.lines(0, 2).map(({ currency }) => currency)).toEqual(['GBP', 'GBP'])
  })
})

describe('days without a year', () => {
  const of = (...days: string[]): string =>
    file('Date,Description,Amount,Balance', ...days.map((day, at) => `${day},Shop ${at},-10.00,${100 - 10 * at}.00`))

  it('are of the year that the user says the first line is of, and the others as near as can be', async () => {
    const statement = await openText(of('30/12', '31/12', '02/01'))
    expect(codes(statement)).toContain('date.year-unsure')
    expect(daysOf(statement)).toEqual(['2025-12-30', '2025-12-31', '2026-01-02'])
    await statement.changeFormat({ ...statement.view().format, year: 2024 })
    expect(codes(statement)).not.toContain('date.year-unsure')
    expect(daysOf(statement)).toEqual(['2024-12-30', '2024-12-31', '2025-01-02'])
  })

  it('run back over a year’s end too', async () => {
    const statement = await openText(of('02/01', '31/12'))
    expect(daysOf(statement)).toEqual(['2026-01-02', '2025-12-31'])
  })

  it('are asked about in the next file of a format that was remembered', async () => {
    const known = await openText(of('13/11', '14/11'))
    await known.changeFormat({ ...known.view().format, year: 2025 })
    const { format } = known.view()
    const next = await openText(of('15/11', '16/11'), { remembered: () => format })
    expect(codes(next)).toContain('date.year-unsure')
    expect(daysOf(next)).toEqual(['2026-11-15', '2026-11-16'])
  })

  it('can be chosen by hand where no heading names them', async () => {
    const statement = await openText(file('13/11,Paper Mill,-42.50,957.50', '14/11,Meridian,1200.00,2157.50'))
    expect(codes(statement)).toContain('file.columns-missing')
    const columns = { date: 0, description: 1, amount: 2, balance: 3 }
    await statement.changeFormat({ ...statement.view().format, skip: 0, dateOrder: 'dmy', columns })
    expect(codes(statement)).toContain('date.year-unsure')
    await statement.changeFormat(statement.view().format)
    expect(codes(statement)).not.toContain('date.year-unsure')
    expect(daysOf(statement)).toEqual(['2026-11-13', '2026-11-14'])
  })
})

describe('a day in three columns', () => {
  it('can be chosen by hand, and is read in parts', async () => {
    const statement = await openText(file('13,11,2026,Paper Mill,-42.50', '14,11,2026,Meridian,1200.00'))
    const columns = { date: 0, month: 1, year: 2, description: 3, amount: 4 }
    await statement.changeFormat({ ...statement.view().format, skip: 0, columns })
    expect(daysOf(statement)).toEqual(['2026-11-13', '2026-11-14'])
  })

  it('is unreadable where its year is counted otherwise', async () => {
    const text = file(
      '年,月,日,摘要,お支払金額,お預り金額,残高',
      '8,11,13,カミヤ,42,,958',
      '8,11,14,メリディアン,,1200,2158',
    )
    const statement = await openText(text)
    expect(codes(statement)).toContain('file.columns-missing')
    const columns = { year: 0, month: 1, date: 2, description: 3, debit: 4, credit: 5, balance: 6 }
    await statement.changeFormat({ ...statement.view().format, skip: 1, columns })
    expect(codes(statement)).toContain('date.unreadable')
    expect(daysOf(statement)).toEqual([null, null])
  })
})

describe('a fee without an amount', () => {
  it('is what the line moves, once it was said that fees go off', async () => {
    const statement = await openText(
      file(
        'Account,Date,Description,Amount,Fee',
        '1234,2026-11-13,Paper,-42.50,0.00',
        '1234,2026-11-14,Card fee,,1.50',
      ),
    )
    await statement.changeFormat({ ...statement.view().format, fee: 'subtract' })
    expect(codes(statement)).not.toContain('amount.missing')
    expect(statement.lines(0, 2).map(({ amount }) => amount)).toEqual(['-42.50', '-1.50'])
    await statement.changeFormat({ ...statement.view().format, fee: 'included' })
    expect(statement.view().findings.find(({ code }) => code === 'amount.missing')?.remedies).toEqual([])
  })
})
