// The ladder of what must be true for a company's bank feed, and its one sentence. Pure.
//
// A rung is "yes" by an answer or by proof: a push that ended in Success stands on all of them. A refusal newer than the proof
// turns its rung to "no". What nothing can tell before a push says so, and doesn't pretend. Whether the app is enabled is told by
// whichever came last: a push that arrived, a refusal, or Xero's own answer in a sign-in test.
import {
  type FeedWords,
  type Ladder,
  rungIds,
  rungOfFeedError,
  type Rung,
  type RungId,
  type SourceAccount,
} from './schema'
import type { Diagnosis, Side } from '../diagnosis/schema'
import { bankFeedsToggle, demoCompanyName } from '../facts'
import { agreementSaid, type Applied } from './agreement'
import { inDays } from '../scopes'
import type { FeedEvidence, SeenError, XeroSaid } from './evidence'

/** The rung that a refusal lands on; null for one that isn't about bank feeds at all. */
export function rungOfDiagnosis({ code }: Pick<Diagnosis, 'code'>): RungId | null {
  if (code.startsWith('feeds.')) {
    const type = code.slice('feeds.'.length)
    return isFeedType(type) ? rungOfFeedError[type] : 'last-push'
  }
  switch (code) {
    case 'xero.scope-missing':
    case 'xero.token-refused':
      return 'consent'
    case 'codat.account-already-fed':
      return 'source-account'
    case 'codat.connection-deauthorized':
    case 'codat.connection-unlinked':
    case 'codat.connection-pending':
      return 'linked'
    case 'codat.push-failed':
    case 'codat.push-timed-out':
      return 'last-push'
    default:
      return null
  }
}

function isFeedType(type: string): type is keyof typeof rungOfFeedError {
  return Object.hasOwn(rungOfFeedError, type)
}

interface Scene {
  readonly company: string
  readonly words: FeedWords
  readonly evidence: FeedEvidence
  readonly xeroSaid: XeroSaid | null
  readonly companies: SeenOfApp
  readonly applied?: Applied | null
  refusal(id: RungId): SeenError | null
}

/** What goes for every company of a Xero app. */
export interface AppEvidence {
  /** What Xero itself said of the app. */
  readonly xeroSaid: XeroSaid | null
  readonly companies: SeenOfApp
  /** The agreement with Xero as the app's partner application has it. */
  readonly applied?: Applied | null
}

/** What the companies of a Xero app have shown of the app itself, whichever of them did, at whichever Codat client. */
export interface SeenOfApp {
  /** When a push to one of them arrived last. */
  readonly arrivedAt: string | null
  /** The newest refusal of the app that no later push to the same company has disproved. */
  readonly refusal: SeenError | null
}

export function seenOfApp(companies: readonly FeedEvidence[]): SeenOfApp {
  const arrived = newest(companies.flatMap(({ provedAt }) => (provedAt === null ? [] : [{ at: provedAt }])))
  const refusals = companies.flatMap((one) => newestRefusal(one, 'app-enabled') ?? [])
  return { arrivedAt: arrived?.at ?? null, refusal: newest(refusals) }
}

const nothingElse: AppEvidence = { xeroSaid: null, companies: seenOfApp([]) }

type RungOf = (scene: Scene) => Omit<Rung, 'id'>

/** The ladder of a company out of the user's words, what was seen of it, and what is known of its Xero app. */
export function ladderOf(
  company: string,
  words: FeedWords,
  evidence: FeedEvidence,
  ofApp: AppEvidence = nothingElse,
): Ladder {
  const { provedAt, readAt, unheardOf } = evidence
  const scene: Scene = { company, words, evidence, ...ofApp, refusal: (id) => newestRefusal(evidence, id) }
  const rungs = rungIds.map((id): Rung => ({ id, ...rungMakers[id](scene) }))
  return { rungs, ...sentenceOf(company, rungs, provedAt), readAt, unheardOf }
}

/** The newest refusal that lands on a rung and is newer than the last proof. */
function newestRefusal({ errors, provedAt }: FeedEvidence, id: RungId): SeenError | null {
  return newest(
    errors.filter(({ diagnosis, at }) => rungOfDiagnosis(diagnosis) === id && (provedAt === null || at > provedAt)),
  )
}

