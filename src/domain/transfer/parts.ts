// Records of an import beside its apps: which are here already, and what of them comes in.
import type { CodatClient, CodatClientFields } from '../codat/schema'
import type { PartnerApplication, PartnerEvidence } from '../partner/schema'
import { redact } from '../text/redaction'
import type { CarriedClient } from './carried'
import type { MarkOf } from './plan'

type FileEvidence = Extract<PartnerEvidence, { kind: 'file' }>

export function filesIn(items: PartnerApplication['items']): FileEvidence[] {
  return Object.values(items).flatMap(({ evidence }) => evidence.filter((one) => one.kind === 'file'))
}

/** Records of the file by their marks: the id here, or null while the record is still to be added. */
export type Met = ReadonlyMap<string, { readonly id: string | null; readonly name: string }>

export interface ClientStep {
  readonly carried: CarriedClient
  /** The client that it is here already. */
  readonly here: CodatClient | null
}

/** By its mark, else by name and environment; each client here is met once. */
export function planClients(
  incoming: readonly CarriedClient[],
  existing: readonly CodatClient[],
  markOf: MarkOf,
): ClientStep[] {
  const left = new Set(existing.filter(({ deleting }) => !deleting))
  return incoming.map((carried) => {
    const all = [...left]
    const here =
      all.find(({ id }) => markOf(id) === carried.mark) ?? all.find((one) => toldBy(one) === toldBy(carried)) ?? null
    if (here !== null) left.delete(here)
    return { carried, here }
  })
}

function toldBy({ name, environment }: Pick<CodatClientFields, 'name' | 'environment'>): string {
  return `${environment} ${name.trim().toLowerCase()}`
}

/** The fields of a client that is to be added, its Xero apps by their ids here. */
export function fieldsOf({ mark: _mark, apps, ...fields }: CarriedClient, met: Met): CodatClientFields {
  return { ...fields, xeroAppIds: apps.flatMap((one) => met.get(one)?.id ?? []) }
}

export const MOST_FILE_BYTES = 25_000_000

/** Only text can be looked into. */
export function showsSecret(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return redact(text) !== text
  } catch {
    return false
  }
}
