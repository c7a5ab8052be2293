// What travels in an export beside the Xero apps: Codat clients without keys, set-ups, and what was said and decided about each app.
// Never a secret, a proof or anything a provider said: those are read anew where they arrive. Records travel under marks, not ids.
import { z } from 'zod'
import { feedWords } from '../bank-feeds/schema'
import { type CodatClient, codatClientFields } from '../codat/schema'
import { type Decisions, decisionsV1 } from '../connections/decisions'
import { type Integration, integrationV1 } from '../guide/schema'
import {
  type ItemAnswer,
  type PartnerApplication,
  partnerApplicationV1,
  type PartnerCase,
  type PartnerEvidence,
} from '../partner/schema'
import { type Profile, profileAnswers } from '../profile/schema'
import { sha256Hex } from '../sha256-hex'
import { redact } from '../text/redaction'
import { recordId } from '../xero-apps/schema'

/** What a record's id travels as: a hash of it. */
export const mark = sha256Hex

export const carriedClient = codatClientFields.omit({ xeroAppIds: true }).extend({ mark, apps: z.array(mark).max(50) })
export type CarriedClient = z.infer<typeof carriedClient>

/** A set-up as its user told it. What was handed over, seen and proved belongs to the machine that saw it. */
export const carriedSetUp = integrationV1
  .pick({
    wayIn: true,
    answers: true,
    useCase: true,
    waitingOn: true,
    keepsLoopback: true,
    said: true,
    notes: true,
    scopes: true,
  })
  .extend({ app: mark.nullable(), client: mark.nullable() })
export type CarriedSetUp = z.infer<typeof carriedSetUp>

/** The user's own decisions. Which connections are a test's own, and which organisation is a demo, is found out anew: both loosen a question. */
export const carriedDecisions = decisionsV1.pick({ limitSetting: true, typed: true, overruled: true, dismissed: true })
export type CarriedDecisions = z.infer<typeof carriedDecisions>

/** Pushing to organisations that aren't for trial is switched on anew: main asks about it. */
export const carriedWords = feedWords.pick({ agreement: true, appEnabledOn: true, consentSince: true })
export type CarriedWords = z.infer<typeof carriedWords>

export const carriedApplication = partnerApplicationV1.pick({
  route: true,
  details: true,
  scopes: true,
  items: true,
  seen: true,
  cases: true,
})
export type CarriedApplication = z.infer<typeof carriedApplication>

/** What was said of one Xero app of the file; null for what wasn't. */
export const carriedAbout = z.object({
  app: mark,
  profile: profileAnswers.nullable(),
  application: carriedApplication.nullable(),
  decisions: carriedDecisions.nullable(),
  feeds: z.array(z.object({ client: mark, words: carriedWords })).max(50),
})
export type CarriedAbout = z.infer<typeof carriedAbout>

/** A file that was attached to a partner application. */
export const carriedEvidence = z.object({
  app: mark,
  id: recordId,
  sha256: sha256Hex,
  /** Base64, looked at when it is taken out. */
  data: z.string().min(1).max(34_000_000),
})
export type CarriedEvidence = z.infer<typeof carriedEvidence>

/** Every text in it without what looks like a secret: people type into notes what they shouldn't. */
export function withoutSecrets<T>(value: T): T {
  return cleaned(value) as T
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return sha256Hex.safeParse(value).success ? value : redact(value)
  if (Array.isArray(value)) return value.map(cleaned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cleaned(inner)]))
}

export function carryClient(client: CodatClient, markOf: (id: string) => string): CarriedClient {
  const { name } = client
  const fields = withoutSecrets(carriedClient.omit({ mark: true, apps: true }).parse(client))
  return { ...fields, name, mark: markOf(client.id), apps: client.xeroAppIds.map(markOf) }
}

export function carrySetUp(setUp: Integration, markOf: (id: string) => string): CarriedSetUp {
  const told = carriedSetUp.omit({ app: true, client: true }).parse(setUp)
  const { xeroAppId, codatClientId } = setUp
  return {
    ...withoutSecrets(told),
    app: xeroAppId === null ? null : markOf(xeroAppId),
    client: codatClientId === null ? null : markOf(codatClientId),
  }
}

/** What an export says of an app, and null where nothing was. Evidence files are named where `isCarried` says that their bytes travel too. */
export function carryApplication(
  application: PartnerApplication,
  isCarried: (evidence: PartnerEvidence) => boolean,
): CarriedApplication | null {
  const carried = withoutSecrets(carriedApplication.parse(withEvidence(application, isCarried)))
  return isBlank(carried) ? null : carried
}

/** An application with only the evidence that can be looked at where it arrives: links, and files that came along. */
export function withEvidence<A extends CarriedApplication>(
  application: A,
  isCarried: (evidence: PartnerEvidence) => boolean,
): A {
  const kept = (one: PartnerEvidence): boolean => one.kind === 'link' || (one.kind === 'file' && isCarried(one))
  const items = Object.fromEntries(
    Object.entries(application.items).map(([id, answer]): [string, ItemAnswer] => [
      id,
      { ...answer, evidence: answer.evidence.filter(kept) },
    ]),
  )
  // A dossier is a file that was saved somewhere: what it held can't be shown without it.
  const cases = Object.fromEntries(
    Object.entries(application.cases).map(([route, one]): [string, PartnerCase] => [route, { ...one, dossiers: [] }]),
  )
  return { ...application, items, cases }
}

/** True where nobody has said anything for an application: neither way nor details, items or history. */
export function isBlank({ route, details, scopes, items, cases }: CarriedApplication): boolean {
  return (
    route === null &&
    Object.values(details).every((text) => text === '') &&
    scopes.length === 0 &&
    Object.keys(items).length === 0 &&
    Object.keys(cases).length === 0
  )
}

export function carryDecisions(decisions: Decisions): CarriedDecisions | null {
  return isUndecided(decisions) ? null : withoutSecrets(carriedDecisions.parse(decisions))
}

/** True where the user decided nothing about an app's connections; what Latchkey learnt is no decision. */
export function isUndecided({ limitSetting, typed, overruled, dismissed }: CarriedDecisions): boolean {
  return (
    limitSetting.kind === 'automatic' && typed === null && Object.keys(overruled).length === 0 && dismissed.length === 0
  )
}

export function carryProfile({ answers }: Pick<Profile, 'answers'>): CarriedAbout['profile'] {
  return isUnanswered({ answers }) ? null : answers
}

export function isUnanswered({ answers }: Pick<Profile, 'answers'>): boolean {
  return Object.values(answers).every((answer) => answer === null || (Array.isArray(answer) && answer.length === 0))
}

export function carryWords(words: CarriedWords): CarriedWords | null {
  return hasNoWords(words) ? null : withoutSecrets(carriedWords.parse(words))
}

export function hasNoWords({ agreement, appEnabledOn, consentSince }: CarriedWords): boolean {
  return agreement === null && appEnabledOn === null && consentSince === null
}