/** Of two at the same time the first. */
function newest<T extends { readonly at: string }>(of: readonly T[]): T | null {
  return of.reduce<T | null>((found, one) => (found === null || one.at > found.at ? one : found), null)
}

function yes(evidence: string, at: string | null): Omit<Rung, 'id'> {
  return { state: 'yes', evidence, at, todo: null, signInTells: false, side: null, diagnosis: null }
}

function open(
  state: 'no' | 'unknown' | 'not-from-here',
  given: { evidence: string; todo: string; side: Side; at?: string | null; diagnosis?: Diagnosis | null },
): Omit<Rung, 'id'> {
  const { evidence, todo, side, at = null, diagnosis = null } = given
  return { state, evidence, at, todo, signInTells: false, side, diagnosis }
}

const seen: Readonly<Record<SeenError['where'], string>> = {
  push: 'A push came back with this',
  mapping: 'Mapping came back with this',
  paste: 'You pasted this',
  'sign-in': 'Xero answered a sign-in test with this',
}

function refused({ diagnosis, at, where }: SeenError): Omit<Rung, 'id'> {
  const { title, nextStep, side } = diagnosis
  return open('no', { evidence: `${seen[where]}: ${title}.`, todo: nextStep, side, at, diagnosis })
}

const proof = 'A push arrived, so it must be so.'
const proofElsewhere = 'A push to another company of this app arrived, so it must be so.'

