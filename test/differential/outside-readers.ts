// Readers that nobody here wrote, each asked for the same few things of a file. They are installed into a folder of their own.
import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

export interface FoundLine {
  /** In cents, positive for money in. */
  readonly cents: number
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** What it says of the bank's own reference, the other side and the purpose; null where it doesn't tell. */
  readonly bankRef: string | null
  readonly name: string | null
  readonly purpose: string | null
}

export interface Found {
  readonly lines: readonly FoundLine[]
  /** In cents; null where it doesn't tell. */
  readonly end: number | null
}

export type FileKind = 'mt940' | 'camt.052' | 'camt.053' | 'ofx'

export interface OutsideReader {
  readonly name: string
  readonly reads: readonly FileKind[]
  readonly read: (text: string, kind: FileKind, version: string) => Promise<Found>
}

const run = promisify(execFile)

const PACKAGES = [
  'mt940js@1.3.5',
  'mt940-js@1.0.0',
  'tslib@2.8.1',
  'lib-fints@1.5.0',
  'iso20022.js@0.0.15',
  'ofx-js@1.1.1',
]

/** Installs those of npm into `folder`, and takes those of Debian that are on the machine. */
export async function outsideReaders(folder: string): Promise<readonly OutsideReader[]> {
  await writeFile(path.join(folder, 'package.json'), '{"private":true,"type":"module"}')
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...PACKAGES], {
    cwd: folder,
  })
  // Node's own import: the one of a file that Vite reads would read the packages as parts of this project.
  await writeFile(path.join(folder, 'load.cjs'), 'module.exports = (file) => import(file)')
  const importFile = createRequire(path.join(folder, 'load.cjs'))('./load.cjs') as (file: string) => Promise<Loose>
  const load = (file: string): Promise<Loose> => importFile(pathToFileURL(path.join(folder, 'node_modules', file)).href)
  const readers = [
    mt940js(await load('mt940js/index.js')),
    plainMt940js(await load('mt940-js/lib/index.js')),
    libFints(await load('lib-fints/dist/mt940parser.js'), await load('lib-fints/dist/camtParser.js')),
    iso20022(await load('iso20022.js/dist/index.mjs')),
    ofxJs(await load('ofx-js/ofx.js')),
  ]
  if (await isThere('ofxdump')) readers.push(libofx(folder))
  if (await isThere('aqbanking-cli')) readers.push(aqbanking(folder))
  return readers
}

async function isThere(program: string): Promise<boolean> {
  return run('sh', ['-c', `command -v ${program}`]).then(
    () => true,
    () => false,
  )
}

// Other people's shapes: looked into here and nowhere else.
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any

const cents = (amount: number): number => Math.round(amount * 100)
const dayOf = (date: Date | string): string => (typeof date === 'string' ? date : date.toISOString()).slice(0, 10)
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function mt940js(module: Loose): OutsideReader {
  return {
    name: 'mt940js 1.3.5',
    reads: ['mt940'],
    async read(file) {
      const [statement] = new module.default.Parser().parse(file, false)
      return {
        end: cents(statement.closingBalance),
        lines: statement.transactions.map((one: Loose) => ({
          cents: cents(one.amount),
          day: dayOf(one.entryDate),
          bankRef: text(one.bankReference),
          name: text(one.structuredDetails?.['32'] ?? one.structuredDetails?.NAME),
          purpose: text(one.details),
        })),
      }
    },
  }
}

function plainMt940js(module: Loose): OutsideReader {
  return {
    name: 'mt940-js 1.0.0',
    reads: ['mt940'],
    async read(file) {
      const [statement] = await module.default.read(Buffer.from(file))
      const signed = (value: number, isCredit: boolean): number => cents(isCredit ? value : -value)
      return {
        end: signed(statement.closingBalance.value, statement.closingBalance.isCredit),
        lines: statement.transactions.map((one: Loose) => ({
          cents: signed(one.amount, one.isCredit),
          day: dayOf(one.entryDate),
          bankRef: text(one.bankReference),
          name: null,
          purpose: text(one.description),
        })),
      }
    },
  }
}

function libFints(mt940: Loose, camt: Loose): OutsideReader {
  return {
    name: 'lib-fints 1.5.0',
    reads: ['mt940', 'camt.052'],
    async read(file, kind) {
      const parser = kind === 'mt940' ? new mt940.Mt940Parser(file) : new camt.CamtParser(file)
      const [statement] = parser.parse()
      return {
        end: statement.closingBalance === undefined ? null : cents(statement.closingBalance.value),
        lines: statement.transactions.map((one: Loose) => ({
          cents: cents(one.amount),
          day: dayOf(one.entryDate),
          bankRef: text(one.bankReference),
          name: text(one.remoteName),
          purpose: text(one.purpose),
        })),
      }
    },
  }
}

