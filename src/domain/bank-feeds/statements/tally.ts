// What a check has found so far: a count for each code, and the first places.
import type { FindingCode, RemedyKind, StatementFinding } from './schema'
import { findingKinds } from './finding-kinds'

/** The place of a finding: where the line stands in the statement, from 0, and in the file, from 1. */
export interface Place {
  readonly at: number
  readonly line: number
  readonly value: string | null
  readonly expected: string | null
}

export const MOST_PLACES = 200
const LONGEST_VALUE = 200

export interface Tally {
  /** One more line with this finding. The place is made only while places are kept. */
  readonly add: (code: FindingCode, place: () => Place) => void
  /** The same where the place says no more than where it is. */
  readonly addAt: (code: FindingCode, at: number, line: number) => void
  /** Replaces what was found of a code. */
  readonly set: (code: FindingCode, count: number, places: readonly Place[]) => void
  readonly drop: (code: FindingCode) => void
  /** Replaces the remedies of a finding by what helps in this statement. */
  readonly mendBy: (code: FindingCode, remedies: readonly RemedyKind[]) => void
  readonly count: (code: FindingCode) => number
  readonly places: (code: FindingCode) => readonly Place[]
  readonly all: () => ReadonlyMap<FindingCode, readonly Place[]>
  /** The findings as they are shown: the worst first. */
  readonly findings: () => StatementFinding[]
}

interface Found {
  count: number
  places: Place[]
}

export function createTally(): Tally {
  const found = new Map<FindingCode, Found>()
  const mends = new Map<FindingCode, readonly RemedyKind[]>()

  function foundOf(code: FindingCode): Found {
    const before = found.get(code)
    if (before !== undefined) return before
    const one = { count: 0, places: [] }
    found.set(code, one)
    return one
  }

  function listed(severity: StatementFinding['severity']): StatementFinding[] {
    const codes = Object.keys(findingKinds) as FindingCode[]
    return codes.flatMap((code) => {
      const one = found.get(code)
      if (one === undefined || findingKinds[code].severity !== severity) return []
      const places = one.places.map((place) => ({ ...place, value: place.value?.slice(0, LONGEST_VALUE) ?? null }))
      return [
        {
          code,
          severity,
          count: one.count,
          places,
          remedies: [...(mends.get(code) ?? findingKinds[code].remedies ?? [])],
        },
      ]
    })
  }

  return {
    add(code, place) {
      const one = foundOf(code)
      one.count += 1
      if (one.places.length < MOST_PLACES) one.places.push(place())
    },
    addAt(code, at, line) {
      const one = foundOf(code)
      one.count += 1
      if (one.places.length < MOST_PLACES) one.places.push({ at, line, value: null, expected: null })
    },
    set: (code, count, places) => void found.set(code, { count, places: places.slice(0, MOST_PLACES) }),
    drop: (code) => void found.delete(code),
    mendBy: (code, remedies) => void mends.set(code, remedies),
    count: (code) => found.get(code)?.count ?? 0,
    places: (code) => found.get(code)?.places ?? [],
    all: () => new Map([...found].map(([code, { places }]) => [code, places])),
    findings: () => [...listed('stop'), ...listed('watch'), ...listed('note')],
  }
}
