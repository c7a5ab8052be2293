// The partner application of each Xero app as a service: answers, checks, dossiers, rounds.
import path from 'node:path'
import type { ActivityEntry } from '../../contract/app'
import type { Gauge } from '../../contract/connections'
import type { LimitPreset } from '../../contract/limits'
import type {
  CaseStatus,
  ItemAnswer,
  ItemChange,
  LetterKind,
  LetterView,
  PartnerAnswers,
  PartnerApplication,
  PartnerCheck,
  PartnerCheckKind,
  PartnerDetails,
  PartnerRoute,
  PartnerView,
  PointChange,
  SealedDossier,
} from '../../contract/partner'
import type { XeroApp } from '../../contract/xero-apps'
import { Failure } from '../failure'
import type { Browser, Clock, Fetch, Notifier, Printer, Random } from '../ports'
import { redact } from '../redaction'
import { withoutUndefined } from '../without-undefined'
import {
  answerOf,
  caseOf,
  caseRoute,
  openApplications,
  standing,
  withCase,
  withChecks,
  withEvidence,
  withEvidenceSetAside,
  withItem,
  withStatus,
} from './application'
import {
  checkActivity,
  checkName,
  checkRedirectUris,
  checkScopes,
  checkSeats,
  checkSecurity,
  checkSupportContact,
} from './checks'
import { type Checklists } from './checklist'
import { checklists as ours } from './checklist-items'
import { cleanFields, cleanLetter } from './clean-sheet'
import { createDiscretion, type Discretion } from './discretion'
import { differencesBetween, dossierName, portalFields, sealedLines, type DossierInput } from './dossier'
import { openEvidenceFiles } from './evidence-files'
import { lettersFor, mailtoOf } from './letters'
import { checkLink, type LinkFinding, type LinkPorts } from './link-check'
import { mailFile } from './mail-file'
import { makeDossier } from './make-dossier'
import { connectionsOnceCertified, presetOnceCertified } from './plan-ladder'
import { dueReminders } from './reminders'
import { likelyItems, splitPoints } from './rounds'
import { scopeTable, withNeeded } from './scope-table'
import { fileInZip, openSealedFiles } from './sealed-files'
import { ticketsToCsv, ticketsToMarkdown } from './tickets'
import { cleanLines } from './clean-sheet'
import { checksFor, coreView, type CoreView } from './view'

export interface PartnerPorts {
  /** A folder of the applications' own; made at the first write. */
  readonly dir: string
  readonly clock: Clock
  readonly random: Random
  readonly browser: Browser
  readonly notifier: Notifier
  readonly wantsNotifications: () => boolean
  /** The providers' fetch, as it is: every link gets a guard of its own. */
  readonly fetch: Fetch
  readonly lookup: LinkPorts['lookup']
  readonly isPractice: boolean
  readonly toPdf: Printer['toPdf']
  readonly apps: { get(appId: string): Promise<XeroApp> }
  /** Names of other customers, apps and organisations that must not stand in what leaves. */
  readonly otherNames: (appId: string) => Promise<readonly string[]>
  readonly gauge: (appId: string) => Promise<Gauge>
  readonly setLimit: (appId: string, preset: Exclude<LimitPreset, 'legacy'>) => Promise<unknown>
  readonly activity: () => Promise<readonly ActivityEntry[]>
  readonly chooseFile: () => Promise<string | null>
  readonly saveFile: (file: { suggestedName: string; bytes: Uint8Array }) => Promise<'saved' | 'cancelled'>
  readonly note: (what: string, about: { id: string; name: string }, remark?: string) => Promise<void>
  /** Another version's checklists, for tests. */
  readonly checklists?: Checklists
}

/** Whether Xero has agreed to bank feeds of an app, as far as its application here says. */
export interface BankFeedsAgreement {
  readonly status: CaseStatus | 'not-begun'
  /** The day it was accepted (YYYY-MM-DD); null while it isn't. */
  readonly acceptedOn: string | null
  /** The state of the item “Partnership agreement with Xero”, and what was attached to it. */
  readonly agreement: ItemAnswer['state']
  readonly documents: readonly string[]
}

