// Companies: the list with its filters and oddities, one company, making and deleting one.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { codatCompanyName } from '../../domain/facts'
import type { Answer, Asked } from '../http-server'
import { type Ask, type Listed, ordered, pageAnswer, slice } from './lists'
import { type Filter, type Properties, readQuery } from './query-language'
import { companyRow, type CompanyRow } from './rows'
import { ok, refusal } from './sayings'
import { extraCompany } from './seed'
import type { CodatStandIn } from './stand-in'
import type { CodatStandInClient, CodatStandInCompany } from './world'
import { parseJson } from '../../domain/text/parse-json'

const KNOWN = [
  'id',
  'name',
  'description',
  'created',
  'dataConnections.status',
  'dataConnections.platformName',
  'dataConnections.integrationKey',
]

export function listCompanies(standIn: CodatStandIn, client: CodatStandInClient, { url }: Asked): Answer {
  return (
    withMiddlePageFailing(standIn, client, url) ??
    pageAnswer(url, (ask) => oddly(standIn, listed(standIn, client, ask), ask))
  )
}

function listed(standIn: CodatStandIn, client: CodatStandInClient, ask: Ask): Listed {
  const row = (company: CodatStandInCompany): CompanyRow => companyRow(standIn, client, company)
  if (ask.query === null && ask.tags === null && ask.orderBy === null) {
    // Only this page's rows are made: the size knob goes to ten thousand.
    return { rows: companiesBetween(standIn, client, ask).map(row), total: totalOf(standIn, client) }
  }
  const byQuery = filterOf(ask.query, KNOWN)
  const byTags = filterOf(ask.tags, null)
  const all = companiesBetween(standIn, client, { page: 1, pageSize: totalOf(standIn, client) }).map(row)
  const fitting = all.filter((company) => byQuery(propertiesOf(company)) && byTags(tagsOf(company)))
  const sorted = ordered(fitting, ask.orderBy, { name: ({ name }) => name, created: ({ created }) => created })
  return { rows: slice(sorted, ask), total: fitting.length }
}

function filterOf(text: string | null, known: readonly string[] | null): Filter {
  return text === null || text.trim() === '' ? () => true : readQuery(text, { known, type: 'Company' })
}

function propertiesOf(company: CompanyRow): Properties {
  const of = (property: 'status' | 'platformName' | 'integrationKey') =>
    company.dataConnections.map((connection) => connection[property])
  return {
    id: [company.id],
    name: [company.name],
    description: company.description === undefined ? [] : [company.description],
    created: [company.created],
    'dataConnections.status': of('status'),
    'dataConnections.platformName': of('platformName'),
    'dataConnections.integrationKey': of('integrationKey'),
  }
}

function tagsOf({ tags }: CompanyRow): Properties {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]))
}

function totalOf(standIn: CodatStandIn, client: CodatStandInClient): number {
  return client.companies.length + extraOf(standIn, client)
}

/** The size knob is the first client's: the one a rehearsal begins with. */
export function extraOf(standIn: CodatStandIn, client: CodatStandInClient): number {
  return standIn.world().clients[0]?.id === client.id ? standIn.settings().extraCompanies : 0
}

function companiesBetween(
  standIn: CodatStandIn,
  client: CodatStandInClient,
  { page, pageSize }: Pick<Ask, 'page' | 'pageSize'>,
): CodatStandInCompany[] {
  const [from, to] = [(page - 1) * pageSize, Math.min(page * pageSize, totalOf(standIn, client))]
  const kept = client.companies.slice(from, to)
  const made: CodatStandInCompany[] = []
  for (let at = Math.max(from, client.companies.length); at < to; at += 1) {
    made.push(extraCompany(client.id, at - client.companies.length, standIn.settings().extraAreXero))
  }
  return [...kept, ...made]
}

function withMiddlePageFailing(standIn: CodatStandIn, client: CodatStandInClient, url: URL): Answer | null {
  const size = Number(url.searchParams.get('pageSize') ?? 100)
  const middle = Math.ceil(totalOf(standIn, client) / size / 2)
  if (Number(url.searchParams.get('page') ?? 1) !== middle) return null
  return standIn.fails('codat.companies:middle-page') ? refusal('server-error') : null
}

function oddly(standIn: CodatStandIn, page: Listed, ask: Ask): Listed {
  const { rows, total } = page
  if (standIn.fails('codat.companies:endless')) return { rows, total, endless: true }
  const isLast = ask.page * ask.pageSize >= total
  if (isLast && standIn.fails('codat.companies:too-few')) return { rows: rows.slice(0, -1), total }
  if (standIn.fails('codat.companies:no-integration-key')) return { rows: rows.map((row) => withoutKeys(row)), total }
  if (standIn.fails('codat.companies:unheard-of')) return { rows: rows.map((row) => unheardOf(row)), total }
  return page
}

const looseRow = z.looseObject({ dataConnections: z.array(z.looseObject({})) })

function withoutKeys(row: unknown): unknown {
  const company = looseRow.parse(row)
  return { ...company, dataConnections: company.dataConnections.map((one) => ({ ...one, integrationKey: undefined })) }
}

function unheardOf(row: unknown): unknown {
  const company = looseRow.parse(row)
  const connections = company.dataConnections.map((one) => ({
    ...one,
    sourceType: 'Telepathy',
    ...(one['status'] === 'Linked' ? {} : { status: 'Hibernating' }),
    newField: { deeper: true },
  }))
  return { ...company, newField: 'surprise', dataConnections: connections }
}

/** A company of this client, one of the made-up ones included. */
export function companyOf(standIn: CodatStandIn, client: CodatStandInClient, id: string): CodatStandInCompany | null {
  const kept = client.companies.find((company) => company.id === id.toLowerCase())
  if (kept !== undefined) return kept
  for (let at = 0; at < extraOf(standIn, client); at += 1) {
    const made = extraCompany(client.id, at, standIn.settings().extraAreXero)
    if (made.id === id.toLowerCase()) return made
  }
  return null
}

export function noCompany(id: string): Answer {
  return refusal('not-found', { error: `No company was found with ID ${id}`, service: 'ClientsApi' })
}

const newCompany = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  tags: z.record(z.string().min(1).max(27), z.string().max(100)).nullish(),
})

export async function createCompany(
  standIn: CodatStandIn,
  client: CodatStandInClient,
  { body }: Asked,
): Promise<Answer> {
  const wanted = newCompany.safeParse(parseJson(body))
  if (!wanted.success || Object.keys(wanted.data.tags ?? {}).length > 10) return refusal('bad-request')
  const name = keptCharacters(wanted.data.name)
  if (name.trim() === '') return refusal('bad-request')
  const company: CodatStandInCompany = {
    id: randomUUID(),
    name,
    description: wanted.data.description ?? null,
    createdAt: standIn.now().toISOString(),
    createdBy: 'API',
    tags: wanted.data.tags ?? {},
    connections: [],
  }
  client.companies.push(company)
  await standIn.save()
  return ok(companyRow(standIn, client, company))
}

/** Codat drops other characters without a word. */
function keptCharacters(name: string): string {
  return [...name].filter((character) => codatCompanyName.value.test(character)).join('')
}

export async function deleteCompany(standIn: CodatStandIn, client: CodatStandInClient, id: string): Promise<Answer> {
  if (!client.companies.some((company) => company.id === id)) return noCompany(id)
  client.companies = client.companies.filter((company) => company.id !== id)
  await standIn.save()
  return { status: 204 }
}
