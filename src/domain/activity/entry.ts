// One line of the activity log, as it is kept.
import { z } from 'zod'

export const activityEntry = z.object({
  at: z.string(),
  /** What happened, a stable code such as `secret.stored`. */
  what: z.string(),
  /** The record it is about, with its name at that time. */
  subject: z.string().nullable(),
  subjectName: z.string().nullable(),
  /** A short remark without any secret value. */
  note: z.string().nullable(),
})
export type ActivityEntry = z.infer<typeof activityEntry>
