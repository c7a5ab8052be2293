// One standing for one Xero app, out of everything known about it: whether it can go live, why not, whose move it is, since when
// and how sure that is. Every surface of Latchkey shows this and computes nothing of its own. Pure.
import { mostTrusted, refusedLast } from '../vault/verdict'
import { counted, grouped } from '../amounts'
import { isAhead, isOld } from '../guide/evidence'
import { localDay } from '../local-day'
import { inDays } from '../scopes'
import type { Fullness, KnownApp, KnownPush, KnownSetUp, KnownStep, Mover, Sureness } from './known'
import { messageFor } from './message'
import { countSteps, type StepCount } from './steps'

/**
 * `live`: companies are linked and nothing known stands against it. `troubled`: companies are linked, and something does. `ready`: the
 * proof is in and nothing stands against going live. `not-yet`: something is missing. `never`: this app can't work with Codat.
 */
export const goLiveStates = ['live', 'troubled', 'ready', 'not-yet', 'never'] as const
export type GoLive = (typeof goLiveStates)[number]

/** Worst first: that it can never work, what stands against going live, what is to be seen to, and what is only worth knowing. */
export const reasonWeights = ['fatal', 'blocks', 'watch', 'note'] as const
export type ReasonWeight = (typeof reasonWeights)[number]

