// CSV files that spreadsheets open without running anything.
import { stringify } from 'csv-stringify/sync'

/**
 * Rows of cells as CSV with a byte order mark and CRLF, as Excel expects. A field that a spreadsheet would take for a formula
 * (also in full-width characters) gets an apostrophe in front.
 */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom: true, record_delimiter: 'windows', escape_formulas: true },
  )
}
