import { describe, expect, it } from 'vitest'
import { readerOf } from '../../test/support/statement-readers'
import { readOfx } from './read-ofx'

const read = readerOf(readOfx)

const HEADER = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n'
const transaction = (fields: string): string =>
  `<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20261103<TRNAMT>1.00<FITID>f${fields}</STMTTRN>`
const bank = (inside: string, more = ''): string =>
  `<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>100<ACCTID>20431187<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>${inside}</BANKTRANLIST>${more}</STMTRS>`
const ofx = (...statements: string[]): string =>
  `${HEADER}<OFX><BANKMSGSRSV1><STMTTRNRS>${statements.join('')}</STMTTRNRS></BANKMSGSRSV1></OFX>`
const trn = (fields: string): string => `<STMTTRN>${fields}</STMTTRN>`
const one = async (fields: string) => (await read(ofx(bank(transaction(fields))))).lines[0]

describe('texts of OFX', () => {
  it.each([
    ['Caf&eacute; &amp; Bar', 'Café & Bar'],
    ['Caf&eacute;&nbsp;Bar', 'Café Bar'],
    ['R&amp;amp;D', 'R&D'],
    ['AT&T', 'AT&T'],
    ['I <3 you', 'I <3 you'],
    ['a < b > c', 'a < b > c'],
    ['less <', 'less <'],
    ['&#8364;5', '€5'],
    ['<![CDATA[Fish & Chips <now>]]>', 'Fish & Chips <now>'],
  ])('%s is %s', async (written, name) => {
    expect(await one(`<NAME>${written}\n<MEMO>m`)).toMatchObject({ counterparty: name, description: 'm' })
  })

  it('swallow no tag and no balance behind a sign in a text', async () => {
    const { reading } = await read(
      ofx(bank(transaction('<NAME>I <3 you'), '<LEDGERBAL><BALAMT>5.00<DTASOF>20261103</LEDGERBAL>')),
    )
    expect(reading.parts).toMatchObject([{ end: 50_000n, booked: 10_000n }])
  })

  it('pass over comments, also one that holds a tag', async () => {
    expect(await one('<!-- <NAME>no -->\n<NAME>yes')).toMatchObject({ counterparty: 'yes' })
  })

  it('take the first number that is one for the reference', async () => {
    expect(await one('<CHECKNUM>000000000000<REFNUM>0012')).toMatchObject({ reference: '0012' })
  })
})

describe('amounts of OFX', () => {
  const amountOf = async (text: string, currency = 'EUR') => {
    const { lines } = await read(ofx(bank(trn(`<DTPOSTED>20261103<TRNAMT>${text}<FITID>f`)).replace('EUR', currency)))
    const [line] = lines
    return line?.amountUnclear === true ? null : line?.amount
  }
  it.each([
    ['-950,00', '-950.00'],
    ['1200,5', '1200.5'],
    ['+12.50', '12.50'],
    ['.50', '0.50'],
    ['1500', '1500'],
    ['1234,567', '1234.567'],
    ['0,125', '0.125'],
    ['1,234.56', '1234.56'],
    ['1.234,56', '1234.56'],
    // A thousand as some write it, or one and a bit as the specification has it: a question.
    ['1,234', null],
    ['-1.500', null],
    ['1,234,567', null],
    ['12.3.4', null],
    ['1 234,50', null],
  ])('%s is %s', async (text, amount) => {
    expect(await amountOf(text)).toBe(amount)
  })

  it('has three places where its currency has', async () => {
    expect(await amountOf('1.234', 'KWD')).toBe('1.234')
  })
})

