// The partner application of each Xero app as a service: its parts put together, and what concerns the whole of it.
import path from 'node:path'
import type { Service } from '../../contract/api'
import type { partnerCalls } from '../../contract/partner'
import type { PartnerApplication } from '../../domain/partner/schema'
import { mustHaveCase, withCase, withChecks, withStatus } from '../../domain/partner/application'
import { Failure } from '../../domain/failure'
import { openApplications } from './application-files'
import type { Applied } from '../../domain/bank-feeds/agreement'
import { appliedForFeeds } from '../../domain/partner/bank-feeds-agreement'
import { checklists as ours } from '../../domain/partner/checklist-items'
import { withAnswers, withChecklistSeen, withDetails, withRoute, withScopes } from '../../domain/partner/edits'
import { type EvidenceFiles, openEvidenceFiles } from './evidence-files'
import { openPartnerItems } from './items'
import { openKnownApplications } from './known-applications'
import { openPartnerOutgoing } from './outgoing'
import { certificationRaisesLimit, presetOnceCertified } from '../../domain/partner/plan-ladder'
import type { PartnerPorts } from './ports'
import { dueReminders } from '../../domain/partner/reminders'
import { roundOf, withItemsReopened, withPoint, withReminder, withRound } from '../../domain/partner/review'
import { mayOpenLinks, runChecks } from './run-checks'
import { openSealedFiles } from './sealed-files'

/** The calls about the partner application, and what other rooms ask of it. */
export interface Partner extends Service<keyof typeof partnerCalls> {
  /** Copies of what was attached. */
  readonly evidence: EvidenceFiles
  /** Every application that was begun, as it is kept. */
  applications(): Promise<readonly PartnerApplication[]>
  /** What its application for bank feeds says of the agreement with Xero; null while there is none with Xero. */
  appliedForFeeds(appId: string): Promise<Applied | null>
  /** Tells, once each, of reminders whose day has come. */
  remind(): Promise<void>
  /** Drops the application of a Xero app that was deleted, with evidence and dossiers, after main's question about the app. */
  forgetApp(appId: string): Promise<void>
}

/** Opens the service; nothing is read yet. */
export function openPartner(ports: PartnerPorts): Partner {
  const { dir, clock, random, apps, checklists = ours } = ports
  const applications = ports.applications ?? openApplications(path.join(dir, 'applications'), clock)
  const evidence = openEvidenceFiles(path.join(dir, 'evidence'), apps.get)
  const sealed = openSealedFiles(path.join(dir, 'dossiers'), apps.get)
  const known = openKnownApplications({ ...ports, applications, sealed, checklists })
  const { change } = known
  const now = (): string => clock.now().toISOString()
  const openedHosts = new Set<string>()

  return {
    ...openPartnerItems({ ...ports, known, evidence, checklists }),
    ...openPartnerOutgoing({ ...ports, known, evidence, sealed }),
    getPartner: ({ appId }) => known.view(appId),
    savePartnerAnswers: ({ appId, answers }) => change(appId, (before) => withAnswers(before, answers)),
    choosePartnerRoute: ({ appId, route }) => change(appId, (before) => withRoute(before, route, checklists)),
    savePartnerDetails: ({ appId, details }) => change(appId, (before) => withDetails(before, details)),
    savePartnerScopes: ({ appId, change: given }) => change(appId, (before) => withScopes(before, given)),
    notePartnerChecklistSeen: ({ appId }) => change(appId, (before) => withChecklistSeen(before, checklists)),
    async runPartnerChecks({ appId }) {
      const given = await known.read(appId)
      if (!(await mayOpenLinks(given, ports, openedHosts))) throw new Failure('call.cancelled')
      const checks = await runChecks(given, checklists, ports)
      const failed = checks.filter(({ outcome }) => outcome === 'failed').length
      await ports.note('partner.checked', given.app, `${checks.length} checks, ${failed} failed`)
      return change(appId, (before) => withChecks(before, checks))
    },
    async setPartnerStatus({ appId, status, on }) {
      const { app, application, gauge } = await known.read(appId)
      const route = mustHaveCase(application)
      await ports.note('partner.status', app, `${route}: ${status}`)
      // Certification moves the plan; an agreement on bank feeds has nothing to do with it.
      if (route === 'app-store' && status === 'accepted' && certificationRaisesLimit(gauge))
        await ports.setLimit(appId, presetOnceCertified())
      return change(appId, (before) => withCase(before, (kase) => withStatus(kase, status, on, now())))
    },
    setPartnerReminder: ({ appId, remindOn }) => change(appId, (before) => withReminder(before, remindOn)),
    addPartnerRound: ({ appId, on, text }) =>
      change(appId, (before) => {
        const items = checklists[mustHaveCase(before)]?.items ?? []
        const round = roundOf({ on, text }, items, () => random.id())
        return withCase(before, (kase) => withRound(kase, round, now()))
      }),
    savePartnerPoint: ({ appId, change: given, ...at }) =>
      change(appId, (before) => withCase(before, (kase) => withPoint(kase, at, given))),
    reopenPartnerItems: ({ appId, ...given }) => change(appId, (before) => withItemsReopened(before, given)),
    evidence,
    applications: () => applications.list(),
    appliedForFeeds: async (appId) => appliedForFeeds(await applications.get(appId)),
    async remind() {
      for (const application of await applications.list()) {
        const due = dueReminders(application, now().slice(0, 10))
        if (due === null) continue
        const app = await apps.get(application.id).catch(() => null)
        if (app === null) continue
        await applications.change(application.id, (before) => ({ ...before, remindedFor: due.key }))
        if (ports.wantsNotifications()) await ports.notifier.notify({ title: `${app.name} and Xero`, body: due.words })
      }
    },
    async forgetApp(appId) {
      await evidence.forgetApp(appId)
      await sealed.forgetApp(appId)
      await applications.remove(appId)
    },
  }
}