const rungMakers: Readonly<Record<RungId, RungOf>> = {
  agreement({ words, evidence: { provedAt }, companies: { arrivedAt }, applied = null }) {
    const agreement = agreementSaid(words, applied)
    if (agreement !== null) {
      const document = agreement.document === '' ? '' : ` (${agreement.document})`
      return yes(`By your word, since ${inDays(agreement.on)}${document}.`, null)
    }
    if (provedAt !== null) return yes(proof, provedAt)
    if (arrivedAt !== null) return yes(proofElsewhere, arrivedAt)
    return withoutAgreement(applied)
  },
  'app-enabled'(scene) {
    const sign = newestSign(scene)
    // Even a yes by your word is better had from Xero; only what was seen needs no asking.
    return { ...appEnabledRung(scene, sign), signInTells: sign?.kind !== 'yes' }
  },
  'codat-enabled'({ evidence: { feedsAnswer, readAt } }) {
    switch (feedsAnswer) {
      case 'answered':
        return yes('Codat answers for bank feeds.', readAt)
      case 'refused':
        return open('no', {
          evidence: 'Codat knows this API key, but not for bank feeds.',
          todo: `Ask your Codat account manager to enable Bank Feeds for this Codat client. ${bankFeedsToggle.note ?? ''}`.trim(),
          side: 'codat',
          at: readAt,
        })
      case 'not-read':
        return notRead()
    }
  },
  linked({ company, evidence: { connection, readAt, goneAt }, ...scene }) {
    if (goneAt !== undefined) {
      return open('no', {
        evidence: 'Codat no longer knows this connection.',
        todo: `Link ${company} again, and look at its new connection.`,
        side: 'you',
        at: goneAt,
      })
    }
    if (connection === null) return notRead()
    const seenAt = connection.at ?? readAt
    if (connection.status === 'Linked') return yes('Codat shows the connection as Linked.', seenAt)
    const refusal = scene.refusal('linked')
    return open('no', {
      evidence: `Codat shows the connection as ${connection.status}.`,
      todo: `Send ${company} the Link address, so that its owner connects Xero.`,
      side: 'customer',
      at: seenAt,
      diagnosis: refusal?.diagnosis ?? null,
    })
  },
  consent({ company, words: { consentSince }, evidence: { connection, provedAt }, ...scene }) {
    const refusal = scene.refusal('consent')
    const again = `Have ${company} link once more: only a new consent brings bankfeeds.`
    if (refusal !== null) {
      const { diagnosis, at } = refusal
      const evidence = 'Xero turned Codat’s token away: what the owner agreed to doesn’t have bankfeeds.'
      return open('no', { evidence, todo: again, side: 'customer', at, diagnosis })
    }
    if (provedAt !== null) return yes(proof, provedAt)
    const linkedOn = connection?.created?.slice(0, 10) ?? null
    if (linkedOn === null) return notRead()
    if (consentSince === null) {
      return open('unknown', {
        evidence: `It was linked on ${inDays(linkedOn)}; whether Codat asked for bankfeeds then isn’t known.`,
        todo: 'Note the day since which Codat asks for bankfeeds. Companies linked before it must consent again.',
        side: 'you',
      })
    }
    if (linkedOn < consentSince) {
      const evidence = `It was linked on ${inDays(linkedOn)}, before Codat asked for bankfeeds (${inDays(consentSince)}).`
      return open('no', { evidence, todo: again, side: 'customer' })
    }
    return yes(
      `It was linked on ${inDays(linkedOn)}, when Codat asked for bankfeeds already (since ${inDays(consentSince)}).`,
      null,
    )
  },
  role({ evidence: { provedAt }, ...scene }) {
    const refusal = scene.refusal('role')
    if (refusal !== null) return refused(refusal)
    if (provedAt !== null) return yes(proof, provedAt)
    return open('not-from-here', {
      evidence: 'The role of the person who connected isn’t told before a push.',
      todo: 'Let someone with a standard or adviser role connect.',
      side: 'customer',
    })
  },
  organisation({ evidence: { organisation, provedAt, readAt }, ...scene }) {
    const refusal = scene.refusal('organisation')
    if (refusal !== null) return refused(refusal)
    if (isDemo(organisation)) {
      return open('no', {
        evidence: 'It is a demo company, and those never take bank feeds.',
        todo: 'Use a trial or paid organisation.',
        side: 'you',
        at: readAt,
      })
    }
    if (provedAt !== null) return yes(proof, provedAt)
    if (organisation === null) return notRead()
    const { plan, baseCurrency } = organisation
    const known = [plan === null ? '' : `plan ${plan}`, baseCurrency ?? ''].filter((part) => part !== '').join(', ')
    return open('not-from-here', {
      evidence: `Nothing stands against it${known === '' ? '' : ` (${known})`}. Which plans and regions take feeds isn’t published.`,
      todo: 'A push will tell.',
      side: 'you',
      at: readAt,
    })
  },
  'account-type'({ evidence: { accounts, feedsAnswer, readAt, provedAt }, ...scene }) {
    const refusal = scene.refusal('account-type')
    if (refusal !== null) return refused(refusal)
    if (accounts.some(({ kind }) => kind === 'bank' || kind === 'card')) {
      return yes('There is a bank account or credit card among the source accounts.', readAt)
    }
    if (provedAt !== null) return yes(proof, provedAt)
    if (feedsAnswer !== 'answered') return notRead()
    return open(accounts.some(({ kind }) => kind === null) ? 'unknown' : 'no', {
      evidence:
        accounts.length === 0
          ? 'There is no source account.'
          : 'None of the source accounts is a bank account or card.',
      todo: 'Create a source account for a bank account or a credit card: Xero feeds no other.',
      side: 'you',
      at: readAt,
    })
  },
  'source-account'({ evidence: { accounts, feedsAnswer, readAt }, ...scene }) {
    const refusal = scene.refusal('source-account')
    const connected = accounts.find(({ state }) => state === 'connected')
    if (refusal !== null && !(connected !== undefined && (readAt ?? '') > refusal.at && refusal.where === 'mapping')) {
      return refused(refusal)
    }
    if (connected !== undefined) return yes(`“${connected.name}” is connected.`, readAt)
    if (feedsAnswer !== 'answered') return notRead()
    return open('no', { ...withoutConnected(accounts), at: readAt })
  },
  'last-push'({ evidence: { lastPush, provedAt, accounts }, ...scene }) {
    const refusal = scene.refusal('last-push')
    if (refusal !== null) return refused(refusal)
    if (provedAt !== null) return yes(arrivedWords(provedAt, lastPush), provedAt)
    const isPending = lastPush !== null && PENDING.test(lastPush.status)
    if (isPending) {
      return open('unknown', {
        evidence: 'The last push is still Pending. That can last up to a day.',
        todo: 'Look again later; nothing has to be sent again.',
        side: 'codat',
        at: lastPush.at,
      })
    }
    const to = accounts.find(({ state }) => state === 'connected')?.name
    return open('not-from-here', {
      evidence: 'Nothing has been pushed yet.',
      todo: to === undefined ? 'Connect a source account, then push a few lines.' : `Push a few lines to “${to}”.`,
      side: 'you',
    })
  },
}

