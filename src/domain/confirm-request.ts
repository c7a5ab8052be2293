// A question that main puts to the user in a window of its own, before it does what can't be taken back.
import { z } from 'zod'

export const confirmRequest = z.object({
  title: z.string().max(200),
  /** What will happen, one paragraph each, in main's own words over main's own data. */
  body: z.array(z.string().max(1_000)).max(12),
  /** Label of the button that goes ahead: a verb. */
  action: z.string().max(60),
  danger: z.boolean(),
  /** When given, the button works only after exactly this text was typed. */
  typed: z.string().max(200).optional(),
  /** When given, the button works only after this box was ticked. */
  alsoTick: z.string().max(300).optional(),
})
export type ConfirmRequest = z.infer<typeof confirmRequest>
