// What changed between two rounds of checks. Pure. Nothing is said about a part that either round could not see.
import type { CheckChange, CheckSeen, IntegrationCheck } from './board-schema'

/** What is known before anything was looked at. */
export const nothingSeen: CheckSeen = {
  secrets: [],
  codatKey: null,
  integration: null,
  companies: null,
  linked: null,
  firstCompany: null,
  seats: null,
  feeds: null,
}

/** Changes from `before` to `after`, the gravest first; none where nothing changed. */
export function changesBetween(before: CheckSeen, after: CheckSeen): CheckChange[] {
  const all = [
    ...secretChanges(before, after),
    ...keyChanges(before.codatKey, after.codatKey),
    ...integrationChanges(before.integration, after.integration),
    ...firstCompanyChanges(before.firstCompany, after.firstCompany),
    ...companyChanges(before, after),
    ...connectionChanges(before.seats, after.seats),
    ...feedChanges(before.feeds, after.feeds),
  ]
  return all.toSorted((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity))
}

const GRAVITY: readonly CheckChange['severity'][] = ['act', 'watch', 'info', 'ok']

/** What this round did not see stands as it was, so that the next one is compared with the last known and not with nothing. */
export function lastKnown(before: CheckSeen | null, after: CheckSeen): CheckSeen {
  if (before === null) return after
  const slots = new Set(after.secrets.map(({ slot }) => slot))
  return {
    secrets: [...after.secrets, ...before.secrets.filter(({ slot }) => !slots.has(slot))],
    codatKey: after.codatKey ?? before.codatKey,
    integration: after.integration ?? before.integration,
    companies: after.companies ?? before.companies,
    linked: after.linked ?? before.linked,
    firstCompany: after.firstCompany ?? before.firstCompany,
    seats: after.seats ?? before.seats,
    feeds: after.feeds ?? before.feeds,
  }
}

function change(code: CheckChange['code'], severity: CheckChange['severity'], sentence: string, names: string[] = []) {
  return { code, severity, sentence, names: names.slice(0, MOST_NAMES) }
}
const MOST_NAMES = 50

function secretChanges(before: CheckSeen, after: CheckSeen): CheckChange[] {
  return after.secrets.flatMap(({ slot, accepted }) => {
    const was = before.secrets.find((secret) => secret.slot === slot)
    if (was === undefined || was.accepted === accepted) return []
    return [
      accepted
        ? change('secret-accepted-again', 'ok', `Xero accepts client secret ${slot} again.`)
        : change('secret-rejected', 'act', `Xero no longer accepts client secret ${slot}. It accepted it last time.`),
    ]
  })
}

function keyChanges(before: CheckSeen['codatKey'], after: CheckSeen['codatKey']): CheckChange[] {
  if (before === null || after === null || before === after) return []
  switch (after) {
    case 'accepted':
      return [change('key-accepted-again', 'ok', 'Codat accepts the API key again.')]
    case 'refused':
      return [change('key-refused', 'act', 'Codat no longer accepts the API key. It accepted it last time.')]
    case 'other-client':
      return [change('key-other-client', 'act', 'The API key now belongs to another Codat client.')]
  }
}

function integrationChanges(before: CheckSeen['integration'], after: CheckSeen['integration']): CheckChange[] {
  if (before === null || after === null || before === after) return []
  switch (after) {
    case 'enabled':
      return [change('integration-enabled', 'ok', 'Xero is enabled at Codat now.')]
    case 'disabled':
      return [change('integration-disabled', 'act', 'Xero was disabled at Codat since last time.')]
    case 'absent':
      return [change('integration-absent', 'act', 'Codat no longer lists a Xero integration for this client.')]
  }
}

function firstCompanyChanges(before: string | null, after: string | null): CheckChange[] {
  if (before === null || after === null || before === after) return []
  if (after === 'Linked') return [change('first-company-linked', 'ok', 'The first company is linked now.')]
  if (before !== 'Linked') return []
  return [change('first-company-lost', 'act', 'The first company was linked last time and isn’t any more.')]
}

