// What leaves for Codat, Xero or the product team: dossiers, letters and tickets. All of it goes through the discretion.
import type { LetterKind, LetterView, PartnerRoute, PartnerView, SealedDossier } from '../../domain/partner/schema'
import type { Service } from '../../contract/api'
import type { XeroApp } from '../../domain/xero-apps/schema'
import { Failure } from '../../domain/failure'
import { caseOf, mustHaveCase, withCase } from '../../domain/partner/application'
import { cleanLetter } from '../../domain/partner/cleaned'
import { dossierName, hashStart, sealedDossier } from '../../domain/partner/dossier'
import type { EvidenceFiles } from './evidence-files'
import type { KnownApplications } from './known-applications'
import { dossierInputOf, lettersOf } from '../../domain/partner/known'
import { letterQuestion, mailtoOf } from '../../domain/partner/letters'
import { letterMarkedAsPractice } from '../../domain/sheets/sheet-names'
import { mailFile } from './mail-file'
import { makeDossier } from './make-dossier'
import type { PartnerPorts } from './ports'
import { withDossierSent } from '../../domain/partner/review'
import { fileInZip, type SealedFiles } from './sealed-files'
import { ticketRows, ticketsToMarkdown } from '../../domain/partner/tickets'
import { toCsv } from '../csv'
import { openAddress } from '../open-address'

export type PartnerOutgoing = Service<
  | 'exportPartnerTickets'
  | 'makePartnerDossier'
  | 'savePartnerDossier'
  | 'markPartnerDossierSent'
  | 'openPartnerLetter'
  | 'savePartnerLetter'
>

export interface PartnerOutgoingPorts extends Pick<
  PartnerPorts,
  'toPdf' | 'isPractice' | 'random' | 'clock' | 'browser' | 'confirm' | 'saveFile' | 'note'
> {
  readonly known: KnownApplications
  readonly evidence: Pick<EvidenceFiles, 'read'>
  readonly sealed: SealedFiles
}

export function openPartnerOutgoing(ports: PartnerOutgoingPorts): PartnerOutgoing {
  const { known, evidence, sealed, clock, random } = ports
  const now = (): string => clock.now().toISOString()
  const today = (): string => now().slice(0, 10)

  async function dossierOf(
    appId: string,
    dossierId: string,
  ): Promise<{ app: XeroApp; route: PartnerRoute; dossier: SealedDossier }> {
    const { app, application } = await known.read(appId)
    const route = mustHaveCase(application)
    const dossier = caseOf(application, route).dossiers.find(({ id }) => id === dossierId)
    if (dossier === undefined) throw new Failure('partner.seal-broken')
    return { app, route, dossier }
  }

  async function letterOf(appId: string, kind: LetterKind): Promise<{ app: XeroApp; letter: LetterView }> {
    const given = await known.read(appId)
    const found = lettersOf(given).find((letter) => letter.kind === kind)
    if (found === undefined) throw new Failure('partner.no-route')
    const { clean } = await known.discretion(given.app, false)
    const letter = cleanLetter(found, clean)
    return { app: given.app, letter: ports.isPractice ? letterMarkedAsPractice(letter) : letter }
  }

  async function make(appId: string, withClientId: boolean): Promise<PartnerView> {
    const given = await known.read(appId)
    mustHaveCase(given.application)
    const discretion = await known.discretion(given.app, withClientId)
    const made = await makeDossier(
      {
        toPdf: ports.toPdf,
        isPractice: ports.isPractice,
        newId: () => random.id(),
        readEvidence: (file) => evidence.read(appId, file.id, file.sha256),
      },
      dossierInputOf(given, withClientId, clock.now()),
      { letters: lettersOf(given), discretion, now: clock.now() },
    )
    const dossier = sealedDossier(
      { ...made, id: random.id(), madeAt: now(), bytes: made.zip.byteLength, withClientId },
      given.view,
    )
    await sealed.put(appId, dossier.id, made.zip, made.lines)
    await ports.note('partner.dossier-made', given.app, hashStart(dossier))
    return known.change(appId, (before) =>
      withCase(before, (kase) => ({ ...kase, dossiers: [...kase.dossiers, dossier] })),
    )
  }

  return {
    makePartnerDossier: ({ appId, withClientId }) => make(appId, withClientId),
    async savePartnerDossier({ appId, dossierId, file }) {
      const { app, route, dossier } = await dossierOf(appId, dossierId)
      const zip = await sealed.zip(appId, dossier)
      const name = dossierName(app.name, route, dossier.madeAt.slice(0, 10))
      const ending = file === 'markdown' ? 'md' : file
      const bytes = file === 'zip' ? zip : await fileInZip(zip, `dossier.${ending}`)
      if (bytes === null) throw new Failure('partner.seal-broken')
      return { outcome: await ports.saveFile({ suggestedName: `${name}.${ending}`, bytes }) }
    },
    async markPartnerDossierSent({ appId, dossierId, on }) {
      const { app, dossier } = await dossierOf(appId, dossierId)
      // What is said to be sent must be what was sealed.
      await sealed.zip(appId, dossier)
      await ports.note('partner.dossier-sent', app, hashStart(dossier))
      return known.change(appId, (before) =>
        withCase(before, (kase) => withDossierSent(kase, { dossierId, on, notedAt: now() })),
      )
    },
    async openPartnerLetter({ appId, letter: kind }) {
      const { letter } = await letterOf(appId, kind)
      if (!(await ports.confirm(letterQuestion(letter)))) return { opened: false }
      await openAddress(ports.browser, mailtoOf(letter))
      return { opened: true }
    },
    async savePartnerLetter({ appId, letter: kind }) {
      const { app, letter } = await letterOf(appId, kind)
      const bytes = await mailFile(letter, clock.now(), random.id())
      const suggestedName = `${dossierName(app.name, null, today())}-${kind}.eml`
      return { outcome: await ports.saveFile({ suggestedName, bytes }) }
    },
    async exportPartnerTickets({ appId, format }) {
      const { app, view } = await known.read(appId)
      const items = view.checklist?.items ?? []
      const { clean } = await known.discretion(app, false)
      const text = clean(format === 'csv' ? toCsv(ticketRows(items, app.name)) : ticketsToMarkdown(items, app.name))
      const name = `${dossierName(app.name, view.route, today())}-tickets.${format === 'csv' ? 'csv' : 'md'}`
      return { outcome: await ports.saveFile({ suggestedName: name, bytes: Buffer.from(text) }) }
    },
  }
}
