// Gathers what the company doctor judges: asks the Codat clients here until one knows the company, then for its data and writes.
import type { CodatClient } from '../../../domain/codat/schema'
import type { CodatProblem } from '../../../domain/codat/said'
import type { CompanyDoctorAnswer } from '../../../contract/company-doctor'
import type { CodatApi } from '../../codat/api'
import type { PageStep } from '../../../domain/codat/pages'
import type { CodatResult } from '../../../domain/codat/problem'
import type { CodatQuestions } from '../../codat/questions'
import type { RawCompany } from '../../../domain/codat/shapes'
import { codatCompanyIn } from '../../../domain/codat/company-id'
import type { Clock } from '../../ports'
import { companyVerdict } from '../../../domain/company-doctor/verdict'

export interface ExamineCompanyPorts {
  questions: Pick<CodatQuestions, 'ask'>
  /** All Codat clients, those being deleted left out. */
  listClients(): Promise<readonly CodatClient[]>
  clock: Clock
}

/** Newest first, so a few pages are enough: an old company's history has thousands of rows. */
const MOST_PAGES = 5

/**
 * What there is to say about the company that `about` names. Costs one call per Codat client until one knows it, then three
 * lists. Raises `vault.*` when no key can be read.
 */
export async function examineCompany(
  ports: ExamineCompanyPorts,
  { about, codatClientId }: { about: string; codatClientId: string | null },
): Promise<CompanyDoctorAnswer> {
  const companyId = codatCompanyIn(about)
  if (companyId === null) return { outcome: 'no-id' }
  const clients = (await ports.listClients()).filter(
    ({ id, keys }) => keys.length > 0 && (codatClientId === null || id === codatClientId),
  )
  if (clients.length === 0) return { outcome: 'no-key' }
  const asked: { name: string; problem: CodatProblem | null }[] = []
  for (const client of clients) {
    const company = await ports.questions.ask(client.id, undefined, (api) => api.getCompany(companyId))
    if (company.ok) return { outcome: 'seen', verdict: await examine(ports, client, company.value) }
    asked.push({ name: client.name, problem: company.problem.kind === 'not-found' ? null : company.problem })
  }
  return { outcome: 'unknown-company', companyId, asked: asked.slice(0, 100) }
}

async function examine(ports: ExamineCompanyPorts, client: CodatClient, raw: RawCompany) {
  const ask = <T>(question: (api: CodatApi) => Promise<CodatResult<T>>): Promise<CodatResult<T>> =>
    ports.questions.ask(client.id, undefined, question)
  const [status, history, push] = await Promise.all([
    ask((api) => api.dataStatus(raw.id)),
    ask((api) => rowsOf(api.historyPages(raw.id, { orderBy: '-requested' }))),
    ask((api) => rowsOf(api.pushPages(raw.id, { orderBy: '-requestedOnUtc' }))),
  ])
  return companyVerdict(raw, client, { status, history, push }, ports.clock.now())
}

/** The newest rows of a list; a page that failed for good is the list's problem. */
async function rowsOf(pages: AsyncGenerator<PageStep, void, void>): Promise<CodatResult<readonly unknown[]>> {
  const rows: unknown[] = []
  let read = 0
  for await (const step of pages) {
    if (step.step === 'waiting') continue
    if (step.step === 'failed') {
      if (step.problem !== null && read === 0) return { ok: false, problem: step.problem }
      break
    }
    rows.push(...step.rows)
    read += 1
    if (step.last || read === MOST_PAGES) break
  }
  return { ok: true, value: rows }
}
