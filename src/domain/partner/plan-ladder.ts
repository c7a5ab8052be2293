// Xero's plans as a ladder: which holds today's connections and the expected ones, and what has to be paid before what. Pure.
import type { Gauge } from '../connections/schema'
import { doubtOf, outsidePlans, partnerActiveConnections, partnerPortalWay, plans, type Plan } from '../facts'
import { limitPreset, type LimitPreset } from '../limits'
import type { PartnerRoute, PlanLadder, PlanRung, Sourced } from './schema'
import type { PartnerAnswers } from './answers'
import { from, stated } from './routes'

export interface LadderInput {
  readonly gauge: Pick<Gauge, 'count' | 'readAt' | 'forecast' | 'limitSetting'> | null
  readonly answers: PartnerAnswers
  readonly route: PartnerRoute | null
}

const PRESETS: readonly Exclude<LimitPreset, 'legacy'>[] = ['starter', 'core', 'plus', 'advanced', 'none']

/**
 * The ladder: AUD a month without tax, as Xero's pricing page has it. What is connected comes from the gauge's own count,
 * what is expected from the answers (never less than what is there already).
 */
export function planLadder({ gauge, answers, route }: LadderInput): PlanLadder {
  const now = gauge?.count ?? null
  const expected = answers.companies === null && now === null ? null : Math.max(now ?? 0, answers.companies ?? 0)
  const current = currentPlan(gauge)
  const needed = neededPlan(expected, answers)
  return {
    now,
    nowReadAt: gauge?.readAt ?? null,
    expected,
    rungs: plans.value.map((plan): PlanRung => ({
      ...plan,
      holdsNow: holds(plan, now),
      holdsForecast: holds(plan, expected),
      current: plan === current,
      needed: plan === needed,
    })),
    steps: needed === null ? [] : stepsTo(needed, current, now),
    outside: isFinancial(route) || answers.financialServices === 'yes' ? outsidePlans.value : null,
    forecast: gauge?.forecast.kind === 'range' ? gauge.forecast.words : null,
    source: plans.source,
    asOf: plans.asOf,
    doubt: doubtOf(plans),
  }
}

function isFinancial(route: PartnerRoute | null): boolean {
  return route === 'bank-feeds' || route === 'lending' || route === 'payments'
}

function holds({ connections }: Plan, count: number | null): boolean | null {
  return count === null ? null : connections === null || count <= connections
}

/** The plan the user set as the app's limit, or null: the 25 of the 2023 guide is no plan. */
function currentPlan(gauge: LadderInput['gauge']): Plan | null {
  const setting = gauge?.limitSetting
  if (setting?.kind !== 'preset' || setting.preset === 'legacy') return null
  return plans.value[PRESETS.indexOf(setting.preset)] ?? null
}

/** The lowest plan that holds what is expected, and a listing where one is wanted. */
function neededPlan(expected: number | null, { listing }: PartnerAnswers): Plan | null {
  if (expected === null) return null
  return plans.value.find((plan) => holds(plan, expected) === true && (listing !== 'yes' || plan.certified)) ?? null
}

/** What comes before what on the way to a plan. */
function stepsTo(needed: Plan, current: Plan | null, now: number | null): Sourced[] {
  const at = (plan: Plan | null) => (plan === null ? -1 : plans.value.indexOf(plan))
  if (at(current) >= at(needed)) return [from(plans, `${needed.name} is what you have, and it holds what you expect.`)]
  if (!needed.certified)
    return at(needed) === 0
      ? [from(plans, `${needed.name} holds what you expect, and costs nothing.`)]
      : [
          from(
            plans,
            `${needed.name} (${price(needed)}) holds what you expect. It needs a payment card, no certification.`,
          ),
        ]
  return [...before(needed, current, now), ...after(needed)]
}

/** The paid plan that has to hold the active customers which certification asks for. */
function before(needed: Plan, current: Plan | null, now: number | null): Sourced[] {
  const active = partnerActiveConnections.value
  const lowest = plans.value[0]
  const holding = plans.value.find((plan) => holds(plan, active) === true)
  if (lowest === undefined || holding === undefined) return []
  const isThere = current !== null && plans.value.indexOf(current) >= plans.value.indexOf(holding)
  const first = isThere
    ? from(
        partnerActiveConnections,
        `${current.name} holds the ${active} active connections that certification asks for.`,
      )
    : from(
        partnerActiveConnections,
        `First ${holding.name} (${price(holding)}): the ${active} active connections that certification asks for don’t fit ${lowest.name}’s ${lowest.connections ?? 0}.`,
      )
  return [
    first,
    from(
      partnerActiveConnections,
      now !== null && now >= active
        ? `${now} connections are there; ${active} active customers are asked for.`
        : `Then ${active} active customer connections.`,
    ),
    stated(partnerPortalWay),
    from(plans, `Once certified: ${certifiedFirst(needed)}.`),
  ]
}

function certifiedFirst(needed: Plan): string {
  const first = plans.value.find(({ certified }) => certified)
  return first === undefined ? needed.name : `${first.name} (${price(first)})`
}

function after(needed: Plan): Sourced[] {
  const first = plans.value.find(({ certified }) => certified)
  if (first === undefined || first === needed) return []
  return [from(plans, `After that ${needed.name} (${price(needed)}). ${needed.condition}`)]
}

export function price({ audPerMonth }: Pick<Plan, 'audPerMonth'>): string {
  return audPerMonth === null ? 'on application' : `AUD ${audPerMonth.toLocaleString('en-GB')} a month`
}

/** The limit's preset that an accepted App Store application leads to: the first plan that needs certification. */
export function presetOnceCertified(): Exclude<LimitPreset, 'legacy'> {
  const index = plans.value.findIndex(({ certified }) => certified)
  return PRESETS[index] ?? 'plus'
}

/** Whether certification would raise the limit that is set; one that is higher already stays. */
export function certificationRaisesLimit(gauge: Pick<Gauge, 'limitSetting' | 'limit'> | null): boolean {
  const certified = limitPreset(presetOnceCertified()).limit
  if (certified === null || gauge === null || gauge.limitSetting.kind === 'automatic') return true
  return gauge.limit.limit !== null && gauge.limit.limit < certified
}
