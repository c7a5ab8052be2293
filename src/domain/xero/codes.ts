// Why Xero's own list could not be read, as an error's code.
import type { ErrorCode } from '../errors'

export const codeOfXero = {
  'wrong-pair': 'seats.xero-wrong-pair',
  'not-available': 'seats.xero-not-available',
  refused: 'seats.xero-refused',
  'no-answer': 'seats.xero-no-answer',
  unreadable: 'seats.xero-unreadable',
} as const satisfies Record<string, ErrorCode>
