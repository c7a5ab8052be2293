// What became of a push, for people and for the product team: a page of Markdown, and the lines that were turned away as CSV.
import type { Diagnosis } from '../../diagnosis/schema'
import type { LeftOutGroup } from '../statements/schema'
import type { ChunkState, PushState } from './state'
import { arrivedLines } from './view'

const ends: Readonly<Record<ChunkState['phase'], string>> = {
  waiting: 'not sent',
  sending: 'sent, no answer yet',
  unsure: 'sent, not known',
  accepted: 'taken by Codat, not settled yet',
  asking: 'sent, you have to say whether it arrived',
  success: 'arrived',
  arrived: 'arrived, by your word',
  refused: 'refused by Codat',
  failed: 'refused by Xero',
}

/** The report. Every text from outside is escaped: names can hold anything. */
export function pushReport(state: PushState, diagnosis: Diagnosis | null, at: Date): string {
  const { opened, chunks } = state
  const { target } = opened
  const lines = chunks.reduce((sum, { plan }) => sum + plan.lines, 0)
  const [first, last] = [chunks[0]?.plan, chunks.at(-1)?.plan]
  const money = (amount: string): string => `${amount}${target.currency === null ? '' : ` ${escaped(target.currency)}`}`
  const rows = chunks.map(
    ({ plan, phase, pushOperationKey, endedAt }, index) =>
      `| ${index + 1} | ${plan.lines} | ${plan.firstDate} | ${plan.lastDate} | ${plan.closingBalance} | ${ends[phase]} | ${pushOperationKey ?? ''} | ${endedAt ?? ''} |`,
  )
  const warnings = chunks.flatMap((chunk, index) =>
    chunk.warnings.map(
      ({ itemId, message }) => `- Request ${index + 1}, ${escaped(itemId ?? 'no id')}: ${escaped(message)}`,
    ),
  )
  return [
    `# Push of ${escaped(opened.statement)}`,
    '',
    `Written ${at.toISOString()}. Push ${opened.pushId}, opened ${opened.at}.`,
    '',
    `- Company: ${escaped(target.companyName)}`,
    ...(target.organisation === null ? [] : [`- Organisation: ${escaped(target.organisation)}`]),
    `- Source account: ${escaped(target.accountName)} (${escaped(target.accountId)})`,
    `- Codat client: ${escaped(target.clientName)}`,
    `- Lines: ${lines}, from ${first?.firstDate ?? ''} to ${last?.lastDate ?? ''}`,
    `- Money in: ${money(opened.moneyIn)}; money out: ${money(opened.moneyOut)}`,
    `- Closing balance: ${money(last?.closingBalance ?? '')}`,
    `- Arrived: ${arrivedLines(state)} of ${lines}`,
    '',
    ...leftOutLines(opened.leftOut ?? []),
    ...(diagnosis === null
      ? []
      : ['## What stands in the way', '', `${diagnosis.title}. ${diagnosis.cause} ${diagnosis.nextStep}`, '']),
    '## Requests',
    '',
    '| No. | Lines | From | To | Balance after | What became of it | Push operation | Settled |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...(warnings.length === 0 ? [] : ['## Codat’s remarks', '', ...warnings, '']),
  ].join('\n')
}

const WHY: Partial<Record<LeftOutGroup['why'], string>> = {
  'by-hand': 'by hand',
  'line.pending': 'not booked yet',
  'line.void': 'declined, cancelled or reverted',
  'line.balance-only': 'only say what the account held',
  'line.text': 'neither a day nor an amount',
  'file.several-accounts': 'of another account',
  'currency.mixed': 'in another currency',
  'duplicate.id': 'there twice',
  'duplicate.likely': 'likely there twice',
}

/** What the statement holds and the push doesn't. The file's own words follow, each line with the reason that was given for it. */
function leftOutLines(groups: readonly LeftOutGroup[]): string[] {
  if (groups.length === 0) return []
  const rows = groups.flatMap(({ why, count, places }) => [
    `- ${count} ${count === 1 ? 'line' : 'lines'}: ${WHY[why] ?? why}`,
    ...places.map(({ line, date, amount, description, reason }) => {
      const said = [date ?? 'no day', amount ?? 'no amount', escaped(description)].filter((part) => part !== '')
      return `  - ${line}: ${said.join(', ')}${reason === null ? '' : `. Left out since: ${escaped(reason)}`}`
    }),
    ...(places.length < count ? [`  - and ${count - places.length} more`] : []),
  ])
  return ['## Left out of the push', '', 'By line of the file, or place in it:', '', ...rows, '']
}

function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\`*_{}[\]<>()#+!|~-]/g, (character) => `\\${character}`)
}

export const REJECTED_COLUMNS = [
  'Request',
  'Line of request',
  'Id',
  'Date',
  'Amount',
  'Balance',
  'Description',
  'Reason',
]

const AMOUNTS = /"amount":(-?[\d.]+),"balance":(-?[\d.]+)\}/g

/** What stands beside a line that Codat didn't name where it named others: it takes a request whole or not at all. */
export const REFUSED_ALONG = 'Not named by Codat: refused along with the others of its request'

/**
 * The lines of a refused chunk with the reason of each; `why` where Codat named no line. Codat names lines by the `itemId` of
 * its messages alone: no shape that it publishes has an index. Amounts are taken from the body's text, not through a float: a
 * quote inside a text is escaped there, so the pattern can't be met by one.
 */
export function rejectedRows(chunk: ChunkState, index: number, body: string, why: string): string[][] {
  const amounts = [...body.matchAll(AMOUNTS)]
  const sent: { transactions: { id?: string; date: string; description: string }[] } = JSON.parse(body)
  const reasons = sent.transactions.map(({ id }, at) => reasonsOf(chunk, id ?? String(at)))
  const unnamed = reasons.some((reason) => reason !== '') ? REFUSED_ALONG : why
  return sent.transactions.map(({ id, date, description }, at) => [
    String(index + 1),
    String(at + 1),
    id ?? '',
    date,
    amounts[at]?.[1] ?? '',
    amounts[at]?.[2] ?? '',
    description,
    reasons[at] || unnamed,
  ])
}

/** All that Codat said of one line. */
function reasonsOf({ messages }: ChunkState, item: string): string {
  return messages.flatMap(({ itemId, message }) => (itemId === item ? [message] : [])).join(' ')
}
