// How many connections a Xero app may have, what is known about that number, and the state of a gauge drawn against it.
// Free of zod, so that the page can compute with it too.
import { atTheLimit, doubtOf, legacyLimit, outsidePlans, plans, plansSince, type Fact, type Plan } from './facts'

/** What a user can choose as the limit. `legacy` is the 25 of the 2023 guide, `none` an app without a limit. */
export const limitPresets = ['legacy', 'starter', 'core', 'plus', 'advanced', 'none'] as const
export type LimitPreset = (typeof limitPresets)[number]

/** `automatic` means that nobody has confirmed a limit yet. */
export type LimitSetting =
  | { readonly kind: 'automatic' }
  | { readonly kind: 'preset'; readonly preset: LimitPreset }
  | { readonly kind: 'typed'; readonly connections: number }

export interface LimitedApp {
  /** YYYY-MM-DD, or null while unknown. */
  readonly createdOn: string | null
  readonly limitSetting: LimitSetting
}

export interface Limit {
  /** Connections the gauge is drawn against; null for no limit. */
  readonly limit: number | null
  readonly label: string
  /** False until the user chose a limit. */
  readonly confirmed: boolean
  /** The limit if the app is on Xero’s Starter plan, while none is confirmed and the day it was created says that it may be. */
  readonly ifStarter: number | null
  readonly source: string
  readonly asOf: string
  /** What is doubtful about it. */
  readonly doubt: string | null
  /** What happens at the limit, a sentence each. */
  readonly whatFullMeans: readonly string[]
  /** Which apps the plans do not cover. */
  readonly outside: string
}

const PRESET_PLAN: Readonly<Record<Exclude<LimitPreset, 'legacy'>, string>> = {
  starter: 'Starter',
  core: 'Core',
  plus: 'Plus',
  advanced: 'Advanced',
  none: 'Enterprise',
}

interface Preset {
  readonly limit: number | null
  readonly label: string
  readonly from: Fact<unknown>
  readonly atFull: string
}

/** What a preset stands for. */
export function limitPreset(preset: LimitPreset): Preset {
  if (preset === 'legacy')
    return {
      limit: legacyLimit.value,
      label: 'Uncertified app, as the 2023 guide has it',
      from: legacyLimit,
      atFull: 'Xero refuses the next connection until the app is certified.',
    }
  const plan = planNamed(PRESET_PLAN[preset])
  return {
    limit: plan.connections,
    label: preset === 'none' ? `No limit (Xero’s ${plan.name} plan)` : `Xero’s ${plan.name} plan`,
    from: plans,
    atFull: whatEndsPlan(plan),
  }
}

/**
 * The limit of an app, with its source and what full means: the one that number, colour, words, warnings and forecast go by. It is
 * 25 until the user confirms another; that a newer app may be on the lowest plan is said beside it.
 */
export function limitFor(app: LimitedApp): Limit {
  switch (app.limitSetting.kind) {
    case 'automatic':
      return automaticLimit(app.createdOn)
    case 'preset':
      return limitOf(limitPreset(app.limitSetting.preset), { confirmed: true, ifStarter: null })
    case 'typed': {
      const limit = app.limitSetting.connections
      const atFull = 'What Xero does at this number depends on your agreement with Xero.'
      return limitOf(
        { limit, label: 'The limit you entered', from: plans, atFull },
        { confirmed: true, ifStarter: null },
      )
    }
  }
}

function automaticLimit(createdOn: string | null): Limit {
  const legacy = limitPreset('legacy')
  const mayBeStarter = createdOn !== null && createdOn >= plansSince.value
  if (!mayBeStarter) {
    const label = 'uncertified app, as the 2023 guide has it: confirm in My Apps'
    return limitOf({ ...legacy, label }, { confirmed: false, ifStarter: null })
  }
  const starter = limitPreset('starter')
  const label = `uncertified app, as the 2023 guide has it; ${starter.limit} if this app is on Xero’s Starter plan, where apps created since 2 March 2026 begin: confirm in My Apps`
  const limit = limitOf({ ...legacy, label }, { confirmed: false, ifStarter: starter.limit })
  return { ...limit, whatFullMeans: [legacy.atFull, `On Xero’s Starter plan: ${starter.atFull}`, ...everyLimit()] }
}

function limitOf({ limit, label, from, atFull }: Preset, settled: Pick<Limit, 'confirmed' | 'ifStarter'>): Limit {
  return {
    limit,
    label,
    ...settled,
    source: from.source,
    asOf: from.asOf,
    doubt: doubtOf(from),
    whatFullMeans: limit === null ? [atFull] : [atFull, ...everyLimit()],
    outside: outsidePlans.value,
  }
}

function everyLimit(): readonly string[] {
  return [atTheLimit.stranded.value, atTheLimit.reconnecting.value, atTheLimit.secondApp.value]
}

/** Starter and Core say themselves what ends them; above, the next plan's condition does. */
function whatEndsPlan(plan: Plan): string {
  if (plan.connections === null) return 'Nothing is refused for the number of connections.'
  if (plan.name === 'Starter' || plan.name === 'Core') return plan.condition
  const next = plans.value[plans.value.indexOf(plan) + 1]
  return next === undefined ? plan.condition : `A hard stop until ${next.name}. ${next.name}: ${next.condition}`
}

function planNamed(name: string): Plan {
  const plan = plans.value.find((plan) => plan.name === name)
  if (plan === undefined) throw new Error(`No plan called ${name}`)
  return plan
}

/** How many rows can be freed in one go: as many as main's window can name. */
export const MOST_FREED_AT_ONCE = 25

export const gaugeStates = ['room', 'watch', 'full', 'over', 'unknown', 'stale'] as const
export type GaugeState = (typeof gaugeStates)[number]

/** The first count in the watch state: 80 % of the limit or one below it, whichever comes first. */
export function watchFrom(limit: number): number {
  return Math.max(0, Math.min(Math.ceil((limit * 4) / 5), limit - 1))
}

export interface CountQuality {
  /** The count is known to be a lower bound only. */
  readonly atLeast?: boolean
  /** The count is too old to go by. */
  readonly stale?: boolean
}

/**
 * The state of a gauge. For one limit and one quality it only ever rises with the count. A lower bound that is still in the
 * room says nothing, so it gives `unknown`.
 */
export function gaugeState(count: number | null, limit: number | null, quality: CountQuality = {}): GaugeState {
  if (count === null) return 'unknown'
  if (quality.stale === true) return 'stale'
  const state = stateOf(count, limit)
  return quality.atLeast === true && state === 'room' && limit !== null ? 'unknown' : state
}

function stateOf(count: number, limit: number | null): GaugeState {
  if (limit === null) return 'room'
  if (count > limit) return 'over'
  if (count === limit) return 'full'
  return count >= watchFrom(limit) ? 'watch' : 'room'
}
