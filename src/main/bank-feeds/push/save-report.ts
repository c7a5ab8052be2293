// Saves what became of a push: the report as Markdown, or the lines that were turned away as CSV.
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import { toCsv } from '../../csv'
import type { SaveFile } from '../../save-file'
import { readBody } from '../../../reader/body-files'
import { pushReport, REJECTED_COLUMNS, rejectedRows } from '../../../domain/bank-feeds/push/report'
import type { PushState } from '../../../domain/bank-feeds/push/state'

export interface ReportOf {
  /** The push's folder, where the bodies of refused chunks still lie. */
  readonly dir: string
  readonly state: PushState
  readonly diagnosis: Diagnosis | null
  readonly at: Date
}

/** Gives how many rows: chunks of the Markdown report, or lines of the CSV file. */
export async function saveReport(
  { dir, state, diagnosis, at }: ReportOf,
  format: 'markdown' | 'csv',
  saveFile: SaveFile,
) {
  const { opened, chunks } = state
  const name = `push-${opened.at.slice(0, 10)}-${opened.pushId.slice(0, 8)}`
  if (format === 'markdown') {
    const text = pushReport(state, diagnosis, at)
    return { outcome: await saveFile.save({ suggestedName: `${name}.md`, text }), rows: chunks.length }
  }
  const rows = await rejectedOf(dir, state, diagnosis)
  const text = toCsv([REJECTED_COLUMNS, ...rows])
  return { outcome: await saveFile.save({ suggestedName: `${name}-rejected.csv`, text }), rows: rows.length }
}

async function rejectedOf(dir: string, state: PushState, diagnosis: Diagnosis | null): Promise<string[][]> {
  const rows: string[][] = []
  for (const [index, chunk] of state.chunks.entries()) {
    if (chunk.phase !== 'refused' && chunk.phase !== 'failed') continue
    const body = await readBody(dir, index, chunk.plan.sha256)
    if (body !== null) rows.push(...rejectedRows(chunk, index, body, diagnosis?.title ?? chunk.said ?? ''))
  }
  return rows
}