function withoutAgreement(applied: Applied | null): Omit<Rung, 'id'> {
  const on = applied === null ? '' : inDays(applied.on)
  switch (applied?.state) {
    case 'refused':
      return open('no', {
        evidence: `Xero refused it on ${on}, as your partner application has it.`,
        todo: 'See in the partner application why, and ask Xero what would have to change.',
        side: 'you',
      })
    case 'changes':
      return open('not-from-here', {
        evidence: `Xero asked for changes on ${on}, as your partner application has it.`,
        todo: 'Answer the review in the partner application.',
        side: 'you',
      })
    case 'asked':
      return open('not-from-here', {
        evidence: `The application has been with Xero since ${on}; it hasn’t agreed yet.`,
        todo: 'Wait for Xero, or ask where it stands. Once the agreement is signed, note the date and the document here.',
        side: 'xero',
      })
    case 'agreed':
    case undefined:
      return open('not-from-here', {
        evidence:
          'Xero’s agreement for financial services can’t be asked about. App Store certification is another thing.',
        todo: 'Ask Codat to introduce you to Xero’s financial services team. Once it is signed, note the date and the document here.',
        side: 'you',
      })
  }
}

const PENDING = /^pending$/i

/** A push that arrived stays proof; of a newer one it is said how it stands. */
function arrivedWords(provedAt: string, lastPush: FeedEvidence['lastPush']): string {
  if (lastPush === null || /^success$/i.test(lastPush.status) || (lastPush.at ?? '') <= provedAt) {
    return 'The last push arrived.'
  }
  return PENDING.test(lastPush.status)
    ? 'A push arrived. A newer one is still Pending, which can last up to a day.'
    : 'A push arrived. A newer one did not.'
}

/** What was seen of the app itself: by pushes to this company or to others, or by Xero's own answers. */
type Sign =
  | { readonly kind: 'yes'; readonly at: string; readonly evidence: string }
  | { readonly kind: 'no'; readonly at: string; readonly refusal: SeenError }

/** The company's own signs stand first, as it may be the one that the companies together were told by. */
function newestSign({ evidence: { provedAt }, xeroSaid, companies, refusal }: Scene): Sign | null {
  return newest<Sign>([
    ...yesBy(proof, provedAt),
    ...yesBy('Xero’s Bank Feeds API answered this app in a sign-in test.', xeroSaid?.enabled?.at ?? null),
    ...yesBy(proofElsewhere, companies.arrivedAt),
    ...noBy(refusal('app-enabled')),
    ...noBy(companies.refusal),
    ...noBy(xeroSaid?.refused ?? null),
  ])
}

const yesBy = (evidence: string, at: string | null): Sign[] => (at === null ? [] : [{ kind: 'yes', at, evidence }])

const noBy = (refusal: SeenError | null): Sign[] => (refusal === null ? [] : [{ kind: 'no', at: refusal.at, refusal }])

function appEnabledRung({ words: { appEnabledOn }, xeroSaid }: Scene, sign: Sign | null): Omit<Rung, 'id'> {
  if (sign?.kind === 'yes') return yes(sign.evidence, sign.at)
  if (sign?.kind === 'no') {
    // A word never covers a refusal. One that is about a later day leaves it open, until Xero is asked once more.
    if (appEnabledOn === null || appEnabledOn <= sign.at.slice(0, 10)) return refused(sign.refusal)
    return open('unknown', {
      evidence: `Xero refused before, and enabled it on ${inDays(appEnabledOn)} by your word.`,
      todo: 'Ask Xero again with a sign-in test, or push a few lines.',
      side: 'you',
      at: sign.at,
    })
  }
  if (appEnabledOn !== null) return yes(`By your word, since ${inDays(appEnabledOn)}.`, null)
  return open('not-from-here', {
    ...nothingToldYet(xeroSaid),
    todo: 'Ask the Xero partner manager to enable it for this app’s client id, and note the day here; or see what Xero answers now.',
    side: 'xero',
  })
}

