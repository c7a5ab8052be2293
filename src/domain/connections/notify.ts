// When an OS notification about an app's connections is due: on the way up to watch and to full, once per crossing. Pure.
import { connectionsWords } from '../standing/connection-words'
import type { Fullness, KnownConnections } from '../standing/known'

/** The level people were told about last; null before the first count. Kept over restarts, so nothing is said twice. */
export type ToldLevel = 'room' | 'watch' | 'full' | null

export interface ConnectionNews {
  readonly appName: string
  /** The same that the app's standing is computed from. */
  readonly connections: Pick<KnownConnections, 'count' | 'atLeast' | 'limit' | 'confirmed' | 'ifStarter' | 'fullness'>
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
export function notificationDue(told: ToldLevel, news: ConnectionNews): DueNotification {
  const level = levelOf(news.connections.fullness)
  if (level === null) return { notification: null, told }
  const rises = told !== null && LEVELS.indexOf(level) > LEVELS.indexOf(told)
  return { notification: rises && level !== 'room' ? worded(level, news) : null, told: level }
}

function levelOf(state: Fullness): ToldLevel {
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

function worded(level: 'watch' | 'full', { appName, connections }: ConnectionNews): { title: string; body: string } {
  const { count, atLeast, limit } = connections
  const left = (limit ?? 0) - (count ?? 0)
  const most = atLeast ? 'At most ' : ''
  return level === 'full'
    ? {
        title: `${appName} is full`,
        body: `${connectionsWords(connections)} Xero refuses the next company. Latchkey can show which connection to free.`,
      }
    : {
        title: `${appName} is nearly full`,
        body: `${connectionsWords(connections)} ${most}${left} ${left === 1 ? 'connection is' : 'connections are'} left.`,
      }
}
