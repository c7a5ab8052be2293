// Everything known about one Xero app that its standing is computed from, in plain values. Times are ISO, days YYYY-MM-DD.

/** Whoever can make the next move. */
export type Mover = 'me' | 'customer' | 'codat' | 'xero' | 'reviewer'

/** A check's own word, somebody's word, what may be so, and nothing at all. */
export type Sureness = 'proved' | 'said' | 'guessed' | 'unknown'

export interface KnownSecret {
  readonly slot: 1 | 2
  readonly storedAt: string
  /** A copy of it stayed somewhere it can be read later; `how` names the way in a few words. */
  readonly exposed: boolean
  readonly how: string
  readonly lastAcceptedAt: string | null
  readonly lastRefusedAt: string | null
  /** False while keychain and record may disagree. */
  readonly settled: boolean
}

export type StepWord =
  | 'to-do'
  | 'doing'
  | 'said-done'
  | 'verified'
  | 'stale'
  | 'not-needed'
  /** Set aside by the user: neither done nor not needed, and no fact is made true by it. */
  | 'skipped'

export interface KnownStep {
  readonly id: string
  readonly state: StepWord
  readonly by: 'nobody' | 'you' | 'latchkey' | 'xero' | 'codat'
  readonly at: string | null
  readonly why: string
  readonly move: Mover
}

/** What a set-up (the app at one Codat client) knows. */
export interface KnownSetUp {
  readonly id: string
  readonly createdAt: string
  readonly codatName: string | null
  /** What Codat should ask Xero for; empty while nobody said. */
  readonly scopes: readonly string[]
  /** All steps of the walk, in its order. */
  readonly steps: readonly KnownStep[]
  /** A company was linked with the keys that were handed over, and they are still today's. */
  readonly proved: { readonly at: string; readonly company: string } | null
  readonly waitingOn: { readonly who: Mover; readonly since: string; readonly chaseOn: string | null } | null
}

export type YesNoUnsure = 'yes' | 'no' | 'unsure'

/** What was answered once about the app. */
export interface KnownProfile {
  readonly financialServices: YesNoUnsure | null
  readonly bankFeeds: YesNoUnsure | null
  readonly companiesInSixMonths: number | null
  /** Questions that older records answer in two ways; the more careful answer counts until one is chosen. */
  readonly contradicting: readonly string[]
}

export type Fullness = 'room' | 'watch' | 'full' | 'over' | 'unknown' | 'stale'

export interface KnownConnections {
  readonly count: number | null
  readonly atLeast: boolean
  readonly excluded: number
  readonly readAt: string | null
  /** Null for no limit. */
  readonly limit: number | null
  readonly confirmed: boolean
  /** The limit if the app is on Xero's Starter plan, where its age says that it may be; null otherwise. */
  readonly ifStarter: number | null
  /** On `limit`, and on nothing else. */
  readonly fullness: Fullness
  /**
   * Companies that Codat showed as linked and that are this app's as far as is known, without the one that Latchkey made for the proof;
   * null while none was read.
   */
  readonly linked: { readonly count: number; readonly at: string } | null
}

export interface KnownFeed {
  readonly company: string
  readonly verdict: 'works' | 'try' | 'missing' | 'unknown'
  readonly sentence: string
  /** Whose move the first open rung is, and since when it is known. */
  readonly mover: Mover | null
  readonly at: string | null
}

/** A push of this machine that came to no end and isn’t being carried out: lines wait for somebody. */
export interface KnownPush {
  readonly account: string
  readonly lines: number
  readonly arrived: number
  /** `paused`: it goes on once it is told to. `asking`: only the user can tell what arrived. `refused`: Codat or Xero turned it away. */
  readonly state: 'paused' | 'asking' | 'refused'
  readonly since: string
}

export interface KnownAgreement {
  /** `changes`: Xero's reviewer asked for some, so that it is with the user. */
  readonly state: 'agreed' | 'asked' | 'changes' | 'refused' | 'none'
  /** The day, or the time, it was noted. */
  readonly at: string | null
  readonly sureness: Sureness
}

export interface KnownApp {
  readonly appId: string
  readonly name: string
  readonly customer: string
  readonly createdAt: string
  readonly now: string
  readonly appType: 'web' | 'mobile-desktop' | 'custom-connection' | 'unknown'
  readonly hasClientId: boolean
  readonly keyHolder: 'here' | 'customer'
  readonly secrets: readonly KnownSecret[]
  readonly rotation: { readonly startedAt: string; readonly newSlot: 1 | 2 } | null
  readonly profile: KnownProfile
  readonly agreement: KnownAgreement
  readonly connections: KnownConnections
  readonly setUps: readonly KnownSetUp[]
  /** The last known ladder of every company whose bank feeds were looked at. */
  readonly feeds: readonly KnownFeed[]
  /** Its pushes that stand still. */
  readonly pushes: readonly KnownPush[]
}
