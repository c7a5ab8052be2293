// What the user decided about an app's connections and what tests taught: limit, typed count, demo companies, dismissed findings.
import { z } from 'zod'
import { count, limitSetting, MOST_COUNTED } from './counting'
import type { RemainReason, SignedInOrganisation } from '../xero/schema'
import { recordId } from '../xero-apps/schema'
import type { ConnectionKnowledge } from './build-connections'

const yesOrNo = z.record(z.string().max(100), z.boolean())

export const decisionsV1 = z.object({
  version: z.literal(1),
  /** The Xero app's id. */
  id: recordId,
  limitSetting,
  typed: z.object({ count: count.max(MOST_COUNTED), at: z.string().max(40) }).nullable(),
  /** The user's word on which tenants are demo companies. */
  overruled: yesOrNo,
  /** What Xero's Organisation call said. */
  knownDemo: yesOrNo,
  /** Connections that sign-in tests made and could not remove. */
  ownTests: z.array(z.string().max(100)).max(500),
  dismissed: z.array(z.string().max(120)).max(500),
  /** The level a notification told last. */
  told: z.enum(['room', 'watch', 'full']).nullable(),
})
export type Decisions = z.infer<typeof decisionsV1>

/** The decisions about an app that nothing was decided of. */
export function undecided(appId: string): Decisions {
  return {
    version: 1,
    id: appId,
    limitSetting: { kind: 'automatic' },
    typed: null,
    overruled: {},
    knownDemo: {},
    ownTests: [],
    dismissed: [],
    told: null,
  }
}

export function knowledgeOf(decisions: Decisions): ConnectionKnowledge {
  return { known: decisions.knownDemo, overruled: decisions.overruled, ownTests: new Set(decisions.ownTests) }
}

/** The user's word on one tenant; null takes it back. */
export function withDemoWord(decisions: Decisions, tenantId: string, isDemo: boolean | null): Decisions {
  const { [tenantId]: _before, ...others } = decisions.overruled
  return { ...decisions, overruled: isDemo === null ? others : { ...others, [tenantId]: isDemo } }
}

const MOST_KEPT = 500
const OWN_BUT_LEFT: readonly RemainReason[] = ['refused', 'no-answer', 'dates-differ']

export function withDismissed(decisions: Decisions, findingId: string): Decisions {
  const others = decisions.dismissed.filter((id) => id !== findingId)
  return { ...decisions, dismissed: [...others, findingId].slice(-MOST_KEPT) }
}

/**
 * What a sign-in test taught. A connection may be the test's own where it carries the test's consent and only the removal
 * failed, or its dates left a doubt; the table of connections settles that doubt by how far apart they are. Every other reason to
 * let it stay says that somebody else may have made it.
 */
export function withSignIn(decisions: Decisions, organisations: readonly SignedInOrganisation[]): Decisions {
  const known = organisations.flatMap(({ tenantId, demo }) =>
    demo === 'yes' || demo === 'no' ? [[tenantId, demo === 'yes'] as const] : [],
  )
  const left = organisations
    .filter(({ connection }) => connection.state === 'remains' && OWN_BUT_LEFT.includes(connection.reason))
    .map(({ connectionId }) => connectionId)
  return {
    ...decisions,
    knownDemo: { ...decisions.knownDemo, ...Object.fromEntries(known) },
    ownTests: [...new Set([...decisions.ownTests, ...left])].slice(-MOST_KEPT),
  }
}
