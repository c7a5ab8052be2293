// What a sign-in test told of an app's bank feeds, as it is kept.
import { diagnose } from '../diagnosis/diagnose'
import type { Diagnosis, Explanation } from '../diagnosis/schema'
import type { ProviderFacts } from '../xero/schema'
import type { XeroTold } from './evidence'
import { diagnoseFeedProblem } from '../diagnosis/feeds'
import { diagnoseCallback } from '../diagnosis/oauth'
import type { FeedsVerdict } from '../xero/sign-in-feeds'

/** Null where Xero said nothing, so that there is nothing to keep. */
export function xeroTold(verdict: FeedsVerdict): XeroTold | null {
  switch (verdict.kind) {
    case 'enabled':
      return { kind: 'enabled' }
    case 'app-refused':
      return { kind: 'refused', where: 'sign-in', diagnosis: ofFeedRefusal(verdict.facts) }
    case 'scope-refused': {
      const { error, errorDescription } = verdict.facts
      const diagnosis = diagnoseCallback({ error: error ?? '', error_description: errorDescription })
      return { kind: 'refused', where: 'sign-in', diagnosis }
    }
    case 'organisation-refused':
      return { kind: 'undecided', about: 'organisation' }
    case 'refused':
      return { kind: 'undecided', about: 'other' }
    case 'no-answer':
    case 'unreadable':
    case 'not-granted':
    case 'no-organisation':
      return null
  }
}

/**
 * What a paste of Xero's page tells, while a sign-in test for bank feeds waits for the callback that never comes. Said anew: what was pasted
 * isn't kept.
 */
export function pastedTold({ findings }: Pick<Explanation, 'findings'>): XeroTold | null {
  const code = 'page.scope-not-granted'
  if (!findings.some((finding) => finding.code === code)) return null
  return { kind: 'refused', where: 'paste', diagnosis: diagnose(code) }
}

function ofFeedRefusal({ problemType, status, apiDetail }: ProviderFacts): Diagnosis {
  return diagnoseFeedProblem({ type: problemType, status, detail: apiDetail })
}
