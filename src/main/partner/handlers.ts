// The calls about the partner application, over the service.
import type { Handlers } from '../../contract/api'
import type { partnerCalls } from '../../contract/partner'
import type { Partner } from './partner'

type PartnerHandlers = Pick<Handlers, keyof typeof partnerCalls>

/** One handler per call of `partnerCalls`. */
export function partnerHandlers({ partner }: { partner: Partner }): PartnerHandlers {
  return {
    getPartner: ({ appId }) => partner.view(appId),
    savePartnerAnswers: ({ appId, answers }) => partner.saveAnswers(appId, answers),
    choosePartnerRoute: ({ appId, route }) => partner.chooseRoute(appId, route),
    savePartnerDetails: ({ appId, details }) => partner.saveDetails(appId, details),
    savePartnerScopes: ({ appId, change }) => partner.saveScopes(appId, change),
    savePartnerItem: ({ appId, itemId, change }) => partner.saveItem(appId, itemId, change),
    notePartnerChecklistSeen: ({ appId }) => partner.noteSeen(appId),
    addPartnerFile: ({ appId, itemId }) => partner.addFile(appId, itemId),
    addPartnerLink: ({ appId, itemId, ...link }) => partner.addLink(appId, itemId, link),
    addPartnerCheck: ({ appId, itemId }) => partner.addCheck(appId, itemId),
    setAsidePartnerEvidence: ({ appId, itemId, evidenceId }) => partner.setAside(appId, itemId, evidenceId),
    runPartnerChecks: ({ appId }) => partner.runChecks(appId),
    exportPartnerTickets: async ({ appId, format }) => ({ outcome: await partner.exportTickets(appId, format) }),
    makePartnerDossier: ({ appId, withClientId }) => partner.make(appId, withClientId),
    savePartnerDossier: async ({ appId, dossierId, file }) => ({
      outcome: await partner.saveDossier(appId, dossierId, file),
    }),
    markPartnerDossierSent: ({ appId, dossierId, on }) => partner.markSent(appId, dossierId, on),
    async openPartnerLetter({ appId, letter }) {
      await partner.openLetter(appId, letter)
      return { opened: true }
    },
    savePartnerLetter: async ({ appId, letter }) => ({ outcome: await partner.saveLetter(appId, letter) }),
    setPartnerStatus: ({ appId, status, on }) => partner.setStatus(appId, status, on),
    setPartnerReminder: ({ appId, remindOn }) => partner.setReminder(appId, remindOn),
    addPartnerRound: ({ appId, on, text }) => partner.addRound(appId, on, text),
    savePartnerPoint: ({ appId, change, ...at }) => partner.savePoint(appId, at, change),
    reopenPartnerItems: ({ appId, ...given }) => partner.reopenItems(appId, given),
  }
}
