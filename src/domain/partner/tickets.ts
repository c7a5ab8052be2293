// The product team's part of a checklist as tickets: Markdown to paste, or rows for a tracker's import.
import type { ChecklistItemView } from './schema'
import type { SheetBlock } from '../sheets/sheet'
import { sheetMarkdown } from '../sheets/sheet-markdown'
import { stateWords } from './missing'

/** What the product team does: as the user said, or as the checklist suggests. What is ready or waived isn't a ticket. */
export function ticketItems(items: readonly ChecklistItemView[]): ChecklistItemView[] {
  return items.filter(
    ({ answer, suggestedDoer }) =>
      (answer.doneBy ?? suggestedDoer) === 'product' && (answer.state === 'to-do' || answer.state === 'in-progress'),
  )
}

const COLUMNS = ['Title', 'Description', 'Acceptance', 'State', 'Owner', 'Due', 'Notes', 'Source'] as const

/** A heading and a row for each. */
export function ticketRows(items: readonly ChecklistItemView[], appName: string): (readonly string[])[] {
  const rows = ticketItems(items).map(({ title, wants, howToShow, answer, source, doubt }) => [
    `${appName}: ${title}`,
    wants ?? 'As the App Review Form says.',
    howToShow,
    stateWords[answer.state],
    answer.owner,
    answer.dueOn ?? '',
    answer.notes,
    doubt === null ? source : `${source} (${doubt})`,
  ])
  return [COLUMNS, ...rows]
}

export function ticketsToMarkdown(items: readonly ChecklistItemView[], appName: string): string {
  const blocks = ticketItems(items).flatMap(
    ({ title, wants, howToShow, answer, source, asOf, doubt }): SheetBlock[] => [
      { kind: 'heading', text: title },
      { kind: 'paragraph', text: wants ?? 'As the App Review Form says.' },
      {
        kind: 'list',
        style: 'boxes',
        items: [
          `How to show it: ${howToShow}`,
          `State: ${stateWords[answer.state]}`,
          answer.owner === '' ? '' : `Owner: ${answer.owner}`,
          answer.dueOn === null ? '' : `Due: ${answer.dueOn}`,
          `Source: ${source}, as of ${asOf}${doubt === null ? '' : `. ${doubt}`}`,
        ].filter((text) => text !== ''),
      },
      ...(answer.notes === '' ? [] : [{ kind: 'paragraph', text: answer.notes } as const]),
    ],
  )
  return sheetMarkdown({ title: `${appName}: what the product needs for Xero`, subtitle: 'One ticket each', blocks })
}
