// What Codat says of a company, its data and its writes, as the doctor judges it.
import type { CompanyConnection, CompanyDataset, CompanyPush } from './schema'
import { readPullOperation, readPushOperation, type RawConnection, stateOf, xeroBy } from '../codat/shapes'
import type { CodatResult } from '../codat/problem'
import { redact } from '../text/redaction'
import { isExpectedToFail } from './read-trouble'

export function connectionOf(raw: RawConnection): CompanyConnection {
  const errors = (raw.dataConnectionErrors ?? [])
    .map(({ errorMessage, statusText, statusCode, erroredOnUtc, status }) => ({
      said: safe(errorMessage ?? statusText ?? statusCode) ?? 'No reason given',
      at: erroredOnUtc?.slice(0, 60) ?? null,
      resolved: status?.toLowerCase() === 'resolved',
    }))
    .toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
  return {
    id: raw.id.slice(0, 100),
    state: stateOf(raw.status),
    status: safe(raw.status) ?? 'none',
    software: safe(raw.platformName),
    isXero: xeroBy(raw) !== null,
    created: raw.created?.slice(0, 60) ?? null,
    lastSync: raw.lastSync?.slice(0, 60) ?? null,
    linkUrl: raw.linkUrl?.slice(0, 2_000) ?? null,
    errors: errors.slice(0, 20),
  }
}

/** The newest reading of every data type of Xero's, from the history and, where that says nothing, from the data status. */
export function datasetsOf(
  status: CodatResult<Record<string, { currentStatus?: unknown; lastSuccessfulSync?: unknown } | null | undefined>>,
  history: CodatResult<readonly unknown[]>,
  connections: readonly CompanyConnection[],
): CompanyDataset[] {
  const others = new Set(connections.filter(({ isXero }) => !isXero).map(({ id }) => id))
  const newest = new Map<string, CompanyDataset>()
  for (const row of history.ok ? history.value : []) {
    const parsed = readPullOperation(row)
    if (!parsed.success) continue
    const { dataType, requested, completed, connectionId, errorMessage, statusDescription } = parsed.data
    if (!dataType || others.has(connectionId ?? '')) continue
    const at = completed ?? requested ?? null
    const before = newest.get(dataType)
    if (before !== undefined && (before.at ?? '') >= (at ?? '')) continue
    newest.set(dataType, {
      ...dataset(dataType, parsed.data.status),
      at: at?.slice(0, 60) ?? null,
      said: safe(errorMessage ?? statusDescription),
    })
  }
  for (const [dataType, told] of Object.entries(status.ok ? status.value : {})) {
    const current = newest.get(dataType) ?? dataset(dataType, text(told?.currentStatus))
    newest.set(dataType, { ...current, lastSuccess: text(told?.lastSuccessfulSync)?.slice(0, 60) ?? null })
  }
  return [...newest.values()].toSorted((a, b) => a.dataType.localeCompare(b.dataType))
}

function dataset(dataType: string, status: string | null | undefined): CompanyDataset {
  return {
    dataType: dataType.slice(0, 500),
    status: safe(status) ?? 'none',
    at: null,
    lastSuccess: null,
    said: null,
    expected: isExpectedToFail(dataType),
  }
}

export function pushesOf(rows: readonly unknown[]): CompanyPush[] {
  return rows
    .flatMap((row) => {
      const parsed = readPushOperation(row)
      return parsed.success ? [parsed.data] : []
    })
    .map(({ pushOperationKey, dataType, status, requestedOnUtc, completedOnUtc, errorMessage }) => ({
      key: pushOperationKey?.slice(0, 100) ?? null,
      dataType: safe(dataType),
      status: safe(status) ?? 'none',
      requestedAt: requestedOnUtc?.slice(0, 60) ?? null,
      completedAt: completedOnUtc?.slice(0, 60) ?? null,
      said: safe(errorMessage),
    }))
    .toSorted((a, b) => (b.requestedAt ?? '').localeCompare(a.requestedAt ?? ''))
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Outside text as it may be shown: without anything that looks secret, not too long. */
export function safe(value: string | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : redact(value).slice(0, 500)
}
