// What the user changes about an application: the route, what is handed in, the answers to items. Typed text loses whatever
// looks like a secret before it is kept. Pure.
import {
  type ItemAnswer,
  type ItemChange,
  MOST_SCOPES,
  type PartnerApplication,
  type PartnerDetails,
  type PartnerEvidence,
  type PartnerRoute,
  type ScopesChange,
} from './schema'
import { type PartnerAnswersChange, partnerRegions } from './answers'
import { Failure } from '../failure'
import { redact } from '../text/redaction'
import { withoutUndefined } from '../without-undefined'
import { withItem } from './application'
import type { Checklists } from './checklist'
import { withNeeded } from './scope-table'

/** A first look at a checklist has nothing new in it, so its version counts as seen. */
export function withRoute(
  application: PartnerApplication,
  route: PartnerRoute | null,
  checklists: Checklists,
): PartnerApplication {
  const { seen } = application
  const version = route === null ? undefined : checklists[route]?.version
  if (route === null || version === undefined) return { ...application, route }
  return { ...application, route, seen: { ...seen, [route]: seen[route] ?? version } }
}

export function withChecklistSeen(application: PartnerApplication, checklists: Checklists): PartnerApplication {
  const { route, seen } = application
  const version = route === null ? undefined : checklists[route]?.version
  return route === null || version === undefined ? application : { ...application, seen: { ...seen, [route]: version } }
}

export function withDetails(application: PartnerApplication, details: PartnerDetails): PartnerApplication {
  return {
    ...application,
    details: {
      description: redact(details.description),
      privacyUrl: redact(details.privacyUrl),
      termsUrl: redact(details.termsUrl),
      loginUrl: redact(details.loginUrl),
      docsUrl: redact(details.docsUrl),
      supportContact: redact(details.supportContact),
      codatContact: redact(details.codatContact),
    },
  }
}

export function withAnswers(
  application: PartnerApplication,
  { regions, ...others }: PartnerAnswersChange,
): PartnerApplication {
  const { answers } = application
  const after = partnerRegions.filter((region) => regions?.[region] ?? answers.regions.includes(region))
  return { ...application, answers: { ...answers, ...withoutUndefined(others), regions: after } }
}

/** A use case that is new brings the scopes it needs. Raises `partner.too-much`. */
export function withScopes(
  application: PartnerApplication,
  { useCase = application.useCase, reasons = {}, add, remove }: ScopesChange,
): PartnerApplication {
  const said = new Map(Object.entries(reasons))
  const kept = application.scopes
    .filter(({ scope }) => scope !== remove)
    .map(({ scope, justification }) => ({ scope, justification: redact(said.get(scope) ?? justification) }))
  const isThere = add === undefined || kept.some(({ scope }) => scope === add)
  const lines = isThere ? kept : [...kept, { scope: add, justification: '' }]
  const isNew = useCase !== null && useCase !== application.useCase
  const scopes = isNew ? withNeeded(lines, useCase) : lines
  if (scopes.length > MOST_SCOPES) throw new Failure('partner.too-much')
  return { ...application, useCase, scopes }
}

/** Raises `partner.waived-needs-reason`. */
export function withItemChange(
  application: PartnerApplication,
  itemId: string,
  change: ItemChange,
): PartnerApplication {
  return withItem(application, itemId, redactedItem(withoutUndefined(change)))
}

function redactedItem(fields: Partial<ItemAnswer>): Partial<ItemAnswer> {
  const { reason, owner, notes } = fields
  return {
    ...fields,
    ...(reason === undefined ? {} : { reason: redact(reason) }),
    ...(owner === undefined ? {} : { owner: redact(owner) }),
    ...(notes === undefined ? {} : { notes: redact(notes) }),
  }
}

/** A link as evidence. Raises `partner.not-a-link` for what isn't an https address. */
export function linkEvidence({ label, url }: { label: string; url: string }, id: string, at: string): PartnerEvidence {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') throw new Failure('partner.not-a-link')
  return { kind: 'link', id, label: redact(label), url: redact(url), addedAt: at, setAsideAt: null }
}
