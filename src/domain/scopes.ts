// Scopes by purpose, and a lint for a list of them. Data and functions for both sides, without zod; the names are in facts.ts.
import {
  appConnectionsScope,
  broadScopesStop,
  closedScopes,
  codatAlwaysNeeds,
  codatUseCases,
  doubtOf,
  type Fact,
  granularOnlyFrom,
  identityScopes,
  leastApiScopes,
  misprintedScopes,
  planBoundScopes,
  retiredScopes,
  tokenLifetimes,
  xeroScopes,
} from './facts'

export type CodatUseCase = keyof typeof codatUseCases.value
export type ScopePurpose = 'sign-in-test' | 'codat-always' | CodatUseCase

export interface ScopePreset {
  readonly id: ScopePurpose
  readonly label: string
  readonly scopes: readonly string[]
}

/** The least that a sign-in test needs: who signed in, and which organisation. No refresh token. */
export const leastScopes: readonly string[] = [...identityScopes.value, ...leastApiScopes.value]

/** Lists to choose from, the default first. Those for Codat add who signed in, so that the test can name them. */
export const scopePresets: readonly ScopePreset[] = [
  { id: 'sign-in-test', label: 'Just the test', scopes: leastScopes },
  { id: 'codat-always', label: 'What Codat always needs', scopes: forCodat([]) },
  ...(Object.entries(codatUseCases.value) as [CodatUseCase, { label: string; scopes: readonly string[] }][]).map(
    ([id, { label, scopes }]) => ({ id, label: `Codat: ${label}`, scopes: forCodat(scopes) }),
  ),
]

function forCodat(scopes: readonly string[]): readonly string[] {
  return [...identityScopes.value, ...codatAlwaysNeeds.value, ...scopes]
}

export const scopeFindingCodes = [
  'empty',
  'separator',
  'app-connections',
  'retired',
  'retiring',
  'maybe-retired',
  'misprint',
  'upper-case',
  'unknown',
  'not-app-level',
  'restricted',
  'plan-bound',
  'no-offline-access',
  'duplicate',
] as const
export type ScopeFindingCode = (typeof scopeFindingCodes)[number]

export interface ScopeFinding {
  readonly code: ScopeFindingCode
  /** The scope it is about; empty where it is about the whole list. */
  readonly scope: string
  readonly severity: 'act' | 'watch' | 'info'
  readonly message: string
  readonly nextStep: string
}

export interface ScopeContext {
  /** The day the Xero app was created (YYYY-MM-DD), if known. */
  readonly appCreatedOn?: string | null
  /** Today, YYYY-MM-DD. */
  readonly today: string
  readonly where: 'authorize' | 'client-credentials'
  /** True when the list is meant for Codat's own link, which needs a refresh token. */
  readonly forCodat?: boolean
}

const separators = /(?:%(?:25)*20|[\s,;+|])+/

/** The names in a list, whatever they are separated by. */
export function splitScopes(text: string): string[] {
  return text.split(separators).filter((name) => name !== '')
}

const everyKnown: readonly string[] = [
  ...xeroScopes.identity.value,
  ...xeroScopes.open.value,
  ...xeroScopes.restricted.value,
  ...xeroScopes.appOnly.value,
  ...Object.keys(retiredScopes.value),
  ...Object.keys(closedScopes),
]
const known = new Set(everyKnown)
const appOnly = new Set<string>(xeroScopes.appOnly.value)
const restricted = new Set<string>(xeroScopes.restricted.value)

/** True for a name Xero is known to have, retired ones included. */
export function isKnownScope(name: string): boolean {
  return known.has(name)
}

/**
 * What is wrong, or will be, with a list of scopes. Findings come in the order of the list, those about the whole list first.
 * Sources: `facts.ts`, per scope.
 */
