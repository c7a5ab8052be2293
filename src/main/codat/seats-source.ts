// Codat as the gauge and the seats ask it: by Xero app, page by page, and one connection deleted for good.
import type { CodatCompany } from '../../domain/codat/schema'
import { Failure } from '../../domain/failure'
import type { CodatClients } from './clients'
import { codeOfProblem } from '../../domain/codat/problem'
import type { CodatQuestions } from './questions'

interface NotRead {
  readonly kind: 'not-read'
  readonly code: string
}

export interface CodatSeatsSource {
  /** The Codat clients that hold a Xero app's keys. */
  clientsOf(appId: string): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Those with a connection to Xero. `complete` is false when not every company was seen. Raises `record.*`. */
  readCompanies(
    clientId: string,
    options: {
      readonly signal: AbortSignal
      onProgress(progress: { readonly companies: number; readonly told: number | null }): void
    },
  ): Promise<
    | {
        readonly kind: 'read'
        readonly complete: boolean
        readonly code: string | null
        readonly companies: readonly CodatCompany[]
      }
    | NotRead
  >
  /** The figure of linked connections that Codat may return with its Xero integration; null where it didn't. */
  readLinkedFigure(
    clientId: string,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'read'; readonly linked: number | null } | NotRead>
  /** Can't be undone. Raises `codat.*` when Codat refused or may not have done it. */
  deleteConnection(where: {
    readonly clientId: string
    readonly companyId: string
    readonly connectionId: string
  }): Promise<'deleted' | 'not-there'>
}

export function createCodatSeatsSource(services: {
  clients: CodatClients
  questions: CodatQuestions
}): CodatSeatsSource {
  const { clients, questions } = services
  return {
    async clientsOf(appId) {
      const { clients: all } = await clients.list()
      return all.filter(({ xeroAppIds }) => xeroAppIds.includes(appId)).map(({ id, name }) => ({ id, name }))
    },
    async readCompanies(clientId, options) {
      const read = await unlessUnreadable(() => questions.readCompanies(clientId, undefined, options))
      if ('kind' in read) return read
      const { summary, companies } = read
      switch (summary.state) {
        case 'complete':
          return { kind: 'read', complete: true, code: null, companies }
        case 'cancelled':
          return { kind: 'not-read', code: 'codat.cancelled' }
        case 'incomplete': {
          const code = summary.problem === null ? 'codat.unexpected-shape' : codeOfProblem(summary.problem.kind)
          return summary.pages === 0 ? { kind: 'not-read', code } : { kind: 'read', complete: false, code, companies }
        }
      }
    },
    async readLinkedFigure(clientId, signal) {
      const answer = await unlessUnreadable(() =>
        questions.ask(clientId, undefined, (api) => api.getXeroIntegration({ signal })),
      )
      if ('kind' in answer) return answer
      if (!answer.ok) return { kind: 'not-read', code: codeOfProblem(answer.problem.kind) }
      return { kind: 'read', linked: answer.value.linkedConnections }
    },
    async deleteConnection({ clientId, companyId, connectionId }) {
      const answer = await questions.ask(clientId, undefined, (api) => api.deleteConnection(companyId, connectionId))
      if (answer.ok) return 'deleted'
      if (answer.problem.kind === 'not-found') return 'not-there'
      throw new Failure(codeOfProblem(answer.problem.kind), { detail: JSON.stringify(answer.problem) })
    },
  }
}

/** A keychain that can't be read, or no key at all, leaves this one source out; it doesn't end the others. */
async function unlessUnreadable<T>(ask: () => Promise<T>): Promise<T | NotRead> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Failure && /^(?:vault\.|codat\.no-key$)/.test(error.code)) {
      return { kind: 'not-read', code: error.code }
    }
    throw error
  }
}
