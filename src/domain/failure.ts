// The one way a feature says "this did not work" in words the user can act on.
import type { ErrorCode } from './errors'

/**
 * A failure with a stable code. The sentence and the next step live in `domain/errors.ts`; `detail` is extra text for
 * the local log and must already be free of secrets (it is redacted once more where it is written).
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: ErrorCode
  readonly detail: string | undefined

  constructor(code: ErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.detail = options.detail
  }
}

/** True for a `Failure`, with any code or with one of those given. */
export function isFailure(error: unknown, ...codes: ErrorCode[]): error is Failure {
  return error instanceof Failure && (codes.length === 0 || codes.includes(error.code))
}
