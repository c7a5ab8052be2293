// An application as it is known now, and what is made of it.
import type { Gauge } from '../connections/schema'
import { cleanLines } from './cleaned'
import type { Discretion } from './discretion'
import type { LetterView, PartnerApplication, PartnerView, SealedDossier, SealedLine } from './schema'
import type { XeroApp } from '../xero-apps/schema'
import { caseOf, caseRoute } from './application'
import { differencesBetween, type DossierInput, sealedLines } from './dossier'
import { lettersFor } from './letters'
import type { CoreView } from './view'

export interface KnownApplication {
  readonly app: XeroApp
  readonly application: PartnerApplication
  /** Null where it can't be read. */
  readonly gauge: Gauge | null
  readonly view: CoreView
}

/** What a dossier made at `now` would be made of. */
export function dossierInputOf({ app, view }: KnownApplication, withClientId: boolean, now: Date): DossierInput {
  return { view, app, withClientId, today: now.toISOString().slice(0, 10) }
}

/** The letters to write now, uncleaned; the reply is to the newest round. */
export function lettersOf({ app, application, view }: KnownApplication): LetterView[] {
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

/** The dossier that was sent last, or else made last. */
export function lastSent({ view }: KnownApplication): SealedDossier | null {
  const dossiers = view.case?.dossiers ?? []
  return dossiers.findLast(({ sentOn }) => sentOn !== null) ?? dossiers.at(-1) ?? null
}

/** How what would be made now differs from a dossier, of which `before` are the lines. */
export function differencesSince(
  known: KnownApplication,
  { withClientId, madeAt, sentOn }: SealedDossier,
  { before, clean, now }: { before: readonly SealedLine[]; clean: Discretion['clean']; now: Date },
): PartnerView['differences'] {
  const after = cleanLines(sealedLines(dossierInputOf(known, withClientId, now)), clean)
  return { since: madeAt, sent: sentOn !== null, lines: differencesBetween(before, after) }
}
