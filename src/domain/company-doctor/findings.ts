// Why a linked company has no data, out of all that Codat says about it: one sentence and a next step, and what else there is.
// Pure: what was read is handed in.
import { type CompanyFinding, type CompanyFindingCode, companyFindingCodes } from './schema'
import { aboutAccess, connectionToJudge, withoutXero } from './access'
import { aboutData, expectedFailures } from './data'
import type { CompanySeen } from './seen'
import { aboutWrites } from './writes'

/** All that there is to say, the decisive finding first. Never empty. */
export function companyFindings(seen: CompanySeen): CompanyFinding[] {
  const connection = connectionToJudge(seen.connections)
  const findings =
    connection === null
      ? [withoutXero(seen)]
      : [
          ...aboutAccess(connection, seen),
          ...(connection.state === 'Linked' ? aboutData(connection, seen) : []),
          ...aboutWrites(seen),
          ...expectedFailures(seen),
        ]
  const all = [...findings, ...unreadParts(seen)]
  return all.toSorted((a, b) => rankOf(a.code) - rankOf(b.code))
}

function rankOf(code: CompanyFindingCode): number {
  return companyFindingCodes.indexOf(code)
}

const partWords = {
  'data-status': 'the data status',
  history: 'the reading history',
  push: 'the list of writes',
} as const

function unreadParts({ unread }: CompanySeen): CompanyFinding[] {
  if (unread.length === 0) return []
  const parts = unread.map(({ part }) => partWords[part]).join(' and ')
  return [
    {
      code: 'part-unread',
      severity: 'watch',
      sentence: `Codat didn’t give ${parts}, so this is only part of the picture.`,
      nextStep: 'Look again in a moment.',
      side: 'codat',
      link: null,
      said: unread[0]?.problem?.said ?? null,
    },
  ]
}
