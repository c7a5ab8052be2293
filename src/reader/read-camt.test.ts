import { describe, expect, it } from 'vitest'
import { readerOf } from '../../test/support/statement-readers'
import { codes, openText } from '../../test/support/statements'
import { formatMoney } from '../domain/bank-feeds/statements/money'
import { readCamt } from './read-camt'

const NAMESPACES = ['02', '04', '06', '08', '10', '13'].map((version) => `.001.${version}`)

function document(body: string, { version = '.001.08', message = '053' } = {}): string {
  const [element, part] =
    {
      '052': ['BkToCstmrAcctRpt', 'Rpt'],
      '053': ['BkToCstmrStmt', 'Stmt'],
      '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
    }[message] ?? []
  const namespace = `urn:iso:std:iso:20022:tech:xsd:camt.${message}${version}`
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="${namespace}"><${element}><GrpHdr><MsgId>M</MsgId><CreDtTm>2026-11-05T01:05:11</CreDtTm></GrpHdr><${part}><Id>S</Id>${body}</${part}></${element}></Document>`
}

const account =
  '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Tannenhof GmbH</Nm></Ownr></Acct>'
const balance = (code: string, amount: string, side = 'CRDT'): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd><Dt><Dt>2026-11-01</Dt></Dt></Bal>`
const entry = (amount: string, side: 'CRDT' | 'DBIT', more = '', status = '<Sts><Cd>BOOK</Cd></Sts>'): string =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>${status}<BookgDt><Dt>2026-11-03</Dt></BookgDt><ValDt><Dt>2026-11-04</Dt></ValDt>${more}</Ntry>`
const details = (inside: string): string => `<NtryDtls><TxDtls>${inside}</TxDtls></NtryDtls>`

const read = readerOf(readCamt)

describe('camt.053', () => {
  it.each(NAMESPACES)('is read in version %s, with both balances', async (version) => {
    const { lines, reading } = await read(
      document(account + balance('OPBD', '100.00') + balance('CLBD', '80.00') + entry('20.00', 'DBIT'), { version }),
    )
    expect(lines).toMatchObject([
      { line: 1, date: '2026-11-03', amount: '-20.00', currency: 'EUR', standing: 'booked' },
    ])
    expect(reading.parts).toEqual([
      {
        account: 'DE89370400440532013000 EUR',
        day: 20_758,
        start: 1_000_000n,
        end: 800_000n,
        booked: -200_000n,
        lastLine: 1,
      },
    ])
    expect([...reading.messages]).toEqual(['053'])
    expect(reading.findings).toEqual([])
  })

  it('is read with a prefix for its names, and inside an envelope', async () => {
    const plain = document(account + entry('20.00', 'CRDT'))
    const prefixed = plain.replaceAll(/<(\/?)([A-Z])/g, '<$1c:$2').replace('xmlns=', 'xmlns:c=')
    const wrapped = plain.replace('<Document', '<Envelope><AppHdr><Fr>x</Fr></AppHdr><Document') + '</Envelope>'
    for (const text of [prefixed, wrapped]) {
      const { lines, reading } = await read(text)
      expect(lines).toMatchObject([{ amount: '20.00' }])
      expect(reading.findings).toEqual([])
    }
  })

  it('reads entries whose elements stand in another order than those of the entry before', async () => {
    const turned =
      '<Ntry><BookgDt><Dt>2026-11-05</Dt></BookgDt><CdtDbtInd>DBIT</CdtDbtInd><Amt Ccy="EUR">3.00</Amt></Ntry>'
    const { lines } = await read(document(account + entry('1.00', 'CRDT') + turned + entry('2.00', 'CRDT') + turned))
    expect(lines.map(({ date, amount }) => `${date} ${amount}`)).toEqual([
      '2026-11-03 1.00',
      '2026-11-05 -3.00',
      '2026-11-03 2.00',
      '2026-11-05 -3.00',
    ])
  })

  it('goes by CdtDbtInd alone: RvslInd says what the original was, not which way this goes', async () => {
    const reversal = '<RvslInd>true</RvslInd>'
    const { lines } = await read(document(account + entry('5.00', 'DBIT', reversal) + entry('7.00', 'CRDT', reversal)))
    expect(lines.map(({ amount }) => amount)).toEqual(['-5.00', '7.00'])
  })

  it('tells booked entries from pending ones, notes and those to come, as old and new versions write it', async () => {
    const entries = ['BOOK', 'PDNG', 'INFO', 'FUTR', 'XXXX'].flatMap((status) => [
      entry('1.00', 'CRDT', '', `<Sts>${status}</Sts>`),
      entry('1.00', 'CRDT', '', `<Sts><Cd>${status}</Cd></Sts>`),
    ])
    const { lines, reading } = await read(document(account + entries.join('')))
    expect(lines.map(({ standing, status }) => standing ?? status)).toEqual([
      'booked',
      'booked',
      'pending',
      'pending',
      'void',
      'void',
      'pending',
      'pending',
      'XXXX',
      'XXXX',
    ])
    expect(reading.parts[0]?.booked).toBe(20_000n)
  })

  it('takes booked balances, never available or expected ones', async () => {
    const balances = [
      balance('ITAV', '1.00'),
      balance('CLAV', '2.00'),
      balance('FWAV', '3.00'),
      balance('PRCD', '40.00'),
      balance('CLBD', '5.00', 'DBIT'),
    ]
    const { reading } = await read(document(account + balances.join('') + entry('45.00', 'DBIT')))
    expect(
      reading.parts.map(({ start, end }) => [start, end].map((one) => (one === null ? null : formatMoney(one)))),
    ).toEqual([['40.00', '-5.00']])
  })

  it('is closed by the balance of its last day, where it holds those of each', async () => {
    const closing = (amount: string, on: string): string => balance('CLBD', amount).replace('2026-11-01', on)
    const { reading } = await read(document(account + closing('7.00', '2026-11-05') + closing('5.00', '2026-11-04')))
    expect(reading.parts).toMatchObject([{ end: 70_000n }])
  })

  it('takes the booking date, with or without a time, and the value date where there is none', async () => {
    const timed = entry('1.00', 'CRDT').replace('<Dt>2026-11-03</Dt>', '<DtTm>2026-12-31T23:30:00+01:00</DtTm>')
    const unbooked = entry('1.00', 'CRDT').replace(/<BookgDt>.*?<\/BookgDt>/, '')
    const { lines } = await read(document(account + timed + unbooked))
    expect(lines.map(({ date }) => date)).toEqual(['2026-12-31T23:30:00+01:00', '2026-11-04'])
  })

  it('names the other side: who paid, or who was paid, in both places of a name', async () => {
    const parties = (wrap: (name: string) => string): string =>
      details(
        `<Refs><EndToEndId>INV-7</EndToEndId></Refs><RltdPties><Dbtr>${wrap('Payer Ltd')}</Dbtr><Cdtr>${wrap('Paid Ltd')}</Cdtr></RltdPties><RmtInf><Ustrd>Invoice 7</Ustrd><Ustrd>and 8</Ustrd></RmtInf>`,
      )
    for (const wrap of [(name: string) => `<Nm>${name}</Nm>`, (name: string) => `<Pty><Nm>${name}</Nm></Pty>`]) {
      const { lines } = await read(
        document(
          account +
            entry('1.00', 'CRDT', parties(wrap)) +
            entry('1.00', 'DBIT', parties(wrap)) +
            entry('1.00', 'DBIT', `<RvslInd>true</RvslInd>${parties(wrap)}`),
        ),
      )
      expect(lines.map(({ counterparty }) => counterparty)).toEqual(['Payer Ltd', 'Paid Ltd', 'Payer Ltd'])
      expect(lines[0]).toMatchObject({ reference: 'INV-7', description: 'Invoice 7 and 8' })
    }
  })

  it('keeps the customer’s own name out of it', async () => {
    const own = '<RltdPties><Cdtr><Nm>TANNENHOF GMBH</Nm></Cdtr></RltdPties>'
    const returned =
      '<RltdPties><Dbtr><Nm>Late Payer</Nm></Dbtr><DbtrAcct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id></DbtrAcct><Cdtr><Nm>Tannenhof GmbH</Nm></Cdtr><CdtrAcct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id></CdtrAcct></RltdPties>'
    const { lines } = await read(
      document(account + entry('1.00', 'DBIT', details(own)) + entry('1.00', 'DBIT', details(returned))),
    )
    expect(lines.map(({ counterparty }) => counterparty)).toEqual(['', 'Late Payer'])
  })

  it('takes references as texts, and none that says there is none', async () => {
    const { lines } = await read(
      document(
        account +
          entry(
            '1.00',
            'CRDT',
            '<AcctSvcrRef>000123450678901234567</AcctSvcrRef>' +
              details(
                '<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RmtInf><Strd><CdtrRefInf><Ref>000000000012345678901234567</Ref></CdtrRefInf></Strd></RmtInf>',
              ),
          ) +
          entry(
            '1.00',
            'CRDT',
            '<NtryRef>2</NtryRef><AcctSvcrRef>NONREF</AcctSvcrRef>' +
              details('<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>'),
          ),
      ),
    )
    expect(lines).toMatchObject([
      { id: '000123450678901234567', reference: '000000000012345678901234567' },
      { id: '', reference: '' },
    ])
  })

  it('books a batch as the one entry it is, and says what is in it', async () => {
    const one = (name: string): string =>
      `<TxDtls><Amt Ccy="EUR">15.00</Amt><RltdPties><Cdtr><Pty><Nm>${name}</Nm></Pty></Cdtr></RltdPties></TxDtls>`
    const batch = `<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>${one('Ada')}${one('Bob')}</NtryDtls><AddtlNtryInf>Salaries</AddtlNtryInf>`
    const { lines } = await read(document(account + entry('30.00', 'DBIT', batch)))
    expect(lines).toMatchObject([
      { amount: '-30.00', counterparty: '', description: 'Salaries · Batch of 2 payments: Ada, Bob' },
    ])
  })

  it('keeps statements of several accounts and currencies apart', async () => {
    const other = account.replace('EUR', 'USD')
    const text = document(account + entry('1.00', 'CRDT')).replace(
      '</Stmt>',
      `</Stmt><Stmt>${other}${entry('2.00', 'CRDT').replaceAll('EUR', 'USD')}</Stmt><Stmt><Acct><Id><Othr><Id>4711</Id></Othr></Id></Acct>${entry('3.00', 'CRDT')}</Stmt>`,
    )
    const { lines, reading } = await read(text)
    expect(reading.parts.map(({ account: key }) => key)).toEqual([
      'DE89370400440532013000 EUR',
      'DE89370400440532013000 USD',
      '4711 EUR',
    ])
    expect(lines.map(({ line, currency }) => [line, currency])).toEqual([
      [1, 'EUR'],
      [2, 'USD'],
      [3, 'EUR'],
    ])
  })

  it('reads the oldest version, where details stand right in the entry', async () => {
    const { lines } = await read(
      '<Document><BkToCstmrStmtV01><Stmt><Acct><Id><PrtryAcct><Id>99</Id></PrtryAcct></Id></Acct><Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-03</Dt></BookgDt><TxDtls><RltdPties><Dbtr><Nm>Ada</Nm></Dbtr></RltdPties></TxDtls></Ntry></Stmt></BkToCstmrStmtV01></Document>',
    )
    expect(lines).toMatchObject([{ amount: '1.00', counterparty: 'Ada' }])
  })

  it.each(['1,00', '1.000,00', '-1.00', '1e3', '', 'NaN'])('takes no amount from %j', async (amount) => {
    const { lines, reading } = await read(document(account + entry(amount, 'CRDT')))
    expect(lines).toMatchObject([{ amountUnclear: true }])
    expect(reading.parts[0]?.booked).toBeNull()
  })

  it('takes no amount without a direction', async () => {
    const { lines } = await read(document(account + entry('1.00', 'CRDT').replace('<CdtDbtInd>CRDT</CdtDbtInd>', '')))
    expect(lines).toMatchObject([{ amountUnclear: true }])
  })

  it('says when an entry is in another currency than its account', async () => {
    const { reading } = await read(document(account + entry('1.00', 'CRDT').replace('EUR', 'USD')))
    expect(reading.findings).toEqual([{ code: 'currency.mixed', line: 1, value: 'USD', expected: 'EUR' }])
  })

  it('takes currency and amount of the entry, not the account’s, nor what a transaction was ordered in', async () => {
    const ordered = details('<AmtDtls><TxAmt><Amt Ccy="CHF">9.00</Amt></TxAmt></AmtDtls><Amt Ccy="CHF">9.00</Amt>')
    const bare = entry('2.00', 'CRDT').replace(' Ccy="EUR"', '')
    const { lines } = await read(document(account + entry('1.00', 'DBIT', ordered).replace('EUR', 'USD') + bare))
    expect(lines).toMatchObject([
      { amount: '-1.00', currency: 'USD' },
      { amount: '2.00', currency: 'EUR' },
    ])
  })

  it('names the other side of a reversal in either way of writing it, and nobody who may be the customer', async () => {
    const party = (name: string, who: string): string => `<${name}><Nm>${who}</Nm></${name}>`
    const both = details(`<RltdPties>${party('Dbtr', 'Ada')}${party('Cdtr', 'Bob')}</RltdPties>`)
    const paid = details(`<RltdPties>${party('Cdtr', 'Bob')}</RltdPties>`)
    const { lines } = await read(
      document(
        account +
          entry('1.00', 'CRDT', `<RvslInd>1</RvslInd>${both}`) +
          entry('1.00', 'CRDT', `<RvslInd>0</RvslInd>${both}`) +
          entry('1.00', 'CRDT', paid),
      ),
    )
    expect(lines.map(({ counterparty }) => counterparty)).toEqual(['Bob', 'Ada', ''])
  })

  it('takes from a batch no reference of one of its transactions, and no name beyond those that were kept', async () => {
    const one = (name: string): string =>
      `<TxDtls><Refs><AcctSvcrRef>R-${name}</AcctSvcrRef><EndToEndId>E-${name}</EndToEndId></Refs><RltdPties><Cdtr><Nm>${name}</Nm></Cdtr></RltdPties></TxDtls>`
    const few = `<NtryDtls>${one('Ada')}${one('Ada')}</NtryDtls>`
    const many = `<NtryDtls>${one('Ada').repeat(50)}${one('Bob')}</NtryDtls>`
    const { lines } = await read(document(account + entry('2.00', 'DBIT', few) + entry('51.00', 'DBIT', many)))
    expect(lines).toMatchObject([
      { id: '', reference: '', counterparty: 'Ada' },
      { id: '', reference: '', counterparty: '', description: 'Batch of 51 payments: Ada' },
    ])
  })

  it('prefers the bank’s reference of the entry to that of its one transaction', async () => {
    const inside = `<AcctSvcrRef>ENTRY-1</AcctSvcrRef>${details('<Refs><AcctSvcrRef>TX-1</AcctSvcrRef></Refs>')}`
    expect((await read(document(account + entry('1.00', 'CRDT', inside)))).lines).toMatchObject([{ id: 'ENTRY-1' }])
  })

  it('opens with the first opening balance, and closes with none that is another kind, has no side or no code', async () => {
    const sideless = balance('CLBD', '8.00').replace('<CdtDbtInd>CRDT</CdtDbtInd>', '')
    const codeless = balance('XXXX', '9.00').replace('<Cd>XXXX</Cd>', '<Prtry>own</Prtry>')
    const { reading } = await read(
      document(
        [
          account,
          balance('OPBD', '1.00'),
          balance('OPBD', '4.00'),
          balance('CLBD', '5.00'),
          balance('CLAV', '6.00'),
          balance('ITBD', '7.00'),
          sideless,
          codeless,
        ].join(''),
      ),
    )
    expect(reading.parts).toMatchObject([{ start: 10_000n, end: 50_000n }])
  })

  it('says where it is cut off, and takes no entry that isn’t whole', async () => {
    const whole = document(account + entry('1.00', 'CRDT') + entry('2.00', 'CRDT'))
    const { lines, reading } = await read(whole.slice(0, whole.lastIndexOf('<BookgDt>')))
    expect(lines.map(({ amount }) => amount)).toEqual(['1.00'])
    expect(reading.findings).toMatchObject([{ code: 'file.ended-early' }])
  })

  it('takes an element that holds nothing for one, however its end is written', async () => {
    for (const empty of [
      '<Prtry/>',
      '<Prtry />',
      '<Prtry></Prtry>',
      '<Prtry\n/>',
      '<NtryRef/>',
      '<Amt Ccy="EUR"/>'.replace('Amt', 'Chrgs'),
    ]) {
      const body = account + entry('20.00', 'DBIT', `${empty}<AddtlNtryInf>Rent</AddtlNtryInf>${empty}`) + empty
      const { lines, reading } = await read(document(body + entry('1.00', 'CRDT')))
      expect(reading.findings).toEqual([])
      expect(lines.map(({ amount, description }) => `${amount} ${description}`)).toEqual(['-20.00 Rent', '1.00 '])
    }
  })

  it('books entries without a day on the one that both balances are of, and on none where they are of two', async () => {
    const undated = entry('20.00', 'DBIT').replace(/<(BookgDt|ValDt)>.*?<\/\1>/g, '')
    const opening = balance('OPBD', '100.00')
    const oneDay = await read(document(account + opening + balance('CLBD', '80.00') + undated))
    expect(oneDay.lines).toMatchObject([{ date: '2026-11-01', amount: '-20.00' }])
    const twoDays = balance('CLBD', '80.00').replace('2026-11-01', '2026-11-02')
    for (const balances of [opening + twoDays, opening, twoDays, ''])
      expect((await read(document(account + balances + undated))).lines).toMatchObject([{ date: '' }])
  })

  it('books on a day with a zone', async () => {
    for (const zone of ['Z', '+02:00', '-05:00']) {
      const text = document(account + entry('1.00', 'CRDT')).replace('2026-11-03</Dt>', `2026-11-03${zone}</Dt>`)
      expect(codes(await openText(text))).not.toContain('date.unreadable')
      expect((await openText(text)).lines(0, 1)).toMatchObject([{ date: '2026-11-03' }])
    }
  })

  it('says where tags don’t match, and where they nest beyond reason', async () => {
    const mixed = document(account + entry('1.00', 'CRDT').replace('</BookgDt>', ''))
    const deep = document(`<Ntry>${'<A>'.repeat(100)}${'</A>'.repeat(100)}</Ntry>`)
    const closedByAnother = document(account + entry('1.00', 'CRDT', '<NtryRef><Prtry/></AddtlNtryInf>'))
    const justOpened = document(account + entry('1.00', 'CRDT').replace('</BookgDt>', '<Prtry></BookgDt>'))
    for (const text of [mixed, deep, closedByAnother, justOpened]) {
      expect((await read(text)).reading.findings).toMatchObject([{ code: 'file.broken' }])
    }
  })

  it('expands no entity', async () => {
    const text = document(account + entry('1.00', 'CRDT', '<AddtlNtryInf>&who; &amp; co</AddtlNtryInf>'))
    const { lines } = await read(text.replace('<Document', '<!DOCTYPE d [<!ENTITY who "nobody">]><Document'))
    expect(lines).toMatchObject([{ description: '&who; & co' }])
  })
})

describe('camt.052 and camt.054', () => {
  it('say what they are: a report knows its last balance, a notification none', async () => {
    const inside =
      account + balance('OPBD', '1.00') + balance('ITBD', '3.00') + balance('CLBD', '9.00') + entry('2.00', 'CRDT')
    const report = await read(document(inside.replace(balance('CLBD', '9.00'), ''), { message: '052' }))
    expect([...report.reading.messages]).toEqual(['052'])
    expect(report.reading.parts).toMatchObject([{ start: null, end: 30_000n }])
    const notification = await read(document(inside, { message: '054' }))
    expect([...notification.reading.messages]).toEqual(['054'])
    expect(notification.reading.parts).toMatchObject([{ start: null, end: null }])
    for (const message of ['052', '054']) {
      const noStatus = await read(document(account + entry('2.00', 'CRDT', '', ''), { message }))
      expect(noStatus.lines).toMatchObject([{ standing: null, status: 'no status' }])
    }
  })
})
