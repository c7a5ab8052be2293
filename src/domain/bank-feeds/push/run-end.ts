// How a run of a push ends, and what it waits for meanwhile.
import type { CodatProblem } from '../../codat/said'
import type { ErrorCode } from '../../errors'
import type { Step } from './next-step'
import type { PushState } from './state'

export interface Waiting {
  readonly because: 'rate-limited' | 'pending' | 'no-answer' | 'day' | 'minute'
  readonly until: string
}

export type RunEnd = {
  readonly state: PushState
  readonly because:
    | Extract<Step, { do: 'stop' }>['because']
    | 'paused'
    /** Codat can't be asked at present; going on later is safe. */
    | 'no-answer'
    /** The bytes to send aren't those that were planned. */
    | 'body-changed'
    /** Something of this machine stood in the way, as a keychain that won’t give the key; `failure` says what. */
    | 'failure'
  readonly problem: CodatProblem | null
  readonly failure?: ErrorCode
}