export interface Partner {
  view(appId: string): Promise<PartnerView>
  saveAnswers(appId: string, answers: Partial<PartnerAnswers>): Promise<PartnerView>
  chooseRoute(appId: string, route: PartnerRoute | null): Promise<PartnerView>
  saveDetails(appId: string, details: PartnerDetails): Promise<PartnerView>
  saveScopes(appId: string, given: Pick<PartnerApplication, 'useCase' | 'scopes'>): Promise<PartnerView>
  saveItem(appId: string, itemId: string, change: ItemChange): Promise<PartnerView>
  noteSeen(appId: string): Promise<PartnerView>
  addFile(appId: string, itemId: string): Promise<PartnerView>
  addLink(appId: string, itemId: string, link: { label: string; url: string }): Promise<PartnerView>
  addCheck(appId: string, itemId: string): Promise<PartnerView>
  setAside(appId: string, itemId: string, evidenceId: string): Promise<PartnerView>
  runChecks(appId: string): Promise<PartnerView>
  exportTickets(appId: string, format: 'markdown' | 'csv'): Promise<'saved' | 'cancelled'>
  make(appId: string, withClientId: boolean): Promise<PartnerView>
  saveDossier(appId: string, dossierId: string, file: 'zip' | 'pdf' | 'markdown'): Promise<'saved' | 'cancelled'>
  markSent(appId: string, dossierId: string, on: string): Promise<PartnerView>
  openLetter(appId: string, kind: LetterKind): Promise<void>
  saveLetter(appId: string, kind: LetterKind): Promise<'saved' | 'cancelled'>
  setStatus(appId: string, status: CaseStatus, on: string): Promise<PartnerView>
  setReminder(appId: string, remindOn: string | null): Promise<PartnerView>
  addRound(appId: string, on: string, text: string): Promise<PartnerView>
  savePoint(appId: string, at: { roundId: string; pointId: string }, change: PointChange): Promise<PartnerView>
  reopenItems(appId: string, given: { roundId: string; owner: string; dueOn: string | null }): Promise<PartnerView>
  /** For whoever asks whether bank feeds can work. */
  bankFeedsAgreement(appId: string): Promise<BankFeedsAgreement>
  /** Tells, once each, of reminders whose day has come. */
  remind(): Promise<void>
  /** Drops the application of a Xero app that was deleted, with evidence and dossiers, after main's question about the app. */
  forgetApp(appId: string): Promise<void>
}

interface Known {
  readonly app: XeroApp
  readonly application: PartnerApplication
  readonly gauge: Gauge | null
  readonly view: CoreView
}