export function lintScopes(list: string | readonly string[], context: ScopeContext): ScopeFinding[] {
  const text = typeof list === 'string' ? list : list.join(' ')
  const names = splitScopes(text)
  const unique = [...new Set(names)]
  return [
    ...aboutTheList(text, names, context),
    ...unique.flatMap((name) => aboutOne(name, context)),
    ...unique.filter((name) => names.indexOf(name) !== names.lastIndexOf(name)).map(duplicate),
  ]
}

function aboutTheList(text: string, names: readonly string[], { where, forCodat }: ScopeContext): ScopeFinding[] {
  const findings: ScopeFinding[] = []
  if (names.length === 0) {
    findings.push({
      code: 'empty',
      scope: '',
      severity: 'act',
      message: 'No scope is asked for.',
      nextStep: 'Choose a list by purpose; the least is enough for a test.',
    })
  }
  if (/[,;+|]|%(?:25)*20/.test(text)) {
    findings.push({
      code: 'separator',
      scope: '',
      severity: 'act',
      message: 'The scopes are not separated by spaces, so Xero reads several as one name.',
      nextStep: 'Separate them with single spaces, and let the address encode those once.',
    })
  }
  if (where === 'authorize' && forCodat === true && names.length > 0 && !names.includes('offline_access')) {
    findings.push({
      code: 'no-offline-access',
      scope: 'offline_access',
      severity: 'act',
      message: `“offline_access” is missing. Without it Codat gets no refresh token and the link dies after ${tokenLifetimes.accessSeconds.value / 60} minutes.`,
      nextStep: 'Add offline_access. Codat asks for it itself, so tell Codat if this address came from its Link.',
    })
  }
  return findings
}

function aboutOne(name: string, context: ScopeContext): ScopeFinding[] {
  if (name === appConnectionsScope.value) return context.where === 'authorize' ? [appConnections] : []
  if (appOnly.has(name)) return context.where === 'authorize' ? [appOnlyScope(name)] : []
  const closed = own<Fact<string>>(closedScopes, name)
  if (closed !== undefined) return [closedScope(name, closed)]
  const replacement = own(retiredScopes.value, name)
  if (replacement !== undefined) return retired(name, replacement, context)
  const meant = own(misprintedScopes.value, name)
  if (meant !== undefined) return [misprint(name, meant)]
  if (!known.has(name)) return [unknown(name)]
  if (context.where === 'client-credentials') return [notAppLevel(name)]
  const plan = own(planBoundScopes.value, name)
  if (plan !== undefined) return [planBound(name, plan)]
  return restricted.has(name) ? [needsGrant(name)] : []
}

