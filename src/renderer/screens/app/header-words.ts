// What an app's header says under each of its answers. Pure.
import type { StandingRow } from '../../../contract/standings'
import type { XeroAppView } from '../../../contract/xero-apps'
import type { Tone } from '../../components/tone'
import type { AppPart } from '../../shell/navigation'
import { ago, shortSpan } from '../../words/ages'
import { moveAge, moverWords, stepsSentence } from '../customers/standing-words'
import { keysVerdict } from '../xero-apps/words'

type Standing = StandingRow['standing']

/** "Next: You, for 12 d · 2 of 11 steps": whose move it is, for how long, and how far the set-up is. */
export function underLive(standing: Standing, now: number): string {
  const parts = [nextWords(standing, now), stepsSentence(standing)].filter((part) => part !== null)
  return parts.length === 0 ? 'no set-up begun' : parts.join(' · ')
}

/** "Next: You, for 12 d"; null where nobody has to move. */
function nextWords(standing: Standing, now: number): string | null {
  if (standing.move === null) return null
  const age = moveAge(standing, now)
  return `Next: ${moverWords[standing.move.who]}${age === '' ? '' : `, for ${age}`}`
}

export function underConnections(
  { count, limitState, ifStarter, readAt }: Standing['connections'],
  now: number,
): string {
  if (limitState === 'assumed' && count !== null) {
    return ifStarter === null ? 'limit not confirmed' : `${ifStarter} if on Starter: confirm`
  }
  return readAt === null ? 'count them' : `read ${ago(readAt, now)}`
}

export function underFeeds({ mover, since, looked }: Standing['bankFeeds'], now: number): string {
  if (mover === null) return looked === 0 ? 'none looked at' : `${looked} looked at`
  return `${moverWords[mover]}${since === null ? '' : `, ${shortSpan(now - Date.parse(since))}`}`
}

export interface KeysAnswer {
  readonly tone: Tone
  readonly short: string
  readonly sentence: string
  readonly under: string
  readonly place: AppPart
}

/** The state of the keys; a secret that has to be replaced comes before what Xero says of it. */
export function keysAnswer(app: XeroAppView, { reasons }: Standing, now: number): KeysAnswer {
  const { tone, text, acceptedAt } = keysVerdict(app)
  const rotate = reasons.find(({ place }) => place === 'rotation')
  const when = acceptedAt === null ? null : ago(acceptedAt, now)
  if (rotate !== undefined) {
    // Its time says that Xero accepted them; both in words would be four lines beside the other answers' two.
    const under = when === null ? text : `accepted ${when}`
    return { tone: 'act', short: rotate.short, sentence: rotate.sentence, under, place: 'rotation' }
  }
  const signedIn = app.signInProvedAt === null ? 'no sign-in test yet' : `signed in ${ago(app.signInProvedAt, now)}`
  return { tone, short: text, sentence: text, under: when === null ? signedIn : `${when} · ${signedIn}`, place: 'keys' }
}