describe('statements of OFX', () => {
  it('are kept apart by bank and by type, not by number alone', async () => {
    const other = bank(transaction('')).replace('CHECKING', 'SAVINGS')
    const elsewhere = bank(transaction('')).replace('>100<', '>200<')
    const card =
      '<CCSTMTRS><CURDEF>EUR<CCACCTFROM><ACCTID>20431187</CCACCTFROM><BANKTRANLIST></BANKTRANLIST></CCSTMTRS>'
    const { reading } = await read(ofx(bank(transaction('')), other, elsewhere, card, bank(transaction(''))))
    expect(reading.parts.map(({ account }) => account)).toEqual([
      '100 20431187 CHECKING EUR',
      '100 20431187 SAVINGS EUR',
      '200 20431187 CHECKING EUR',
      '20431187 CREDITCARD EUR',
      '100 20431187 CHECKING EUR',
    ])
  })

  it('hold pending lists, deletions and corrections, which are no bookings', async () => {
    const pending =
      '<BANKTRANLISTP><DTASOF>20261103<STMTTRNP><TRNTYPE>DEBIT<DTTRAN>20261103<TRNAMT>-9.00<NAME>Hotel</STMTTRNP></BANKTRANLISTP>'
    const corrected = trn('<DTPOSTED>20261103<TRNAMT>1.00<FITID>a<CORRECTFITID>b<CORRECTACTION>DELETE')
    const replaced = trn('<DTPOSTED>20261103<TRNAMT>1.00<FITID>a<CORRECTFITID>b<CORRECTACTION>REPLACE')
    const { lines, reading } = await read(ofx(bank(transaction('') + corrected + replaced, pending)))
    expect(lines.map(({ standing, status, amount, date }) => [standing ?? status, amount, date])).toEqual([
      ['', '1.00', '20261103'],
      ['void', '1.00', '20261103'],
      ['correction (REPLACE)', '1.00', '20261103'],
      ['pending', '-9.00', '20261103'],
    ])
    expect(reading.parts).toMatchObject([{ booked: 10_000n }])
  })

  it('hold balance rows among bookings, told by their words where nothing else stands in them', async () => {
    const row = (memo: string, amount: string, id = ''): string =>
      trn(`<TRNTYPE>OTHER<DTPOSTED>20261103<TRNAMT>${amount}<FITID>${id}<MEMO>${memo}`)
    const { lines, reading } = await read(
      ofx(
        bank(
          row('Saldo Anterior', '1500.00') +
            row('Pix enviado', '-200.00', 'p1') +
            row('Saldo do dia', '1300.00') +
            row('S A L D O', '1300.00') +
            row('Pagamento saldo anterior', '-5.00'),
        ),
      ),
    )
    expect(lines.map(({ standing }) => standing)).toEqual(['balance', null, 'balance', 'balance', null])
    expect(reading.parts).toMatchObject([{ start: 15_000_000n, booked: -2_050_000n }])
  })

  it('begin where a type comes again, as in files of a program that writes all of them into one element', async () => {
    const two =
      '<TRNTYPE>DEBIT<DTPOSTED>20261102<TRNAMT>-12.50<FITID>a<NAME>Oak<TRNTYPE>CREDIT<DTPOSTED>20261103<TRNAMT>7.50<FITID>b<NAME>Elm'
    const { lines, reading } = await read(
      ofx(bank(trn(two), `<BANKTRANLISTP><STMTTRNP>${two}</STMTTRNP></BANKTRANLISTP>`)),
    )
    const said = lines.map(({ standing, type, date, amount, id, counterparty }) =>
      [standing, type, date, amount, id, counterparty].join(' '),
    )
    const booked = [' DEBIT 20261102 -12.50 a Oak', ' CREDIT 20261103 7.50 b Elm']
    expect(said).toEqual([...booked, ...booked.map((line) => `pending${line}`)])
    expect(reading.parts).toMatchObject([{ booked: -50_000n }])
  })

  it('don’t begin where a type is only written twice', async () => {
    const { lines } = await read(ofx(bank(trn('<TRNTYPE>OTHER<TRNTYPE>DEBIT<DTPOSTED>20261103<TRNAMT>-1.00<FITID>a'))))
    expect(lines).toMatchObject([{ type: 'OTHER', amount: '-1.00' }])
  })

  it('are unread where one has two amounts, unless both are the same', async () => {
    const withTwo = (other: string) =>
      read(ofx(bank(trn(`<TRNTYPE>DEBIT<DTPOSTED>20261103<TRNAMT>-12.50<FITID>a<TRNAMT>${other}`))))
    const differing = await withTwo('-7.50')
    expect(differing.lines).toMatchObject([{ amount: '-12.50 -7.50', amountUnclear: true }])
    expect(differing.reading.parts).toMatchObject([{ booked: null }])
    expect((await withTwo('-12.50')).lines).toMatchObject([{ amount: '-12.50', amountUnclear: false }])
  })

  it('convert a line’s currency by CURRENCY, and keep the account’s where ORIGCURRENCY tells what it was', async () => {
    expect(await one('<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>')).toMatchObject({ currency: 'USD' })
    expect(await one('<ORIGCURRENCY><CURRATE>1.1<CURSYM>USD</ORIGCURRENCY>')).toMatchObject({ currency: 'EUR' })
  })

  it('take no balance of an earlier day than the last line, unless the lines lead to it', async () => {
    const inside = `${transaction('')}<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20261105120000[-5:EST]<TRNAMT>2.00<FITID>g</STMTTRN>`
    const balance = (day: string): string => `<LEDGERBAL><BALAMT>5.00<DTASOF>${day}</LEDGERBAL>`
    const earlier = await read(ofx(bank(inside, balance('20261104'))))
    expect(earlier.reading).toMatchObject({ parts: [{ end: null }], findings: [{ code: 'balance.earlier' }] })
    for (const day of ['20261105', '20261106']) {
      const then = await read(ofx(bank(inside, balance(day))))
      expect(then.reading).toMatchObject({ parts: [{ end: 50_000n }], findings: [] })
    }
    const opening = '<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20261101<TRNAMT>2.00<FITID><MEMO>Saldo Anterior</STMTTRN>'
    const led = await read(ofx(bank(opening + inside, balance('20261104'))))
    expect(led.reading).toMatchObject({ parts: [{ start: 20_000n, end: 50_000n }], findings: [] })
  })

  it('take no balance of a later day than the lines', async () => {
    const inside = `<DTSTART>20261001<DTEND>20261103${transaction('')}`
    const balance = (day: string): string =>
      `<LEDGERBAL><BALAMT>5.00<DTASOF>${day}</LEDGERBAL><AVAILBAL><BALAMT>9.00<DTASOF>${day}</AVAILBAL>`
    const later = await read(ofx(bank(inside, balance('20261128'))))
    expect(later.reading).toMatchObject({ parts: [{ end: null }], findings: [{ code: 'balance.later' }] })
    const then = await read(ofx(bank(inside, balance('20261104'))))
    expect(then.reading).toMatchObject({ parts: [{ end: 50_000n }], findings: [] })
  })

  it('of investments are counted and not read', async () => {
    const investment = `<INVSTMTMSGSRSV1><INVSTMTRS><DTASOF>20261127<CURDEF>USD<INVACCTFROM><ACCTID>77</INVACCTFROM><INVTRANLIST><BUYSTOCK><INVBUY><TOTAL>-500.00</INVBUY></BUYSTOCK><INVBANKTRAN>${transaction('')}</INVBANKTRAN></INVTRANLIST></INVSTMTRS></INVSTMTMSGSRSV1>`
    const { lines, reading } = await read(ofx(investment))
    expect(lines).toEqual([])
    expect(reading).toMatchObject({ parts: [], findings: [{ code: 'file.investment', value: '2' }] })
  })

  it('are read with the header in a comment, in another order, on one line, in lower case, or with none', async () => {
    const body = ofx(bank(transaction(''))).slice(HEADER.length)
    for (const before of [
      '',
      `<!--\n${HEADER}-->\n`,
      'VERSION:102\nOFXHEADER:100\n',
      'OFXHEADER:100 DATA:OFXSGML ',
      '\ufeff<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n',
    ]) {
      for (const text of [before + body, before + body.replaceAll(/<\/?[A-Z0-9]+>/g, (tag) => tag.toLowerCase())]) {
        const { lines, reading } = await read(text)
        expect(lines).toMatchObject([{ amount: '1.00' }])
        expect(reading.findings).toEqual([])
      }
    }
  })
})
