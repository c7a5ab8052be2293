import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { codes, finding, openBytes, openText } from '../../test/support/statements'
import { zipOf } from '../../test/support/zip'

const camt = (name: string, amount: string, day: string, more = ''): string =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>${name}</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>${more}<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><AcctSvcrRef>${name}</AcctSvcrRef></Ntry></Stmt></BkToCstmrStmt></Document>`
const balances = (start: string, end: string): string =>
  [
    ['OPBD', start],
    ['CLBD', end],
  ]
    .map(
      ([code, amount]) =>
        `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal>`,
    )
    .join('')

const ofx = (inside: string): string =>
  `OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS>${inside}</STMTTRNRS></BANKMSGSRSV1></OFX>`
const ofxStatement = (account: string, inside: string, more = ''): string =>
  `<STMTRS><CURDEF>EUR<BANKACCTFROM>${account}</BANKACCTFROM><BANKTRANLIST>${inside}</BANKTRANLIST>${more}</STMTRS>`
const ofxLine = (amount: string, more = ''): string =>
  `<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20261103<TRNAMT>${amount}<FITID>f${amount}${more}</STMTTRN>`

const notRecognised = async (bytes: Buffer): Promise<string | null | undefined> =>
  finding(await openBytes(bytes), 'file.not-recognised').places[0]?.value

describe('a ZIP', () => {
  it('of one camt is that camt', async () => {
    const statement = await openBytes(zipOf({ '2026-11-03.xml': camt('a', '20.00', '2026-11-03') }))
    expect(statement.view()).toMatchObject({ kind: 'camt', summary: { lines: 1, moneyOut: '-20.00' } })
    expect(statement.lines(0, 5)).toMatchObject([{ line: 1, date: '2026-11-03', amount: '-20.00', id: 'a' }])
  })

  it('of many is one statement, in whatever order its files are', async () => {
    const days = ['2026-11-03', '2026-11-04', '2026-11-05'] as const
    const files = days.map((day, at) => camt(day, '10.00', day, balances(`${100 - at * 10}.00`, `${90 - at * 10}.00`)))
    const names = [
      ['1', '2', '3'],
      ['3', '2', '1'],
      ['2', '1', '3'],
    ]
    for (const order of names) {
      const statement = await openBytes(zipOf(Object.fromEntries(files.map((file, at) => [`${order[at]}.xml`, file]))))
      expect(codes(statement)).not.toContain('file.statement-missing')
      expect(statement.view().summary).toMatchObject({ lines: 3, startBalance: '100.00', endBalance: '70.00' })
    }
  })

  it('says where a statement is missing in between', async () => {
    const first = camt('a', '10.00', '2026-11-03', balances('100.00', '90.00'))
    const third = camt('c', '10.00', '2026-11-05', balances('80.00', '70.00'))
    const statement = await openBytes(zipOf({ '1.xml': first, '3.xml': third }))
    expect(finding(statement, 'file.statement-missing').places).toMatchObject([{ value: '80.00', expected: '90.00' }])
  })

  it('leaves alone what tells of the same bookings, and what is no statement', async () => {
    const notification = camt('a', '20.00', '2026-11-03')
      .replaceAll('BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn')
      .replaceAll('Stmt>', 'Ntfctn>')
    const statement = await openBytes(
      zipOf({ 'a-053.xml': camt('a', '20.00', '2026-11-03'), 'a-054.xml': notification, 'a.pdf': '%PDF-1.7' }),
    )
    expect(statement.view().summary.lines).toBe(1)
    expect(finding(statement, 'file.passed-over').places[0]?.value).toBe('a.pdf, a-054.xml')
    expect(codes(statement)).not.toContain('file.interim')
  })

  it('of one CSV or OFX is that', async () => {
    expect(
      (await openBytes(zipOf({ 'x/y.csv': 'Date,Description,Amount\n2026-11-03,a,-1.00\n' }))).view(),
    ).toMatchObject({
      kind: 'csv',
      summary: { lines: 1 },
    })
    expect((await openBytes(zipOf({ 'y.ofx': ofx(ofxStatement('<ACCTID>1', ofxLine('1.00'))) }))).view().kind).toBe(
      'ofx',
    )
  })

  it('is named where it is something else', async () => {
    expect(await notRecognised(zipOf({ 'xl/workbook.xml': '<x/>', '[Content_Types].xml': '<x/>' }))).toBe('excel')
    expect(await notRecognised(zipOf({ 'word/document.xml': '<x/>' }))).toBe('word')
    expect(await notRecognised(zipOf({ mimetype: 'x', 'content.xml': '<x/>' }))).toBe('opendocument')
    expect(await notRecognised(zipOf({}))).toBe('zip-empty')
    expect(await notRecognised(zipOf({ '__MACOSX/._a.xml': 'x', '.DS_Store': 'x' }))).toBe('zip-empty')
    expect(
      await notRecognised(zipOf({ 'a.csv': 'Date,Amount\n2026-11-03,1\n', 'b.csv': 'Date,Amount\n2026-11-03,1\n' })),
    ).toBe('zip-several')
    expect(await notRecognised(zipOf({ 'a.pdf': '%PDF-1.7' }))).toBe('pdf')
    expect(await notRecognised(Buffer.from('PK\u0003\u0004 and nothing of a ZIP'))).toBe('zip-damaged')
  })

  it('whose data is spoilt is told as damaged', async () => {
    const zip = zipOf({ 'a.xml': camt('a', '20.00', '2026-11-03') })
    const spoilt = Buffer.from(zip)
    const packed = deflateRawSync(Buffer.from(camt('a', '20.00', '2026-11-03')))
    spoilt.fill(0xff, zip.indexOf(packed.subarray(0, 8)) + 8, zip.indexOf(packed.subarray(0, 8)) + 20)
    expect(await notRecognised(spoilt)).toBe('zip-damaged')
  })
})

describe('reports within the day and notifications', () => {
  const report = camt('a', '20.00', '2026-11-03')
    .replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt')
    .replaceAll('Stmt>', 'Rpt>')
  it('are asked about, and taken once that is accepted', async () => {
    const statement = await openText(report)
    expect(finding(statement, 'file.interim')).toMatchObject({ places: [{ value: '052' }], remedies: ['take-interim'] })
    statement.apply({ kind: 'take-interim' })
    expect(codes(statement)).not.toContain('file.interim')
    statement.undo()
    expect(codes(statement)).toContain('file.interim')
  })

  it('are asked about as MT942, too', async () => {
    const statement = await openText(
      ':20:X\n:25:1\n:28C:1\n:34F:EUR0,\n:61:261103C1,00NTRFNONREF\n:90D:0EUR0,\n:90C:1EUR1,\n-\n',
    )
    expect(statement.view()).toMatchObject({ kind: 'mt940', summary: { lines: 1 } })
    expect(finding(statement, 'file.interim').places).toMatchObject([{ value: '942' }])
  })
})

describe('a statement that a file holds twice', () => {
  const field = (text: string): string => `:20:A\n:25:20304050/12345678\n${text}-\n`
  const first = field(
    ':28C:11/1\n:60F:C261111GBP1000,00\n:61:2611121112C1200,00NTRFINV2//B1\n:86:MERIDIAN\n:61:2611131113D42,50NMSCNONREF//B2\n:86:MILL\n:62F:C261113GBP2157,50\n',
  )
  const second = field(
    ':28C:12/1\n:60F:C261113GBP2157,50\n:61:2611161116D57,50NMSCNONREF//B3\n:86:POWER\n:62F:C261116GBP2100,00\n',
  )

  it('is no statement that is missing, and its lines are doubles to drop', async () => {
    const statement = await openText(first + second + first)
    expect(codes(statement)).not.toContain('file.statement-missing')
    expect(finding(statement, 'duplicate.id').count).toBe(2)
    statement.apply({ kind: 'drop-same-id' })
    expect(codes(statement).filter((code) => code !== 'balance.missing')).toEqual([])
    expect(statement.view().summary).toMatchObject({ lines: 3, startBalance: '1000.00', endBalance: '2100.00' })
  })

  it('stops it as long as they are in, with ids or without', async () => {
    const withoutIds = (first + second + first).replaceAll(/\/\/B\d/g, '')
    expect(codes(await openText(withoutIds))).toContain('balance.wrong-end')
    expect(codes(await openText(first + second + first))).toContain('balance.wrong-end')
  })
})

describe('OFX', () => {
  it('whose amounts have a comma', async () => {
    const statement = await openText(
      ofx(
        ofxStatement(
          '<ACCTID>1',
          ofxLine('-950,00') + ofxLine('1200,50'),
          '<LEDGERBAL><BALAMT>1250,50<DTASOF>20261127</LEDGERBAL>',
        ),
      ),
    )
    expect(statement.lines(0, 5).map(({ amount }) => amount)).toEqual(['-950.00', '1200.50'])
    expect(statement.view().summary).toMatchObject({ endBalance: '1250.50' })
  })

  it('with a number that could be a thousand is asked about', async () => {
    expect(
      finding(await openText(ofx(ofxStatement('<ACCTID>1', ofxLine('-1,500')))), 'amount.unreadable').places,
    ).toMatchObject([{ value: '-1,500' }])
  })

  it('of one number and two types, or two banks, is of two accounts', async () => {
    const lines = ofxLine('1.00')
    for (const other of ['<BANKID>1<ACCTID>7<ACCTTYPE>SAVINGS', '<BANKID>2<ACCTID>7<ACCTTYPE>CHECKING']) {
      const statement = await openText(
        ofx(
          ofxStatement('<BANKID>1<ACCTID>7<ACCTTYPE>CHECKING', lines) + ofxStatement(other, lines.replace('f1', 'g1')),
        ),
      )
      expect(codes(statement)).toContain('file.several-accounts')
    }
  })

  it('of investments is refused with its count', async () => {
    const statement = await openText(
      '<OFX><INVSTMTMSGSRSV1><INVSTMTRS><INVTRANLIST><BUYSTOCK><INVBUY><TOTAL>-500.00</INVBUY></BUYSTOCK><INVBANKTRAN><STMTTRN><TRNAMT>1000.00</STMTTRN></INVBANKTRAN></INVTRANLIST></INVSTMTRS></INVSTMTMSGSRSV1></OFX>',
    )
    expect(statement.view().summary).toMatchObject({ lines: 0 })
    expect(finding(statement, 'file.investment').places).toMatchObject([{ value: '2' }])
  })

  it('has days with a zone and no time', async () => {
    const statement = await openText(
      ofx(ofxStatement('<ACCTID>1', ofxLine('1.00').replace('20261103', '20261103[-5:EST]'))),
    )
    expect(statement.lines(0, 1)).toMatchObject([{ date: '2026-11-03' }])
  })
})

describe('JSON of others', () => {
  it('is told by whose it is', async () => {
    const plaid =
      '{"transactions":[{"transaction_id":"a","date":"2026-11-03","amount":5,"iso_currency_code":"EUR","name":"x"}]}'
    expect(await notRecognised(Buffer.from(plaid))).toBe('json: Plaid')
    expect(await notRecognised(Buffer.from('[{"id":"a","date":"2026-11-03","amount":5,"text":"x"}]'))).toBe('json')
  })
})

describe('opening and closing balances', () => {
  const two = (end: string, order: readonly string[]): string =>
    camt('x', '0.01', '2026-11-01', balances('100.00', end)).replace(
      /<Ntry>.*<\/Ntry>/,
      order.map((day, at) => /<Ntry>.*<\/Ntry>/.exec(camt(`${day}-${at}`, '10.00', day))?.[0] ?? '').join(''),
    )

  it('that the lines lead from and to stand in for the balance of each line', async () => {
    const statement = await openText(two('80.00', ['2026-11-03', '2026-11-04']))
    expect(codes(statement)).not.toContain('balance.missing')
    expect(statement.lines(0, 5).map(({ balance }) => balance)).toEqual(['90.00', '80.00'])
  })

  it('do so after sorting, where days went back and forth or only back', async () => {
    for (const order of [
      ['2026-11-04', '2026-11-03'],
      ['2026-11-04', '2026-11-05', '2026-11-03'],
    ]) {
      const statement = await openText(two(`${100 - order.length * 10}.00`, order))
      statement.apply({ kind: 'sort' })
      expect(codes(statement)).not.toContain('balance.missing')
      expect(statement.lines(0, 5).map(({ balance }) => balance)).toEqual(
        ['90.00', '80.00', '70.00'].slice(0, order.length),
      )
    }
  })

  it('are no evidence once a line is left out that they count, and again once that is undone', async () => {
    const statement = await openText(two('80.00', ['2026-11-03', '2026-11-04']))
    statement.apply({ kind: 'leave-out-line', at: 1, reason: 'sent before' })
    expect(codes(statement)).toEqual(expect.arrayContaining(['balance.missing', 'balance.wrong-end']))
    statement.undo()
    expect(statement.lines(1, 1)).toMatchObject([{ balance: '80.00' }])
  })

  it('that the lines don’t lead to are a stop', async () => {
    const statement = await openText(two('70.00', ['2026-11-03', '2026-11-04']))
    expect(finding(statement, 'balance.wrong-end').places).toMatchObject([{ value: '80.00', expected: '70.00' }])
    expect(codes(statement)).toContain('balance.missing')
  })

  it('of one account hold once only its lines are left', async () => {
    const first = two('80.00', ['2026-11-03', '2026-11-04'])
    const second = first
      .replace('DE89370400440532013000', 'DE02120300000000202051')
      .replaceAll('10.00', '20.00')
      .replace('80.00', '60.00')
    const statement = await openText(first.replace('</Stmt>', `</Stmt>${/<Stmt>.*<\/Stmt>/.exec(second)?.[0] ?? ''}`))
    expect(finding(statement, 'file.several-accounts').remedies).toEqual(['only-account'])
    statement.apply({ kind: 'only-account', account: 'DE02120300000000202051 EUR' })
    expect(codes(statement)).not.toContain('file.several-accounts')
    expect(statement.lines(0, 5).map(({ balance }) => balance)).toEqual(['80.00', '60.00'])
    expect(statement.view().summary).toMatchObject({ startBalance: '100.00', endBalance: '60.00', leftOut: 2 })
  })

  it('don’t count what is pending, which is named and can be left out', async () => {
    const pending = two('90.00', ['2026-11-03', '2026-11-04']).replace(/BOOK(?=.{0,120}2026-11-04)/, 'PDNG')
    const statement = await openText(pending)
    expect(finding(statement, 'line.pending')).toMatchObject({ count: 1, remedies: ['leave-out', 'count-in'] })
    statement.apply({ kind: 'leave-out', code: 'line.pending' })
    expect(codes(statement).filter((code) => code !== 'text.missing')).toEqual([])
    expect(statement.lines(0, 5)).toMatchObject([{ balance: '90.00' }])
  })
})

describe('types and signs that disagree', () => {
  const typed = (type: string, amount: string): string => ofxLine(amount).replace('OTHER', type)
  it('are asked about where nothing proves which is wrong, the sign first where there is no minus at all', async () => {
    const unsigned = await openText(
      ofx(ofxStatement('<ACCTID>1', typed('DEBIT', '950.00') + typed('CREDIT', '1200.00'))),
    )
    expect(finding(unsigned, 'type.wrong-sign').remedies).toEqual(['sign-from-type', 'type-from-sign'])
    unsigned.apply({ kind: 'sign-from-type' })
    expect(codes(unsigned)).not.toContain('type.wrong-sign')
    expect(unsigned.lines(0, 5).map(({ amount }) => amount)).toEqual(['-950.00', '1200.00'])
    const mixed = await openText(ofx(ofxStatement('<ACCTID>1', typed('DEBIT', '950.00') + typed('DEBIT', '-12.00'))))
    expect(finding(mixed, 'type.wrong-sign').remedies).toEqual(['type-from-sign', 'sign-from-type'])
  })
})

describe('texts that say how they are written', () => {
  it.each([
    ['windows-1250', 0xea, 'Księga'],
    ['ISO-8859-2', 0xea, 'Księga'],
    ['windows-1251', 0xeb, 'Ksiлga'],
    ['iso-8859-1', 0xe9, 'Ksiéga'],
  ])('are read as %s', async (name, byte, description) => {
    const [before = '', after = ''] = camt('R1', '20.00', '2026-11-03')
      .replace('<?xml version="1.0"?>', `<?xml version="1.0" encoding="${name}"?>`)
      .replace(
        '</AcctSvcrRef>',
        '</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>Ksi|ga</Ustrd></RmtInf></TxDtls></NtryDtls>',
      )
      .split('|')
    const statement = await openBytes(Buffer.concat([Buffer.from(before), Buffer.from([byte]), Buffer.from(after)]))
    expect(statement.lines(0, 1)).toMatchObject([{ description }])
    expect(codes(statement)).not.toContain('file.encoding-guessed')
  })

  it('are read by what they are where they say something else', async () => {
    const text = camt('R1', '20.00', '2026-11-03').replace(
      '<?xml version="1.0"?>',
      '<?xml version="1.0" encoding="utf-8"?>',
    )
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    expect((await openBytes(wide)).lines(0, 1)).toMatchObject([{ date: '2026-11-03', amount: '-20.00' }])
  })
})

describe('JSON of several accounts', () => {
  const line = (id: string, amount: number): string =>
    `{"id":"${id}","date":"2026-11-03","description":"d","amount":${amount},"balance":10}`

  it('keeps them apart', async () => {
    const statement = await openText(
      `[{"accountId":"a","transactions":[${line('1', -5)},${line('2', 7)}]},{"accountId":"b","transactions":[${line('3', 1)}]}]`,
    )
    expect(finding(statement, 'file.several-accounts').remedies).toEqual(['only-account'])
    statement.apply({ kind: 'only-account', account: 'b' })
    expect(statement.lines(0, 5)).toMatchObject([{ id: '3' }])
    expect(codes(statement)).not.toContain('file.several-accounts')
  })

  it('says which one a line is on only where that stands before it', async () => {
    const statement = await openText(
      `[{"transactions":[${line('1', -5)}],"accountId":"a"},{"transactions":[${line('2', 1)}],"accountId":"b"}]`,
    )
    expect(finding(statement, 'file.several-accounts').remedies).toEqual([])
  })
})
