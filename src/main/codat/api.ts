// Codat for one key: each call of `domain/codat/asks` put to it, its lists read page after page.
import type { CodatBudget, XeroIntegration } from '../../domain/codat/said'
import {
  type CallOptions,
  type CodatAsk,
  codatAsks,
  codatLists,
  deletionOf,
  type ListOptions,
} from '../../domain/codat/asks'
import {
  type CompaniesRead,
  conclude,
  gatherPage,
  type ReadCompaniesOptions,
  startGathering,
} from '../../domain/codat/companies'
import type { PageStep, Patience } from '../../domain/codat/pages'
import type { CodatResult } from '../../domain/codat/problem'
import { noXeroIntegration } from '../../domain/codat/shapes'
import { sleepUnless } from '../sleep'
import { readPages, type Sleep } from './pages'
import { type CodatLinePorts, openCodatLine } from './request'

type Asks = typeof codatAsks
type Pages = AsyncGenerator<PageStep, void, void>

type AskCalls = {
  readonly [K in keyof Asks]: (
    ...given: Parameters<Asks[K]>
  ) => ReturnType<Asks[K]> extends CodatAsk<infer T> ? Promise<CodatResult<T>> : never
}

export interface CodatApi extends AskCalls {
  /** Xero's integration. Absent is an answer, not a problem. */
  getXeroIntegration(options?: CallOptions): Promise<CodatResult<XeroIntegration>>
  companyPages(...given: Parameters<typeof codatLists.companies>): Pages
  /** All companies’ connections to Xero, and whether that is all of them. */
  readCompanies(options: ListOptions & ReadCompaniesOptions): Promise<CompaniesRead>
  /** Can't be undone. A success only once Codat was asked for it again and doesn't know it. */
  deleteConnection(companyId: string, connectionId: string, options?: CallOptions): Promise<CodatResult<null>>
  historyPages(companyId: string, options?: ListOptions): Pages
  pushPages(companyId: string, options?: ListOptions): Pages
  budget(): CodatBudget
}

export interface CodatApiPorts extends CodatLinePorts {
  sleep?: Sleep
  patience?: Patience
}

/** Nothing is sent before the first call; no call rejects for what Codat or the network does. */
export function openCodatApi(ports: CodatApiPorts): CodatApi {
  const line = openCodatLine(ports)
  const { sleep = sleepUnless, patience } = ports
  const pages = (first: Parameters<typeof readPages>[0]): Pages =>
    readPages(first, { line, sleep, ...(patience === undefined ? {} : { patience }) })

  async function put<T>({ request, answer, isMeant }: CodatAsk<T>): Promise<CodatResult<T>> {
    const got = await line.send(request)
    if (!got.ok) return got
    const parsed = answer.safeParse(got.value)
    return parsed.success && isMeant(parsed.data)
      ? { ok: true, value: parsed.data }
      : line.unexpectedShape(request.name)
  }

  const companyPages: CodatApi['companyPages'] = (options) => pages(codatLists.companies(options))
  const calls = Object.fromEntries(
    Object.entries(codatAsks).map(([name, ask]) => [
      name,
      // The table types each call by its own question; here it is any of them.
      async (...given: unknown[]) => put((ask as (...given: unknown[]) => CodatAsk<unknown>)(...given)),
    ]),
  ) as unknown as AskCalls

  return {
    ...calls,
    budget: line.budget,
    companyPages,
    readCompanies: (options) => readCompanies(companyPages({ ...options, tags: options.client.tags }), options),
    async getXeroIntegration(options) {
      const answer = await calls.getXeroIntegration(options)
      return !answer.ok && answer.problem.kind === 'not-found' ? { ok: true, value: noXeroIntegration } : answer
    },
    async deleteConnection(companyId, connectionId, options) {
      const deletion = deletionOf(companyId, connectionId, options)
      const answer = await line.send(deletion)
      if (!answer.ok) return answer
      // Whatever stands in between can answer a DELETE with a success: it is gone once Codat itself doesn't find it.
      const again = await calls.getConnection(companyId, connectionId, options)
      if (again.ok) return line.unexpectedShape(deletion.name)
      return again.problem.kind === 'not-found' ? { ok: true, value: null } : again
    },
    historyPages: (companyId, options) => pages(codatLists.history(companyId, options)),
    pushPages: (companyId, options) => pages(codatLists.pushes(companyId, options)),
  }
}

/** All companies, counted once each, and never counted short in silence: reads pages to their end. Never rejects for what Codat or the network does. */
export async function readCompanies(
  steps: AsyncIterable<PageStep>,
  { client, onProgress }: ReadCompaniesOptions,
): Promise<CompaniesRead> {
  const gathered = startGathering()
  const progress = (waitingSeconds: number | null): void =>
    onProgress?.({ companies: gathered.seen.size, told: gathered.told, waitingSeconds })
  for await (const step of steps) {
    switch (step.step) {
      case 'page': {
        gatherPage(gathered, step, client)
        progress(null)
        break
      }
      case 'waiting':
        progress(step.milliseconds / 1_000)
        break
      case 'failed':
        return conclude(gathered, { end: 'failed', because: step.because, problem: step.problem })
    }
  }
  return conclude(gathered, { end: 'last-page' })
}
