// Where Xero is: its real hosts, or in practice mode the same paths on this machine.
import { xeroAddresses } from '../../contract/facts'

export interface XeroAddresses {
  readonly issuer: string
  readonly authorize: string
  readonly token: string
  /** Without a trailing slash. */
  readonly api: string
}

/** Xero's own addresses, or those of a practice Xero at `origin`. */
export function addressesOfXero(origin?: string): XeroAddresses {
  const at = (address: string): string => (origin === undefined ? address : moved(address, origin))
  return {
    issuer: at(xeroAddresses.issuer.value),
    authorize: at(xeroAddresses.authorize.value),
    token: at(xeroAddresses.token.value),
    api: at(xeroAddresses.api.value),
  }
}

/** The origins that Xero's part of the app may talk to: the list for `guardFetch`. */
export function originsOfXero(addresses: XeroAddresses): string[] {
  return [...new Set(Object.values(addresses).map((address) => new URL(address).origin))]
}

function moved(address: string, origin: string): string {
  const { pathname } = new URL(address)
  return pathname === '/' ? origin : `${origin}${pathname}`
}
