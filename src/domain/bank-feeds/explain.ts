// What Codat and Xero said of a push or a source account, in the words of the diagnosis.
import type { z } from 'zod'
import type { rawMapping, RawPushDetails } from '../codat/feeds-shapes'
import type { CodatProblem } from '../codat/said'
import { diagnose } from '../diagnosis/diagnose'
import { diagnoseCodat, diagnoseCodatPush } from '../diagnosis/codat'
import { diagnoseNetwork } from '../diagnosis/network-diagnosis'
import type { Diagnosis } from '../diagnosis/schema'
import { feedErrorInText } from '../diagnosis/feeds'

/** What a push operation says of itself. */
export function explainOperation(push: RawPushDetails): Diagnosis {
  return diagnoseCodatPush({ ...push })
}

/** What Codat turned away at once, with Xero's own problem where it hands one on. */
export function explainRefusal(refused: {
  readonly status: number | null
  readonly said: string
  readonly messages: readonly string[]
}): Diagnosis {
  return feedErrorInText(refused.said) ?? codatAnswer(refused.status, refused.said, refused.messages)
}

export function explainProblem({ network, status, said, bodyExcerpt, validation }: CodatProblem): Diagnosis {
  return network === null ? codatAnswer(status, said ?? bodyExcerpt ?? '', validation) : diagnoseNetwork(network)
}

/** The bytes that are to be sent are gone. */
export function explainBytesGone(): Diagnosis {
  return diagnose('codat.bad-request', {
    title: 'The lines to send are no longer on this machine',
    cause: 'The files of this push were changed or removed, so it can’t go on.',
    nextStep: 'Look in Xero for the last line that arrived, then push the rest as a new statement.',
  })
}

function codatAnswer(status: number | null, said: string, messages: readonly string[]): Diagnosis {
  return diagnoseCodat({
    status: status ?? 0,
    body: { statusCode: status, error: said, validation: { errors: messages.map((message) => ({ message })) } },
  })
}

export function refusalOfProblem(problem: CodatProblem): Diagnosis {
  const { status, said, bodyExcerpt, validation } = problem
  // A success that can't be understood is no refusal.
  if (status === null || status < 400 || status >= 500) return explainProblem(problem)
  return explainRefusal({ status, said: said ?? bodyExcerpt ?? '', messages: validation })
}

/** Why an account was not mapped; null where it was, or may be. */
export function refusedMapping(accountId: string, { status, error }: z.infer<typeof rawMapping>): Diagnosis | null {
  if (status?.toLowerCase() !== 'failed') return null
  return explainOperation({ pushOperationKey: accountId, status: 'Failed', errorMessage: error ?? null })
}
