// Runs what Latchkey can check of an application: links are opened, the rest is judged from what is known here.
import { mustHaveCase } from '../../domain/partner/application'
import { type Checklists, checksFor } from '../../domain/partner/checklist'
import { checkKnown } from '../../domain/partner/checks'
import type { KnownApplication } from '../../domain/partner/known'
import type { PartnerCheck } from '../../domain/partner/schema'
import { linksQuestion } from '../../domain/partner/link-findings'
import { checkLink, refusedBeforehand } from './link-check'
import type { PartnerPorts } from './ports'

export type RunChecksPorts = Pick<PartnerPorts, 'fetch' | 'lookup' | 'isPractice' | 'activity' | 'clock'>

/** Every check that the checklist of the route names. Raises `partner.no-route`. */
export async function runChecks(
  known: KnownApplication,
  checklists: Checklists,
  ports: RunChecksPorts,
): Promise<PartnerCheck[]> {
  const { application } = known
  const kinds = [...checksFor(checklists, mustHaveCase(application), application.answers.listing === 'yes')]
  const activity = kinds.includes('activity') ? await ports.activity() : []
  return Promise.all(
    kinds.map(async (kind) => {
      const judged = checkKnown(kind, known, { activity, now: ports.clock.now() })
      const finding = 'link' in judged ? await checkLink(judged.link, ports) : judged.found
      return { kind, ...finding, at: ports.clock.now().toISOString() }
    }),
  )
}

/**
 * Whether the links of an application may be opened. That is done from this machine, so whoever wrote them learns of it: a host that wasn't
 * opened in this run is asked about first. `opened` are the hosts that were allowed, and grows by those that are.
 */
export async function mayOpenLinks(
  { app, application }: KnownApplication,
  { confirm, isPractice }: Pick<PartnerPorts, 'confirm' | 'isPractice'>,
  opened: Set<string>,
): Promise<boolean> {
  // In practice mode they lead to this machine, or to nobody.
  if (isPractice) return true
  const { privacyUrl, termsUrl, loginUrl, docsUrl } = application.details
  const hosts = [app.companyUrl, privacyUrl, termsUrl, loginUrl, docsUrl]
    .filter(isOpened)
    .map((link) => new URL(link).host)
  const fresh = [...new Set(hosts)].filter((host) => !opened.has(host))
  if (fresh.length === 0) return true
  if (!(await confirm(linksQuestion(fresh)))) return false
  for (const host of fresh) opened.add(host)
  return true
}

function isOpened(link: string): boolean {
  return refusedBeforehand(link, false) === null
}