export const reasonCodes = [
  'wrong-app-type',
  'plan-open',
  'keys-refused',
  'client-id-missing',
  'secret-missing',
  'step-failed',
  'keys-unchecked',
  'agreement-refused',
  'agreement-missing',
  'feeds-missing',
  'feeds-unknown',
  'full',
  'proof-lost',
  'no-set-up',
  'step-open',
  'secret-exposed',
  'rotation-open',
  'push-unfinished',
  'nearly-full',
  'outgrows-limit',
  'answers-contradict',
  'bank-feeds-unasked',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** Where in the app it is seen to. */
export const reasonPlaces = ['set-up', 'keys', 'rotation', 'details', 'connections', 'bank-feeds', 'partner'] as const
export type ReasonPlace = (typeof reasonPlaces)[number]

export interface Reason {
  readonly code: ReasonCode
  readonly weight: ReasonWeight
  readonly sentence: string
  /** The same in a few words, for a table's cell. */
  readonly short: string
  readonly mover: Mover
  readonly since: string | null
  readonly sureness: Sureness
  readonly place: ReasonPlace
  /** The step of the walk and the set-up it belongs to, where it is about one. */
  readonly step: string | null
  readonly setUpId: string | null
}

export interface Standing {
  readonly appId: string
  readonly goLive: GoLive
  /** The whole answer in one sentence, with the app's customer. */
  readonly sentence: string
  /** The same in a few words, for a table's cell: “Live, 22 linked”. */
  readonly short: string
  readonly sureness: Sureness
  /** Worst first. Empty where there is nothing to say. */
  readonly reasons: readonly Reason[]
  readonly connections: {
    readonly count: number | null
    readonly atLeast: boolean
    /** Null for no limit. */
    readonly limit: number | null
    readonly limitState: 'confirmed' | 'assumed'
    readonly ifStarter: number | null
    readonly fullness: Fullness
    readonly readAt: string | null
    readonly linked: number | null
  }
  readonly bankFeeds: {
    /** `not-used`: not wanted, by the profile. `unasked`: nobody said, and nothing was looked at. */
    readonly verdict: 'works' | 'try' | 'missing' | 'unknown' | 'not-used' | 'unasked'
    readonly sentence: string
    readonly short: string
    readonly mover: Mover | null
    readonly since: string | null
    readonly looked: number
  }
  /** Whose move it is; null where nobody has to do anything. */
  readonly move: {
    readonly who: Mover
    readonly what: string
    readonly since: string | null
    /** You noted it yourself; otherwise it is the worst reason's. */
    readonly noted: boolean
    readonly chaseOn: string | null
    readonly due: boolean
    readonly sureness: Sureness
    readonly place: ReasonPlace
    /** To send to whoever has the move; empty where it is yours. */
    readonly message: string
  } | null
  /** Whom you noted for each of its set-ups: each says its own, the app the one that has waited longest. */
  readonly noted: readonly {
    readonly setUpId: string
    readonly who: Mover
    readonly since: string
    readonly message: string
  }[]
  /** Null without a set-up. */
  readonly steps: StepCount | null
  /** The set-up that is furthest from going live is spoken of; null without one. */
  readonly setUpId: string | null
}

/** What has to be done before a first company is linked, in the order in which it is missed. */
const RUNGS = ['keys', 'keys-check', 'hand-over', 'scopes', 'enable', 'first-company']
/** Steps that no check can settle are done once somebody said so. */
const MAY_BE_SAID = new Set(['hand-over', 'scopes'])

export function standingOf(known: KnownApp): Standing {
  const { linked } = known.connections
  const reasons = reasonsOf(known, linked)
  const goLive = goLiveOf(known, reasons, linked)
  const setUp = spokenOf(known)
  const { count, atLeast, limit, confirmed, ifStarter, fullness, readAt } = known.connections
  return {
    appId: known.appId,
    goLive,
    ...wordsOf(known, goLive, reasons, linked),
    reasons,
    connections: {
      count,
      atLeast,
      limit,
      limitState: confirmed ? 'confirmed' : 'assumed',
      ifStarter: confirmed ? null : ifStarter,
      fullness,
      readAt,
      linked: linked?.count ?? null,
    },
    bankFeeds: withPush(bankFeedsOf(known), known),
    move: moveOf(known, reasons),
    noted: notedIn(known).map((one) => {
      const { who, since, message } = notedMove(known, reasons, one)
      return { setUpId: one.setUpId, who, since: since ?? one.since, message }
    }),
    steps: setUp === null ? null : countSteps(setUp.steps),
    setUpId: setUp?.id ?? null,
  }
}

// --- What is linked

interface Linked {
  readonly count: number
  readonly at: string
}

const isLinked = (linked: Linked | null): linked is Linked => linked !== null && linked.count > 0

// --- Reasons

type Given = Pick<Reason, 'sentence' | 'short' | 'mover' | 'since' | 'sureness' | 'place'> &
  Partial<Pick<Reason, 'step' | 'setUpId'>>

function reason(code: ReasonCode, weight: ReasonWeight, given: Given): Reason {
  return { step: null, setUpId: null, ...given, code, weight }
}

function reasonsOf(known: KnownApp, linked: Linked | null): Reason[] {
  const found = [
    ...typeReasons(known, linked),
    ...planReasons(known, linked),
    ...keyReasons(known, linked),
    ...setUpReasons(known, linked),
    ...agreementReasons(known),
    ...feedReasons(known),
    ...pushReasons(known),
    ...connectionReasons(known),
    ...profileReasons(known),
  ]
  return found.toSorted(
    (a, b) =>
      reasonWeights.indexOf(a.weight) - reasonWeights.indexOf(b.weight) ||
      reasonCodes.indexOf(a.code) - reasonCodes.indexOf(b.code) ||
      RUNGS.indexOf(a.step ?? '') - RUNGS.indexOf(b.step ?? ''),
  )
}

const typeNames = { 'mobile-desktop': 'mobile or desktop app', 'custom-connection': 'custom connection' } as const

function typeReasons({ appType, createdAt }: KnownApp, linked: Linked | null): Reason[] {
  if (appType === 'web' || appType === 'unknown') return []
  const name = typeNames[appType]
  const doubt = isLinked(linked) ? ` Yet ${companies(linked.count)} linked: look at the type in Xero.` : ''
  return [
    reason('wrong-app-type', 'fatal', {
      sentence: `It is a ${name}, which has no secret that Codat can use, and no way to change the type is known: create a Web app.${doubt}`,
      short: `never: ${name}`,
      mover: 'me',
      since: createdAt,
      sureness: 'said',
      place: 'details',
    }),
  ]
}

/** Before anything is built, the questions come first: what they ask for takes weeks. Once there are keys, those speak. */
function planReasons({ hasClientId, secrets, setUps }: KnownApp, linked: Linked | null): Reason[] {
  if (hasClientId || secrets.length > 0 || isLinked(linked)) return []
  const isOpen = ({ steps }: KnownSetUp): boolean => {
    const state = (id: string) => steps.find((step) => step.id === id)?.state
    return state('plan') !== 'said-done' && state('create-app') !== 'not-needed'
  }
  const setUp = setUps.find(isOpen)
  if (setUp === undefined) return []
  return [
    reason('plan-open', 'blocks', {
      sentence: 'Three questions come first: what they ask for can take weeks, so ask now.',
      short: 'answer the questions first',
      mover: 'me',
      since: setUp.createdAt,
      sureness: 'unknown',
      place: 'set-up',
      step: 'plan',
      setUpId: setUp.id,
    }),
  ]
}

function keyReasons(known: KnownApp, linked: Linked | null): Reason[] {
  return [...missingKeys(known, linked), ...exposure(known), ...rotationUnderWay(known)]
}

/** Linked companies show that Codat holds keys that work: then it only hinders Latchkey that none are here. */
function missingKeys(known: KnownApp, linked: Linked | null): Reason[] {
  const { hasClientId, keyHolder, secrets, createdAt } = known
  const weight = isLinked(linked) ? 'watch' : 'blocks'
  if (!hasClientId) {
    return [
      reason('client-id-missing', weight, {
        sentence: 'The client id is missing.',
        short: 'client id missing',
        mover: keyHolder === 'customer' ? 'customer' : 'me',
        since: createdAt,
        sureness: 'proved',
        place: 'keys',
        step: 'keys',
      }),
    ]
  }
  if (keyHolder === 'customer') return []
  const secret = mostTrusted(secrets.filter(({ settled }) => settled)) ?? null
  if (secret === null) {
    const isOpen = secrets.length > 0
    return [
      reason('secret-missing', weight, {
        sentence: isOpen
          ? 'It isn’t known whether the keychain has the client secret: start Latchkey again, or paste it.'
          : 'The client secret is missing.',
        short: isOpen ? 'secret not known' : 'secret missing',
        mover: 'me',
        since: isOpen ? null : createdAt,
        sureness: isOpen ? 'unknown' : 'proved',
        place: 'keys',
        step: 'keys',
      }),
    ]
  }
  if (refusedLast(secret)) {
    return [
      reason('keys-refused', 'blocks', {
        sentence: 'Xero refused these keys.',
        short: 'keys refused',
        mover: 'me',
        since: secret.lastRefusedAt,
        sureness: 'proved',
        place: 'keys',
        step: 'keys-check',
      }),
    ]
  }
  if (secret.lastAcceptedAt !== null) return []
  return [
    reason('keys-unchecked', weight, {
      sentence: 'Xero has not been asked about these keys yet.',
      short: 'keys unchecked',
      mover: 'me',
      since: secret.storedAt,
      sureness: 'unknown',
      place: 'keys',
      step: 'keys-check',
    }),
  ]
}

/** Found before a customer goes live, exposure is mended first; what is live already is told to rotate. */
function exposure({ secrets, rotation }: KnownApp): Reason[] {
  const exposed = secrets.filter((secret) => secret.exposed && secret.slot !== rotation?.newSlot)
  return exposed.slice(0, 1).map(({ slot, how, storedAt }) =>
    reason('secret-exposed', 'watch', {
      sentence:
        rotation === null
          ? `Client secret ${slot} came ${how}, where others can read it: rotate it.`
          : `Client secret ${slot} came ${how}: finish the rotation that is under way.`,
      short: `rotate: came ${how}`,
      mover: 'me',
      since: storedAt,
      sureness: 'said',
      place: 'rotation',
    }),
  )
}

function rotationUnderWay({ rotation }: KnownApp): Reason[] {
  if (rotation === null) return []
  return [
    reason('rotation-open', 'watch', {
      sentence: 'A rotation is under way: until it is finished, two secrets are valid.',
      short: 'finish rotation',
      mover: 'me',
      since: rotation.startedAt,
      sureness: 'proved',
      place: 'rotation',
    }),
  ]
}

function setUpReasons(known: KnownApp, linked: Linked | null): Reason[] {
  const { setUps, createdAt } = known
  if (setUps.length === 0) {
    if (isLinked(linked)) return []
    return [
      reason('no-set-up', 'blocks', {
        sentence: 'No set-up was begun, so it isn’t known whether Codat holds these keys.',
        short: 'set-up not begun',
        mover: 'me',
        since: createdAt,
        sureness: 'unknown',
        place: 'set-up',
      }),
    ]
  }
  return setUps.flatMap((setUp) => stepReasons(setUp, linked))
}

/**
 * A check that failed always stands against going live. What is only undone does until companies are linked, since those show
 * that it was done; keys that changed since are to be handed over all the same. The steps of the keys speak through the keys themselves.
 */
function stepReasons(setUp: KnownSetUp, linked: Linked | null): Reason[] {
  const open = RUNGS.flatMap((id) => setUp.steps.find((step) => step.id === id) ?? []).filter(
    (step) => !isDone(step) && step.id !== 'keys' && step.id !== 'keys-check',
  )
  return open.flatMap((step) => {
    const failed = step.state === 'to-do' && step.by !== 'nobody' && step.by !== 'you'
    const lost = step.id === 'first-company' && step.state === 'stale'
    const outdated = step.id === 'hand-over' && step.state === 'stale'
    if (isLinked(linked) && !failed && !lost && !outdated) return []
    // With companies linked, the one made for the proof has done its work.
    if (isLinked(linked) && step.id === 'first-company') return []
    return [
      reason(
        lost ? 'proof-lost' : failed ? 'step-failed' : 'step-open',
        isLinked(linked) && outdated ? 'watch' : 'blocks',
        {
          sentence: `${step.id === 'first-company' ? handedOver(setUp) : ''}${step.why}`,
          short: stepShort[step.id] ?? step.why,
          mover: step.move,
          since: failed || lost ? step.at : (lastDoneBefore(setUp, step) ?? setUp.createdAt),
          sureness: failed || lost || outdated ? 'proved' : 'unknown',
          place: 'set-up',
          step: step.id,
          setUpId: setUp.id,
        },
      ),
    ]
  })
}

function handedOver({ steps }: KnownSetUp): string {
  return steps.some(({ id, state }) => id === 'hand-over' && state === 'said-done') ? 'handed over, unproved. ' : ''
}

const stepShort: Readonly<Record<string, string>> = {
  'hand-over': 'hand keys to Codat',
  scopes: 'scopes open',
  enable: 'Xero not enabled at Codat',
  'first-company': 'no company linked',
}

function isDone({ id, state, by }: KnownStep): boolean {
  if (state === 'verified') return true
  if (state === 'said-done') return MAY_BE_SAID.has(id)
  // Only Latchkey's own judgement makes a step unneeded.
  if (state === 'not-needed') return by !== 'you'
  return state === 'stale' && id !== 'hand-over' && id !== 'first-company'
}

function lastDoneBefore({ steps }: KnownSetUp, step: KnownStep): string | null {
  const before = steps.slice(0, steps.indexOf(step)).flatMap((one) => (isDone(one) && one.at !== null ? [one.at] : []))
  return before.toSorted().at(-1) ?? null
}

const wantsFeeds = ({ profile }: Pick<KnownApp, 'profile'>): boolean => profile.bankFeeds === 'yes'

/** Xero wants an agreement of lenders, banks and payment providers, and for bank feeds. */
function agreementReasons(known: KnownApp): Reason[] {
  const { profile, agreement } = known
  if (profile.financialServices !== 'yes' && !wantsFeeds(known)) return []
  const what = wantsFeeds(known) ? 'bank feeds' : 'financial services'
  switch (agreement.state) {
    case 'agreed':
      return []
    case 'asked':
      return [
        reason('agreement-missing', 'blocks', {
          sentence: `Xero has not agreed to ${what} yet: the application is with Xero.`,
          short: 'agreement open',
          mover: 'xero',
          since: agreement.at,
          sureness: agreement.sureness,
          place: 'partner',
        }),
      ]
    case 'changes':
      return [
        reason('agreement-missing', 'blocks', {
          sentence: `Xero asked for changes before it agrees to ${what}: answer the review.`,
          short: 'answer the review',
          mover: 'me',
          since: agreement.at,
          sureness: agreement.sureness,
          place: 'partner',
        }),
      ]
    case 'refused':
      return [
        reason('agreement-refused', 'blocks', {
          sentence: `Xero refused the agreement for ${what}.`,
          short: 'agreement refused',
          mover: 'me',
          since: agreement.at,
          sureness: agreement.sureness,
          place: 'partner',
        }),
      ]
    case 'none':
      return [
        reason('agreement-missing', 'blocks', {
          sentence: `Xero’s agreement for ${what} is missing: ask Codat to introduce you to Xero. It takes weeks.`,
          short: 'agreement missing',
          mover: 'me',
          // When it came to be needed nobody noted.
          since: null,
          sureness: 'unknown',
          place: 'partner',
        }),
      ]
  }
}

const LOUDEST = ['missing', 'unknown', 'try', 'works'] as const

/** The company that has most to say. */
function loudestFeed({ feeds }: Pick<KnownApp, 'feeds'>): KnownApp['feeds'][number] | null {
  const ordered = feeds.toSorted(
    (a, b) => LOUDEST.indexOf(a.verdict) - LOUDEST.indexOf(b.verdict) || a.sentence.localeCompare(b.sentence),
  )
  return ordered[0] ?? null
}

function feedReasons(known: KnownApp): Reason[] {
  const loudest = loudestFeed(known)
  if (!wantsFeeds(known)) {
    const unasked = known.profile.bankFeeds !== 'no' && loudest === null
    return unasked
      ? [
          reason('bank-feeds-unasked', 'note', {
            sentence: 'Nobody has said whether bank feeds are wanted.',
            short: 'bank feeds: unasked',
            mover: 'me',
            since: known.createdAt,
            sureness: 'unknown',
            place: 'set-up',
            step: 'plan',
          }),
        ]
      : []
  }
  const { verdict, sentence, short, mover, since } = bankFeedsOf(known)
  if (verdict === 'works' || verdict === 'try') return []
  const missing = verdict === 'missing'
  return [
    reason(missing ? 'feeds-missing' : 'feeds-unknown', 'blocks', {
      sentence,
      short: `bank feeds: ${short}`,
      mover: mover ?? 'me',
      since,
      sureness: missing ? 'proved' : 'unknown',
      place: 'bank-feeds',
    }),
  ]
}

/** What only the user can tell first: until it is said nothing goes on. */
const PRESSING = ['asking', 'refused', 'paused'] as const

/** The push that stands still and is the most pressing, and of those the longest. */
function pressingPush({ pushes }: KnownApp): KnownPush | null {
  const ordered = pushes.toSorted(
    (a, b) => PRESSING.indexOf(a.state) - PRESSING.indexOf(b.state) || a.since.localeCompare(b.since),
  )
  return ordered[0] ?? null
}

function pushReasons(known: KnownApp): Reason[] {
  const push = pressingPush(known)
  if (push === null) return []
  return [
    reason('push-unfinished', 'watch', {
      sentence: pushSentence(push, known),
      short: pushWords[push.state].short,
      mover: 'me',
      since: push.since,
      sureness: 'proved',
      place: 'bank-feeds',
    }),
  ]
}

function pushSentence({ account, lines, arrived, state }: KnownPush, { pushes }: KnownApp): string {
  const others = pushes.length - 1
  const more = others === 0 ? '' : ` So ${others === 1 ? 'does 1 other' : `do ${others} others`}.`
  const count = `${grouped(String(arrived))} of ${counted(lines, 'line')} arrived`
  return `A push to “${account}” stands still, ${count}: ${pushWords[state].toDo}.${more}`
}

const pushWords: Readonly<
  Record<KnownPush['state'], { readonly toDo: string; readonly short: string; readonly cell: string }>
> = {
  paused: { toDo: 'go on with it, or cancel it', short: 'go on with a push', cell: 'push waits' },
  asking: {
    toDo: 'look in Xero, and say whether the next ones did',
    short: 'say what of a push arrived',
    cell: 'push asks',
  },
  refused: {
    toDo: 'it was refused, so see why, then retry or cancel it',
    short: 'see to a refused push',
    cell: 'push refused',
  },
}

function connectionReasons({ connections, profile }: KnownApp): Reason[] {
  const { count, atLeast, limit, confirmed, fullness, readAt } = connections
  const least = atLeast ? 'At least ' : ''
  const found: Reason[] = []
  const given = {
    mover: 'me',
    since: readAt,
    sureness: confirmed ? 'proved' : 'guessed',
    place: 'connections',
  } as const
  const doubt = confirmed ? '' : ' The limit is not confirmed.'
  if (count !== null && limit !== null && (fullness === 'full' || fullness === 'over')) {
    const sentence = `${least}${count} of ${limit} connections are taken: Xero refuses the next company.${doubt}`
    found.push(
      reason('full', 'blocks', { ...given, sentence, short: `full: ${atLeast ? '≥ ' : ''}${count} of ${limit}` }),
    )
  }
  if (count !== null && limit !== null && fullness === 'watch') {
    const sentence = `${least}${count} of ${limit} connections are taken: it is nearly full.${doubt}`
    found.push(
      reason('nearly-full', 'watch', {
        ...given,
        sentence,
        short: `nearly full: ${atLeast ? '≥ ' : ''}${count} of ${limit}`,
      }),
    )
  }
  const expected = profile.companiesInSixMonths
  if (expected !== null && limit !== null && expected > limit) {
    const sentence = `${expected} companies are expected in six months, and the limit is ${limit}: a larger plan comes first.${doubt}`
    found.push(
      reason('outgrows-limit', confirmed ? 'blocks' : 'watch', {
        ...given,
        since: null,
        // How many are expected is somebody's word.
        sureness: confirmed ? 'said' : 'guessed',
        sentence,
        short: `plan too small for ${expected}`,
      }),
    )
  }
  return found
}

function profileReasons({ profile }: KnownApp): Reason[] {
  if (profile.contradicting.length === 0) return []
  return [
    reason('answers-contradict', 'watch', {
      sentence: `Two records answer differently: ${profile.contradicting.join(', ')}. Say which is right.`,
      short: 'answers differ',
      mover: 'me',
      since: null,
      sureness: 'said',
      place: 'set-up',
      step: 'plan',
    }),
  ]
}

// --- The answers

function goLiveOf({ setUps }: KnownApp, reasons: readonly Reason[], linked: Linked | null): GoLive {
  if (reasons.some(({ weight }) => weight === 'fatal')) return 'never'
  const blocked = reasons.some(({ weight }) => weight === 'blocks')
  if (isLinked(linked)) return blocked ? 'troubled' : 'live'
  // An exposed secret is rotated before a customer goes live.
  if (blocked || reasons.some(({ code }) => code === 'secret-exposed')) return 'not-yet'
  return setUps.some(({ proved }) => proved !== null) ? 'ready' : 'not-yet'
}

const companies = (count: number): string => (count === 1 ? '1 company is' : `${count} companies are`)

function whoOf({ name, customer }: KnownApp): string {
  return customer === '' ? name : customer
}

function wordsOf(known: KnownApp, goLive: GoLive, reasons: readonly Reason[], linked: Linked | null): Words {
  const who = whoOf(known)
  const worst = worstFor(goLive, reasons)
  const why = worst?.sentence ?? 'No company has been linked with these keys yet.'
  switch (goLive) {
    case 'live':
      return liveWords(known, who, linked?.count ?? 0, linked?.at ?? known.now)
    case 'troubled':
      return {
        sentence: `${who}: ${companies(linked?.count ?? 0)} linked, but ${lower(why)}`,
        short: `${linked?.count ?? 0} linked, but ${worst?.short ?? 'held up'}`,
        sureness: worst?.sureness ?? 'unknown',
      }
    case 'ready':
      return readyWords(known, who)
    case 'not-yet':
      return {
        sentence: `${who}: ${why}`,
        short: worst === null ? 'Not yet' : `Not yet: ${worst.short}`,
        sureness: worst?.sureness ?? 'unknown',
      }
    case 'never':
      return {
        sentence: `${who} can never go live with this app. ${why}`,
        short: worst === null ? 'Never' : capital(worst.short),
        sureness: worst?.sureness ?? 'said',
      }
  }
}

type Words = Pick<Standing, 'sentence' | 'short' | 'sureness'>

function liveWords({ now }: KnownApp, who: string, count: number, at: string): Words {
  if (!isOld(at, new Date(now)) && !isAhead(at, new Date(now))) {
    return {
      sentence: `${who} is live: ${companies(count)} linked.`,
      short: `Live, ${count} linked`,
      sureness: 'proved',
    }
  }
  const were = count === 1 ? '1 company was' : `${count} companies were`
  return {
    sentence: `${who} is live by the last count, of ${inDays(localDay(new Date(at)))}: ${were} linked.`,
    short: `Live, ${count} linked (old count)`,
    sureness: 'guessed',
  }
}

/** A guess is called one; what somebody said is no more than said. */
function readyWords(known: KnownApp, who: string): Words {
  const plain = `${who} can go live.`
  const guess = guessIn(known)
  if (guess !== null)
    return { sentence: `${guess.given}, ${plain}`, short: `Can go live, ${guess.short}`, sureness: 'guessed' }
  return { sentence: plain, short: 'Can go live', sureness: restsOnWords(known) ? 'said' : 'proved' }
}

interface Guess {
  readonly given: string
  readonly short: string
}

function guessIn({ setUps, profile, feeds, ...known }: KnownApp): Guess | null {
  if (rungsOf(setUps).some(({ state }) => state === 'stale')) {
    return { given: 'By checks of a while ago', short: 'by old checks' }
  }
  const short = 'as far as is known'
  if (!wantsFeeds({ profile }) && profile.financialServices !== 'yes' && profile.financialServices !== 'no') {
    const why = profile.financialServices === null ? 'nobody has said' : 'isn’t known'
    return { given: `Unless it needs an agreement with Xero, which ${why}`, short }
  }
  if (wantsFeeds({ profile }) && loudestFeed({ feeds })?.verdict !== 'works') {
    return { given: 'But for bank feeds, which only a push proves', short }
  }
  return known.agreement.sureness === 'guessed' ? { given: 'If Xero’s agreement stands', short } : null
}

function restsOnWords(known: KnownApp): boolean {
  const needsAgreement = wantsFeeds(known) || known.profile.financialServices === 'yes'
  return (
    rungsOf(known.setUps).some(({ state }) => state === 'said-done') ||
    (needsAgreement && known.agreement.sureness !== 'proved')
  )
}

const rungsOf = (setUps: readonly KnownSetUp[]): KnownStep[] =>
  setUps.flatMap(({ steps }) => steps.filter(({ id }) => RUNGS.includes(id)))

/** The reason that made the answer what it is. */
function worstFor(goLive: GoLive, reasons: readonly Reason[]): Reason | null {
  if (goLive === 'live' || goLive === 'ready') return null
  return (
    reasons.find(({ weight, code }) => weight !== 'note' && (weight !== 'watch' || code === 'secret-exposed')) ?? null
  )
}

const lower = (text: string): string =>
  /^[A-Z][a-z]/.test(text) && !/^(Xero|Codat)/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function bankFeedsOf(known: KnownApp): Standing['bankFeeds'] {
  const looked = known.feeds.length
  const loudest = loudestFeed(known)
  if (loudest === null) {
    if (known.profile.bankFeeds === 'no') {
      return {
        verdict: 'not-used',
        sentence: 'Bank feeds are not used.',
        short: 'not used',
        mover: null,
        since: null,
        looked,
      }
    }
    if (!wantsFeeds(known)) {
      const sentence = 'Nobody has said whether bank feeds are wanted.'
      return { verdict: 'unasked', sentence, short: 'not asked', mover: null, since: null, looked }
    }
    const sentence = 'Bank feeds are wanted, and no company’s were looked at yet.'
    return { verdict: 'unknown', sentence, short: 'not looked at', mover: 'me', since: null, looked }
  }
  const { verdict, sentence, mover, at } = loudest
  const alike = known.feeds.filter((one) => one.verdict === verdict).length
  return {
    verdict,
    sentence,
    short: looked === 1 ? feedWords[verdict] : `${feedWords[verdict]}, ${alike} of ${looked}`,
    mover: verdict === 'works' || verdict === 'try' ? null : (mover ?? 'me'),
    since: at,
    looked,
  }
}

/** Whatever else stands against an app, its bank feeds say that lines wait. */
function withPush(feeds: Standing['bankFeeds'], known: KnownApp): Standing['bankFeeds'] {
  const push = pressingPush(known)
  if (push === null) return feeds
  return {
    ...feeds,
    sentence: `${pushSentence(push, known)} ${feeds.sentence}`,
    short: `${pushWords[push.state].cell}; ${feeds.short}`,
    mover: 'me',
    since: push.since,
  }
}

const feedWords = {
  works: 'work',
  try: 'nothing against it',
  missing: 'something missing',
  unknown: 'not known',
} as const

/** What you noted, else the worst reason's move. Nobody has to move for what is only worth knowing. */
function moveOf(known: KnownApp, reasons: readonly Reason[]): Standing['move'] {
  const [noted] = notedIn(known)
  if (noted !== undefined) return notedMove(known, reasons, noted)
  const worst = pressing(reasons)
  if (worst === null) return null
  const { mover, since, sureness, place } = worst
  const message = messageFor(known, { who: mover, code: worst.code, step: worst.step, setUpId: worst.setUpId })
  return { who: mover, what: toDo(worst), since, noted: false, chaseOn: null, due: false, sureness, place, message }
}

const pressing = (reasons: readonly Reason[]): Reason | null => reasons.find(({ weight }) => weight !== 'note') ?? null

interface Noted extends NonNullable<KnownSetUp['waitingOn']> {
  readonly setUpId: string
}

/** The longest wait first. */
function notedIn({ setUps }: KnownApp): Noted[] {
  return setUps
    .flatMap(({ id, waitingOn }) => (waitingOn === null ? [] : [{ ...waitingOn, setUpId: id }]))
    .toSorted((a, b) => a.since.localeCompare(b.since))
}

function notedMove(
  known: KnownApp,
  reasons: readonly Reason[],
  { who, since, chaseOn, setUpId }: Noted,
): NonNullable<Standing['move']> {
  const here = reasons.filter((one) => one.setUpId === null || one.setUpId === setUpId)
  const theirs = here.find(({ mover, weight }) => mover === who && weight !== 'note')
  const about = theirs ?? pressing(here)
  return {
    who,
    // What is missing elsewhere is nobody's move but its own.
    what: theirs === undefined ? 'an answer' : toDo(theirs),
    since,
    noted: true,
    chaseOn,
    due: chaseOn !== null && chaseOn <= localDay(new Date(known.now)),
    sureness: 'said',
    place: about?.place ?? 'set-up',
    message: messageFor(known, { who, code: about?.code ?? null, step: stepToAskOf(about, who), setUpId }),
  }
}

/** Nobody opens a link that was not sent: then it is asked how things stand. */
function stepToAskOf(about: Reason | null, who: Mover): string | null {
  return about?.step === 'first-company' && about.mover !== who ? null : (about?.step ?? null)
}

/** After a name: “You: create a Web app”. What can never be is no task. */
const toDo = ({ code, short }: Reason): string => (code === 'wrong-app-type' ? 'create a Web app' : short)

/** The set-up whose steps are shown: the one with most left to do. */
function spokenOf({ setUps }: KnownApp): KnownSetUp | null {
  const left = ({ steps }: KnownSetUp): number => countSteps(steps).total - countSteps(steps).done
  return setUps.toSorted((a, b) => left(b) - left(a) || a.id.localeCompare(b.id))[0] ?? null
}
