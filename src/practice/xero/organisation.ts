// The body of GET /api.xro/2.0/Organisation: JSON when asked for, XML otherwise, as at Xero.
import { randomUUID } from 'node:crypto'
import type { Answer } from '../http-server'
import { html } from '../html'
import type { XeroOrganisation } from './world'

interface Scene {
  /** Answer with a validation exception instead. */
  readonly invalid: boolean
  readonly provider: string
  readonly now: Date
  readonly accept: string | undefined
}

/** Fields and spellings of https://github.com/XeroAPI/Xero-OpenAPI/blob/master/xero_accounting.yaml */
export function organisationAnswer(organisation: XeroOrganisation, scene: Scene): Answer {
  if (scene.invalid) return json(400, validationException())
  if (!(scene.accept ?? '').includes('application/json')) return xml(organisation)
  return json(200, {
    Id: randomUUID(),
    Status: 'OK',
    ProviderName: scene.provider,
    DateTimeUTC: microsoftDate(scene.now),
    Organisations: [fields(organisation)],
  })
}

const VERSIONS: Readonly<Record<string, string>> = { AU: 'AU', GB: 'UK', NZ: 'NZ', US: 'US' }

function fields(organisation: XeroOrganisation): Record<string, unknown> {
  return {
    Name: organisation.name,
    LegalName: organisation.name,
    PaysTax: true,
    Version: VERSIONS[organisation.countryCode] ?? 'GLOBAL',
    OrganisationType: 'COMPANY',
    BaseCurrency: organisation.baseCurrency,
    CountryCode: organisation.countryCode,
    IsDemoCompany: organisation.class === 'DEMO',
    OrganisationStatus: 'ACTIVE',
    FinancialYearEndDay: 31,
    FinancialYearEndMonth: 3,
    SalesTaxBasis: 'PAYMENTS',
    SalesTaxPeriod: 'TWOMONTHS',
    DefaultSalesTax: 'Tax Exclusive',
    DefaultPurchasesTax: 'Tax Exclusive',
    CreatedDateUTC: microsoftDate(new Date(organisation.createdAt)),
    OrganisationEntityType: 'COMPANY',
    Timezone: organisation.timezone,
    ShortCode: organisation.shortCode,
    OrganisationID: organisation.tenantId,
    Edition: 'BUSINESS',
    Class: organisation.class,
    Addresses: [],
    Phones: [],
    ExternalLinks: [],
    PaymentTerms: {},
  }
}

/** `/Date(1488338543217)/`, with escaped slashes in the JSON text. */
function microsoftDate(date: Date): string {
  return `/Date(${date.getTime()})/`
}

function json(status: number, body: Record<string, unknown>): Answer {
  const text = JSON.stringify(body).replaceAll('"/Date(', '"\\/Date(').replaceAll(')/"', ')\\/"')
  return { status, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: text }
}

function xml(organisation: XeroOrganisation): Answer {
  const name = html`${organisation.name}`.html
  const fields = `<Name>${name}</Name><OrganisationID>${organisation.tenantId}</OrganisationID>`
  const body = `<Response><Status>OK</Status><Organisations><Organisation>${fields}</Organisation></Organisations></Response>`
  return { status: 200, headers: { 'Content-Type': 'text/xml; charset=utf-8' }, body }
}

function validationException(): Record<string, unknown> {
  return {
    ErrorNumber: 10,
    Type: 'ValidationException',
    Message: 'A validation exception occurred',
    Elements: [{ ValidationErrors: [{ Message: 'The organisation is not valid' }] }],
  }
}
