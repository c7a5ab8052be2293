// Where Xero is: its real hosts, or in practice mode the same paths on this machine.
import { xeroAddresses } from '../facts'
import type { Overridable } from '../flags'

export interface XeroAddresses {
  readonly issuer: string
  readonly authorize: string
  readonly token: string
  /** Without a trailing slash. */
  readonly api: string
}

/** Origins that stand in for Xero's three hosts. */
export interface XeroStandIns {
  readonly login: string
  readonly identity: string
  readonly api: string
}

/** Xero's own addresses, or the same paths at stand-ins. */
export function addressesOfXero(standIns?: XeroStandIns): XeroAddresses {
  const at = (address: string, standIn: string | undefined): string =>
    standIn === undefined ? address : moved(address, standIn)
  return {
    issuer: at(xeroAddresses.issuer.value, standIns?.identity),
    authorize: at(xeroAddresses.authorize.value, standIns?.login),
    token: at(xeroAddresses.token.value, standIns?.identity),
    api: at(xeroAddresses.api.value, standIns?.api),
  }
}

/** Practice's own, or where its flags say. */
export function practiceAddresses(
  overrides: Partial<Record<Overridable, string>>,
  origins: { readonly xeroLogin: string; readonly xeroIdentity: string; readonly xeroApi: string },
): XeroAddresses {
  return addressesOfXero({
    login: overrides['xero-login'] ?? origins.xeroLogin,
    identity: overrides['xero-identity'] ?? origins.xeroIdentity,
    api: overrides['xero-api'] ?? origins.xeroApi,
  })
}

/** The origins that Xero's part of the app may talk to: the list for `guardFetch`. */
export function originsOfXero(addresses: XeroAddresses): string[] {
  return [...new Set(Object.values(addresses).map((address) => new URL(address).origin))]
}

function moved(address: string, origin: string): string {
  const { pathname } = new URL(address)
  return pathname === '/' ? origin : `${origin}${pathname}`
}