function iso20022(module: Loose): OutsideReader {
  return {
    name: 'iso20022.js 0.0.15',
    reads: ['camt.053'],
    async read(file) {
      const [statement] = module.CashManagementEndOfDayReport.fromXML(file).statements
      const balance = statement.balances.find((one: Loose) => one.type === 'CLBD')
      const signed = (amount: number, side: string): number => (side === 'debit' ? -amount : amount)
      return {
        end: balance === undefined ? null : signed(balance.amount, balance.creditDebitIndicator),
        lines: statement.entries.map((one: Loose) => ({
          cents: signed(one.amount, one.creditDebitIndicator),
          day: dayOf(one.bookingDate),
          bankRef: one.accountServicerReferenceId === undefined ? null : String(one.accountServicerReferenceId),
          name: text(one.transactions[0]?.debtor?.name ?? one.transactions[0]?.creditor?.name),
          purpose: text([one.transactions[0]?.remittanceInformation].flat().join(' ')),
        })),
      }
    },
  }
}

function ofxJs(module: Loose): OutsideReader {
  return {
    name: 'ofx-js 1.1.1',
    reads: ['ofx'],
    async read(file) {
      const statement = (await module.parse(file)).OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS
      return {
        end: cents(Number(statement.LEDGERBAL.BALAMT)),
        lines: [statement.BANKTRANLIST.STMTTRN].flat().map((one: Loose) => ({
          cents: cents(Number(one.TRNAMT)),
          day: String(one.DTPOSTED).replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3'),
          bankRef: text(one.FITID),
          name: text(one.NAME),
          purpose: text(one.MEMO),
        })),
      }
    },
  }
}

/** `ofxdump` prints what libofx calls back with, a block for each. */
function libofx(folder: string): OutsideReader {
  return {
    name: 'libofx (ofxdump)',
    reads: ['ofx'],
    async read(file) {
      const at = path.join(folder, 'statement.ofx')
      await writeFile(at, file)
      const { stdout } = await run('ofxdump', [at], { env: { ...process.env, TZ: 'UTC' }, maxBuffer: 1e8 })
      const blocks = stdout.split(/\n\s*\n/)
      const field = (block: string, name: string): string | null =>
        new RegExp(`^ *${name}: (.*)$`, 'm').exec(block)?.[1]?.trim() ?? null
      const balance = blocks.map((block) => field(block, 'Ledger balance')).find((one) => one !== null)
      return {
        end: balance === undefined || balance === null ? null : cents(Number(balance)),
        lines: blocks
          .filter((block) => block.includes('ofx_proc_transaction'))
          .map((block) => ({
            cents: cents(Number(field(block, 'Total money amount'))),
            day: dayOf(new Date(field(block, 'Date posted') ?? '')),
            bankRef: field(block, "Financial institution's ID for this transaction"),
            name: field(block, 'Name of payee or transaction description'),
            purpose: field(block, 'Extra transaction information \\(memo\\)'),
          })),
      }
    },
  }
}

const AQBANKING_PROFILES: Readonly<Partial<Record<string, readonly [string, string]>>> = {
  mt940: ['swift', 'SWIFT-MT940'],
  'camt.052.02': ['camt', 'default'],
  'camt.053.04': ['xml', 'camt_053_001_04'],
}

/** `aqbanking-cli import` writes a file of its own kind: blocks of `char name="value"`. */
function aqbanking(folder: string): OutsideReader {
  return {
    name: 'aqbanking',
    reads: ['mt940', 'camt.052', 'camt.053'],
    async read(file, kind, version) {
      const profile = AQBANKING_PROFILES[kind === 'mt940' ? kind : `${kind}.${version}`]
      if (profile === undefined) throw new NotRead()
      const [importer, name] = profile
      const [from, to] = [path.join(folder, 'statement.in'), path.join(folder, 'statement.ctx')]
      await rm(to, { force: true })
      await writeFile(from, file)
      const home = path.join(folder, 'home')
      await mkdir(home, { recursive: true })
      await run(
        'aqbanking-cli',
        [
          '-D',
          path.join(home, 'aq'),
          '-n',
          'import',
          `--importer=${importer}`,
          `--profile=${name}`,
          '-f',
          from,
          '-c',
          to,
        ],
        { env: { ...process.env, HOME: home } },
      )
      return fromContext(await readFile(to, 'utf8'))
    },
  }
}

/** Raised where a reader knows the kind but not this version of it. */
export class NotRead extends Error {}

function fromContext(written: string): Found {
  const field = (block: string, name: string): string | null => {
    const value = new RegExp(`^ *\\w+ +${name}="(.*)"$`, 'm').exec(block)?.[1]
    return value === undefined ? null : decodeURIComponent(value)
  }
  const fraction = (value: string | null): number => {
    const [, over = '0', under = '1'] = /^(-?\d+)(?:\/(\d+))?/.exec(value ?? '') ?? []
    return cents(Number(over) / Number(under))
  }
  const blocks = (name: string): string[] =>
    [...written.matchAll(new RegExp(`^ *${name} \\{$([^]*?)^ *\\} #${name}$`, 'gm'))].map(([, inside = '']) => inside)
  const balance = blocks('balance').find((block) => ['noted', 'booked'].includes(field(block, 'type') ?? ''))
  return {
    end: balance === undefined ? null : fraction(field(balance, 'value')),
    lines: blocks('transaction').map((block) => ({
      cents: fraction(field(block, 'value')),
      day: (field(block, 'date') ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
      bankRef: field(block, 'bankReference'),
      name: field(block, 'remoteName'),
      purpose: field(block, 'purpose'),
    })),
  }
}
