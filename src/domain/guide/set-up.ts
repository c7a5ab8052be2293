// A set-up: what a new one has, what it is judged by, and how it is shown.
import type { ConfirmRequest } from '../confirm-request'
import { instanceOf } from '../codat/instance'
import type { CodatClient } from '../codat/schema'
import { groupedBy } from '../grouped-by'
import type { Integration, IntegrationFields, SaidStep, StepId } from './schema'
import type { SetUpView } from './views'
import type { XeroApp } from '../xero-apps/schema'
import { type Evidence, sameClientId } from './evidence'
import { heldBy, stepViews } from './step-states'

/** What a new record has beside its fields: nothing said, nothing seen, nothing proved. */
export const NOTHING_YET = {
  answers: { financialServices: null, bankFeeds: null, companiesInSixMonths: null },
  useCase: null,
  waitingOn: null,
  keepsLoopback: '',
  said: {},
  notes: [],
  countedBefore: null,
  handOver: null,
  scopes: null,
  consentSeen: null,
  enabledSeen: null,
  inheritedSeen: null,
  creating: null,
  firstCompany: null,
  callSince: null,
  callToAskAbout: null,
  provedAt: null,
  proof: null,
} satisfies Partial<Integration>

function byId<T extends { id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [record.id, record]))
}

export interface Known {
  readonly apps: ReadonlyMap<string, XeroApp>
  readonly clients: ReadonlyMap<string, CodatClient>
  /** By Codat client, which holds one app's keys at a time: what was handed over for one took the place of another's. */
  readonly handOvers: ReadonlyMap<string, readonly HandOver[]>
  readonly now: Date
}

type HandOver = NonNullable<Integration['handOver']>

/** What set-ups are judged by, out of all records. */
export function knownOf(given: {
  readonly apps: readonly XeroApp[]
  readonly clients: readonly CodatClient[]
  readonly setUps: readonly Integration[]
  readonly now: Date
}): Known {
  const clients = byId(given.clients)
  const pasted = given.setUps.flatMap(({ codatClientId, handOver }) =>
    codatClientId === null || handOver === null ? [] : [{ instance: instanceOf(codatClientId, clients), ...handOver }],
  )
  const handOvers = groupedBy(pasted, ({ instance }) => instance)
  return { apps: byId(given.apps), clients, handOvers, now: given.now }
}

export function evidenceOf(integration: Integration, known: Known): Evidence {
  const { xeroAppId, codatClientId } = integration
  const { apps, clients, now } = known
  const app = xeroAppId === null ? undefined : apps.get(xeroAppId)
  const codat = codatClientId === null ? undefined : clients.get(codatClientId)
  return {
    app: app === undefined || app.deleting ? null : app,
    codat: codat === undefined || codat.deleting ? null : codat,
    now,
    replacedAt: app === undefined ? null : replacedAt(integration, app, known),
  }
}

/** When another app's keys were pasted at the set-up's Codat client, after all that is known of its own there; null where none were. */
function replacedAt(setUp: Integration, app: XeroApp, { clients, handOvers }: Known): string | null {
  if (setUp.codatClientId === null) return null
  const own = ownTimes(setUp, app)
  // Nothing of its own is there to be replaced.
  if (setUp.wayIn === 'new' && own.length === 0) return null
  const there = handOvers.get(instanceOf(setUp.codatClientId, clients)) ?? []
  const others = there.filter(({ clientId }) => !sameClientId(clientId, app.clientId))
  const last = others
    .map(({ pastedAt }) => pastedAt)
    .toSorted()
    .at(-1)
  return last !== undefined && own.every((time) => time < last) ? last : null
}

/** When Codat was given its app's keys, or was seen to hold its client id. */
function ownTimes({ handOver, consentSeen }: Integration, { clientId }: XeroApp): string[] {
  const isOwn = consentSeen !== null && sameClientId(consentSeen.clientId, clientId)
  return [...(handOver === null ? [] : [handOver.pastedAt]), ...(isOwn ? [consentSeen.at] : [])]
}

export function viewOf(integration: Integration, evidence: Evidence): SetUpView {
  const { app, codat } = evidence
  return {
    ...integration,
    name: [app?.name ?? 'No Xero app', ...(codat === null ? [] : [codat.name])].join(' at '),
    customer: app?.customer ?? '',
    environment: app?.environment ?? 'test',
    codatName: codat?.name ?? null,
    steps: stepViews(integration, evidence),
    held: heldBy(integration, evidence),
  }
}

/** What was seen, proved and said belongs to one pair of Xero app and Codat client. */
export function unprovedIfElsewhere(before: Integration, after: Integration): Integration {
  const samePair = before.xeroAppId === after.xeroAppId && before.codatClientId === after.codatClientId
  if (samePair) return after
  const { countedBefore, handOver, consentSeen, enabledSeen, inheritedSeen, creating, firstCompany, provedAt, proof } =
    NOTHING_YET
  const unseen = { countedBefore, handOver, consentSeen, enabledSeen, inheritedSeen, creating, firstCompany }
  return { ...unsaidOfOthers(before, after), ...unseen, provedAt, proof }
}

const saidOfApp = ['create-app', 'policy-links', 'keys', 'keys-check', 'sign-in', 'afterwards'] as const
const saidOfCodat = ['hand-over', 'scopes', 'enable', 'first-company'] as const

/** Without what was said of the Xero app or the Codat client that it had. What was said while it had none is about the one it got. */
function unsaidOfOthers(before: Integration, after: Integration): Integration {
  const otherApp = before.xeroAppId !== null && before.xeroAppId !== after.xeroAppId
  const otherCodat = before.codatClientId !== null && before.codatClientId !== after.codatClientId
  if (!otherApp && !otherCodat) return after
  const dropped: readonly StepId[] = otherApp ? [...saidOfApp, ...saidOfCodat] : saidOfCodat
  const isOthersExcuse = otherApp && after.keepsLoopback === before.keepsLoopback
  return {
    ...dropped.reduce((sofar, step) => withSaid(sofar, step, null), after),
    scopes: after.scopes === null ? null : { ...after.scopes, confirmedAt: null },
    keepsLoopback: isOthersExcuse ? '' : after.keepsLoopback,
  }
}

export function deletionQuestion(name: string): ConfirmRequest {
  return {
    title: `Delete the set-up of “${name}” from Latchkey?`,
    body: [
      'Its steps, notes and proofs go. The Xero app and the Codat client stay here, with their keys.',
      'Nothing changes at Xero or Codat.',
    ],
    action: 'Delete',
    danger: true,
  }
}

export function newSetUp(
  fields: Pick<IntegrationFields, 'xeroAppId' | 'codatClientId' | 'wayIn'>,
  id: string,
  at: string,
): Integration {
  return { ...NOTHING_YET, ...fields, version: 1, id, createdAt: at, updatedAt: at }
}

/** With the user's word on a step, or without any. */
export function withSaid(current: Integration, step: StepId, said: SaidStep | null): Integration {
  const { [step]: _before, ...rest } = current.said
  return { ...current, said: said === null ? rest : { ...rest, [step]: said } }
}

const MOST_NOTES = 500

/** The oldest note goes first. */
export function withNote(current: Integration, note: Integration['notes'][number]): Integration {
  return { ...current, notes: [...current.notes, note].slice(-MOST_NOTES) }
}
