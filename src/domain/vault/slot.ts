// Where a secret lies: the account name of its keychain item, built from a record's id and the place in that record.

declare const slotBrand: unique symbol
/** An account name made by this file, such as `xero:<id>:1`. */
export type Slot = string & { readonly [slotBrand]: true }

export type SlotParts =
  | { readonly kind: 'xero'; readonly id: string; readonly number: number }
  | { readonly kind: 'codat'; readonly id: string; readonly key: string }

const RECORD_ID = /^[A-Za-z0-9-]{1,64}$/
const SLOT_NUMBER = /^[1-9]\d?$/
const LONE_SURROGATE = /\p{Surrogate}/u

/** Windows refuses user names of more than 513 characters (CRED_MAX_USERNAME_LENGTH in wincred.h). */
const MAX_ACCOUNT = 513

/** The slot of a Xero app's secret, counted from 1. Throws RangeError for an id or number no record has. */
export function xeroSlot(id: string, number: number): Slot {
  return checked(`xero:${id}:${number}`)
}

/**
 * The slot of a Codat client's key, by the key's name. Throws RangeError for an empty or far too long name. Windows ignores
 * case in these names: two keys of one client must differ in more than case.
 */
export function codatSlot(id: string, key: string): Slot {
  if (LONE_SURROGATE.test(key)) throw new RangeError('A key name must be well-formed text')
  return checked(`codat:${id}:${encodeURIComponent(key)}`)
}

/** The account name of these parts; the reverse of `parseSlot`. */
export function slotOf(parts: SlotParts): Slot {
  switch (parts.kind) {
    case 'xero':
      return xeroSlot(parts.id, parts.number)
    case 'codat':
      return codatSlot(parts.id, parts.key)
  }
}

/** The parts of an account name, or null if this file can't have made it. */
export function parseSlot(account: string): SlotParts | null {
  if (account.length > MAX_ACCOUNT) return null
  const [kind, id = '', place = '', ...rest] = account.split(':')
  if (rest.length > 0 || !RECORD_ID.test(id)) return null
  if (kind === 'xero') return SLOT_NUMBER.test(place) ? { kind, id, number: Number(place) } : null
  if (kind !== 'codat' || place === '') return null
  const key = decoded(place)
  return key !== null && encodeURIComponent(key) === place ? { kind, id, key } : null
}

function checked(account: string): Slot {
  if (!isSlot(account)) throw new RangeError('Not the name of a place for a secret')
  return account
}

function isSlot(account: string): account is Slot {
  return parseSlot(account) !== null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
