// What a server in trouble does, whoever runs it, in words. Free of zod, so that the page can list it.

export const practiceServerTroubles = {
  'not-json': 'answers 200 with a page instead of JSON',
  truncated: 'stops in the middle of its answer',
  slow: 'answers late',
  hangs: 'never answers',
  cut: 'ends the connection before doing anything',
  lost: 'does what was asked, then ends the connection without an answer',
  redirects: 'sends you to another host',
} as const
export type PracticeServerTrouble = keyof typeof practiceServerTroubles

/** The keys of a table of words, in its order. */
export function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[]
}
