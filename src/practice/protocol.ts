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
export type ControlName = keyof typeof controlCalls

export const controlMessage = z.object({
  id: z.number().int(),
  call: z.enum(Object.keys(controlCalls) as ControlName[]),
  input: z.unknown(),
})

/** The first message of the process says where the stand-ins listen, or that they don't; the others answer calls. */
export const practiceMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), origins: practiceOrigins }),
  z.object({ type: z.literal('not-started'), reason: z.string() }),
  z.object({ type: z.literal('answer'), id: z.number().int(), output: z.unknown() }),
  z.object({ type: z.literal('refused'), id: z.number().int(), reason: z.string() }),
])
export type PracticeMessage = z.infer<typeof practiceMessage>

/** Answers one message from outside. Null for what isn't a control message at all. */
export async function answerControl(controls: PracticeControls, message: unknown): Promise<PracticeMessage | null> {
  const read = controlMessage.safeParse(message)
  if (!read.success) return null
  const { id, call, input } = read.data
  try {
    return { type: 'answer', id, output: await perform(controls, call, input) }
  } catch (error) {
    return { type: 'refused', id, reason: error instanceof Error ? error.message : String(error) }
  }
}

async function perform(controls: PracticeControls, call: ControlName, input: unknown): Promise<unknown> {
  switch (call) {
    case 'view':
      return controls.view()
    case 'setFailure':
      return controls.setFailure(controlCalls.setFailure.input.parse(input))
    case 'setSettings':
      return controls.setSettings(withoutUndefined(controlCalls.setSettings.input.parse(input)))
    case 'advance':
      return controls.advance(controlCalls.advance.input.parse(input))
    case 'reset':
      return controls.reset(controlCalls.reset.input.parse(input))
    case 'requests':
      return controls.requests()
    case 'pageAddress':
      return controls.pageAddress(controlCalls.pageAddress.input.parse(input))
    case 'ledger':
      return controls.ledger(controlCalls.ledger.input.parse(input))
  }
}
