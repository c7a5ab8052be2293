// Names of a Xero app and of a Codat client, for who is on a call and who isn't.
import type { CodatClient } from '../codat/schema'
import type { XeroApp } from '../xero-apps/schema'
import type { KnownToACall, Named } from './shown-on-a-call'

export function namedApp(
  { id, name, customer, clientId }: Pick<XeroApp, 'id' | 'name' | 'customer' | 'clientId'>,
  companies: readonly { readonly companyName: string }[],
): Named {
  return { id, alsoIds: [clientId], names: [name, customer, ...companies.map(({ companyName }) => companyName)] }
}

export function namedClient({ id, codatId, name, xeroAppIds }: CodatClient): KnownToACall['clients'][number] {
  return { id, alsoIds: codatId === null ? [] : [codatId], names: [name], xeroAppIds }
}
