// When an OS notification about seats is due: on the way up to watch and to full, once per crossing. Pure.
import type { GaugeState } from '../limits'

/** The level people were told about last; null before the first count. Kept over restarts, so nothing is said twice. */
export type ToldLevel = 'room' | 'watch' | 'full' | null

export interface SeatNews {
  readonly appName: string
  readonly count: number
  readonly limit: number
  /** A limit that nobody confirmed is called a guess. */
  readonly confirmed: boolean
  readonly state: GaugeState
}

export interface DueNotification {
  readonly notification: { readonly title: string; readonly body: string } | null
  /** To be kept as the next `told`. */
  readonly told: ToldLevel
}

const LEVELS = ['room', 'watch', 'full'] as const

/**
 * What is due after a check. The first count of an app is no crossing: whoever made it is looking at it. A count that goes
 * down arms the next crossing again; unknown and stale counts change nothing.
 */
export function notificationDue(told: ToldLevel, news: SeatNews): DueNotification {
  const level = levelOf(news.state)
  if (level === null) return { notification: null, told }
  const rises = told !== null && LEVELS.indexOf(level) > LEVELS.indexOf(told)
  return { notification: rises && level !== 'room' ? worded(level, news) : null, told: level }
}

function levelOf(state: GaugeState): ToldLevel {
  switch (state) {
    case 'room':
    case 'watch':
      return state
    case 'full':
    case 'over':
      return 'full'
    case 'unknown':
    case 'stale':
      return null
  }
}

function worded(
  level: 'watch' | 'full',
  { appName, count, limit, confirmed }: SeatNews,
): { title: string; body: string } {
  const doubt = confirmed ? '' : ` That the limit is ${limit} is not confirmed.`
  if (level === 'full')
    return {
      title: `${appName} has no place left`,
      body: `${count} of ${limit} connections are taken: Xero refuses the next company. Latchkey can show which to free.${doubt}`,
    }
  const left = limit - count
  return {
    title: `${appName} is nearly full`,
    body: `${count} of ${limit} connections are taken, ${left === 1 ? 'one place is' : `${left} places are`} left.${doubt}`,
  }
}
