// Runs what Latchkey can check of an application: links are opened, the rest is judged from what is known here.
import type { PartnerCheck, PartnerCheckKind } from '../../domain/partner/schema'
import { mustHaveCase } from '../../domain/partner/application'
import {
  checkActivity,
  checkName,
  checkRedirectUris,
  checkScopes,
  checkSeats,
  checkSecurity,
  checkSupportContact,
} from '../../domain/partner/checks'
import { type Checklists, checksFor } from '../../domain/partner/checklist'
import type { KnownApplication } from '../../domain/partner/known'
import { checkLink } from './link-check'
import { type CheckFinding } from '../../domain/partner/finding'
import type { PartnerPorts } from './ports'
import { scopeTable } from '../../domain/partner/scope-table'

export type RunChecksPorts = Pick<PartnerPorts, 'fetch' | 'lookup' | 'isPractice' | 'activity' | 'clock'>

/** Every check that the checklist of the route names. Raises `partner.no-route`. */
export async function runChecks(
  known: KnownApplication,
  checklists: Checklists,
  ports: RunChecksPorts,
): Promise<PartnerCheck[]> {
  const { application } = known
  const kinds = [...checksFor(checklists, mustHaveCase(application), application.answers.listing === 'yes')]
  return Promise.all(
    kinds.map(async (kind) => ({
      kind,
      ...(await findingOf(kind, known, ports)),
      at: ports.clock.now().toISOString(),
    })),
  )
}

const seatsUnread: CheckFinding = {
  outcome: 'unknown',
  code: 'not-read',
  says: 'The seats can’t be read.',
  nextStep: null,
}

async function findingOf(
  kind: PartnerCheckKind,
  { app, application, gauge, view }: KnownApplication,
  ports: RunChecksPorts,
): Promise<CheckFinding> {
  const { details, answers } = application
  switch (kind) {
    case 'company-link':
      return checkLink(app.companyUrl, ports)
    case 'privacy-link':
      return checkLink(details.privacyUrl, ports)
    case 'terms-link':
      return checkLink(details.termsUrl, ports)
    case 'login-link':
      return checkLink(details.loginUrl, ports)
    case 'docs-link':
      return checkLink(details.docsUrl, ports)
    case 'name':
      return checkName(app.name)
    case 'support-contact':
      return checkSupportContact(details.supportContact)
    case 'redirect-uris':
      return checkRedirectUris(app)
    case 'scopes': {
      const today = ports.clock.now().toISOString().slice(0, 10)
      return checkScopes(scopeTable(application, { today, createdOn: app.createdOn }))
    }
    case 'seats':
      return gauge === null ? seatsUnread : checkSeats(gauge)
    case 'security':
      return gauge === null ? seatsUnread : checkSecurity(gauge, view.ladder.expected ?? answers.companies)
    case 'activity':
      return checkActivity(await ports.activity(), app.id)
  }
}
