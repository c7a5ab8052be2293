// An application as it is known now: read together with its app and the gauge, shown as the page sees it, and changed.
import type { PartnerApplication, PartnerView } from '../../domain/partner/schema'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { ApplicationFiles } from './application-files'
import type { Checklists } from '../../domain/partner/checklist'
import { cleanFields, cleanLetter } from '../../domain/partner/cleaned'
import { createDiscretion, type Discretion } from '../../domain/partner/discretion'
import { portalFields } from '../../domain/partner/dossier'
import type { PartnerPorts } from './ports'
import type { SealedFiles } from './sealed-files'
import { coreView } from '../../domain/partner/view'
import { differencesSince, type KnownApplication, lastSent, lettersOf } from '../../domain/partner/known'

export type KnownApplications = ReturnType<typeof openKnownApplications>

export interface KnownApplicationsPorts extends Pick<
  PartnerPorts,
  'apps' | 'gauge' | 'otherNames' | 'clock' | 'onChange'
> {
  readonly applications: ApplicationFiles
  readonly sealed: Pick<SealedFiles, 'lines'>
  readonly checklists: Checklists
}

export function openKnownApplications(ports: KnownApplicationsPorts) {
  const { apps, applications, sealed, checklists, clock } = ports
  const now = (): string => clock.now().toISOString()

  async function read(appId: string): Promise<KnownApplication> {
    // A gauge that can't be read says nothing about the application.
    const [app, application, gauge] = await Promise.all([
      apps.get(appId),
      applications.get(appId),
      ports.gauge(appId).catch(() => null),
    ])
    return { app, application, gauge, view: coreView({ app, application, gauge, checklists, now: now() }) }
  }

  /** What keeps secrets and other customers out of what leaves. */
  async function discretion(app: XeroApp, withClientId: boolean): Promise<Discretion> {
    const others = await ports.otherNames(app.id)
    return createDiscretion({ clientId: app.clientId, withClientId, own: [app.name, app.customer], others })
  }

  /** How what would be made now differs from the dossier that was sent last, or else made last. */
  async function differences(known: KnownApplication, clean: Discretion['clean']): Promise<PartnerView['differences']> {
    const last = lastSent(known)
    const before = last === null ? null : await sealed.lines(known.app.id, last.id)
    return last === null || before === null ? null : differencesSince(known, last, { before, clean, now: clock.now() })
  }

  async function view(appId: string): Promise<PartnerView> {
    const known = await read(appId)
    const { clean } = await discretion(known.app, false)
    // A difference in the client id alone must show, so what was ticked then is what is compared.
    const ticked = known.view.case?.dossiers.at(-1)?.withClientId === true ? await discretion(known.app, true) : null
    return {
      ...known.view,
      differences: await differences(known, ticked?.clean ?? clean),
      portalFields: cleanFields(portalFields(known), clean),
      letters: lettersOf(known).map((letter) => cleanLetter(letter, clean)),
    }
  }

  return {
    read,
    view,
    /** Changes it and gives what the page then sees. Raises `record.missing` for an app that is gone, and whatever `edit` does. */
    async change(appId: string, edit: (before: PartnerApplication) => PartnerApplication): Promise<PartnerView> {
      await apps.get(appId)
      await applications.change(appId, edit)
      ports.onChange?.(appId)
      return view(appId)
    },
    discretion,
  }
}
