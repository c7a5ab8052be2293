import { describe, expect, it } from 'vitest'
import { jsonShapeOf } from './json-maker'
import { formatOfBytes, formatOfText } from './sniff-format'

const wide = (text: string, width: number): string => text.padEnd(width)

describe('a file is told by what is in it', () => {
  it.each([
    ['CSV', 'Date,Amount\n2026-11-03,1\n', { kind: 'csv' }],
    ['CSV that begins with a bracket', '[Datum];[Betrag]\n03.11.2026;1,00\n', { kind: 'csv' }],
    ['CSV that begins with a sign', '<Datum>;Betrag\n03.11.2026;1,00\n', { kind: 'csv' }],
    ['CSV with a time in front', ':20;x\n:61;y\n', { kind: 'csv' }],
    ['OFX', 'OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><SIGNONMSGSRSV1>', { kind: 'ofx' }],
    ['OFX in a comment', '<!--\nOFXHEADER:100\n-->\n<OFX><BANKMSGSRSV1>', { kind: 'ofx' }],
    [
      'OFX behind other headers',
      'VERSION:102\nENCODING:USASCII\nOFXHEADER:100\n\n<OFX>\n<BANKMSGSRSV1>',
      { kind: 'ofx' },
    ],
    ['OFX without any header', '\ufeff\n<OFX>\n<BANKMSGSRSV1>', { kind: 'ofx' }],
    ['OFX of XML', '<?xml version="1.0"?>\n<?OFX OFXHEADER="200"?>\n<OFX xmlns="x"><BANKMSGSRSV1>', { kind: 'ofx' }],
    ['OFX behind a text of the bank', 'Extrato exportado em 03/11/2026\n\n<OFX>\n<SIGNONMSGSRSV1>', { kind: 'ofx' }],
    [
      'camt',
      '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>',
      { kind: 'camt' },
    ],
    ['camt with a prefix', '<ns2:Document xmlns:ns2="x"><ns2:BkToCstmrAcctRpt>', { kind: 'camt' }],
    ['camt in an envelope', '\ufeff<BizMsgEnvlp><AppHdr/><Document><BkToCstmrDbtCdtNtfctn>', { kind: 'camt' }],
    ['MT940', ':20:X\r\n:25:1\r\n:28C:1\r\n:60F:C261101EUR0,\r\n', { kind: 'mt940' }],
    ['MT940 in an envelope', '{1:F01X}{2:I940X}{4:\r\n:20:X\r\n:25:1\r\n:60F:C261101EUR0,\r\n', { kind: 'mt940' }],
    [
      'MT940 behind lines of the bank',
      'ABNANL2A\n940\nABNANL2A\n:20:X\n:25:1\n:28:1\n:60F:C261101EUR0,\n',
      { kind: 'mt940' },
    ],
    ['MT942', ':20:X\n:25:1\n:28C:1\n:34F:EUR0,\n', { kind: 'mt940' }],
    ['another message of SWIFT', '{1:F01X}{2:I103X}{4:\n:20:X\n:32A:261103EUR1,\n:50K:A\n:59:B\n', { other: 'swift' }],
    ['JSON', '{"transactions":[]}', { kind: 'json' }],
    [
      'a payment order',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>',
      { other: 'payment-order' },
    ],
    [
      'another message of ISO 20022',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.029.001.09"><RsltnOfInvstgtn>',
      { other: 'iso20022' },
    ],
    ['other XML', '<?xml version="1.0"?><rss><channel/></rss>', { other: 'xml' }],
    [
      'Excel of 2003',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      { other: 'excel-xml' },
    ],
    [
      'a table of HTML that is named a workbook',
      '<html><body><table><tr><td>03/11/2026</td><td>1.00</td></tr></table>',
      { other: 'html-table' },
    ],
    ['a table alone', '<table border=1><tr><th>Date</th></tr>', { other: 'html-table' }],
    ['a page', '<!DOCTYPE html><html><body>Please sign in', { other: 'page' }],
    ['RTF', '{\\rtf1\\ansi', { other: 'document' }],
    ['QIF', '!Type:Bank\nD03/11/2026\nT-1.00\n^', { other: 'qif' }],
    ['IIF', '!TRNS\tTRNSID\tTRNSTYPE\tDATE\n', { other: 'iif' }],
    ['BAI2', '01,121000248,0004,261103,0200,1,80,,2/\n02,0004,121000248,1,261102,,USD,2/\n', { other: 'bai2' }],
    ['CODA', `${wide('0000003112672505        00000000  TANNENHOF', 127)}2\n1...`, { other: 'coda' }],
    ['Norma 43', '11004912341234567890261101261130200000000010000978300TANNENHOF SL\n22', { other: 'norma43' }],
    ['CFONB', `${wide('0130004    00001EUR2 12345678901  311026', 120)}\n04`, { other: 'cfonb' }],
    ['CNAB 240', `${wide('00100000         212345678000195', 240)}\n`, { other: 'cnab' }],
    ['GPC', `${wide('0740000001234567890TANNENHOF', 128)}\n075`, { other: 'gpc' }],
    ['TITO', 'T00322100123456789012345\n', { other: 'tito' }],
    ['EDIFACT', "UNA:+.? 'UNB+UNOC:3+", { other: 'edifact' }],
  ] as const)('%s', (_name, text, found) => {
    expect(formatOfText(text)).toEqual(found)
  })

  it.each([
    ['PK\u0003\u0004', { archive: 'zip' }],
    ['%PDF-1.7', { other: 'pdf' }],
    ['\u001f\u008b\u0008', { other: 'compressed' }],
    ['7z\u00bc\u00af\u0027\u001c', { other: 'compressed' }],
    ['\u00d0\u00cf\u0011\u00e0', { other: 'excel' }],
    ['\u0089PNG', { other: 'image' }],
    ['Date', null],
  ] as const)('%j by its bytes', (bytes, found) => {
    expect(formatOfBytes(Buffer.from(bytes, 'latin1'))).toEqual(found)
  })
})

describe('JSON is told by its names', () => {
  it.each([
    ['[{"transaction_id":"a","date":"2026-11-03","amount":5,"iso_currency_code":"EUR"}]', 'Plaid'],
    [
      '{"transactions":{"booked":[{"transactionAmount":{"amount":"5"},"bookingDate":"2026-11-03"}]}}',
      'GoCardless (Nordigen)',
    ],
    [
      '{"Data":{"Transaction":[{"CreditDebitIndicator":"Debit","BookingDateTime":"x","Amount":{"Amount":"5"}}]}}',
      'UK Open Banking',
    ],
    ['{"transactions":[{"id":"a","created":"x","amount":-510,"merchant":null,"account_balance":1}]}', 'Monzo'],
    ['[{"id":"a","date":"2026-11-03","amount":5,"description":"who knows which way"}]', null],
    ['[{"a":1,"b":2,"c":3,"d":4}]', null],
  ])('%s', (text, maker) => {
    expect(jsonShapeOf(text)).toEqual({ kind: 'other', maker })
  })

  it.each([
    '{"accountId":"a","transactions":[{"id":"a","date":"2026-11-03","amount":5,"transactionType":"Credit"}]}',
    '[{"id":"a","date":"2026-11-03","amount":5,"balance":5}]',
    '{"transactions":[]}',
    '[]',
  ])('Codat’s own: %s', (text) => {
    expect(jsonShapeOf(text)).toEqual({ kind: 'codat' })
  })
})
