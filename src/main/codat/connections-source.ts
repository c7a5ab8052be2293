// Codat as the gauge and the connections ask it: by Xero app, page by page, and one connection deleted for good.
import { companiesAnswer } from '../../domain/codat/companies'
import type { CodatConnectionAt } from '../../domain/connections/codat-cleanup'
import type { CodatClientName, CompaniesAnswer, FigureAnswer, NotRead } from '../../domain/connections/snapshot'
import { Failure } from '../../domain/failure'
import type { CodatClients } from './clients'
import { codeOfProblem } from '../../domain/codat/problem'
import type { CodatQuestions } from './questions'

export interface CodatConnectionsSource {
  /** The Codat clients that hold a Xero app's keys. */
  clientsOf(appId: string): Promise<readonly CodatClientName[]>
  /** Those with a connection to Xero. `complete` is false when not every company was seen. Raises `record.*`. */
  readCompanies(
    clientId: string,
    options: {
      readonly signal: AbortSignal
      onProgress(progress: { readonly companies: number; readonly told: number | null }): void
    },
  ): Promise<CompaniesAnswer | NotRead>
  /** The figure of linked connections that Codat may return with its Xero integration; null where it didn't. */
  readLinkedFigure(clientId: string, signal: AbortSignal): Promise<FigureAnswer | NotRead>
  /** Can't be undone. Raises `codat.*` when Codat refused or may not have done it. */
  deleteConnection(where: CodatConnectionAt): Promise<'deleted' | 'not-there'>
}

export function createCodatConnectionsSource(services: {
  clients: CodatClients
  questions: CodatQuestions
}): CodatConnectionsSource {
  const { clients, questions } = services
  return {
    async clientsOf(appId) {
      const { clients: all } = await clients.list()
      return all.filter(({ xeroAppIds }) => xeroAppIds.includes(appId)).map(({ id, name }) => ({ id, name }))
    },
    async readCompanies(clientId, options) {
      const read = await unlessUnreadable(() => questions.readCompanies(clientId, undefined, options))
      if ('kind' in read) return read
      return companiesAnswer(read)
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
