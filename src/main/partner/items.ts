// The items of a checklist: how each was answered, and the evidence that shows it.
import type { Service } from '../../contract/api'
import { Failure } from '../../domain/failure'
import type { MainPorts } from '../ports'
import { answerOf, standing, withEvidence, withEvidenceSetAside } from '../../domain/partner/application'
import type { Checklists } from '../../domain/partner/checklist'
import { linkEvidence, withItemChange } from '../../domain/partner/edits'
import type { EvidenceFiles } from './evidence-files'
import type { KnownApplications } from './known-applications'
import type { PartnerPorts } from './ports'

/** Those that add or save raise `partner.unknown-item` for an id that no checklist has: a page can't make up items. */
export type PartnerItems = Service<
  'savePartnerItem' | 'addPartnerFile' | 'addPartnerLink' | 'addPartnerCheck' | 'setAsidePartnerEvidence'
>

export interface PartnerItemsPorts extends Pick<MainPorts, 'clock' | 'random'> {
  readonly known: KnownApplications
  readonly evidence: Pick<EvidenceFiles, 'take'>
  readonly apps: PartnerPorts['apps']
  readonly chooseFile: PartnerPorts['chooseFile']
  readonly checklists: Checklists
}

export function openPartnerItems(ports: PartnerItemsPorts): PartnerItems {
  const { known, evidence, checklists, clock, random } = ports
  const now = (): string => clock.now().toISOString()

  function checkItem(itemId: string): void {
    const exists = Object.values(checklists).some((list) => list?.items.some(({ id }) => id === itemId))
    if (!exists) throw new Failure('partner.unknown-item')
  }

  return {
    async savePartnerItem({ appId, itemId, change }) {
      checkItem(itemId)
      return known.change(appId, (before) => withItemChange(before, itemId, change))
    },
    async addPartnerFile({ appId, itemId }) {
      checkItem(itemId)
      await ports.apps.get(appId)
      const source = await ports.chooseFile()
      if (source === null) return known.view(appId)
      const id = random.id()
      const file = await evidence.take(appId, id, source)
      return known.change(appId, (before) =>
        withEvidence(before, itemId, { kind: 'file', id, ...file, addedAt: now(), setAsideAt: null }),
      )
    },
    async addPartnerLink({ appId, itemId, ...link }) {
      checkItem(itemId)
      const shown = linkEvidence(link, random.id(), now())
      return known.change(appId, (before) => withEvidence(before, itemId, shown))
    },
    async addPartnerCheck({ appId, itemId }) {
      const item = (await known.read(appId)).view.checklist?.items.find(({ id }) => id === itemId)
      if (item === undefined) throw new Failure('partner.unknown-item')
      const { lastCheck } = item
      if (lastCheck === null) throw new Failure('partner.not-checked')
      const id = random.id()
      return known.change(appId, (before) =>
        withEvidence(before, itemId, { kind: 'check', id, check: lastCheck, addedAt: now(), setAsideAt: null }),
      )
    },
    setAsidePartnerEvidence: ({ appId, itemId, evidenceId }) =>
      known.change(appId, (before) =>
        standing(answerOf(before, itemId)).some(({ id }) => id === evidenceId)
          ? withEvidenceSetAside(before, { itemId, evidenceId, at: now() })
          : before,
      ),
  }
}
