// Sheets: pages to send, print or hand over, saved as Markdown or PDF through main's own file dialog. Never a secret in one.
import { z } from 'zod'

export const sheetFormats = ['markdown', 'pdf'] as const
export const sheetFormat = z.enum(sheetFormats)
export type SheetFormat = z.infer<typeof sheetFormat>

/** Which sheet. The page names it; main writes what is in it, out of its own records. */
export const sheetRequest = z.discriminatedUnion('kind', [
  /** One page to send to a customer before a call. */
  z.object({ kind: z.literal('prep'), customer: z.string().trim().max(120) }),
])
export type SheetRequest = z.infer<typeof sheetRequest>

export const sheetCalls = {
  /** `saved` is false when the user closed the file dialog. */
  saveSheet: {
    input: z.object({ sheet: sheetRequest, format: sheetFormat }),
    output: z.object({ saved: z.boolean(), fileName: z.string().nullable() }),
  },
} as const
