// What an app's standing is computed from, gathered out of the records of every room. Pure.
import type { Ladder } from '../bank-feeds/schema'
import type { SetUpView } from '../guide/views'
import type { Side } from '../diagnosis/schema'
import type { PartnerApplication } from '../partner/schema'
import type { ProfileQuestion } from '../profile/questions'
import { agreementSaid, type Applied, appliedIn } from '../bank-feeds/agreement'
import type { Profile, ProfileAnswers } from '../profile/schema'
import { isExposed, type Arrival } from '../vault/arrival'
import { type GatheredLinks, linkedOfApp } from './linked'
import type { XeroApp } from '../xero-apps/schema'
import type {
  KnownAgreement,
  KnownApp,
  KnownConnections,
  KnownFeed,
  KnownProfile,
  KnownPush,
  KnownSetUp,
  Mover,
} from './known'

export interface KnownLadder {
  readonly company: string
  readonly ladder: Pick<Ladder, 'verdict' | 'sentence' | 'rungs' | 'first' | 'readAt'>
}

export interface GatheredOfApp {
  readonly app: XeroApp
  readonly profile: Pick<Profile, 'answers' | 'contradictions'>
  readonly setUps: readonly SetUpView[]
  readonly connections: Omit<KnownConnections, 'linked'>
  /** Linked companies as they were counted, Xero's own list, and which Codat clients may hold another app's keys. */
  readonly links: Omit<GatheredLinks, 'setUps'>
  readonly ladders: readonly KnownLadder[]
  readonly pushes: readonly KnownPush[]
  /** What the user said of the agreement with Xero at any of its Codat clients. */
  readonly saidAgreed: { readonly on: string } | null
  /** Null while no application was begun. */
  readonly application: Pick<PartnerApplication, 'cases'> | null
  readonly now: Date
}

export function knownOfApp(gathered: GatheredOfApp): KnownApp {
  const { app, setUps, connections, ladders, pushes, now } = gathered
  return {
    appId: app.id,
    name: app.name,
    customer: app.customer,
    createdAt: app.createdAt,
    now: now.toISOString(),
    appType: app.appType,
    hasClientId: app.clientId !== '',
    keyHolder: app.keyHolder,
    secrets: app.secrets.map(({ slot, storedAt, arrival, lastAcceptedAt, lastRefusedAt, pending }) => ({
      slot,
      storedAt,
      exposed: isExposed(arrival),
      how: arrivalWords[arrival],
      lastAcceptedAt,
      lastRefusedAt,
      settled: pending === null,
    })),
    rotation: app.rotation === null ? null : { startedAt: app.rotation.startedAt, newSlot: app.rotation.newSlot },
    profile: profileOf(gathered.profile),
    agreement: agreementOf(gathered),
    connections: { ...connections, linked: linkedOfApp({ ...gathered.links, setUps }) },
    setUps: setUps.map(setUpOf),
    feeds: ladders.map(feedOf),
    pushes,
  }
}

const arrivalWords: Readonly<Record<Arrival, string>> = {
  'generated-here': 'from Xero’s own page',
  'vault-link': 'by a one-time link',
  'e-mail': 'by e-mail',
  chat: 'by chat',
  call: 'on a call',
  'recorded-call': 'on a recorded call',
}

function setUpOf(view: SetUpView): KnownSetUp {
  const { id, createdAt, codatName, scopes, steps, held, provedAt, proof, waitingOn } = view
  const company = steps.find((step) => step.id === 'first-company')
  return {
    id,
    createdAt,
    codatName,
    scopes: scopes?.scopes ?? [],
    steps,
    proved:
      held === 'proved' && provedAt !== null && company?.state === 'verified'
        ? { at: provedAt, company: proof?.companyName ?? 'A company' }
        : null,
    waitingOn,
  }
}

const moverOfSide: Readonly<Record<Side, Mover>> = {
  you: 'me',
  customer: 'customer',
  xero: 'xero',
  codat: 'codat',
  network: 'me',
  latchkey: 'me',
  unknown: 'me',
}

function feedOf({ company, ladder }: KnownLadder): KnownFeed {
  const { verdict, sentence, rungs, first, readAt } = ladder
  const open = rungs.find(({ id }) => id === first)
  return {
    company,
    verdict,
    sentence,
    mover: open?.side ? moverOfSide[open.side] : null,
    at: open?.at ?? readAt,
  }
}

const questionWords: Readonly<Record<ProfileQuestion, string>> = {
  financialServices: 'financial service',
  bankFeeds: 'bank feeds',
  companies: 'companies in six months',
  useCase: 'use case',
}

function wantsFeeds({ bankFeeds, product, useCase }: ProfileAnswers): boolean {
  return bankFeeds === 'yes' || (bankFeeds === null && (useCase === 'bank-feeds' || product === 'bank-feeds'))
}

function profileOf({ answers, contradictions }: Pick<Profile, 'answers' | 'contradictions'>): KnownProfile {
  const { financialServices, companies } = answers
  return {
    financialServices,
    // Whoever chose bank feeds as the use case, or as what the product does, has said that they are wanted.
    bankFeeds: wantsFeeds(answers) ? 'yes' : answers.bankFeeds,
    companiesInSixMonths: companies,
    contradicting: contradictions.map(({ question }) => questionWords[question]),
  }
}

/** A push that arrived proves it; else the application for what the app does, or the user's word, whichever is newer. */
function agreementOf({ ladders, saidAgreed, application, profile: { answers } }: GatheredOfApp): KnownAgreement {
  const { bankFeeds, product } = answers
  const feeds = wantsFeeds(answers)
  // A push proves the agreement for bank feeds; lenders and payers have one of their own.
  const [arrived] = feeds || product === null ? ladders.flatMap(({ ladder }) => arrivedIn(ladder) ?? []).toSorted() : []
  if (arrived !== undefined) return { state: 'agreed', at: arrived, sureness: 'proved' }
  const applied = appliedOf(feeds ? ['bank-feeds'] : routesOf(product, bankFeeds), application)
  const word = agreementSaid({ agreement: saidAgreed === null ? null : { ...saidAgreed, document: '' } }, applied)
  if (word !== null) return { state: 'agreed', at: word.on, sureness: 'said' }
  if (applied === null) return { state: 'none', at: null, sureness: 'unknown' }
  return { state: applied.state, at: applied.on, sureness: 'said' }
}

/** When a push arrived, as far as a ladder says. */
function arrivedIn({ rungs }: KnownLadder['ladder']): string | null {
  const proved = rungs.filter(({ id, state }) => state === 'yes' && (id === 'agreement' || id === 'last-push'))
  return proved.find(({ at }) => at !== null)?.at ?? null
}

type Routes = readonly ('bank-feeds' | 'lending' | 'payments')[]

/** Which applications are about what the app does, where that isn't a bank feed; any of them where nobody said. */
function routesOf(product: ProfileAnswers['product'], bankFeeds: ProfileAnswers['bankFeeds']): Routes {
  if (product === 'lending') return ['lending']
  if (product === 'payables') return ['payments']
  return bankFeeds === 'no' ? ['lending', 'payments'] : ['bank-feeds', 'lending', 'payments']
}

const FARTHEST = ['agreed', 'changes', 'asked', 'refused'] as const

/** Of several the one that got farthest: an application that is accepted never counts for another. */
function appliedOf(routes: Routes, application: GatheredOfApp['application']): Applied | null {
  const all = routes.flatMap((route) => appliedIn(application?.cases[route]) ?? [])
  return FARTHEST.flatMap((state) => all.filter((one) => one.state === state))[0] ?? null
}
