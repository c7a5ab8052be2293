// What the newest reading of a data type came to, out of Codat's status and the text beside it. Pure.
import type { CompanyDataset } from './schema'
import { alwaysFailingForXero, datasetUnderWay } from '../facts'

const EXPECTED: ReadonlySet<string> = new Set(alwaysFailingForXero.value)
const UNDER_WAY: ReadonlySet<string> = new Set(datasetUnderWay.value)

export type ReadTrouble =
  | 'refused'
  | 'day-limit'
  | 'minute-limit'
  | 'some-limit'
  | 'prerequisite'
  | 'not-permitted'
  | 'failed'
  | 'under-way'
  | 'fine'

/** Whether reading a data type of Xero fails always, and is no fault. */
export function isExpectedToFail(dataType: string): boolean {
  return EXPECTED.has(dataType)
}

/** What the newest reading of a data type came to. Codat's words for Xero's limits are told apart by their text. */
export function troubleOf({
  status,
  said,
  dataType,
}: Pick<CompanyDataset, 'status' | 'said' | 'dataType'>): ReadTrouble {
  const words = said ?? ''
  if (/dailycap|daily (?:limit|cap)|paused until/i.test(words)) return 'day-limit'
  if (/maximum timeout of|minute limit|too many concurrent/i.test(words)) return 'minute-limit'
  switch (status) {
    case 'AuthError':
      return 'refused'
    // One value for every limit: which one, only its text says.
    case 'RateLimitError':
      return 'some-limit'
    case 'PrerequisiteNotMet':
      return 'prerequisite'
    case 'PermissionsError':
      return 'not-permitted'
    case 'Complete':
    case 'NotSupported':
    case 'Cancelled':
      return 'fine'
    default:
      if (UNDER_WAY.has(status)) return 'under-way'
      return isExpectedToFail(dataType) ? 'fine' : 'failed'
  }
}
