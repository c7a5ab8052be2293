// Bank feeds of a connection: source accounts in both shapes, their mapping to Xero's accounts, and what the organisation is.
import { z } from 'zod'
import { sourceAccountSortCode } from '../../domain/facts'
import type { Answer, Asked } from '../http-server'
import { seedId } from '../xero/seed'
import { companyOf, noCompany } from './companies'
import { parseJson } from '../../domain/text/parse-json'
import { feedRefusal, messageOf } from './feed-refusals'
import type { CodatFeedAccount } from './feeds-world'
import { ok, refusal } from './sayings'
import { type CodatStandIn, statusOf } from './stand-in'
import type { CodatStandInClient, CodatStandInCompany, CodatStandInConnection } from './world'

export interface FeedScene {
  readonly standIn: CodatStandIn
  readonly client: CodatStandInClient
  readonly company: CodatStandInCompany
  readonly connection: CodatStandInConnection
  readonly asked: Asked
}

type Handle = (standIn: CodatStandIn, client: CodatStandInClient, asked: Asked) => Answer | Promise<Answer>

/** Finds the connection; turns away a client without bank feeds and a connection that isn't linked to Xero. */
export function withFeeds(handle: (scene: FeedScene) => Answer | Promise<Answer>): Handle {
  return (standIn, client, asked) => {
    const company = companyOf(standIn, client, asked.params['companyId'] ?? '')
    if (company === null) return noCompany(asked.params['companyId'] ?? '')
    const connection = company.connections.find(({ id }) => id === asked.params['connectionId'])
    if (connection === undefined || connection.platform !== 'gbol') {
      return refusal('not-found', { error: `Data connection ${asked.params['connectionId'] ?? ''} not found` })
    }
    if (!client.bankFeeds || standIn.fails('codat.feeds:not-enabled')) {
      return refusal('forbidden', { error: 'Bank Feeds is not enabled for this client.', service: 'BankFeedsApi' })
    }
    return handle({ standIn, client, company, connection, asked })
  }
}

/** How a connection's accounts are written: those linked since August 2024 have the second shape. */
function rowsOf({ standIn, connection }: FeedScene): (account: CodatFeedAccount) => object {
  const isSecond = connection.createdAt >= '2024-08-01'
  return isSecond !== standIn.fails('codat.feeds:other-shape') ? rowV2 : rowV1
}

function rowV1(account: CodatFeedAccount) {
  const { id, name, type, number, sortCode, currency, balance, modifiedAt, feedStartDate, status } = account
  return {
    id,
    accountName: name,
    accountType: type === 'creditCard' ? 'Credit' : 'Debit',
    accountNumber: number,
    sortCode,
    currency,
    balance,
    modifiedDate: modifiedAt,
    ...(status === 'connected' && feedStartDate !== null ? { feedStartDate } : {}),
    status,
  }
}

function rowV2(account: CodatFeedAccount) {
  const { id, name, type, number, sortCode, currency, balance, modifiedAt, feedStartDate, status } = account
  return {
    id,
    accountName: name,
    accountType: type,
    accountNumber: number,
    routingInfo: { bankCode: sortCode, type: 'bankcode' },
    currency,
    balance,
    modifiedDate: modifiedAt,
    ...(status === 'connected' && feedStartDate !== null ? { feedStartDate } : {}),
    accountInfo: { description: name, accountOpenDate: '2020-02-03', availableBalance: balance },
    status,
  }
}

/** A bare array: this list has no envelope. */
export const listAccounts = withFeeds((scene) => {
  const rows = scene.connection.feedAccounts.map(rowsOf(scene))
  if (!scene.standIn.fails('codat.feeds:unheard-of')) return ok(rows)
  return ok(rows.map((row) => ({ ...row, accountType: 'timeDeposit', status: 'dreaming', newField: { deeper: true } })))
})

const newAccount = z.object({
  id: z.string().min(1).max(50),
  accountName: z.string().min(1).max(30),
  accountType: z.string().min(1),
  accountNumber: z.string().min(1).max(40),
  sortCode: z.string().nullish(),
  currency: z.string().length(3),
  balance: z.number(),
})

export const createAccount = withFeeds(async (scene) => {
  const { standIn, connection } = scene
  const wanted = newAccount.safeParse(parseJson(scene.asked.body))
  if (!wanted.success) return refusal('bad-request')
  const { id, accountName, accountType, accountNumber, sortCode, currency, balance } = wanted.data
  const isSterling = currency === sourceAccountSortCode.value.currency && !/^credit/i.test(accountType)
  if (isSterling && !/^\d{6}$/.test(sortCode ?? '')) {
    return refusal('bad-request', { error: 'sortCode is required for bank accounts in GBP.', service: 'BankFeedsApi' })
  }
  if (connection.feedAccounts.some((one) => one.id === id)) {
    return refusal('conflict', { error: `A source account with ID ${id} already exists.`, service: 'BankFeedsApi' })
  }
  const account: CodatFeedAccount = {
    id,
    name: accountName,
    type: /^credit$/i.test(accountType) ? 'creditCard' : /^debit$/i.test(accountType) ? 'checking' : accountType,
    number: accountNumber,
    sortCode: sortCode ?? '',
    currency,
    balance,
    status: 'pending',
    modifiedAt: standIn.now().toISOString(),
    feedStartDate: null,
    targetId: null,
  }
  connection.feedAccounts.push(account)
  await standIn.save()
  return ok(rowsOf(scene)(account))
})

const accountChange = z.object({ status: z.literal('disconnected') })

