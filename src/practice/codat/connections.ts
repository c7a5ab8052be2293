// A company's connections: the list, one, making one, unlinking and deleting.
import { z } from 'zod'
import type { Answer, Asked } from '../http-server'
import { companyOf, noCompany } from './companies'
import { parseJson } from '../../domain/text/parse-json'
import { pageAnswer, slice } from './lists'
import { connectionRow, platforms } from './rows'
import { ok, refusal } from './sayings'
import { type CodatStandIn, statusOf } from './stand-in'
import { type CodatStandInClient, type CodatStandInCompany, type CodatStandInConnection, newConnection } from './world'

type Handle = (standIn: CodatStandIn, client: CodatStandInClient, asked: Asked) => Answer | Promise<Answer>

export const listConnections: Handle = (standIn, client, { params, url }) => {
  const company = companyOf(standIn, client, params['companyId'] ?? '')
  if (company === null) return noCompany(params['companyId'] ?? '')
  return pageAnswer(url, (ask) => ({
    rows: slice(company.connections, ask).map((connection) => connectionRow(standIn, client, company.id, connection)),
    total: company.connections.length,
  }))
}

export const getConnection: Handle = (standIn, client, asked) =>
  withConnection(standIn, client, asked, (company, connection) =>
    ok(connectionRow(standIn, client, company.id, connection)),
  )

const creation = z.object({ platformKey: z.string() })

export const createConnection: Handle = async (standIn, client, { params, body }) => {
  const company = client.companies.find(({ id }) => id === params['companyId'])
  if (company === undefined) return noCompany(params['companyId'] ?? '')
  const wanted = creation.safeParse(parseJson(body))
  if (!wanted.success) return refusal('bad-request')
  const platform = platforms.find(({ key }) => key === wanted.data.platformKey)
  if (platform === undefined) return refusal('not-found', { error: `Platform ${wanted.data.platformKey} not found` })
  // One active accounting connection per company.
  if (company.connections.some((one) => statusOf(standIn, client, one) === 'Linked')) {
    return refusal('bad-request', { error: 'Company already has an active accounting connection.' })
  }
  const connection = newConnection(platform.key, standIn.now())
  company.connections.push(connection)
  await standIn.save()
  return ok(connectionRow(standIn, client, company.id, connection))
}

const statusUpdate = z.object({ status: z.literal('Unlinked') })

export const updateConnection: Handle = (standIn, client, asked) =>
  withConnection(standIn, client, asked, async (company, connection) => {
    if (!statusUpdate.safeParse(parseJson(asked.body)).success) return refusal('bad-request')
    connection.status = 'Unlinked'
    await standIn.save()
    return ok(connectionRow(standIn, client, company.id, connection))
  })

export const deleteConnection: Handle = (standIn, client, asked) =>
  withConnection(standIn, client, asked, async (company, connection) => {
    company.connections = company.connections.filter((one) => one !== connection)
    await standIn.save()
    return { status: 200 }
  })

function withConnection(
  standIn: CodatStandIn,
  client: CodatStandInClient,
  { params }: Asked,
  then: (company: CodatStandInCompany, connection: CodatStandInConnection) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  const company = companyOf(standIn, client, params['companyId'] ?? '')
  if (company === null) return noCompany(params['companyId'] ?? '')
  const connection = company.connections.find(({ id }) => id === params['connectionId'])
  if (connection === undefined) {
    return refusal('not-found', { error: `Data connection ${params['connectionId'] ?? ''} not found` })
  }
  return then(company, connection)
}
