// How a standing is worded and coloured, the same in the table and in an app's header. Pure.
import type { StandingRow } from '../../../contract/standings'
import type { Party } from '../../../domain/guide/schema'
import { connectionsWords } from '../../../domain/standing/connection-words'
import type { Tone } from '../../components/tone'
import { dayKey, onDay, shortSpan, span } from '../../words/ages'
import { partyWords } from '../guide/party-words'

type Standing = StandingRow['standing']

export const moverWords: Readonly<Record<Party, string>> = {
  me: 'You',
  customer: 'Customer',
  codat: 'Codat',
  xero: 'Xero',
  reviewer: 'Reviewer',
}

/** Green for what is known; a guess has the tone of bank feeds that nothing is known against. */
export function liveTone({ goLive, sureness }: Pick<Standing, 'goLive' | 'sureness'>): Tone {
  switch (goLive) {
    case 'live':
    case 'ready':
      return sureness === 'guessed' ? 'info' : 'ok'
    case 'not-yet':
      return 'neutral'
    case 'troubled':
    case 'never':
      return 'act'
  }
}

export const feedTones: Readonly<Record<Standing['bankFeeds']['verdict'], Tone>> = {
  works: 'ok',
  try: 'info',
  missing: 'act',
  unknown: 'watch',
  'not-used': 'neutral',
  unasked: 'neutral',
}

type Connections = Standing['connections']

/** Grey while the limit is assumed: a colour would say more than is known. */
export function fullnessTone({ fullness, limitState, count }: Connections): 'ok' | 'watch' | 'act' | 'neutral' {
  if (count === null || limitState === 'assumed') return 'neutral'
  switch (fullness) {
    case 'room':
      return 'ok'
    case 'watch':
      return 'watch'
    case 'full':
    case 'over':
      return 'act'
    case 'unknown':
    case 'stale':
      return 'neutral'
  }
}

const figures = (count: number): string => count.toLocaleString('en-GB')

/** "23 of 25", "≥ 23 of 25"; a question mark where the limit is not confirmed. */
export function connectionsShort({ count, atLeast, limit, limitState }: Connections): string {
  if (count === null) return 'Not counted'
  const of = limit === null ? '' : ` of ${figures(limit)}`
  return `${atLeast ? '≥ ' : ''}${figures(count)}${of}${limitState === 'assumed' && limit !== null ? ' ?' : ''}`
}

/** The same in a sentence, with how sure it is. */
export function connectionsSentence({ limitState, ...connections }: Connections): string {
  return connectionsWords({ ...connections, confirmed: limitState === 'confirmed' })
}

/** "9/11, 2 said": what is done of the set-up's steps, and what of that rests on somebody's word. Null without one. */
export function stepsShort({ steps }: Standing): string | null {
  if (steps === null) return null
  return `${steps.done}/${steps.total}`
}

/** "9 of 11 steps, 2 of them said, not proved, 1 skipped". */
export function stepsSentence({ steps }: Standing): string | null {
  if (steps === null) return null
  const { done, total, said, skipped } = steps
  return [
    `${done} of ${total} steps`,
    ...(said === 0 ? [] : [`${said} of them said, not proved`]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ].join(', ')
}

/** How long the move has been somebody's: "12 d"; nothing where that isn't known. */
export function moveAge({ move }: Standing, now: number): string {
  return move?.since ? shortSpan(now - Date.parse(move.since)) : ''
}

/** "Waiting on Codat for 9 days, chase on 1 December 2026", or whose move it is and what it is. */
export function moveSentence({ move }: Standing, now: number): string {
  if (move === null) return 'Nobody has to do anything.'
  const { who, what, since, noted, chaseOn } = move
  const length = since === null ? '' : ` for ${span(Math.max(0, now - Date.parse(since)))}`
  if (!noted) return `Next move: ${partyWords[who]}${length}: ${what}.`
  return `Waiting on ${partyWords[who]}${length}${chaseOn === null ? '' : chaseWords(chaseOn, now)}.`
}

function chaseWords(chaseOn: string, now: number): string {
  const today = dayKey(new Date(now).toISOString())
  if (chaseOn === today) return ', chase today'
  return chaseOn < today ? `, chase was due on ${onDay(chaseOn)}` : `, chase on ${onDay(chaseOn)}`
}
