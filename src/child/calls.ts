// Calls between main and a program of its own: numbered questions and answers, parsed at both ends like any border.
import { z } from 'zod'

/** The calls that a program takes, by name. */
export type ChildCalls = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>

export type ChildInput<C extends ChildCalls, K extends keyof C> = z.input<C[K]['input']>
export type ChildOutput<C extends ChildCalls, K extends keyof C> = z.output<C[K]['output']>

/** A question that is one of these calls; its input is parsed by the call's own schema. */
export function childQuestion<C extends ChildCalls>(calls: C) {
  return z.object({
    id: z.number().int(),
    call: z.enum(Object.keys(calls) as (keyof C & string)[]),
    input: z.unknown(),
  })
}

export const childAnswer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), id: z.number().int(), output: z.unknown() }),
  /** The system refused something, or something broke. `reason` is for the log. */
  z.object({ type: z.literal('failed'), id: z.number().int(), reason: z.string() }),
])
export type ChildAnswer = z.infer<typeof childAnswer>
