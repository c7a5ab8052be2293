// Addresses below Codat's and the options of a call, put together with care: an id never becomes more than a part of a path.
import { codatId, sourceAccountId } from '../../domain/codat/schema'
import { withoutUndefined } from '../../domain/without-undefined'
import type { CodatRequest } from './request'

export interface CallOptions {
  signal?: AbortSignal
}

/** The same key for the same wish: asking again with it can't create a second one. */
export interface WriteOptions extends CallOptions {
  idempotencyKey: string
}

export const CONNECTION = '/companies/{companyId}/connections/{connectionId}'

export function get(path: string, name: string, options: CallOptions): CodatRequest {
  return { method: 'GET', path, name, ...withoutUndefined(options) }
}

export function connectionPath(companyId: string, connectionId: string): string {
  return `/companies/${part(companyId)}/connections/${part(connectionId)}`
}

/** An id as a part of a path. Anything else is refused: `..` as a connection's id would name the company above it. */
export function part(id: string): string {
  if (!codatId.safeParse(id).success) throw new RangeError('Not an id of Codat')
  return id
}

/** A source account's id, which the customer's own system chose: any text but the two that climb. */
export function accountPart(id: string): string {
  if (!sourceAccountId.safeParse(id).success) throw new RangeError('Not an id of a source account')
  return encodeURIComponent(id)
}