export const updateAccount = withFeeds(async (scene) => {
  const account = scene.connection.feedAccounts.find(({ id }) => id === scene.asked.params['accountId'])
  if (account === undefined) return noAccount(scene)
  if (!accountChange.safeParse(parseJson(scene.asked.body)).success) {
    return refusal('bad-request', { error: 'Only the status can be changed, and only to disconnected.' })
  }
  Object.assign(account, { status: 'disconnected', targetId: null, modifiedAt: scene.standIn.now().toISOString() })
  await scene.standIn.save()
  return ok(rowsOf(scene)(account))
})

export const deleteAccount = withFeeds(async (scene) => {
  const { connection, standIn, asked } = scene
  if (!connection.feedAccounts.some(({ id }) => id === asked.params['accountId'])) return noAccount(scene)
  connection.feedAccounts = connection.feedAccounts.filter(({ id }) => id !== asked.params['accountId'])
  await standIn.save()
  return { status: 204 }
})

function noAccount({ asked }: FeedScene): Answer {
  return refusal('not-found', {
    error: `Source account ${asked.params['accountId'] ?? ''} not found`,
    service: 'BankFeedsApi',
  })
}

/** Xero's bank accounts of an organisation, made up from its id, and those that a mapping made. */
function targetsOf({ standIn, connection }: FeedScene) {
  const currency = standIn.xero?.organisation(connection.tenantId ?? '')?.baseCurrency ?? 'NZD'
  const own = ['Business Bank Account', 'Business Savings', 'Business Card'].map((name, index) => ({
    option: {
      id: seedId(`xero account ${connection.tenantId ?? ''} ${index}`),
      name,
      balance: 1_250.5 * (index + 1),
      sortCode: null,
      accountNumber: `0600000000${index}`,
    },
    currency,
    isCard: index === 2,
  }))
  const made = connection.feedAccounts.flatMap(({ targetId, name, number, type, currency: of }) =>
    targetId === null || own.some(({ option }) => option.id === targetId)
      ? []
      : [
          {
            option: { id: targetId, name, balance: 0, sortCode: null, accountNumber: number },
            currency: of,
            isCard: type === 'creditCard',
          },
        ],
  )
  return [...own, ...made]
}

/** Codat offers what has the source account's currency and kind. */
function optionsFor(account: CodatFeedAccount, targets: ReturnType<typeof targetsOf>) {
  return targets
    .filter(({ currency, isCard }) => currency === account.currency && isCard === (account.type === 'creditCard'))
    .map(({ option }) => option)
}

export const listMappings = withFeeds((scene) => {
  const targets = targetsOf(scene)
  return ok(
    scene.connection.feedAccounts.map((account) => ({
      sourceAccountId: account.id,
      sourceAccountName: account.name,
      sourceAccountNumber: account.number,
      sourceBalance: account.balance,
      sourceCurrency: account.currency,
      status: account.status,
      targetAccountId: account.targetId,
      targetAccountName: targets.find(({ option }) => option.id === account.targetId)?.option.name ?? null,
      targetAccountOptions: optionsFor(account, targets),
    })),
  )
})

const newMapping = z.object({
  sourceAccountId: z.string(),
  targetAccountId: z.string().nullish(),
  feedStartDate: z.string().nullish(),
})

export const createMapping = withFeeds(async (scene) => {
  const { standIn, client, connection } = scene
  const wanted = newMapping.safeParse(parseJson(scene.asked.body))
  const account = connection.feedAccounts.find(({ id }) => id === wanted.data?.sourceAccountId)
  if (!wanted.success || account === undefined) return refusal('bad-request')
  const { targetAccountId } = wanted.data
  const isOffered = optionsFor(account, targetsOf(scene)).some(({ id }) => id === targetAccountId)
  if (targetAccountId && !isOffered) return refusal('bad-request')
  const targetId = targetAccountId ?? seedId(`xero account made for ${connection.id} ${account.id}`)
  const row = { sourceAccountId: account.id, targetAccountId: targetId }
  if (standIn.fails('codat.feeds:already-fed') || isFedElsewhere(scene, targetId)) {
    return ok({ ...row, status: 'Failed', error: 'A feed connection already exists to this account' })
  }
  const refused = feedRefusal(standIn, client, connection)
  if (refused !== null) return ok({ ...row, status: 'Failed', error: messageOf(refused) })
  Object.assign(account, {
    status: 'connected',
    targetId,
    feedStartDate: wanted.data.feedStartDate ?? standIn.now().toISOString(),
    modifiedAt: standIn.now().toISOString(),
  })
  await standIn.save()
  return ok({ ...row, status: 'connected', error: null })
})

function isFedElsewhere({ client, connection }: FeedScene, targetId: string): boolean {
  return client.companies
    .flatMap(({ connections }) => connections)
    .some((one) => one !== connection && one.feedAccounts.some((account) => account.targetId === targetId))
}

export const feedsInfo = withFeeds(({ standIn, client, connection }) => {
  const organisation = standIn.xero?.organisation(connection.tenantId ?? '') ?? null
  if (organisation === null || statusOf(standIn, client, connection) !== 'Linked') {
    return refusal('bad-request', { error: 'The connection is not linked.', service: 'BankFeedsApi' })
  }
  const multicurrency = organisation.class === 'PREMIUM' || organisation.class === 'ULTRA'
  return ok({
    companyName: organisation.name,
    baseCurrency: organisation.baseCurrency,
    planType: organisation.class,
    multicurrencyEnabled: multicurrency,
    currencies: multicurrency ? [organisation.baseCurrency, 'USD', 'EUR'] : [organisation.baseCurrency],
  })
})