/** Opens the service; nothing is read yet. */
export function openPartner(ports: PartnerPorts): Partner {
  const { dir, clock, random, apps } = ports
  const checklists = ports.checklists ?? ours
  const applications = openApplications(path.join(dir, 'applications'), clock)
  const evidence = openEvidenceFiles(path.join(dir, 'evidence'))
  const sealed = openSealedFiles(path.join(dir, 'dossiers'))
  const now = () => clock.now().toISOString()
  const today = () => now().slice(0, 10)

  async function known(appId: string): Promise<Known> {
    // A gauge that can't be read says nothing about the application.
    const [app, application, gauge] = await Promise.all([
      apps.get(appId),
      applications.get(appId),
      ports.gauge(appId).catch(() => null),
    ])
    return { app, application, gauge, view: coreView({ app, application, gauge, checklists, now: now() }) }
  }

  async function discretionFor(app: XeroApp, withClientId: boolean): Promise<Discretion> {
    const others = await ports.otherNames(app.id)
    return createDiscretion({ clientId: app.clientId, withClientId, own: [app.name, app.customer], others })
  }

  const letters = ({ app, application, view }: Known): LetterView[] => {
    const route = caseRoute(application)
    const round = route === null ? null : (caseOf(application, route).rounds.at(-1) ?? null)
    const { advice, details, scopes, answers } = view
    return lettersFor({
      appName: app.name,
      route: application.route,
      advice,
      details,
      companies: answers.companies,
      round,
      scopes,
    })
  }

  const dossierInput = ({ app, view }: Known, withClientId: boolean): DossierInput => ({
    view,
    app,
    withClientId,
    today: today(),
  })

  async function differences(given: Known, clean: Discretion['clean']): Promise<PartnerView['differences']> {
    const dossiers = given.view.case?.dossiers ?? []
    const last = dossiers.findLast(({ sentOn }) => sentOn !== null) ?? dossiers.at(-1)
    const before = last === undefined ? null : await sealed.lines(given.app.id, last.id)
    if (last === undefined || before === null) return null
    const after = cleanLines(sealedLines(dossierInput(given, last.withClientId)), clean)
    return { since: last.madeAt, sent: last.sentOn !== null, lines: differencesBetween(before, after) }
  }

  async function view(appId: string): Promise<PartnerView> {
    const given = await known(appId)
    const { clean } = await discretionFor(given.app, false)
    // A difference in the client id alone must show, so what was ticked then is what is compared.
    const ticked = given.view.case?.dossiers.at(-1)?.withClientId === true ? await discretionFor(given.app, true) : null
    return {
      ...given.view,
      differences: await differences(given, ticked?.clean ?? clean),
      portalFields: cleanFields(portalFields(dossierInput(given, false)), clean),
      letters: letters(given).map((letter) => cleanLetter(letter, clean)),
    }
  }

  async function change(appId: string, edit: (before: PartnerApplication) => PartnerApplication): Promise<PartnerView> {
    await apps.get(appId)
    await applications.change(appId, edit)
    return view(appId)
  }

  /** Raises `partner.unknown-item` for an id no checklist has, so that a page can't make up items. */
  function checkItem(itemId: string): void {
    const exists = Object.values(checklists).some((list) => list?.items.some(({ id }) => id === itemId))
    if (!exists) throw new Failure('partner.unknown-item')
  }

  function mustHaveCase(application: PartnerApplication): Exclude<PartnerRoute, 'none'> {
    const route = caseRoute(application)
    if (route === null) throw new Failure('partner.no-route')
    return route
  }

  async function finding(kind: PartnerCheckKind, { app, application, gauge, view }: Known): Promise<LinkFinding> {
    const { details, answers } = application
    const link = (url: string) => checkLink(url, ports)
    const unread = { outcome: 'unknown', code: 'not-read', says: 'The seats can’t be read.', nextStep: null } as const
    switch (kind) {
      case 'company-link':
        return link(app.companyUrl)
      case 'privacy-link':
        return link(details.privacyUrl)
      case 'terms-link':
        return link(details.termsUrl)
      case 'login-link':
        return link(details.loginUrl)
      case 'docs-link':
        return link(details.docsUrl)
      case 'name':
        return checkName(app.name)
      case 'support-contact':
        return checkSupportContact(details.supportContact)
      case 'redirect-uris':
        return checkRedirectUris(app)
      case 'scopes':
        return checkScopes(scopeTable(application, { today: today(), createdOn: app.createdOn }))
      case 'seats':
        return gauge === null ? unread : checkSeats(gauge)
      case 'security':
        return gauge === null ? unread : checkSecurity(gauge, view.ladder.expected ?? answers.companies)
      case 'activity':
        return checkActivity(await ports.activity(), app.id)
    }
  }

  async function runChecks(appId: string): Promise<PartnerView> {
    const given = await known(appId)
    const route = mustHaveCase(given.application)
    const kinds = [...checksFor(checklists, route, given.application.answers.listing === 'yes')]
    const checks = await Promise.all(
      kinds.map(async (kind): Promise<PartnerCheck> => ({ kind, ...(await finding(kind, given)), at: now() })),
    )
    const failed = checks.filter(({ outcome }) => outcome === 'failed').length
    await ports.note('partner.checked', given.app, `${checks.length} checks, ${failed} failed`)
    return change(appId, (before) => withChecks(before, checks))
  }

  async function make(appId: string, withClientId: boolean): Promise<PartnerView> {
    const given = await known(appId)
    mustHaveCase(given.application)
    const discretion = await discretionFor(given.app, withClientId)
    const made = await makeDossier(
      {
        toPdf: ports.toPdf,
        newId: () => random.id(),
        readEvidence: (file) => evidence.read(appId, file.id, file.sha256),
      },
      dossierInput(given, withClientId),
      { letters: letters(given), discretion, now: clock.now() },
    )
    const dossier: SealedDossier = {
      id: random.id(),
      madeAt: now(),
      sha256: made.sha256,
      bytes: made.zip.byteLength,
      files: [...made.files],
      withClientId,
      missing: given.view.missing.length,
      leftOut: [...made.leftOut],
      sentOn: null,
    }
    await sealed.put(appId, dossier.id, made.zip, made.lines)
    await ports.note('partner.dossier-made', given.app, dossier.sha256.slice(0, 16))
    return change(appId, (before) => withCase(before, (kase) => ({ ...kase, dossiers: [...kase.dossiers, dossier] })))
  }

  async function dossierOf(
    appId: string,
    dossierId: string,
  ): Promise<{ app: XeroApp; route: PartnerRoute; dossier: SealedDossier }> {
    const { app, application } = await known(appId)
    const route = mustHaveCase(application)
    const dossier = caseOf(application, route).dossiers.find(({ id }) => id === dossierId)
    if (dossier === undefined) throw new Failure('partner.seal-broken')
    return { app, route, dossier }
  }

  async function saveDossier(appId: string, dossierId: string, file: 'zip' | 'pdf' | 'markdown') {
    const { app, route, dossier } = await dossierOf(appId, dossierId)
    const zip = await sealed.zip(appId, dossier)
    const name = dossierName(app.name, route, dossier.madeAt.slice(0, 10))
    const ending = file === 'markdown' ? 'md' : file
    const bytes = file === 'zip' ? zip : await fileInZip(zip, `dossier.${ending}`)
    if (bytes === null) throw new Failure('partner.seal-broken')
    return ports.saveFile({ suggestedName: `${name}.${ending}`, bytes })
  }

  async function letterOf(appId: string, kind: LetterKind): Promise<{ app: XeroApp; letter: LetterView }> {
    const given = await known(appId)
    const found = letters(given).find((letter) => letter.kind === kind)
    if (found === undefined) throw new Failure('partner.no-route')
    const { clean } = await discretionFor(given.app, false)
    return { app: given.app, letter: cleanLetter(found, clean) }
  }

  async function setStatus(appId: string, status: CaseStatus, on: string): Promise<PartnerView> {
    const given = await known(appId)
    const route = mustHaveCase(given.application)
    await ports.note('partner.status', given.app, `${route}: ${status}`)
    // Certification moves the plan; an agreement on bank feeds has nothing to do with it.
    if (route === 'app-store' && status === 'accepted' && raisesLimit(given.gauge))
      await ports.setLimit(appId, presetOnceCertified())
    return change(appId, (before) => withCase(before, (kase) => withStatus(kase, status, on, now())))
  }

  async function addRound(appId: string, on: string, text: string): Promise<PartnerView> {
    const safe = redact(text)
    return change(appId, (before) => {
      const route = mustHaveCase(before)
      const items = checklists[route]?.items ?? []
      const points = splitPoints(safe).map((point) => ({
        id: random.id(),
        text: point,
        itemIds: likelyItems(point, items).slice(0, 30),
        reply: '',
        done: false,
      }))
      const round = { id: random.id(), on, text: safe, points, answeredOn: null }
      return withCase(before, (kase) => ({
        ...withStatus(kase, 'changes-asked', on, now()),
        rounds: [...kase.rounds, round],
      }))
    })
  }

  async function remind(): Promise<void> {
    for (const application of await applications.list()) {
      const due = dueReminders(application, today())
      if (due === null) continue
      const app = await apps.get(application.id).catch(() => null)
      if (app === null) continue
      await applications.change(application.id, (before) => ({ ...before, remindedFor: due.key }))
      if (ports.wantsNotifications()) await ports.notifier.notify({ title: `${app.name} and Xero`, body: due.words })
    }
  }

  async function forgetApp(appId: string): Promise<void> {
    await evidence.forgetApp(appId)
    await sealed.forgetApp(appId)
    await applications.remove(appId)
  }

  return {
    view,
    saveAnswers: (appId, answers) =>
      change(appId, (before) => ({ ...before, answers: { ...before.answers, ...answers } })),
    chooseRoute: (appId, route) =>
      change(appId, (before) => ({ ...before, route, seen: seenAtFirst(before, route, checklists) })),
    saveDetails: (appId, details) => change(appId, (before) => ({ ...before, details: redacted(details) })),
    saveScopes: (appId, { useCase, scopes }) =>
      change(appId, (before) => {
        const lines = scopes.map(({ scope, justification }) => ({ scope, justification: redact(justification) }))
        const isNew = useCase !== null && useCase !== before.useCase
        return { ...before, useCase, scopes: isNew ? withNeeded(lines, useCase) : lines }
      }),
    async saveItem(appId, itemId, given) {
      checkItem(itemId)
      const fields = withoutUndefined(given)
      return change(appId, (before) => withItem(before, itemId, redactedItem(fields)))
    },
    noteSeen: (appId) =>
      change(appId, (before) => {
        const version = before.route === null ? undefined : checklists[before.route]?.version
        return before.route === null || version === undefined
          ? before
          : { ...before, seen: { ...before.seen, [before.route]: version } }
      }),
    async addFile(appId, itemId) {
      checkItem(itemId)
      await apps.get(appId)
      const source = await ports.chooseFile()
      if (source === null) return view(appId)
      const id = random.id()
      const file = await evidence.take(appId, id, source)
      return change(appId, (before) =>
        withEvidence(before, itemId, { kind: 'file', id, ...file, addedAt: now(), setAsideAt: null }),
      )
    },
    async addLink(appId, itemId, { label, url }) {
      checkItem(itemId)
      if (!URL.canParse(url) || new URL(url).protocol !== 'https:') throw new Failure('partner.not-a-link')
      const link = { kind: 'link', id: random.id(), label: redact(label), url: redact(url) } as const
      return change(appId, (before) => withEvidence(before, itemId, { ...link, addedAt: now(), setAsideAt: null }))
    },
    async addCheck(appId, itemId) {
      const item = (await known(appId)).view.checklist?.items.find(({ id }) => id === itemId)
      if (item === undefined) throw new Failure('partner.unknown-item')
      const { lastCheck } = item
      if (lastCheck === null) throw new Failure('partner.not-checked')
      const id = random.id()
      return change(appId, (before) =>
        withEvidence(before, itemId, { kind: 'check', id, check: lastCheck, addedAt: now(), setAsideAt: null }),
      )
    },
    setAside: (appId, itemId, evidenceId) =>
      change(appId, (before) =>
        standing(answerOf(before, itemId)).some(({ id }) => id === evidenceId)
          ? withEvidenceSetAside(before, { itemId, evidenceId, at: now() })
          : before,
      ),
    runChecks,
    async exportTickets(appId, format) {
      const { app, view } = await known(appId)
      const items = view.checklist?.items ?? []
      const { clean } = await discretionFor(app, false)
      const text = clean(format === 'csv' ? ticketsToCsv(items, app.name) : ticketsToMarkdown(items, app.name))
      const name = `${dossierName(app.name, view.route, today())}-tickets.${format === 'csv' ? 'csv' : 'md'}`
      return ports.saveFile({ suggestedName: name, bytes: Buffer.from(text) })
    },
    make,
    saveDossier,
    async markSent(appId, dossierId, on) {
      const { app, dossier } = await dossierOf(appId, dossierId)
      // What is said to be sent must be what was sealed.
      await sealed.zip(appId, dossier)
      await ports.note('partner.dossier-sent', app, dossier.sha256.slice(0, 16))
      return change(appId, (before) =>
        withCase(before, (kase) => ({
          ...withStatus(kase, 'sent', on, now()),
          dossiers: kase.dossiers.map((one) => (one.id === dossierId ? { ...one, sentOn: on } : one)),
          rounds: kase.rounds.map((round) => ({ ...round, answeredOn: round.answeredOn ?? on })),
        })),
      )
    },
    async openLetter(appId, kind) {
      const { letter } = await letterOf(appId, kind)
      await ports.browser.open(mailtoOf(letter)).catch((error: unknown) => {
        throw new Failure('link.not-opened', { cause: error })
      })
    },
    async saveLetter(appId, kind) {
      const { app, letter } = await letterOf(appId, kind)
      const bytes = await mailFile(letter, clock.now(), random.id())
      return ports.saveFile({ suggestedName: `${dossierName(app.name, null, today())}-${kind}.eml`, bytes })
    },
    setStatus,
    setReminder: (appId, remindOn) =>
      change(appId, (before) => {
        mustHaveCase(before)
        return withCase(before, (kase) => ({ ...kase, remindOn }))
      }),
    addRound,
    savePoint: (appId, { roundId, pointId }, given) =>
      change(appId, (before) =>
        withCase(before, (kase) => ({
          ...kase,
          rounds: kase.rounds.map((round) =>
            round.id !== roundId
              ? round
              : {
                  ...round,
                  points: round.points.map((point) =>
                    point.id === pointId ? { ...point, ...redactedPoint(given) } : point,
                  ),
                },
          ),
        })),
      ),
    reopenItems: (appId, { roundId, owner, dueOn }) =>
      change(appId, (before) => {
        const round = caseOf(before, mustHaveCase(before)).rounds.find(({ id }) => id === roundId)
        const itemIds = new Set(round?.points.filter(({ done }) => !done).flatMap((point) => point.itemIds))
        return [...itemIds].reduce(
          (application, itemId) => withItem(application, itemId, { state: 'in-progress', owner: redact(owner), dueOn }),
          before,
        )
      }),
    async bankFeedsAgreement(appId) {
      const application = await applications.get(appId)
      const kase = application.cases['bank-feeds']
      const agreement = answerOf(application, 'pre.agreement')
      return {
        status: kase?.status ?? 'not-begun',
        acceptedOn:
          kase?.status === 'accepted'
            ? (kase.history.findLast(({ status }) => status === 'accepted')?.on ?? null)
            : null,
        agreement: agreement.state,
        documents: standing(agreement).flatMap((one) =>
          one.kind === 'file' ? [one.name] : one.kind === 'link' ? [one.url] : [],
        ),
      }
    },
    remind,
    forgetApp,
  }
}

