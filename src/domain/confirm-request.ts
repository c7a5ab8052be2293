// A question that main puts to the user in a window of its own, before it does what can't be taken back.
import { z } from 'zod'

const MOST = { title: 200, paragraph: 1_000, paragraphs: 12, typed: 200 } as const

export const confirmRequest = z.object({
  title: z.string().max(MOST.title),
  /** What will happen, one paragraph each, in main's own words over main's own data. */
  body: z.array(z.string().max(MOST.paragraph)).max(MOST.paragraphs),
  /** Label of the button that goes ahead: a verb. */
  action: z.string().max(60),
  danger: z.boolean(),
  /** When given, the button works only after exactly this text was typed. */
  typed: z.string().max(MOST.typed).optional(),
  /** When given, the button works only after this box was ticked. */
  alsoTick: z.string().max(300).optional(),
  /** When given, a box that may be ticked: a choice that goes with the yes. */
  mayTick: z.string().max(300).optional(),
})
export type ConfirmRequest = z.infer<typeof confirmRequest>

/** The same question, short enough for its window: names from outside may be of any length, and a question must be seen. */
export function shortened(request: ConfirmRequest): ConfirmRequest {
  const { title, body, typed } = request
  return {
    ...request,
    title: cut(title, MOST.title),
    body: body.slice(0, MOST.paragraphs).map((paragraph) => cut(paragraph, MOST.paragraph)),
    ...(typed === undefined ? {} : { typed: typed.slice(0, MOST.typed) }),
  }
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** How high the window has to be that asks it, in pixels. */
export function heightOf({ body, typed, alsoTick, mayTick }: ConfirmRequest): number {
  const lines = body.reduce((sum, paragraph) => sum + Math.ceil(paragraph.length / 58) + 0.5, 0)
  const boxes = [alsoTick, mayTick].filter((box) => box !== undefined).length
  return Math.min(640, Math.round(150 + lines * 21 + (typed === undefined ? 0 : 84) + boxes * 64))
}
