// The calls about bank feeds: source accounts, their mapping, what the organisation is, and pushes of bank transactions.
// Published in https://github.com/codatio/oas/blob/main/json/Codat-Bank-Feeds.json
import type { z } from 'zod'
import {
  rawFeedsInfo,
  rawMapping,
  rawMappings,
  rawPushDetails,
  rawSourceAccount,
  rawSourceAccounts,
  type RawPushDetails,
  type RawSourceAccount,
} from '../../domain/codat/feeds-shapes'
import { accountPart, type CallOptions, CONNECTION, connectionPath, get, part, type WriteOptions } from './paths'
import { withoutUndefined } from '../../domain/without-undefined'
import type { CodatResult } from '../../domain/codat/problem'
import type { CodatRequest } from './request'

export interface FeedConnectionAt {
  readonly companyId: string
  readonly connectionId: string
}

/** A source account as it is created. `accountType` in the words of the shape that the connection has. */
export interface NewSourceAccount {
  readonly id: string
  readonly accountName: string
  readonly accountType: string
  readonly accountNumber: string
  readonly sortCode?: string
  readonly currency: string
  readonly balance: number
}

export interface FeedCalls {
  sourceAccounts(at: FeedConnectionAt, options?: CallOptions): Promise<CodatResult<RawSourceAccount[]>>
  createSourceAccount(
    at: FeedConnectionAt,
    account: NewSourceAccount,
    options: WriteOptions,
  ): Promise<CodatResult<RawSourceAccount>>
  /** The only change of status that Codat takes. */
  disconnectSourceAccount(
    at: FeedConnectionAt,
    accountId: string,
    options: WriteOptions,
  ): Promise<CodatResult<RawSourceAccount>>
  feedMappings(at: FeedConnectionAt, options?: CallOptions): Promise<CodatResult<z.infer<typeof rawMappings>>>
  mapSourceAccount(
    at: FeedConnectionAt,
    /** Without a target Xero makes a new account (Codat's API mapping guide). */
    mapping: { sourceAccountId: string; targetAccountId?: string; feedStartDate?: string },
    options: WriteOptions,
  ): Promise<CodatResult<z.infer<typeof rawMapping>>>
  feedsInfo(at: FeedConnectionAt, options?: CallOptions): Promise<CodatResult<z.infer<typeof rawFeedsInfo>>>
  /** `json` is the whole body, sent byte for byte, so that the same key never meets another body. */
  pushBankTransactions(
    at: FeedConnectionAt & { readonly accountId: string },
    json: string,
    options: WriteOptions,
  ): Promise<CodatResult<RawPushDetails>>
  pushOperation(
    companyId: string,
    pushOperationKey: string,
    options?: CallOptions,
  ): Promise<CodatResult<RawPushDetails>>
}

/** Asks, and takes for an answer only what has the shape and, where that alone could mean something else, is the answer that was meant. */
export type Ask = <S extends z.ZodType>(
  request: CodatRequest,
  schema: S,
  isMeant?: (value: z.output<S>) => boolean,
) => Promise<CodatResult<z.output<S>>>

export function feedCalls(ask: Ask): FeedCalls {
  const accountsPath = ({ companyId, connectionId }: FeedConnectionAt): string =>
    `${connectionPath(companyId, connectionId)}/connectionInfo/bankFeedAccounts`
  const mappingPath = ({ companyId, connectionId }: FeedConnectionAt): string =>
    `${connectionPath(companyId, connectionId)}/bankFeedAccounts/mapping`
  return {
    sourceAccounts: async (at, options = {}) =>
      ask(get(accountsPath(at), `GET ${CONNECTION}/connectionInfo/bankFeedAccounts`, options), rawSourceAccounts),
    createSourceAccount: async (at, account, options) =>
      ask(
        {
          method: 'POST',
          path: accountsPath(at),
          name: `POST ${CONNECTION}/connectionInfo/bankFeedAccounts`,
          body: account,
          ...withoutUndefined(options),
        },
        rawSourceAccount,
        ({ id }) => id === account.id,
      ),
    disconnectSourceAccount: async (at, accountId, options) =>
      ask(
        {
          method: 'PATCH',
          path: `${accountsPath(at)}/${accountPart(accountId)}`,
          name: `PATCH ${CONNECTION}/connectionInfo/bankFeedAccounts/{accountId}`,
          body: { status: 'disconnected' },
          ...withoutUndefined(options),
        },
        rawSourceAccount,
        ({ id, status }) => id === accountId && status?.toLowerCase() === 'disconnected',
      ),
    feedMappings: async (at, options = {}) =>
      ask(get(mappingPath(at), `GET ${CONNECTION}/bankFeedAccounts/mapping`, options), rawMappings),
    mapSourceAccount: async (at, mapping, options) =>
      ask(
        {
          method: 'POST',
          path: mappingPath(at),
          name: `POST ${CONNECTION}/bankFeedAccounts/mapping`,
          body: mapping,
          ...withoutUndefined(options),
        },
        rawMapping,
        ({ status }) => mappingStates.has(status?.toLowerCase() ?? ''),
      ),
    feedsInfo: async (at, options = {}) =>
      ask(
        get(
          `${connectionPath(at.companyId, at.connectionId)}/bankFeeds/info`,
          `GET ${CONNECTION}/bankFeeds/info`,
          options,
        ),
        rawFeedsInfo,
      ),
    pushBankTransactions: async ({ companyId, connectionId, accountId }, json, options) =>
      ask(
        {
          method: 'POST',
          path: `${connectionPath(companyId, connectionId)}/push/bankAccounts/${accountPart(accountId)}/bankTransactions`,
          name: `POST ${CONNECTION}/push/bankAccounts/{accountId}/bankTransactions`,
          json,
          ...withoutUndefined(options),
        },
        rawPushDetails,
      ),
    pushOperation: async (companyId, pushOperationKey, options = {}) =>
      ask(
        get(
          `/companies/${part(companyId)}/push/${part(pushOperationKey)}`,
          'GET /companies/{companyId}/push/{pushOperationKey}',
          options,
        ),
        rawPushDetails,
        (read) => read.pushOperationKey === pushOperationKey,
      ),
  }
}

/** What Codat's pages and examples have as a mapping's status. It is no enum there, so any other word leaves open what happened. */
const mappingStates: ReadonlySet<string> = new Set([
  'pending',
  'connecting',
  'connected',
  'linked',
  'success',
  'failed',
])
