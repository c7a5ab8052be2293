// The file that was dropped on the window last, by its path, until somebody reads it. The page learns that there is one, and never which.
import path from 'node:path'

export type DroppedFile = ReturnType<typeof holdDroppedFile>

/** Endings that only statements have: such a file is never meant for reading as a message. */
const STATEMENTS_ONLY = new Set('csv tsv ofx qfx qbo sta mt940 940 mt942 942 camt xls xlsx'.split(' '))

/** `onDropped` is told of each file, and whether it may hold a message of Xero or Codat rather than a statement. */
export function holdDroppedFile(onDropped: (dropped: { readonly mayBeText: boolean }) => void) {
  let waiting: string | null = null
  return {
    put(file: string): void {
      waiting = file
      onDropped({ mayBeText: !STATEMENTS_ONLY.has(path.extname(file).slice(1).toLowerCase()) })
    },
    has: () => waiting !== null,
    /** Its path, once; null where there is none. */
    take(): string | null {
      const file = waiting
      waiting = null
      return file
    },
  }
}