function companyChanges(before: CheckSeen, after: CheckSeen): CheckChange[] {
  if (before.companies === null || after.companies === null) return countChanges(before.linked, after.linked)
  const lost = without(before.companies, after.companies)
  const added = without(after.companies, before.companies)
  return [
    ...(lost.length === 0
      ? []
      : [change('companies-lost', 'act', `${companies(lost.length)} no longer linked: ${listed(lost)}.`, lost)]),
    ...(added.length === 0
      ? []
      : [change('companies-added', 'ok', `${companies(added.length)} newly linked: ${listed(added)}.`, added)]),
  ]
}

/** Too many to name: the numbers alone. */
function countChanges(before: number | null, after: number | null): CheckChange[] {
  if (before === null || after === null || before === after) return []
  return after < before
    ? [
        change(
          'companies-lost',
          'act',
          `${before - after} fewer linked companies than last time: ${after} of ${before}.`,
        ),
      ]
    : [change('companies-added', 'ok', `${after - before} more linked companies than last time: ${after}.`)]
}

function connectionChanges(before: CheckSeen['seats'], after: CheckSeen['seats']): CheckChange[] {
  if (before === null || after === null) return []
  const isFull = (state: string): boolean => state === 'full' || state === 'over'
  const of = after.limit === null ? '' : ` of ${after.limit}`
  if (isFull(after.state) && !isFull(before.state)) {
    return [change('seats-full', 'act', `The Xero app is full now: ${after.count}${of} connections.`)]
  }
  if (before.count === after.count) return []
  return [change('seats-changed', 'info', `${after.count}${of} connections in Xero, ${before.count} last time.`)]
}

/** Companies whose bank feeds came to miss something, and those that miss nothing any more. Only what both rounds know is compared. */
function feedChanges(before: CheckSeen['feeds'], after: CheckSeen['feeds']): CheckChange[] {
  const was = new Map(before?.map(({ id, verdict }) => [id, verdict]))
  const having = (then: 'missing' | 'open', now: 'missing' | 'open'): string[] =>
    (after ?? [])
      .filter(({ id, verdict }) => feedWord(was.get(id)) === then && feedWord(verdict) === now)
      .map(({ name }) => name)
  const broken = having('open', 'missing')
  const mended = having('missing', 'open')
  return [
    ...(broken.length === 0
      ? []
      : [
          change(
            'feeds-broken',
            'act',
            `Bank feeds: something is missing now that wasn’t, at ${listed(broken)}.`,
            broken,
          ),
        ]),
    ...(mended.length === 0
      ? []
      : [change('feeds-mended', 'ok', `Bank feeds: nothing is missing any more at ${listed(mended)}.`, mended)]),
  ]
}

/** What isn't known is neither a loss nor a gain. */
function feedWord(verdict: NonNullable<CheckSeen['feeds']>[number]['verdict'] | undefined): 'missing' | 'open' | null {
  if (verdict === undefined || verdict === 'unknown') return null
  return verdict === 'missing' ? 'missing' : 'open'
}

type Companies = NonNullable<CheckSeen['companies']>

/** Names of those in `all` whose id isn't among `others`. */
function without(all: Companies, others: Companies): string[] {
  const ids = new Set(others.map(({ id }) => id))
  return all.filter(({ id }) => !ids.has(id)).map(({ name }) => name)
}

function companies(number: number): string {
  return number === 1 ? 'One company is' : `${number} companies are`
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => name.slice(0, 80))
  return names.length > 3 ? `${shown.join(', ')} and ${names.length - 3} more` : shown.join(', ')
}

/** A round of checks as it is kept, compared with the one before it. */
export function checkOf(
  { seen, ...round }: Pick<IntegrationCheck, 'id' | 'at' | 'seen' | 'unchecked'>,
  before: IntegrationCheck | null,
): IntegrationCheck {
  return {
    version: 1,
    ...round,
    comparedWith: before?.at ?? null,
    seen: lastKnown(before?.seen ?? null, seen),
    changes: before === null ? [] : changesBetween(before.seen, seen),
  }
}
