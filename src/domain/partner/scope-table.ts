// The scopes asked for against those the use case needs, each with its justification. Pure.
import { codatAlwaysNeeds, codatUseCases } from '../facts'
import { lintScopes, type CodatUseCase } from '../scopes'
import type { PartnerApplication, ScopeLineView } from './schema'

export interface ScopeTable {
  readonly useCase: string | null
  readonly lines: readonly ScopeLineView[]
  /** What the use case needs and the table lacks. */
  readonly missing: readonly string[]
}

export interface ScopeContext {
  /** YYYY-MM-DD. */
  readonly today: string
  readonly createdOn: string | null
}

export function isUseCase(id: string): id is CodatUseCase {
  return Object.hasOwn(codatUseCases.value, id)
}

/** What Codat needs for a use case, its standing scopes first. Null where the use case isn't known. */
export function scopesOf(useCase: string | null): readonly string[] | null {
  if (useCase === null || !isUseCase(useCase)) return null
  return [...new Set<string>([...codatAlwaysNeeds.value, ...codatUseCases.value[useCase].scopes])]
}

/** Source: Codat's scopes by use case, `codatUseCases`; Xero's rules for each scope as `lintScopes` has them. */
export function scopeTable(
  { useCase, scopes }: Pick<PartnerApplication, 'useCase' | 'scopes'>,
  { today, createdOn }: ScopeContext,
): ScopeTable {
  const needed = scopesOf(useCase)
  const remarks = lintScopes(
    scopes.map(({ scope }) => scope),
    { today, appCreatedOn: createdOn, where: 'authorize' },
  )
  return {
    useCase: needed === null ? null : useCase,
    lines: scopes.map((line) => ({
      ...line,
      need: needed === null ? 'unknown' : needed.includes(line.scope) ? 'needed' : 'not-needed',
      remark: remarks.find(({ scope }) => scope === line.scope)?.message ?? null,
    })),
    missing: (needed ?? []).filter((scope) => scopes.every((line) => line.scope !== scope)),
  }
}

/** The table with what a newly chosen use case needs filled in; lines that are there keep their words and their place. */
export function withNeeded(scopes: PartnerApplication['scopes'], useCase: string): PartnerApplication['scopes'] {
  const needed = scopesOf(useCase) ?? []
  const lacking = needed.filter((scope) => scopes.every((line) => line.scope !== scope))
  return [...scopes, ...lacking.map((scope) => ({ scope, justification: suggested(scope, useCase) }))]
}

/** What can be said without knowing the product; the user makes it their own. */
function suggested(scope: string, useCase: string): string {
  if (scope === 'offline_access') return 'Codat keeps the connection alive while nobody is signed in.'
  if ((codatAlwaysNeeds.value as readonly string[]).includes(scope))
    return 'Codat asks for it in every use case, to read the organisation’s settings.'
  return isUseCase(useCase) ? `Codat’s list for “${codatUseCases.value[useCase].label}” has it.` : ''
}