/** A pasted name can be `constructor`. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

const appConnections: ScopeFinding = {
  code: 'app-connections',
  scope: appConnectionsScope.value,
  severity: 'act',
  message:
    '“app.connections” has no place in a sign-in. Xero refuses the whole list before the login and names no scope.',
  nextStep: 'Take it out. Latchkey asks for it by itself where it belongs, in the keys check.',
}

function appOnlyScope(name: string): ScopeFinding {
  return {
    ...appConnections,
    scope: name,
    message: `“${name}” is for the app’s own token and has no place in a sign-in.`,
    nextStep: 'Take it out.',
  }
}

function closedScope(name: string, fact: Fact<string>): ScopeFinding {
  const doubt = doubtOf(fact)
  return {
    code: name === 'practicemanager' ? 'restricted' : 'maybe-retired',
    scope: name,
    severity: 'watch',
    message: `“${name}”: ${fact.value}${doubt === null ? '' : ` (${doubt})`}`,
    nextStep: 'Leave it out unless Xero has confirmed it for this app.',
  }
}

function retired(name: string, replacement: readonly string[], context: ScopeContext): ScopeFinding[] {
  const instead = `Ask for ${inWords(replacement)} instead, only those you need.`
  const doubt = doubtOf(broadScopesStop)
  const inTime = doubt === null ? instead : `${instead} That day is ${doubt.charAt(0).toLowerCase()}${doubt.slice(1)}`
  const one = (
    code: ScopeFindingCode,
    severity: ScopeFinding['severity'],
    message: string,
    nextStep = instead,
  ): ScopeFinding[] => [{ code, scope: name, severity, message, nextStep }]
  const { appCreatedOn, today } = context
  const stop = broadScopesStop.value
  if (today >= stop) {
    return one('retired', 'act', `“${name}” stopped for every Xero app on ${inDays(stop)}.`)
  }
  if (appCreatedOn === undefined || appCreatedOn === null) {
    const since = inDays(granularOnlyFrom.value)
    return one(
      'maybe-retired',
      'watch',
      `Apps created on or after ${since} can’t ask for “${name}”; for others it stops on ${inDays(stop)}.`,
      inTime,
    )
  }
  if (appCreatedOn >= granularOnlyFrom.value) {
    return one(
      'retired',
      'act',
      `This app was created on ${inDays(appCreatedOn)}, and such apps can’t ask for “${name}”.`,
    )
  }
  return one(
    'retiring',
    'watch',
    `“${name}” stops on ${inDays(stop)}, and every customer has to consent again before.`,
    inTime,
  )
}

function misprint(name: string, meant: string): ScopeFinding {
  return {
    code: 'misprint',
    scope: name,
    severity: 'act',
    message: `“${name}” is a misprint that went round; Xero calls it “${meant}”.`,
    nextStep: `Replace it with ${meant}.`,
  }
}

function unknown(name: string): ScopeFinding {
  if (known.has(name.toLowerCase())) {
    return {
      code: 'upper-case',
      scope: name,
      severity: 'act',
      message: `“${name}” has capital letters; Xero’s scopes have none.`,
      nextStep: `Write ${name.toLowerCase()}.`,
    }
  }
  const nearest = nearestScope(name)
  return {
    code: 'unknown',
    scope: name,
    severity: 'watch',
    message: `Latchkey doesn’t know a scope called “${name.slice(0, 100)}”.`,
    nextStep: nearest === null ? 'Check it against Xero’s list of scopes.' : `Did you mean ${nearest}?`,
  }
}

function notAppLevel(name: string): ScopeFinding {
  return {
    code: 'not-app-level',
    scope: name,
    severity: 'watch',
    message: `“${name}” belongs to a person’s sign-in, not to the app’s own token.`,
    nextStep: `Ask for ${appConnectionsScope.value} alone.`,
  }
}

function planBound(name: string, plan: string): ScopeFinding {
  return {
    code: 'plan-bound',
    scope: name,
    severity: 'watch',
    message: `“${name}” is only for apps on Xero’s ${plan} plan.`,
    nextStep: 'Leave it out unless My Apps shows that plan for this app.',
  }
}

function needsGrant(name: string): ScopeFinding {
  return {
    code: 'restricted',
    scope: name,
    severity: 'watch',
    message: `Xero grants “${name}” to an app only after an agreement. Without it Xero answers “Invalid scope for client”.`,
    nextStep: 'Leave it out until Xero has confirmed it for this app.',
  }
}

function duplicate(name: string): ScopeFinding {
  return {
    code: 'duplicate',
    scope: name,
    severity: 'info',
    message: `“${name}” is there more than once.`,
    nextStep: 'Once is enough.',
  }
}

const FARTHEST = 3

/** The known scope that is at most three slips away, or null. */
export function nearestScope(name: string): string | null {
  if (name.length > 60) return null
  let best: { scope: string; distance: number } | null = null
  for (const scope of everyKnown) {
    const distance = slips(name.toLowerCase(), scope)
    if (distance <= FARTHEST && (best === null || distance < best.distance)) best = { scope, distance }
  }
  return best?.scope ?? null
}

/** Levenshtein distance: letters to add, drop or change. */
function slips(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > FARTHEST) return FARTHEST + 1
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? FARTHEST + 1
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`
}

const months = 'January February March April May June July August September October November December'.split(' ')

/** `2026-03-02` as `2 March 2026`. Anything else stays as it is. */
export function inDays(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  return match === null ? date : `${Number(match[3])} ${months[Number(match[2]) - 1] ?? match[2]} ${match[1]}`
}
