// Messages between Latchkey and the practice process, the same over an Electron port, a fork's channel and lines of JSON.
import { z } from 'zod'
import {
  practiceFailureSwitch,
  practiceOrigins,
  practicePage,
  practiceSeed,
  practiceSettings,
  practiceView,
} from '../contract/practice'
import { answering } from '../child/answer'
import type { ChildAnswer } from '../child/calls'
import { withoutUndefined } from '../domain/without-undefined'
import { ledgerPush, type PracticeControls } from './controls'

const nothing = z.object({})

const seenRequest = z.object({
  at: z.string(),
  origin: z.string(),
  host: z.string(),
  method: z.string(),
  path: z.string(),
  queryNames: z.array(z.string()),
  authorization: z.enum(['basic', 'bearer', 'other']).nullable(),
  hadCookie: z.boolean(),
})

/** Every control with what goes in and what comes out. */
export const controlCalls = {
  view: { input: nothing, output: practiceView },
  setFailure: { input: practiceFailureSwitch, output: practiceView },
  setSettings: { input: practiceSettings.partial(), output: practiceView },
  advance: { input: z.object({ seconds: z.number() }), output: practiceView },
  reset: { input: z.object({ seed: practiceSeed }), output: practiceView },
  requests: { input: nothing, output: z.array(seenRequest) },
  pageAddress: { input: z.object({ page: practicePage }), output: z.string() },
  ledger: {
    input: z.object({ accountId: z.string().nullable(), lines: z.enum(['all', 'ids']) }),
    output: z.array(ledgerPush),
  },
} as const satisfies Record<keyof PracticeControls, { input: z.ZodType; output: z.ZodType }>

/** The first message of the process says where the stand-ins listen, or that they don't; the others answer calls. */
export const practiceStart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), origins: practiceOrigins }),
  z.object({ type: z.literal('not-started'), reason: z.string() }),
])
export type PracticeMessage = z.infer<typeof practiceStart> | ChildAnswer

const answerTo = answering(controlCalls)

/** Answers one message from outside. Null for what isn't a control message at all. */
export function answerControl(controls: PracticeControls, message: unknown): Promise<PracticeMessage | null> {
  return answerTo({ ...controls, setSettings: (settings) => controls.setSettings(withoutUndefined(settings)) }, message)
}
