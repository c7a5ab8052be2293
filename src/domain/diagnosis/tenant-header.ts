// A call of Xero’s API that named no organisation: the header is there, and what should stand in it never came.
import type { Diagnosis } from './schema'
import { diagnose } from './diagnose'

/** What programs print for a value that isn’t there. What people put over an id is left alone. */
const EMPTY =
  /\bxero-tenant-id['"]?\s{0,5}[:=]\s{0,5}(?:''|""|['"]?(?:undefined|null|none|nil|\[object Object\])(?![\w-]))/i

/** A refusal by Xero beside such a header, in words of its own; all else as it is. */
export function namingNoTenant(told: Diagnosis[], about: string): Diagnosis[] {
  if (!EMPTY.test(about)) return told
  return told.map((one) => {
    const isMeant =
      one.code === 'xero.tenant-refused' || (one.recognisedBy === 'status' && one.code.startsWith('xero.'))
    return isMeant ? asNoTenant(one) : one
  })
}

function asNoTenant(one: Diagnosis): Diagnosis {
  const { canBe: _, ...refused } = one
  const words = diagnose('xero.tenant-refused', {
    title: 'The call named no organisation: its Xero-Tenant-Id is empty',
    cause:
      'Where the id of the organisation belongs, the program wrote that it had none. The keys and the token aren’t meant.',
    nextStep:
      'Read the list of connections after the sign-in and put a tenantId from it into the header. If that list is empty, the customer has to connect again.',
  })
  return { ...refused, ...words, side: 'you' }
}
