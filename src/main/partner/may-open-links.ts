// Links are opened from this machine, so whoever wrote them learns of it: a host that wasn't opened in this run is asked about first.
import type { KnownApplication } from '../../domain/partner/known'
import { refusedBeforehand } from './link-check'
import type { PartnerPorts } from './ports'
import { linksQuestion } from '../../domain/partner/link-findings'

/** Whether the links of an application may be opened; `opened` are the hosts that were allowed, and grows by those that are. */
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
