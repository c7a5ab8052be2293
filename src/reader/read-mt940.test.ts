import { describe, expect, it } from 'vitest'
import { readerOf } from '../../test/support/statement-readers'
import { formatOfText } from '../domain/bank-feeds/statements/sniff-format'
import { readMt940 } from './read-mt940'

const read = readerOf(readMt940)

function statement(body: readonly string[], more: { account?: string; start?: string; end?: string } = {}): string {
  const { account = '37040044/0532013000', start = 'C261031EUR100,00', end = 'C261103EUR80,00' } = more
  return [':20:STARTUMSE', `:25:${account}`, ':28C:00001/001', `:60F:${start}`, ...body, `:62F:${end}`, '-', ''].join(
    '\r\n',
  )
}

const lineOf = async (...field: string[]) => (await read(statement(field))).lines[0]

describe('MT940', () => {
  it('is read with account, currency, both balances and the line of each booking', async () => {
    const { lines, reading } = await read(statement([':61:2611031103D20,00NTRFNONREF//B1', ':86:Rent November']))
    expect(lines).toMatchObject([
      {
        line: 5,
        date: '2026-11-03',
        amount: '-20.00',
        id: 'B1',
        reference: '',
        description: 'Rent November',
        currency: 'EUR',
      },
    ])
    expect(reading.parts).toEqual([
      {
        account: '37040044/0532013000 EUR',
        day: 20_760,
        start: 1_000_000n,
        end: 800_000n,
        booked: -200_000n,
        lastLine: 5,
      },
    ])
    expect([...reading.messages]).toEqual(['940'])
    expect(reading.findings).toEqual([])
  })

  it.each([
    ['behind every line', '@@\r\n', ''],
    ['instead of line ends', '@@', ''],
    ['in front of every line', '\n', '@@'],
  ])('takes `@@` for the line end that it stands for, %s', async (_where, end, front) => {
    const lines = statement([':61:2611031103D20,00NTRFNONREF//B1', ':86:Rent', 'Nov@ember']).trimEnd().split('\r\n')
    const text = lines.map((one) => `${front}${one}${end}`).join('')
    const found = await read(text)
    expect(found.lines).toMatchObject([
      { date: '2026-11-03', amount: '-20.00', id: 'B1', description: 'Rent Nov@ember' },
    ])
    expect(found.reading.parts).toMatchObject([{ start: 1_000_000n, end: 800_000n, booked: -200_000n }])
    expect(found.reading.findings).toEqual([])
    expect(formatOfText(text)).toEqual({ kind: 'mt940' })
  })

  it.each([
    ['blanks for an entry date that isn’t given', ':61:261103    D20,00NTRFNONREF', '2026-11-03', '-20.00'],
    ['a value date of a month of thirty days', ':61:2602300301D20,00NTRFNONREF', '2026-03-01', '-20.00'],
    ['a value date that doesn’t exist, alone', ':61:260230D20,00NTRFNONREF', '2026-02-30', '-20.00'],
  ])('reads %s', async (_, written, date, amount) => {
    expect(await lineOf(written)).toMatchObject({ date, amount, amountUnclear: false })
  })

  it('goes on behind a hyphen that a text was cut at, and ends at one that ends it', async () => {
    const body = [':61:2611031103D20,00NTRFNONREF', ':86:/REMI/Kenmerk 41 -', '-', ':61:2611031103C1,00NTRFNONREF']
    const { lines, reading } = await read(statement(body, { end: 'C261103EUR81,00' }))
    expect(lines.map(({ amount }) => amount)).toEqual(['-20.00', '1.00'])
    expect(reading.parts).toMatchObject([{ start: 1_000_000n, end: 810_000n, booked: -190_000n }])
    expect(reading.findings).toEqual([])
    const two = await read(statement([]) + statement([], { account: '2' }))
    expect(two.reading.parts.map(({ account }) => account)).toEqual(['37040044/0532013000 EUR', '2 EUR'])
  })

  it.each([
    ['C1,00NMSC', '1.00'],
    ['D1,00NMSC', '-1.00'],
    ['RC1,00NMSC', '-1.00'],
    ['RD1,00NMSC', '1.00'],
    ['CR1,00NMSC', '1.00'],
    ['DR1,00NMSC', '-1.00'],
    ['RCR1,00NMSC', '-1.00'],
    ['RDR1,00NMSC', '1.00'],
    ['CD1,00NMSC', '1.00'],
    ['C1,NMSC', '1.'],
    ['C000000001234,5NMSC', '000000001234.5'],
    ['D123456789012345,67NMSC', '-123456789012345.67'],
    ['D000000123456789012,34NMSC', '-000000123456789012.34'],
  ])('reads %s as %s', async (written, amount) => {
    const line = await lineOf(`:61:261103${written}NONREF`)
    expect(line?.amountUnclear).toBe(false)
    expect(Number(line?.amount)).toBe(Number(amount))
  })

  it.each([
    ['2611031103', '2026-11-03'],
    ['261103', '2026-11-03'],
    ['2612301230', '2026-12-30'],
    // Booked in the new year, of value in the old one, and the other way round.
    ['2612300102', '2027-01-02'],
    ['2701021230', '2026-12-30'],
    ['2602280301', '2026-03-01'],
    ['2403010229', '2024-02-29'],
  ])('takes %s for the day %s', async (written, date) => {
    expect(await lineOf(`:61:${written}C1,00NMSCNONREF`)).toMatchObject({ date })
  })

  it.each([
    '261103C1.00NMSC',
    '261103X1,00NMSC',
    '261103C1.000,00NMSC',
    '261303C1,00NMSC',
    'C1,00',
    '261103C-1,00NMSC',
    '',
  ])('takes nothing from %j', async (written) => {
    expect(await lineOf(`:61:${written}`)).toMatchObject({ amountUnclear: true })
  })

  it('takes the references of both sides and the supplement', async () => {
    expect(await lineOf(':61:2611031103C1,00NTRFINV-7//B9', '/OCMT/USD1,10/')).toMatchObject({
      id: 'B9',
      reference: 'INV-7',
      description: '/OCMT/USD1,10/',
    })
    expect(await lineOf(':61:2611031103C1,00NTRFNONREF//NONREF')).toMatchObject({ id: '', reference: '' })
  })

  it.each(['?', '<', '~', '^'])('reads numbered subfields behind %s, across its lines', async (sign) => {
    const info = `166?00SEPA-UEBERWEISUNG?10931?20EREF+INV-2026-7?21KREF+NONREF?22SVWZ+Rechnung 2026-7 vom 1?231. November?30COBADEFFXXX?31DE89370400440532013000?32Tannenhof?33 GmbH?34997`
    const text = info.replaceAll('?', sign)
    const line = await lineOf(
      ':61:2611031103C1,00NMSCNONREF',
      `:86:${text.slice(0, 65)}`,
      text.slice(65, 130),
      text.slice(130),
    )
    expect(line).toMatchObject({
      reference: 'INV-2026-7',
      description: 'Rechnung 2026-7 vom 1 1. November',
      counterparty: 'Tannenhof GmbH',
    })
  })

  it.each(['166?', ' 166?', '166 ?', ' ?', '?'])('finds the numbers of subfields behind “%s”', async (front) => {
    expect(await lineOf(':61:2611031103D20,00NTRF', `:86:${front}20SVWZ+Rent?32Landlord`)).toMatchObject({
      counterparty: 'Landlord',
    })
  })

  it('tells keys of three letters and of four, in capitals only and with no word in front', async () => {
    const purpose = 'EREF+E 1TRN+T 1svwz+s 1SVWZ+Rent + moreBIC+B 1'
    expect(await lineOf(':61:2611031103D20,00NTRF', `:86:166?20${purpose}`)).toMatchObject({
      reference: 'E 1',
      description: 'Rent + more',
    })
  })

  it('joins a purpose that was cut where a subfield is full', async () => {
    const line = await lineOf(':61:261103C1,00NMSC', ':86:105?20SVWZ+Miete Wohnung Nummer 1?214 Lindenstrasse')
    expect(line?.description).toBe('Miete Wohnung Nummer 14 Lindenstrasse')
  })

  it('reads words between slashes: ABN AMRO, Rabobank and ING', async () => {
    const abn = [
      '/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/J',
      'ansen B.V./REMI/Factuur 7/EREF/INV-7',
    ]
    const rabo = ['/EREF/INV-7/ORDP//NAME/Jansen B.V./REMI/Factuur 7/ISDT/2026-11-03']
    const ing = ['/EREF/INV-7//CNTP/NL91ABNA0417164300/ABNANL2A/Jansen B.V./Utrecht//REMI/USTD//Factuur 7/']
    for (const [first = '', ...more] of [abn, rabo, ing]) {
      expect(await lineOf(':61:261103C1,00NTRFNONREF', `:86:${first}`, ...more)).toMatchObject({
        counterparty: 'Jansen B.V.',
        description: 'Factuur 7',
        reference: 'INV-7',
      })
    }
  })

  it('takes plain text as it stands, with a hyphen, a slash or a colon in it', async () => {
    const line = await lineOf(':61:261103C1,00NTRFNONREF', ':86:Invoice 7/8', '-paid by phone: thanks', ':) 100%')
    expect(line?.description).toBe('Invoice 7/8 -paid by phone: thanks :) 100%')
  })

  it('leaves out what `:86:` says of the whole statement', async () => {
    const text = statement([':61:261103D20,00NTRFNONREF', ':86:Rent']).replace(
      '-\r\n',
      ':64:C261103EUR999,00\r\n:86:Thank you\r\n-\r\n',
    )
    const { lines, reading } = await read(text)
    expect(lines).toMatchObject([{ description: 'Rent' }])
    expect(reading.parts).toMatchObject([{ end: 800_000n }])
  })

  it('reads several statements and pages in one file, and the envelope of the network', async () => {
    const first = statement([':61:261103D20,00NTRFNONREF'])
    const second = statement([':61:261104D5,00NTRFNONREF'], {
      start: 'C261103EUR80,00',
      end: 'C261104EUR75,00',
    }).replace(':60F:', ':60M:')
    const wrapped = `\u0001{1:F01COBADEFFAXXX0000000000}{2:O9401200261103COBADEFFAXXX00000000002611031200N}{4:\r\n${first.replace(/-\r\n$/, '-}{5:{CHK:123456789012}}')}`
    for (const text of [
      first + second,
      wrapped + second.replace(/^/, '{1:F01X}{2:I940X}{4:\r\n'),
      `ABNANL2A\r\n940\r\nABNANL2A\r\n${first}${second}`,
    ]) {
      const { lines, reading } = await read(text)
      expect(lines.map(({ amount, date }) => [amount, date])).toEqual([
        ['-20.00', '2026-11-03'],
        ['-5.00', '2026-11-04'],
      ])
      expect(reading.parts).toMatchObject([
        { start: 1_000_000n, end: 800_000n },
        { start: 800_000n, end: 750_000n },
      ])
      expect(reading.findings).toEqual([])
    }
  })

  it('reads a debit balance, and lines that end with any end', async () => {
    for (const end of ['\n', '\r', '\r\n']) {
      const text = statement([':61:261103D20,00NTRFNONREF'], { start: 'D261031EUR10,00', end: 'D261103EUR30,00' })
      const { reading } = await read(text.replaceAll('\r\n', end))
      expect(reading.parts).toMatchObject([{ start: -100_000n, end: -300_000n, lastLine: 5 }])
    }
  })

  it('says when it ends before the closing balance, and when a balance can’t be read', async () => {
    const cut = await read(statement([':61:261103D20,00NTRFNONREF']).split(':62F')[0] ?? '')
    expect(cut.reading.findings).toMatchObject([{ code: 'file.ended-early' }])
    const odd = await read(statement([], { end: 'C261103EUR1.000.00' }))
    expect(odd.reading.findings.map(({ code }) => code)).toContain('balance.unreadable')
  })
})

describe('MT942', () => {
  it('is told by its floor limit and its sums, has no balance, and marks what is only expected', async () => {
    const text = [
      ':20:X',
      ':25:123',
      ':28C:1/1',
      ':34F:EUR0,',
      ':13D:2611031200+0100',
      ':61:261103C1,00NTRFNONREF',
      ':61:261103EC2,00NTRFNONREF',
      ':61:261103ED3,00NTRFNONREF',
      ':90D:0EUR0,',
      ':90C:1EUR1,00',
      '-',
    ].join('\n')
    const { lines, reading } = await read(text)
    expect([...reading.messages]).toEqual(['942'])
    expect(lines.map(({ amount, standing }) => [amount, standing])).toEqual([
      ['1.00', 'booked'],
      ['2.00', 'pending'],
      ['-3.00', 'pending'],
    ])
    expect(reading.parts).toMatchObject([{ start: null, end: null, booked: 10_000n }])
  })
})
