// The hand-over sheet: what was set up, what is proved and by what, what is open, who holds which secret, how to rotate.
import type { CodatClient } from '../codat/schema'
import type { Gauge } from '../connections/schema'
import { codatUseCases } from '../facts'
import type { Integration, Party } from '../guide/schema'
import type { Standing, StepView, WalkStep } from '../guide/views'
import { links } from '../links'
import type { StoredSecret, XeroApp } from '../xero-apps/schema'
import { isExposed } from '../vault/arrival'
import { stepStateWords } from '../wording'
import type { Evidence } from '../guide/evidence'
import type { Sheet, SheetBlock, SheetFact } from './sheet'
import { heldBy, stepViews } from '../guide/step-states'

export interface HandOverSeen {
  readonly integration: Integration
  readonly evidence: Evidence
  /** The standing of its Xero app, as every surface shows it. */
  readonly standing: Standing
  /** Titles of the steps. */
  readonly steps: readonly WalkStep[]
  /** The last known count; null where there is no Xero app or it could not be read. */
  readonly gauge: Gauge | null
  readonly withClientId: boolean
}

/** The sheet of one integration. Non-secret values only; the client id if it was asked for. */
export function handOverSheet(seen: HandOverSeen): Sheet {
  const { evidence, gauge, integration, standing } = seen
  const { app, codat, now } = evidence
  const views = stepViews(integration, evidence)
  return {
    title: `Hand-over: ${app?.customer || app?.name || 'a Xero integration'}`,
    subtitle: `${app?.name ?? 'No Xero app'} at ${codat?.name ?? 'no Codat client'}, as of ${minute(now.toISOString())}`,
    blocks: [
      { kind: 'callout', tone: standing.ready ? 'ok' : 'watch', text: standing.sentence },
      { kind: 'heading', text: 'What was set up' },
      { kind: 'facts', rows: setUp(seen) },
      { kind: 'heading', text: 'Evidence' },
      { kind: 'paragraph', text: heldSentence(seen) },
      {
        kind: 'table',
        columns: ['Step', 'State', 'By', 'When', 'What is known'],
        rows: views.map((view) => stepRow(view, seen.steps)),
      },
      ...openPoints(views, seen.steps, integration),
      { kind: 'heading', text: 'Who holds which secret' },
      ...holders(app, codat),
      ...notes(integration),
      { kind: 'heading', text: 'How to rotate the client secret' },
      { kind: 'list', style: 'numbers', items: rotating(codat) },
      ...(gauge === null ? [] : connections(gauge)),
      {
        kind: 'paragraph',
        text: 'Made by Latchkey. No secret stands in this sheet; secrets move by a password manager, never by mail or chat.',
      },
    ],
  }
}

function setUp({ integration, evidence, withClientId }: HandOverSeen): SheetFact[] {
  const { app, codat } = evidence
  const { useCase, scopes, firstCompany, proof } = integration
  const provedBy = heldBy(integration, evidence) === 'proved' ? proof : null
  return [
    { label: 'Xero app', value: app === null ? 'None chosen' : `${app.name} (${app.environment})` },
    ...(withClientId && app !== null && app.clientId !== ''
      ? [{ label: 'Client id', value: app.clientId, exact: true }]
      : []),
    ...(app === null
      ? []
      : [{ label: 'Company URL', value: app.companyUrl || 'Not noted', exact: app.companyUrl !== '' }]),
    ...(app?.redirectUris ?? []).map((value) => ({ label: 'Redirect URI', value, exact: true })),
    ...(app === null ? [] : [{ label: 'Created in Xero', value: app.createdOn ?? 'Not known' }]),
    { label: 'Codat client', value: codat === null ? 'None chosen' : `${codat.name} (${codat.environment})` },
    ...(codat?.codatId ? [{ label: 'Codat’s id of it', value: codat.codatId, exact: true }] : []),
    { label: 'Use case', value: useCase === null ? 'Not decided' : codatUseCases.value[useCase].label },
    ...(scopes === null ? [] : [{ label: 'Scopes', value: scopes.scopes.join(' '), exact: true }]),
    ...(firstCompany === null
      ? []
      : [{ label: 'First company', value: `${firstCompany.companyName}: ${firstCompany.state}` }]),
    ...(provedBy === null ? [] : [{ label: 'Proved by', value: provedBy.companyName }]),
  ]
}

const witnessWords: Readonly<Record<StepView['by'], string>> = {
  nobody: '',
  you: 'Word of mouth',
  latchkey: 'Latchkey',
  xero: 'Xero',
  codat: 'Codat',
}

function stepRow({ id, state, by, at, why }: StepView, steps: readonly WalkStep[]): string[] {
  return [titleOf(id, steps), stepStateWords[state], witnessWords[by], at === null ? '' : minute(at), why]
}

function titleOf(id: StepView['id'], steps: readonly WalkStep[]): string {
  return steps.find((step) => step.id === id)?.title ?? id
}

