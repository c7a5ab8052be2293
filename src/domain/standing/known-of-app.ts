// What an app's standing is computed from, gathered out of the records of every room. Pure.
import type { Ladder } from '../bank-feeds/schema'
import type { SetUpView } from '../guide/views'
import type { Side } from '../diagnosis/schema'
import type { PartnerApplication } from '../partner/schema'
import type { ProfileQuestion } from '../profile/questions'
import type { Profile } from '../profile/schema'
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

function profileOf({ answers, contradictions }: Pick<Profile, 'answers' | 'contradictions'>): KnownProfile {
  const { financialServices, companies, product, useCase } = answers
  return {
    financialServices,
    // Whoever chose bank feeds as the use case, or as what the product does, has said that they are wanted.
    bankFeeds: answers.bankFeeds ?? (useCase === 'bank-feeds' || product === 'bank-feeds' ? 'yes' : null),
    companiesInSixMonths: companies,
    contradicting: contradictions.map(({ question }) => questionWords[question]),
  }
}

/** A push that arrived, an accepted application, and the user's word, in that order. */
function agreementOf({ ladders, saidAgreed, application }: GatheredOfApp): KnownAgreement {
  const arrived = ladders.flatMap(({ ladder }) => (ladder.verdict === 'works' ? [ladder.readAt] : []))
  if (arrived.length > 0) return { state: 'agreed', at: arrived[0] ?? null, sureness: 'proved' }
  const cases = agreementRoutes.flatMap((route) => application?.cases[route] ?? [])
  const having = (...states: string[]) => cases.find(({ status }) => states.includes(status))
  const accepted = having('accepted')
  if (accepted !== undefined) return { state: 'agreed', at: lastDayOf(accepted), sureness: 'said' }
  if (saidAgreed !== null) return { state: 'agreed', at: saidAgreed.on, sureness: 'said' }
  const asked = having('sent', 'in-review', 'changes-asked')
  if (asked !== undefined) return { state: 'asked', at: lastDayOf(asked), sureness: 'said' }
  const refused = having('refused')
  if (refused !== undefined) return { state: 'refused', at: lastDayOf(refused), sureness: 'said' }
  return { state: 'none', at: null, sureness: 'unknown' }
}

const agreementRoutes = ['bank-feeds', 'lending', 'payments'] as const

function lastDayOf({ history }: { readonly history: readonly { readonly on: string }[] }): string | null {
  return history.at(-1)?.on ?? null
}
