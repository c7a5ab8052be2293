// A provider's answer as text: all of it or none, and never more than that provider has to say.

/** The body went on past what was allowed. What was read of it is dropped. */
export class BodyTooLong extends Error {
  override readonly name = 'BodyTooLong'
}

/**
 * The whole body as text. Counted while it is unpacked, so that a body which unpacks to far more than it weighs is cut off at `mostBytes`,
 * and decoded piece by piece, so that no single step holds up everything else. Raises `BodyTooLong`, and what the runtime raises for a body
 * that was cut off or ended by its signal. Whether a text that came to its end is all that was meant, only its parser can tell: a compressed
 * body may stop early and still look whole.
 */
export async function readWholeBody(response: Response, mostBytes: number): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  const pieces: string[] = []
  let length = 0
  for await (const part of response.body) {
    length += part.length
    // Leaving the loop cancels the stream, so that nothing more is fetched or unpacked.
    if (length > mostBytes) throw new BodyTooLong(`longer than ${mostBytes} bytes`)
    pieces.push(decoder.decode(part, { stream: true }))
  }
  pieces.push(decoder.decode())
  return pieces.join('')
}