/** Never "they work": what is known of the keys at Codat. */
function heldSentence({ integration, evidence }: HandOverSeen): string {
  switch (heldBy(integration, evidence)) {
    case 'not-handed-over':
      return 'The keys were not handed over to Codat.'
    case 'unproved':
      return 'Codat holds keys, unproved: it never says which. A company that gets linked is the proof.'
    case 'id-shown':
      return 'Codat holds this client id, as its consent address shows. The secret is unproved until a company is linked.'
    case 'other-id-shown':
      return 'Codat holds another client id: its consent address shows it.'
    case 'replaced':
      return `Codat was given another app’s keys on ${minute(evidence.replacedAt ?? '')}: it holds those of one app at a time.`
    case 'proved':
      return `Codat holds these keys: proved by a link on ${minute(integration.provedAt ?? '')}.`
    case 'proved-before':
      return 'Codat held earlier keys, proved by a link. They changed since.'
  }
}

const partyWords: Readonly<Record<Party, string>> = {
  me: 'ours',
  customer: 'the customer’s',
  codat: 'Codat’s',
  xero: 'Xero’s',
  reviewer: 'the reviewer’s',
}

function openPoints(views: readonly StepView[], steps: readonly WalkStep[], { waitingOn }: Integration): SheetBlock[] {
  const open = views.filter(({ state }) => state !== 'verified' && state !== 'said-done' && state !== 'not-needed')
  const waiting =
    waitingOn === null
      ? []
      : [
          `Waiting: the move is ${partyWords[waitingOn.who]}, since ${minute(waitingOn.since)}${waitingOn.chaseOn === null ? '' : `, ask again on ${waitingOn.chaseOn}`}.`,
        ]
  const items = [
    ...waiting,
    ...open.map(({ id, why, move }) => `${titleOf(id, steps)}: ${why} Whose move: ${partyWords[move]}.`),
  ]
  if (items.length === 0) return []
  return [
    { kind: 'heading', text: 'Open points' },
    { kind: 'list', style: 'boxes', items },
  ]
}

function holders(app: XeroApp | null, codat: CodatClient | null): SheetBlock[] {
  const secrets =
    app === null
      ? []
      : app.keyHolder === 'customer'
        ? [['Client secret', 'The customer', '', 'Not here']]
        : app.secrets.map((secret) => secretRow(secret))
  const keys = (codat?.keys ?? []).map(({ name, holder, machine, storedAt, kept, arrival }) => [
    `Codat API key “${name}”`,
    holder || 'Not noted',
    `${machine}, ${kept === 'keychain' ? 'keychain' : 'that run only'}`,
    `Since ${minute(storedAt)}${isExposed(arrival) ? '; came in a readable way: replace it' : ''}`,
  ])
  const rows = [...secrets, ...keys]
  if (rows.length === 0) return [{ kind: 'paragraph', text: 'No secret of this integration is kept by Latchkey.' }]
  return [{ kind: 'table', columns: ['What', 'Whose', 'Where', 'Since'], rows }]
}

function secretRow({ slot, machine, kept, storedAt, arrival }: StoredSecret): string[] {
  return [
    `Client secret ${slot}`,
    'Whoever works on that machine',
    `${machine}, ${kept === 'keychain' ? 'keychain' : 'that run only'}`,
    `Since ${minute(storedAt)}${isExposed(arrival) ? '; came in a readable way: rotate it' : ''}`,
  ]
}

const MOST_NOTES = 20

function notes({ notes: all }: Integration): SheetBlock[] {
  if (all.length === 0) return []
  const items = all.slice(-MOST_NOTES).map(({ at, text }) => `${minute(at)}: ${text}`)
  return [
    { kind: 'heading', text: 'Notes' },
    { kind: 'list', style: 'bullets', items: items.toReversed() },
  ]
}

function rotating(codat: CodatClient | null): string[] {
  const where = codat === null ? 'the Codat client' : `Codat (${codat.name})`
  return [
    `Generate another secret in Xero: ${links['xero.my-apps'].url}, the app, Configuration. Don’t delete the old one yet.`,
    'Paste it into Latchkey, on the app’s Rotation tab, and check both secrets with Xero.',
    `Paste client id and new secret into ${where}: ${links['codat.integrations'].url}, Xero, Manage, and save. Do so in every Codat client that uses this Xero app.`,
    'Link or refresh a company: that is the only proof that Codat has the new secret.',
    'Delete the old secret in Xero, and retire it in Latchkey.',
  ]
}

function connections({ sentence, readAt }: Gauge): SheetBlock[] {
  return [
    { kind: 'heading', text: 'Connections' },
    { kind: 'paragraph', text: readAt === null ? sentence : `${sentence} Counted ${minute(readAt)}.` },
  ]
}

/** A time to the minute, in UTC and saying so: a sheet travels between time zones. */
export function minute(iso: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(iso) ? `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC` : iso
}
