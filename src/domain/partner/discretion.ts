// What may not leave in a dossier: secrets, the client id unless it was ticked, and the names of other customers.
import { literalPattern } from '../text/literal-pattern'
import { redactAround } from '../text/redaction'
import { strangersOf } from '../text/strangers'
import type { CodatClient } from '../codat/schema'
import type { Connection } from '../connections/schema'
import type { XeroApp } from '../xero-apps/schema'

export interface Discretion {
  /** A text as it may leave. */
  readonly clean: (text: string) => string
  /** Other customers that the text names. */
  readonly strangersIn: (text: string) => readonly string[]
  /** Whether a text file may leave as it is; else why not, in words that name nobody. */
  readonly objection: (text: string) => string | null
}

export interface DiscretionOptions {
  readonly clientId: string
  readonly withClientId: boolean
  /** Names that are this dossier's own: its app and customer. */
  readonly own: readonly string[]
  /** Names of everybody else that Latchkey knows of. */
  readonly others: readonly string[]
}

export const NO_CLIENT_ID = '(client id left out)'

/** What `strangersOf` holds for names holds here. */
export function createDiscretion({ clientId, withClientId, own, others }: DiscretionOptions): Discretion {
  const strangers = strangersOf({ own, others })
  const safe = redactAround([...own, ...others.map((name) => name.trim()).filter(strangers.isOne)])
  const hideId = (text: string): string =>
    withClientId || clientId === '' ? text : text.replaceAll(new RegExp(literalPattern(clientId), 'gi'), NO_CLIENT_ID)

  return {
    clean: (text) => strangers.without(hideId(safe(text))),
    strangersIn: strangers.in,
    objection(text) {
      if (safe(text) !== text) return 'it holds something that looks like a secret'
      if (hideId(text) !== text) return 'it holds the client id'
      return strangers.in(text).length > 0 ? 'it names another customer' : null
    },
  }
}

/** Everybody beside an app's own customer: other apps and their customers, Codat clients, and the organisations in the app's seats. */
export function namesOfOthers(
  appId: string,
  known: {
    readonly apps: readonly Pick<XeroApp, 'id' | 'name' | 'customer'>[]
    readonly clients: readonly Pick<CodatClient, 'name' | 'xeroAppIds'>[]
    readonly connections: readonly Connection[]
  },
): string[] {
  const others = known.apps.filter(({ id }) => id !== appId).flatMap(({ name, customer }) => [name, customer])
  const organisations = known.connections
    .filter(({ demo }) => !demo.isDemo)
    .flatMap(({ organisation, codat: links }) => [organisation ?? '', ...links.map(({ companyName }) => companyName)])
  const foreign = known.clients.filter(({ xeroAppIds }) => !xeroAppIds.includes(appId)).map(({ name }) => name)
  return [...new Set([...others, ...foreign, ...organisations])].filter((name) => name !== '')
}
