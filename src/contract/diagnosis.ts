// The calls behind “Paste what you see”.
import { z } from 'zod'
import { recordId } from '../domain/xero-apps/schema'
import { explanation, usualMessage } from '../domain/diagnosis/schema'

/** The Xero app that the user has in front of them, if any. */
const about = z.object({ appId: recordId.nullable().default(null) })

export const diagnosisCalls = {
  explainPaste: { input: about.extend({ text: z.string().max(16_777_216) }), output: explanation },
  /** Main reads the clipboard itself. */
  explainClipboard: { input: about, output: explanation },
  /** The file that was dropped last, or one out of main's own dialog. Null where there is none or the user closed it. */
  explainFile: {
    input: about.extend({ from: z.enum(['dropped', 'dialog']) }),
    output: z.object({ explanation: explanation.nullable() }),
  },
  listUsualMessages: { input: z.object({}), output: z.object({ messages: z.array(usualMessage) }) },
} as const