function nothingToldYet(xeroSaid: XeroSaid | null): { evidence: string; at: string | null } {
  if (!xeroSaid?.undecided) {
    return {
      evidence: 'Nothing has said that Xero enabled the Bank Feeds API for this app, or that it hasn’t.',
      at: null,
    }
  }
  const { at, about } = xeroSaid.undecided
  const evidence =
    about === 'organisation'
      ? 'In a sign-in test Xero refused the organisation, which says nothing about the app.'
      : 'In a sign-in test Xero refused without saying whether it is about the app.'
  return { evidence, at }
}

function notRead(): Omit<Rung, 'id'> {
  return open('unknown', { evidence: 'Codat hasn’t been asked yet.', todo: 'Check now.', side: 'you' })
}

function isDemo(organisation: FeedEvidence['organisation']): boolean {
  if (organisation === null) return false
  return organisation.plan?.toUpperCase() === 'DEMO' || demoCompanyName.value.test(organisation.name ?? '')
}

function withoutConnected(accounts: readonly SourceAccount[]): { evidence: string; todo: string; side: Side } {
  const pending = accounts.find(({ state }) => state === 'pending' || state === 'connecting')
  if (pending !== undefined) {
    return {
      evidence: `“${pending.name}” is ${pending.state}: it is not mapped to a Xero account yet.`,
      todo: 'Map it to a bank account in Xero, here or in Codat’s own page.',
      side: 'customer',
    }
  }
  const former = accounts.find(({ state }) => state === 'disconnected')
  if (former !== undefined) {
    return { evidence: `“${former.name}” was disconnected.`, todo: 'Map it again, or another one.', side: 'customer' }
  }
  return {
    evidence: accounts.length === 0 ? 'There is no source account.' : 'No source account is connected.',
    todo: 'Create a source account, then map it to a bank account in Xero.',
    side: 'you',
  }
}

const rungNames: Readonly<Record<RungId, string>> = {
  agreement: 'the agreement with Xero',
  'app-enabled': 'the Bank Feeds API on the app',
  'codat-enabled': 'Bank Feeds at Codat',
  linked: 'the link to Xero',
  consent: 'a consent with bankfeeds',
  role: 'the role of who connected',
  organisation: 'an organisation that takes feeds',
  'account-type': 'a bank account or card',
  'source-account': 'a connected source account',
  'last-push': 'a push that arrives',
}

const moves: Readonly<Record<Side, string>> = {
  you: 'your move',
  customer: 'the customer’s move',
  xero: 'Xero’s move',
  codat: 'Codat’s move',
  network: 'the network’s move',
  latchkey: 'Latchkey’s move',
  unknown: 'nobody knows whose move',
}

function sentenceOf(
  company: string,
  rungs: readonly Rung[],
  provedAt: string | null,
): Pick<Ladder, 'sentence' | 'verdict' | 'first'> {
  const missing = rungs.find(({ state }) => state === 'no')
  if (missing !== undefined) {
    const move = moves[missing.side ?? 'unknown']
    const sentence =
      missing.id === 'last-push'
        ? `The last push to ${company} failed: mend what it failed of, then push again. It is ${move}.`
        : `Bank feeds won’t work for ${company} yet: ${rungNames[missing.id]} is missing. It is ${move}.`
    return { sentence, verdict: 'missing', first: missing.id }
  }
  const unknown = rungs.find(({ state }) => state === 'unknown')
  if (unknown !== undefined) {
    const sentence = `Whether bank feeds will work for ${company} isn’t known yet: look at ${rungNames[unknown.id]} first.`
    return { sentence, verdict: 'unknown', first: unknown.id }
  }
  if (provedAt !== null) return { sentence: `Bank feeds will work for ${company}.`, verdict: 'works', first: null }
  const first = rungs.find(({ state }) => state === 'not-from-here')
  const sentence = `Nothing stands against bank feeds for ${company}. Only a push can prove it.`
  return { sentence, verdict: 'try', first: first?.id ?? null }
}
