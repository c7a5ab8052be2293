import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cleanLines,
  codes,
  csvOf,
  decimal,
  finding,
  HEADING,
  openBytes,
  openText,
  type TestLine,
} from '../../test/support/statements'
import type { StatementLine } from '../domain/bank-feeds/statements/schema'
import type { OpenStatement } from './open-statement'

const ALL = 100_000
const linesOf = (statement: OpenStatement): StatementLine[] => statement.lines(0, ALL)
/** What a line says, whatever its place and its balance. */
const saying = ({ line: _line, balance: _balance, ...rest }: StatementLine): string => JSON.stringify(rest)
const sayings = (statement: OpenStatement): string[] => linesOf(statement).map(saying).toSorted()
const sumOf = (statement: OpenStatement): bigint => {
  return linesOf(statement).reduce((sum, { amount }) => sum + BigInt(Math.round(Number(amount) * 100)), 0n)
}

const severalLines = cleanLines.filter(({ length }) => length > 1)

function shuffled(lines: readonly TestLine[], seed: number): TestLine[] {
  return lines
    .map((line, at) => ({ line, key: Math.sin(seed + at * 7) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ line }) => line)
}

describe('a clean statement', () => {
  it('has no finding, whatever its lines', async () => {
    await fc.assert(
      fc.asyncProperty(cleanLines, async (lines) => {
        const statement = await openText(csvOf(lines))
        expect(codes(statement).filter((code) => code !== 'duplicate.likely')).toEqual([])
        expect(linesOf(statement).map(({ id, date, amount }) => ({ id, date, amount }))).toEqual(
          lines.map(({ id, date, cents }) => ({ id, date, amount: decimal(cents) })),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('check, remedy, check', () => {
  it('is clean after sorting and keeps every line', async () => {
    await fc.assert(
      fc.asyncProperty(cleanLines, fc.integer(), async (lines, seed) => {
        const statement = await openText(csvOf(shuffled(lines, seed)))
        const before = sayings(statement)
        statement.apply({ kind: 'sort' })
        expect(codes(statement)).not.toContain('order.not-chronological')
        expect(codes(statement)).not.toContain('order.newest-first')
        expect(sayings(statement)).toEqual(before)
        const dates = linesOf(statement).map(({ date }) => date)
        expect(dates).toEqual(dates.toSorted())
      }),
      { numRuns: 60 },
    )
  })

  it('turns a file that runs from the newest line down, balances and all', async () => {
    await fc.assert(
      fc.asyncProperty(severalLines, async (lines) => {
        // Lines of one day can run on both ways round, and then nobody can tell which way was meant.
        fc.pre(lines[0]?.date !== lines.at(-1)?.date)
        const rows = csvOf(lines).split('\n')
        const statement = await openText([rows[0], ...rows.slice(1).toReversed()].join('\n'))
        expect(codes(statement)).not.toContain('order.not-chronological')
        expect(codes(statement)).toContain('order.newest-first')
        expect(codes(statement)).not.toContain('balance.breaks')
        statement.apply({ kind: 'sort' })
        expect(codes(statement)).toEqual([])
        expect(linesOf(statement).map(({ id }) => id)).toEqual(lines.map(({ id }) => id))
      }),
      { numRuns: 60 },
    )
  })

  it('is clean after dropping lines with an id and content that came before, and drops only those', async () => {
    await fc.assert(
      fc.asyncProperty(cleanLines, fc.array(fc.nat(), { minLength: 1, maxLength: 10 }), async (lines, picks) => {
        const rows = csvOf(lines).split('\n')
        const again = picks.map((pick) => rows[1 + (pick % lines.length)] ?? '')
        const statement = await openText([...rows, ...again].join('\n'))
        expect(finding(statement, 'duplicate.id').count).toBe(picks.length)
        statement.apply({ kind: 'drop-same-id' })
        expect(codes(statement)).toEqual([])
        expect(linesOf(statement).map(({ id }) => id)).toEqual(lines.map(({ id }) => id))
      }),
      { numRuns: 60 },
    )
  })

  it('gives a balance that runs on from the start or to the end, to the cent, and changes nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(cleanLines, fc.integer({ min: -1e9, max: 1e9 }), fc.boolean(), async (lines, cents, fromEnd) => {
        const statement = await openText(csvOf(lines).replaceAll(/"([-\d.]+)","GBP"/g, '"","GBP"'))
        expect(finding(statement, 'balance.missing').count).toBe(lines.length)
        const before = sayings(statement)
        statement.apply({ kind: fromEnd ? 'balance-from-end' : 'balance-from-start', balance: decimal(cents) })
        expect(codes(statement)).toEqual([])
        expect(sayings(statement)).toEqual(before)
        const sum = lines.reduce((sum, line) => sum + line.cents, 0)
        const { startBalance, endBalance } = statement.view().summary
        expect(startBalance).toBe(decimal(fromEnd ? cents - sum : cents))
        expect(endBalance).toBe(decimal(fromEnd ? cents : cents + sum))
      }),
      { numRuns: 60 },
    )
  })

  it('makes ids that are each line’s own, and the same ones next time', async () => {
    await fc.assert(
      fc.asyncProperty(cleanLines, async (lines) => {
        const text = csvOf(lines.map((line) => ({ ...line, id: '' })))
        const ids = await Promise.all(
          [text, text].map(async (one) => {
            const statement = await openText(one)
            expect(finding(statement, 'id.missing').count).toBe(lines.length)
            statement.apply({ kind: 'make-ids' })
            expect(codes(statement)).not.toContain('id.missing')
            return linesOf(statement).map(({ id }) => id)
          }),
        )
        expect(new Set(ids[0]).size).toBe(lines.length)
        expect(ids[0]).toEqual(ids[1])
      }),
      { numRuns: 30 },
    )
  })

  it('keeps the totals whatever is applied but dropping, and a step back is where it was', async () => {
    const remedies = fc.constantFrom(
      { kind: 'sort' as const },
      { kind: 'balance-from-start' as const, balance: '12.34' },
      { kind: 'balance-from-end' as const, balance: '-5' },
      { kind: 'type-from-sign' as const },
      { kind: 'make-ids' as const },
      { kind: 'split' as const },
    )
    await fc.assert(
      fc.asyncProperty(cleanLines, fc.integer(), fc.array(remedies, { maxLength: 5 }), async (lines, seed, steps) => {
        const statement = await openText(csvOf(shuffled(lines, seed)))
        const before = { view: statement.view(), lines: linesOf(statement), sum: sumOf(statement) }
        for (const step of steps) statement.apply(step)
        expect(sumOf(statement)).toBe(before.sum)
        expect(statement.view().summary.moneyIn).toBe(before.view.summary.moneyIn)
        expect(statement.view().summary.moneyOut).toBe(before.view.summary.moneyOut)
        for (const _step of steps) statement.undo()
        expect(statement.view()).toEqual(before.view)
        expect(linesOf(statement)).toEqual(before.lines)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the check', () => {
  const clean: readonly TestLine[] = [
    { id: 'a', date: '2026-11-01', description: 'Coffee', cents: -350 },
    { id: 'b', date: '2026-11-02', description: 'Sale', cents: 10_000 },
    { id: 'c', date: '2026-11-03', description: 'Rent', cents: -5_000 },
  ]
  const withLine = (change: (rows: string[]) => string[]) => openText(change(csvOf(clean).split('\n')).join('\n'))

  it('finds a day ahead and a day too old, by line', async () => {
    const statement = await openText(
      csvOf([{ ...clean[0], date: '2025-11-23' } as TestLine, { ...clean[1], date: '2026-11-25' } as TestLine]),
    )
    expect(finding(statement, 'date.too-old')).toMatchObject({ count: 1, places: [{ line: 2, value: '2025-11-23' }] })
    expect(finding(statement, 'date.future')).toMatchObject({ count: 1, places: [{ line: 3, value: '2026-11-25' }] })
  })

  it('takes a line a year old to the day, and one of today', async () => {
    const statement = await openText(
      csvOf([{ ...clean[0], date: '2025-11-24' } as TestLine, { ...clean[1], date: '2026-11-24' } as TestLine]),
    )
    expect(codes(statement)).toEqual([])
  })

  it('finds where the balance doesn’t run on, with what would have fitted', async () => {
    const statement = await withLine((rows) => rows.map((row) => row.replace('"196.50"', '"190.50"')))
    expect(finding(statement, 'balance.breaks').places).toMatchObject([
      { line: 3, value: '190.50', expected: '196.50' },
    ])
  })

  it('finds a type that says the opposite of the sign, and puts it right', async () => {
    const statement = await withLine((rows) => rows.map((row) => row.replace('"Debit","Rent"', '"Credit","Rent"')))
    expect(finding(statement, 'type.wrong-sign')).toMatchObject({
      count: 1,
      places: [{ line: 4, value: 'Credit -50.00' }],
    })
    statement.apply({ kind: 'type-from-sign' })
    expect(codes(statement)).toEqual([])
    expect(statement.lines(2, 1)).toMatchObject([{ transactionType: 'Debit', amount: '-50.00' }])
  })

  it('tells an id that was used for another line from a line that is there twice', async () => {
    const statement = await withLine((rows) => rows.map((row) => row.replace('"c"', '"a"')))
    expect(finding(statement, 'id.reused').places).toMatchObject([{ line: 4, value: 'a', expected: '2' }])
    expect(codes(statement)).not.toContain('duplicate.id')
    statement.apply({ kind: 'make-ids' })
    expect(codes(statement)).toEqual([])
    expect(statement.lines(0, 2).map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('takes two lines of the same content for two where the balance counts both', async () => {
    const twice = [clean[0], { ...clean[0], id: '' }, { ...clean[0], id: '' }] as TestLine[]
    expect(codes(await openText(csvOf(twice)))).not.toContain('duplicate.likely')
    const noBalances = csvOf(twice).replaceAll(/"([-\d.]+)","GBP"/g, '"","GBP"')
    const statement = await openText(noBalances)
    expect(finding(statement, 'duplicate.likely')).toMatchObject({ count: 1, places: [{ line: 4, expected: '3' }] })
    statement.apply({ kind: 'drop-likely' })
    expect(codes(statement)).not.toContain('duplicate.likely')
    expect(statement.view().summary.lines).toBe(2)
  })

  it('finds two currencies, and names the line of the other', async () => {
    const statement = await withLine((rows) => rows.map((row, at) => (at === 2 ? row.replace('GBP', 'EUR') : row)))
    expect(finding(statement, 'currency.mixed').places).toMatchObject([{ line: 3, value: 'EUR', expected: 'GBP' }])
  })

  it('compares the end with what a closing row says', async () => {
    const closing = ',,,Closing balance,,,,150.00,'
    const statement = await withLine((rows) => [...rows, closing])
    expect(finding(statement, 'balance.wrong-end').places).toMatchObject([
      { line: 4, value: '146.50', expected: '150.00' },
    ])
    expect(statement.view().summary.lines).toBe(3)
  })

  it('compares the beginning with what an opening row says', async () => {
    const opening = ',,,Opening balance,,,,90.00,'
    const statement = await withLine((rows) => [rows[0] ?? '', opening, ...rows.slice(1)])
    expect(finding(statement, 'balance.wrong-end').places).toMatchObject([{ value: '146.50', expected: '136.50' }])
    const right = await withLine((rows) => [rows[0] ?? '', opening.replace('90', '100'), ...rows.slice(1)])
    expect(codes(right)).toEqual([])
  })

  it('asks for more than one request over 1,000 lines, until that is accepted', async () => {
    const many = Array.from({ length: 2_001 }, (_, at) => ({ ...clean[1], id: `m${at}` }) as TestLine)
    const statement = await openText(csvOf(many))
    expect(finding(statement, 'request.too-many-lines').count).toBe(2_001)
    expect(statement.view().summary.requests).toBe(3)
    statement.apply({ kind: 'split' })
    expect(codes(statement)).toEqual([])
  })

  it('says what a remedy would do and does nothing yet', async () => {
    const statement = await withLine((rows) => [rows[0] ?? '', rows[3] ?? '', rows[1] ?? '', rows[2] ?? ''])
    const before = statement.view()
    expect(statement.preview({ kind: 'sort' })).toMatchObject({ moved: 3, dropped: 0, changed: 0, after: { stops: 0 } })
    expect(statement.view()).toEqual(before)
  })

  it('gives findings and sums beyond the lines it keeps, and offers no remedy there', async () => {
    const many = Array.from(
      { length: 50 },
      (_, at) => ({ ...clean[1], id: `m${at}`, date: at === 40 ? '2026-10-01' : '2026-11-02' }) as TestLine,
    )
    const statement = await openText(csvOf(many), { mostLines: 10 })
    const view = statement.view()
    expect(view).toMatchObject({ canMend: false, shown: 10, summary: { lines: 50, moneyIn: '5000.00' } })
    // What isn't kept can't be pushed, so nothing of it is.
    expect(finding(statement, 'file.too-many-lines').severity).toBe('stop')
    expect(finding(statement, 'order.not-chronological')).toMatchObject({
      count: 1,
      places: [{ line: 42 }],
      remedies: [],
    })
    statement.apply({ kind: 'sort' })
    expect(statement.view()).toEqual(view)
  })

  it('draws the balance, with the findings on it', async () => {
    const statement = await withLine((rows) => rows.map((row) => row.replace('"196.50"', '"190.50"')))
    const { picture } = statement.view()
    expect(picture.absolute).toBe(true)
    expect(picture.points.map(({ last }) => last)).toEqual([96.5, 190.5, 146.5])
    expect(picture.marks).toContainEqual({ at: 1, line: 3, code: 'balance.breaks', severity: 'stop', balance: 190.5 })
  })
})

describe('formats', () => {
  it('reads day first, decimal comma, semicolons, thousands and two columns for in and out', async () => {
    const statement = await openText(
      [
        'Buchungstag;Verwendungszweck;Soll;Haben;Saldo',
        '03.11.2026;Miete;1.250,50;;8.749,50',
        '14.11.2026;Verkauf;;2.000,00;10.749,50',
      ].join('\r\n'),
    )
    expect(statement.view().format).toMatchObject({ delimiter: ';', dateOrder: 'dmy', decimal: ',' })
    expect(statement.lines(0, 5)).toMatchObject([
      { date: '2026-11-03', amount: '-1250.50', balance: '8749.50', transactionType: 'Debit' },
      { date: '2026-11-14', amount: '2000.00', balance: '10749.50', transactionType: 'Credit' },
    ])
    expect(codes(statement)).toEqual(['id.missing', 'currency.missing'])
  })

  it('goes by the type column where amounts have no sign', async () => {
    const statement = await openText(
      'Date,Description,Amount,DR/CR\n2026-11-01,Rent,10.00,DR\n2026-11-02,Sale,7.00,CR\n',
    )
    expect(statement.view().format.sign).toBe('by-type')
    expect(statement.lines(0, 5).map(({ amount }) => amount)).toEqual(['-10.00', '7.00'])
  })

  it('says when the order of days is a guess, and takes the user’s word', async () => {
    const statement = await openText('Date,Description,Amount\n01/02/2026,a,1\n03/02/2026,b,2\n')
    expect(codes(statement)).toContain('date.order-unsure')
    expect(statement.lines(0, 1)).toMatchObject([{ date: '2026-02-01' }])
    await statement.changeFormat({ ...statement.view().format, dateOrder: 'mdy' })
    expect(codes(statement)).not.toContain('date.order-unsure')
    expect(statement.lines(0, 1)).toMatchObject([{ date: '2026-01-02' }])
  })

  it('lets a date far down settle the order', async () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => `0${(at % 9) + 1}/02/2026,Shop ${at},1.00`)
    const statement = await openText(['Date,Description,Amount', ...rows, '02/28/2026,Last,1.00'].join('\n'))
    expect(statement.view().format.dateOrder).toBe('mdy')
    expect(codes(statement)).not.toContain('date.impossible')
  })

  it('reads a file without a heading by its contents, and asks', async () => {
    const statement = await openText(
      '05/11/2026,-3.50,Coffee shop,96.50\n17/11/2026,100.00,A sale,196.50\n18/11/2026,-50.00,The rent,146.50\n',
    )
    expect(statement.view().format).toMatchObject({
      skip: 0,
      columns: { date: 0, amount: 1, description: 2, balance: 3 },
    })
    expect(codes(statement)).toEqual(['columns.guessed', 'id.missing', 'currency.missing'])
  })

  it('passes over what stands above the heading', async () => {
    const statement = await openText(
      `Account;12345\nFrom;2026-01-01\n\n${csvOf([{ id: 'a', date: '2026-11-01', description: 'x', cents: 1 }])}`,
    )
    expect(statement.lines(0, 5)).toMatchObject([{ line: 5, id: 'a' }])
  })

  it.each([
    ['windows-1250', [0xb3, 0x9c], 'łś'],
    ['windows-1251', [0xcf, 0xf0], 'Пр'],
    ['gb18030', [0xd6, 0xd0, 0xce, 0xc4], '中文'],
    ['shift_jis', [0x93, 0xfa], '日'],
  ] as const)(
    'reads %s where it is chosen, and is remembered by what the file looked like before',
    async (encoding, bytes, text) => {
      const file = Buffer.concat([
        Buffer.from(`Date,Description,Amount\n${'2026-11-03,filler text,-1.00\n'.repeat(300)}2026-11-03,`),
        Buffer.from(bytes),
        Buffer.from(',-2.00\n'),
      ])
      const statement = await openBytes(file)
      const signature = statement.signature()
      await statement.changeFormat({ ...statement.view().format, encoding })
      expect(statement.lines(300, 1)).toMatchObject([{ description: text, amount: '-2.00' }])
      expect(statement.signature()).toBe(signature)
      const { format } = statement.view()
      const again = await openBytes(file, { remembered: (one) => (one === signature ? format : null) })
      expect(again.view().remembered).toBe(true)
      expect(again.lines(300, 1)).toMatchObject([{ description: text }])
    },
  )

  it('uses a format that was remembered for the heading', async () => {
    const text = `${HEADING}\na,03/04/2026,Credit,x,,,1.00,1.00,GBP`
    const guessed = (await openText(text)).view().format
    const statement = await openText(text, { remembered: () => ({ ...guessed, dateOrder: 'mdy' }) })
    expect(statement.view()).toMatchObject({ remembered: true, format: { dateOrder: 'mdy' } })
    expect(statement.lines(0, 1)).toMatchObject([{ date: '2026-03-04' }])
  })

  it('reads OFX of both kinds, with its currency and closing balance', async () => {
    const sgml =
      'OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMTRS><CURDEF>GBP<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>\n<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>20261103120000[0:GMT]\n<TRNAMT>-12.50\n<FITID>F1\n<NAME>Bob &amp; Co\n<MEMO>Lunch\n</STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>87.50</LEDGERBAL></STMTRS></OFX>'
    const xml =
      '<?xml version="1.0"?><?OFX VERSION="200"?><OFX><STMTRS><CURDEF>GBP</CURDEF><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20261103</DTPOSTED><TRNAMT>-12.50</TRNAMT><FITID>F1</FITID><NAME>Bob &amp; Co</NAME><MEMO>Lunch</MEMO></STMTTRN></BANKTRANLIST><LEDGERBAL><BALAMT>87.50</BALAMT></LEDGERBAL></STMTRS></OFX>'
    for (const text of [sgml, xml]) {
      const statement = await openText(text)
      expect(statement.lines(0, 5)).toMatchObject([
        {
          id: 'F1',
          date: '2026-11-03',
          amount: '-12.50',
          counterparty: 'Bob & Co',
          description: 'Lunch',
          currency: 'GBP',
          transactionType: 'Debit',
          balance: null,
        },
      ])
      expect(codes(statement)).toEqual(['balance.missing'])
      expect(statement.view().summary).toMatchObject({ startBalance: '100.00', endBalance: '87.50' })
    }
    expect((await openText(sgml)).lines(0, 1)).toMatchObject([{ line: 5 }])
  })

  it('reads no OFX over 50 MB, and says so before it reads it', async () => {
    const statement = await openBytes(Buffer.from('OFXHEADER:100\n<OFX>'), { size: 51 * 1_024 * 1_024 })
    expect(finding(statement, 'file.too-big').places).toMatchObject([{ value: 'OFX, 50 MB' }])
  })

  it('reads Codat’s own shape: one push, a list of pushes, or the transactions alone', async () => {
    const transaction =
      '{"id":"a","date":"2026-11-03T00:00:00Z","amount":0.1,"balance":1234567890123.45,"description":"x","transactionType":"Credit","more":{"deep":[1]}}'
    for (const text of [
      `{"accountId":"acc","transactions":[${transaction}]}`,
      `[{"accountId":"acc","transactions":[${transaction}]}]`,
      `[${transaction}]`,
    ]) {
      const statement = await openText(text)
      expect(codes(statement)).toEqual([])
      expect(statement.lines(0, 5)).toMatchObject([{ line: 1, id: 'a', amount: '0.10', balance: '1234567890123.45' }])
    }
  })
})

// Where other readers go wrong: `docs/real-behaviour.md`.
describe('CSV', () => {
  const read = async (text: string, piece?: number) =>
    linesOf(await openText(text, piece === undefined ? {} : { piece })).map(
      ({ date, amount, description, reference }) => ({
        date,
        amount,
        description,
        reference,
      }),
    )

  it('is read alike wherever it is cut into pieces, also within its first line end', async () => {
    const file = 'Date,Description,Amount\r\n2026-11-03,"Rent, ""May""",-850.00\r\n2026-11-04,Gift,20.00\r\n'
    const whole = await read(file)
    expect(whole).toMatchObject([
      { amount: '-850.00', description: 'Rent, "May"' },
      { amount: '20.00', description: 'Gift' },
    ])
    for (let piece = 1; piece < 40; piece += 1) expect(await read(file, piece)).toEqual(whole)
  })

  it.each(['', '\n', '\r\n', '\n\n'])('is parted at the same mark whatever it ends with: %j', async (end) => {
    const file = `Datum;Betrag\n01.11.2026;1,50\n02.11.2026;2,50${end}`
    expect(await read(file)).toMatchObject([
      { date: '2026-11-01', amount: '1.50' },
      { date: '2026-11-02', amount: '2.50' },
    ])
  })

  it('keeps texts that look like dates, numbers or nothing', async () => {
    const texts = ['Invoice 12', 'Flat 3', 'may 12', 'june', '0x1F', '1e5', '0012', 'None', 'N/A']
    const rows = texts.map((text, at) => `2026-11-${String(at + 10)},${text},${text},1.00`)
    const lines = await read(['Date,Description,Reference,Amount', ...rows, ''].join('\n'))
    expect(lines.map(({ description }) => description)).toEqual(texts)
    expect(lines.map(({ reference }) => reference)).toEqual(texts)
  })

  it('is read by one decimal mark a column, which any amount with both settles', async () => {
    const rows = ['2026-11-03,Oak Estates,"1,000"', '2026-11-04,Elm Estates,"2,500.50"']
    expect(await read(['Date,Description,Amount', ...rows, ''].join('\n'))).toMatchObject([
      { amount: '1000.00' },
      { amount: '2500.50' },
    ])
  })

  it('keeps amounts that are all 0 and 1 numbers', async () => {
    expect(await read('Date,Description,Amount\n2026-11-03,A,1\n2026-11-04,B,0\n2026-11-05,C,1\n')).toMatchObject([
      { amount: '1.00' },
      { amount: '0.00' },
      { amount: '1.00' },
    ])
  })
})

describe('days of OFX', () => {
  it.each([
    '20261103',
    '20261103000000',
    '20261103000000[+1:CET]',
    '20261103233000.000[-5:EST]',
    '20261103120000[0:GMT]',
  ])('%s is the day that the bank wrote, whatever its zone', async (written) => {
    const line = `<STMTTRN>\n<DTPOSTED>${written}\n<TRNAMT>1.00\n<FITID>f\n</STMTTRN>`
    expect(linesOf(await openText(`<OFX>\n${line}\n</OFX>`))).toMatchObject([{ date: '2026-11-03' }])
  })
})

describe('lines of OFX', () => {
  const transaction = (at: number, end: string): string =>
    ['<STMTTRN>', '<DTPOSTED>20261103', '<TRNAMT>1.00', `<FITID>${'x'.repeat(at % 37)}${at}`, '</STMTTRN>', ''].join(
      end,
    )

  for (const [name, ends] of [
    ['Windows’', ['\r\n']],
    ['old Macs’', ['\r']],
    ['mixed', ['\r\n', '\n', '\r']],
  ] as const) {
    it(`are counted by ${name} ends, wherever a file is cut into pieces`, async () => {
      const count = 3_000
      const body = Array.from({ length: count }, (_, at) => transaction(at, ends[at % ends.length] ?? ''))
      const statement = await openText(['<OFX>\n', ...body, '</OFX>'].join(''))
      const lines = [0, 500, 1_000, 1_500, 2_000, 2_500].flatMap((from) => statement.lines(from, 500))
      expect(lines.map(({ line }) => line)).toEqual(Array.from({ length: count }, (_, at) => 2 + at * 5))
    })
  }
})
