// How full an app is, in words: the same in the table, the header, a sheet and a notification. Pure.
import type { Fullness, KnownConnections } from './known'

export type WordedConnections = Pick<
  KnownConnections,
  'count' | 'atLeast' | 'limit' | 'confirmed' | 'ifStarter' | 'fullness'
>

export const fullnessWords: Readonly<Record<Fullness, string>> = {
  room: 'there is room',
  watch: 'nearly full',
  full: 'full',
  over: 'over the limit',
  unknown: 'not known whether there is room',
  stale: 'too long ago to go by',
}

const figures = (count: number): string => count.toLocaleString('en-GB')

/** “24 of 25 connections: nearly full. The limit isn’t confirmed: it is 5 if this app is on Starter.” */
export function connectionsWords({ count, atLeast, limit, confirmed, ifStarter, fullness }: WordedConnections): string {
  if (count === null) return 'Its connections haven’t been counted yet.'
  const least = atLeast ? 'At least ' : ''
  if (limit === null) return `${least}${figures(count)} connections, without a limit.`
  const starter = ifStarter === null ? '' : `: it is ${ifStarter} if this app is on Starter`
  const doubt = confirmed ? '' : ` The limit isn’t confirmed${starter}.`
  return `${least}${figures(count)} of ${figures(limit)} connections: ${fullnessWords[fullness]}.${doubt}`
}
