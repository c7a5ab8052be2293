// Runs what Latchkey can check of an application: links are opened, the rest is judged from what is known here.
import { mustHaveCase } from '../../domain/partner/application'
import { type Checklists, checksFor } from '../../domain/partner/checklist'
import { checkKnown } from '../../domain/partner/checks'
import type { KnownApplication } from '../../domain/partner/known'
import type { PartnerCheck } from '../../domain/partner/schema'
import { checkLink } from './link-check'
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
