// Sheets: pages to send, print or hand over, saved as Markdown or PDF through main's own file dialog. Never a secret in one.
import { z } from 'zod'
import { recordId } from '../domain/xero-apps/schema'

export const sheetFormats = ['markdown', 'pdf'] as const
export const sheetFormat = z.enum(sheetFormats)
export type SheetFormat = z.infer<typeof sheetFormat>

const person = z.string().trim().max(120)

/** Which sheet. The page names it; main writes what is in it, out of its own records. */
export const sheetRequest = z.discriminatedUnion('kind', [
  /** One page to send to a customer before a call. */
  z.object({ kind: z.literal('prep'), customer: z.string().trim().max(120) }),
  /** What was set up, for whoever looks after it next. A client id stands in it only if it was ticked. */
  z.object({ kind: z.literal('hand-over'), integrationId: recordId, withClientId: z.boolean() }),
  /** What to take back from somebody who leaves. `hereToo`: they worked on this machine, so what was kept here was theirs. */
  z.object({ kind: z.literal('leaver'), person, hereToo: z.boolean(), withClientIds: z.boolean() }),
])
export type SheetRequest = z.infer<typeof sheetRequest>

const words = z.string().max(20_000)
const sheetBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['heading', 'subheading', 'paragraph', 'message']), text: words }),
  z.object({ kind: z.literal('callout'), tone: z.enum(['ok', 'watch', 'act', 'info']), text: words }),
  z.object({
    kind: z.literal('facts'),
    rows: z.array(z.object({ label: words, value: words, exact: z.boolean().exactOptional() })).readonly(),
  }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(words).readonly(),
    rows: z.array(z.array(words).readonly()).readonly(),
  }),
  z.object({
    kind: z.literal('list'),
    style: z.enum(['bullets', 'numbers', 'boxes']),
    items: z.array(words).readonly(),
  }),
])
/** A sheet as it would be saved: of practice where it is, and without anything that looks like a secret. */
export const previewedSheet = z.object({ title: words, subtitle: words, blocks: z.array(sheetBlock).readonly() })

export const sheetCalls = {
  /** Raises `record.missing`. */
  previewSheet: { input: z.object({ sheet: sheetRequest }), output: previewedSheet },
  /** `saved` is false when the user closed the file dialog. Raises `sheet.*` and `record.missing`. */
  saveSheet: {
    input: z.object({ sheet: sheetRequest, format: sheetFormat }),
    output: z.object({ saved: z.boolean(), fileName: z.string().nullable() }),
  },
  /** People that the records name, for the choice in a leaver sheet. */
  listPeople: { input: z.object({}), output: z.object({ people: z.array(z.string().max(120)).max(500) }) },
} as const
