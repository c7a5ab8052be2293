// The first entry of a push's journal for tests: a company, an account and as many requests as a test wants.
import type { ChunkPlan, Opened, PushTarget } from '../../src/domain/bank-feeds/push/entries'

export const chunkPlan = (more: Partial<ChunkPlan> = {}): ChunkPlan => ({
  lines: 1,
  firstDate: '2026-11-01',
  lastDate: '2026-11-01',
  closingBalance: '1',
  sha256: 'a'.repeat(64),
  ...more,
})

export const openedPush = (
  chunks: Opened['chunks'],
  { target, ...more }: Partial<Omit<Opened, 'chunks' | 'target'>> & { readonly target?: Partial<PushTarget> } = {},
): Opened => ({
  kind: 'opened',
  version: 1,
  at: '2026-11-24T09:00:00.000Z',
  pushId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  statement: 's',
  target: {
    appId: 'a',
    clientId: 'c',
    clientName: 'C',
    companyId: 'co',
    companyName: 'Co',
    connectionId: 'cn',
    organisation: null,
    accountId: 'ac',
    accountName: 'Ac',
    currency: null,
    ...target,
  },
  chunks,
  moneyIn: '1',
  moneyOut: '0',
  ...more,
})
