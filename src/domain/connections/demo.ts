// Which connections are to Xero demo companies. Those don't count against the limit.
import type { Demo } from './schema'
import { demoCompanyName } from '../facts'

export interface DemoKnowledge {
  /** Tenants that Xero's Organisation call said to be (or not to be) a demo company. */
  readonly known: Readonly<Record<string, boolean>>
  /** The user's word, which goes before everything. */
  readonly overruled: Readonly<Record<string, boolean>>
}

/** The user's word first, then Xero's own, then the name. */
export function demoOf(organisation: { tenantId: string | null; name: string | null }, knowledge: DemoKnowledge): Demo {
  const { tenantId, name } = organisation
  const overruled = tenantId === null ? undefined : own(knowledge.overruled, tenantId)
  if (overruled !== undefined) return { isDemo: overruled, how: 'overruled' }
  const known = tenantId === null ? undefined : own(knowledge.known, tenantId)
  if (known !== undefined) return { isDemo: known, how: 'known' }
  if (name !== null && demoCompanyName.value.test(name)) return { isDemo: true, how: 'suspected' }
  return { isDemo: false, how: 'no' }
}

function own(record: Readonly<Record<string, boolean>>, key: string): boolean | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
