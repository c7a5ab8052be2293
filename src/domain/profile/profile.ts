// The profile of a Xero app: made once out of older records that each asked for themselves, then changed in one place. Pure.
import { codatUseCases } from '../facts'
import type { Integration, UseCase } from '../guide/schema'
import type { PartnerApplication } from '../partner/schema'
import { withoutUndefined } from '../without-undefined'
import { noAnswers } from '../partner/routes'
import { type ProfileQuestion, profileQuestions } from './questions'
import type { Contradiction, Profile, ProfileAnswers } from './schema'

type Said = { readonly where: 'set-up' | 'partner'; readonly answers: Partial<ProfileAnswers> }

export type OldSetUp = Pick<Integration, 'answers' | 'useCase'>
export type OldApplication = Pick<PartnerApplication, 'answers' | 'useCase'>

/**
 * The profile that older records make together. Where they differ, the more careful answer counts (yes before unsure before no, the
 * larger number, the newer use case) and the contradiction is kept until one is chosen.
 */
export function profileFrom(appId: string, setUps: readonly OldSetUp[], application: OldApplication | null): Profile {
  const said: Said[] = [
    ...setUps.map(({ answers, useCase }): Said => ({
      where: 'set-up',
      answers: {
        financialServices: answers.financialServices,
        bankFeeds: answers.bankFeeds,
        companies: answers.companiesInSixMonths,
        useCase,
      },
    })),
    ...(application === null
      ? []
      : [
          {
            where: 'partner',
            answers: { ...application.answers, useCase: knownUseCase(application.useCase) },
          } as const,
        ]),
  ]
  const all = <K extends ProfileQuestion>(question: K) => said.flatMap(({ answers }) => answers[question] ?? [])
  const companies = all('companies')
  return {
    version: 1,
    id: appId,
    answers: {
      ...noAnswers,
      ...application?.answers,
      financialServices: careful(all('financialServices')),
      bankFeeds: careful(all('bankFeeds')),
      companies: companies.length === 0 ? null : Math.max(...companies),
      useCase: all('useCase').at(-1) ?? null,
    },
    contradictions: profileQuestions.flatMap((question) => contradictionOn(question, said) ?? []),
  }
}

function knownUseCase(given: string | null): ProfileAnswers['useCase'] {
  return given !== null && Object.hasOwn(codatUseCases.value, given) ? (given as UseCase) : null
}

const CAREFUL = ['yes', 'unsure', 'no'] as const

function careful(given: readonly (typeof CAREFUL)[number][]): (typeof CAREFUL)[number] | null {
  return CAREFUL.find((answer) => given.includes(answer)) ?? null
}

function contradictionOn(question: ProfileQuestion, said: readonly Said[]): Contradiction | null {
  const given = said.flatMap(({ where, answers }) => {
    const answer = answers[question]
    return answer === null || answer === undefined ? [] : [{ where, answer: String(answer) }]
  })
  return new Set(given.map(({ answer }) => answer)).size > 1 ? { question, said: given.slice(0, 20) } : null
}

/** Answers to change; one that is undefined stays. Whatever is answered anew is no contradiction any more. */
export type ProfileChange = { readonly [K in keyof ProfileAnswers]?: ProfileAnswers[K] | undefined }

export function withAnswered(profile: Profile, change: ProfileChange): Profile {
  const given = alsoAnswered(profile.answers, withoutUndefined(change))
  return {
    ...profile,
    answers: { ...profile.answers, ...given },
    contradictions: profile.contradictions.filter(({ question }) => !Object.hasOwn(given, question)),
  }
}

type Given = Partial<ProfileAnswers>

/** A product that pushes statements is a direct bank feed: whichever of the two is answered, answers the other. */
function alsoAnswered(before: Pick<ProfileAnswers, 'product'>, given: Given): Given {
  if (given.product === 'bank-feeds') return { ...given, bankFeeds: 'yes' }
  if (before.product !== 'bank-feeds') return given
  // Said of the product it goes with it; denied, the product is another one.
  if (given.product !== undefined) return { bankFeeds: null, ...given }
  return given.bankFeeds === undefined || given.bankFeeds === 'yes' ? given : { ...given, product: null }
}

/** A set-up as the profile answers for it. */
export function withProfile<T extends OldSetUp>(setUp: T, { answers }: Profile): T {
  const { financialServices, bankFeeds, companies, useCase } = answers
  return { ...setUp, answers: { financialServices, bankFeeds, companiesInSixMonths: companies }, useCase }
}

/** A partner application as the profile answers for it. */
export function applicationWithProfile(application: PartnerApplication, { answers }: Profile): PartnerApplication {
  const { useCase, ...rest } = answers
  // One that is no longer known stays as it is kept.
  const unknown = application.useCase !== null && knownUseCase(application.useCase) === null
  return { ...application, answers: rest, useCase: useCase ?? (unknown ? application.useCase : null) }
}

/** What an edit of a set-up answered anew. */
export function answeredInSetUp(before: OldSetUp, after: OldSetUp): ProfileChange {
  return {
    ...(before.answers.financialServices === after.answers.financialServices
      ? {}
      : { financialServices: after.answers.financialServices }),
    ...(before.answers.bankFeeds === after.answers.bankFeeds ? {} : { bankFeeds: after.answers.bankFeeds }),
    ...(before.answers.companiesInSixMonths === after.answers.companiesInSixMonths
      ? {}
      : { companies: after.answers.companiesInSixMonths }),
    ...(before.useCase === after.useCase ? {} : { useCase: after.useCase }),
  }
}

/** What an edit of a partner application answered anew. */
export function answeredInApplication(before: OldApplication, after: OldApplication): ProfileChange {
  const changed = Object.fromEntries(
    Object.entries(after.answers).filter(
      ([key, answer]) =>
        JSON.stringify(answer) !== JSON.stringify(before.answers[key as keyof OldApplication['answers']]),
    ),
  )
  return { ...changed, ...(before.useCase === after.useCase ? {} : { useCase: knownUseCase(after.useCase) }) }
}

/** The set-ups of an app, the oldest first. */
export function setUpsOf(appId: string, all: readonly Integration[]): Integration[] {
  const own = all.filter(({ xeroAppId }) => xeroAppId === appId)
  return own.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
}

/** The profile of any app: the one that is kept, else one made of the older records, once. */
export function profilesOf(
  kept: readonly Profile[],
  applications: readonly PartnerApplication[],
  setUps: readonly Integration[],
): (appId: string) => Profile {
  const profiles = new Map(kept.map((profile) => [profile.id, profile]))
  const byApp = new Map(applications.map((application) => [application.id, application]))
  return (appId) => {
    const found = profiles.get(appId) ?? profileFrom(appId, setUpsOf(appId, setUps), byApp.get(appId) ?? null)
    profiles.set(appId, found)
    return found
  }
}
