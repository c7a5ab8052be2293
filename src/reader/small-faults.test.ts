import { expect, test } from 'vitest'
import { codes, finding, openText } from '../../test/support/statements'

test('RC takes back a credit and RD a debit, as in MT940, wherever a CSV has a column for the direction', async () => {
  const statement = await openText(
    'Date;Amount;D/C;Description;Balance\n01.11.2026;10,00;C;a;110,00\n02.11.2026;10,00;RC;b;100,00\n03.11.2026;5,00;D;c;95,00\n04.11.2026;5,00;RD;d;100,00\n',
  )
  expect(codes(statement)).not.toContain('direction.unknown')
  expect(statement.lines(0, 4).map(({ amount }) => amount)).toEqual(['10.00', '-10.00', '-5.00', '5.00'])
})

test('texts that were written for a web page say what they said there, in every cell, and are cleaned after that', async () => {
  const rows = [
    'Marks &amp; Spencer',
    'O&#39;Neill &lt;3',
    'a&nbsp;&amp;&nbsp;b',
    'R&D &copy AT&T; x',
    '&#61;1+1',
    'a&#7;b',
  ]
  const statement = await openText(
    `Date,Amount,Description\n${rows.map((row, at) => `2026-11-0${at + 1},-${at + 1}.50,${row}`).join('\n')}\n`,
  )
  expect(statement.lines(0, 6).map(({ description }) => description)).toEqual([
    'Marks & Spencer',
    "O'Neill <3",
    'a & b',
    'R&D &copy AT&T; x',
    '=1+1',
    'a b',
  ])
  expect(codes(statement)).toEqual(expect.arrayContaining(['text.formula', 'text.control-characters']))
})

const line = (inside: string, id: number): string =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>2026110${id}<TRNAMT>-1.00<FITID>${id}<NAME>x${inside}</STMTTRN>`

test('an OFX line in another currency is the one that is told apart, and the account’s currency the first to be kept', async () => {
  const foreign = line('<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>', 1)
  const statement = await openText(
    `OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST>${foreign}${line('', 2)}${line('', 3)}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`,
  )
  expect(finding(statement, 'currency.mixed')).toMatchObject({
    count: 1,
    places: [{ at: 0, value: 'USD', expected: 'EUR' }],
  })
  expect(statement.view().summary.currencies).toEqual(['EUR', 'USD'])
})