/** A first look at a checklist has nothing new in it. */
function seenAtFirst(
  { seen }: PartnerApplication,
  route: PartnerRoute | null,
  checklists: Checklists,
): PartnerApplication['seen'] {
  const version = route === null ? undefined : checklists[route]?.version
  if (route === null || version === undefined) return seen
  return { ...seen, [route]: seen[route] ?? version }
}

/** Whether certification would raise the limit that is set; one that is higher already stays. */
function raisesLimit(gauge: Gauge | null): boolean {
  const certified = connectionsOnceCertified()
  if (certified === null || gauge === null || gauge.limitSetting.kind === 'automatic') return true
  return gauge.limit.limit !== null && gauge.limit.limit < certified
}

function redacted(details: PartnerDetails): PartnerDetails {
  return {
    description: redact(details.description),
    privacyUrl: redact(details.privacyUrl),
    termsUrl: redact(details.termsUrl),
    loginUrl: redact(details.loginUrl),
    docsUrl: redact(details.docsUrl),
    supportContact: redact(details.supportContact),
    codatContact: redact(details.codatContact),
  }
}

function redactedItem(fields: Partial<ItemAnswer>): Partial<ItemAnswer> {
  const { reason, owner, notes } = fields
  return {
    ...fields,
    ...(reason === undefined ? {} : { reason: redact(reason) }),
    ...(owner === undefined ? {} : { owner: redact(owner) }),
    ...(notes === undefined ? {} : { notes: redact(notes) }),
  }
}

function redactedPoint({
  itemIds,
  reply,
  done,
}: PointChange): Partial<{ itemIds: string[]; reply: string; done: boolean }> {
  return {
    ...(itemIds === undefined ? {} : { itemIds }),
    ...(reply === undefined ? {} : { reply: redact(reply) }),
    ...(done === undefined ? {} : { done }),
  }
}
