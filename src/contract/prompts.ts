// What main's own windows show and answer. The page never sees these messages: they travel over the prompt preload only.
import { z } from 'zod'
import { confirmRequest } from '../domain/confirm-request'

/** What a prompt window is told to show. `value` is the only place in the contract that carries a secret to a screen. */
export const promptView = z.discriminatedUnion('kind', [
  confirmRequest.extend({ kind: z.literal('confirm') }),
  z.object({ kind: z.literal('enter-secret'), title: z.string(), label: z.string(), hint: z.string().optional() }),
  z.object({
    kind: z.literal('reveal-secret'),
    title: z.string(),
    label: z.string(),
    value: z.string(),
    seconds: z.number().int().positive(),
  }),
])
export type PromptView = z.infer<typeof promptView>

export const promptAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cancel') }),
  z.object({ kind: z.literal('confirm'), typed: z.string().max(500), ticked: z.boolean() }),
  z.object({ kind: z.literal('secret'), value: z.string().max(20_000) }),
])
export type PromptAnswer = z.infer<typeof promptAnswer>

/** What the prompt preload puts on `window.promptBridge`. */
export interface PromptBridge {
  view(): Promise<PromptView>
  answer(answer: PromptAnswer): Promise<void>
}
