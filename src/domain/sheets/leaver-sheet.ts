// The leaver sheet: what somebody who leaves held or revealed, their keys, roles and connections, each with its walk.
import type { ActivityEntry } from '../activity/entry'
import type { CodatClient } from '../codat/schema'
import type { Connection } from '../connections/schema'
import { links } from '../links'
import type { XeroApp } from '../xero-apps/schema'
import { minute } from './hand-over-sheet'
import type { Sheet, SheetBlock } from './sheet'

export interface LeaverSeen {
  readonly person: string
  /** They worked on this machine: what was kept and revealed here was theirs. */
  readonly hereToo: boolean
  readonly withClientIds: boolean
  readonly machine: string
  readonly apps: readonly XeroApp[]
  readonly clients: readonly CodatClient[]
  /** Newest first. */
  readonly activity: readonly ActivityEntry[]
  /** Connections by Xero app, as last counted: whose login consented, Xero doesn't say. */
  readonly connections: readonly {
    readonly app: string
    readonly organisations: readonly string[]
    readonly ourTests: readonly string[]
  }[]
  readonly now: Date
}

/** The sheet of one person: nothing on it is cut, since what isn't on it isn't taken back. Without a secret; client ids only if they were asked for. */
export function leaverSheet(seen: LeaverSeen): Sheet {
  const { person, now } = seen
  return {
    title: `Leaver: ${person === '' ? 'somebody who leaves' : person}`,
    subtitle: `What to take back, as of ${minute(now.toISOString())}`,
    blocks: [
      ...secretsOf(seen),
      ...revealed(seen),
      ...codatKeys(seen),
      { kind: 'heading', text: 'Portal roles to remove' },
      {
        kind: 'list',
        style: 'boxes',
        items: [
          `Codat portal: remove their login from the team of ${named(seen.clients.map(({ name }) => name))}. Deleting an API key doesn’t do that.`,
          `Xero developer portal: their login, from ${named(seen.apps.map(({ name }) => name))}. If an app belongs to their login alone, hand it over before it is closed. ${links['xero.my-apps'].url}`,
          'Xero organisations that they were invited to for support or tests: have the organisation’s owner remove them.',
        ],
      },
      ...consented(seen),
      {
        kind: 'callout',
        tone: 'watch',
        text: 'Don’t revoke their Xero refresh tokens all at once: that ends every connection they consented to, companies of customers included.',
      },
    ],
  }
}

/** Secrets kept on this machine, each with its rotation. */
function secretsOf({ apps, hereToo, withClientIds, machine }: LeaverSeen): SheetBlock[] {
  const kept = apps.filter(({ secrets }) => secrets.length > 0)
  const heading: SheetBlock = { kind: 'heading', text: 'Client secrets they held' }
  if (!hereToo || kept.length === 0) {
    const text = hereToo
      ? 'No client secret is kept on this machine.'
      : 'Their own machine wasn’t looked at. Make this sheet there too, or count every secret they were sent as known to them.'
    return [heading, { kind: 'paragraph', text }]
  }
  return [
    heading,
    { kind: 'paragraph', text: `On the machine ${machine}. Whoever could open Latchkey here could read them.` },
    {
      kind: 'table',
      columns: ['Xero app', ...(withClientIds ? ['Client id'] : []), 'Secret', 'Since', 'What to do'],
      rows: kept.flatMap(({ name, clientId, secrets }) =>
        secrets.map(({ slot, storedAt }) => [
          name,
          ...(withClientIds ? [clientId] : []),
          `Client secret ${slot}`,
          minute(storedAt),
          'Rotate it under the app’s Keys & details: generate, check, paste at Codat, see it link, delete the old one.',
        ]),
      ),
    },
  ]
}

const SHOWN_CODES: Readonly<Record<string, string>> = {
  'secret.revealed': 'Revealed',
  'secret.copied': 'Copied',
  'secret.stored': 'Stored',
  'codat-key.stored': 'Codat key stored',
}

/** What this machine's log says was revealed or copied. */
function revealed({ activity, hereToo }: LeaverSeen): SheetBlock[] {
  if (!hereToo) return []
  const rows = activity
    .filter(({ what }) => Object.hasOwn(SHOWN_CODES, what))
    .map(({ at, what, subjectName, note }) => [
      minute(at),
      SHOWN_CODES[what] ?? what,
      subjectName ?? '',
      firstPart(note),
    ])
  if (rows.length === 0) return []
  return [
    { kind: 'heading', text: 'Revealed, copied or stored here' },
    { kind: 'table', columns: ['When', 'What', 'Of', 'Which'], rows },
  ]
}

/** Remarks begin with the slot or the key's name; what follows are codes of ours. */
function firstPart(note: string | null): string {
  return (note?.split(', ')[0] ?? '').replace(/^slot (?=\d$)/, 'Client secret ')
}

function codatKeys({ clients, person, hereToo }: LeaverSeen): SheetBlock[] {
  const rows = clients.flatMap(({ name, keys }) =>
    keys
      .filter(({ holder }) => hereToo || isSamePerson(holder, person))
      .map((key) => [
        name,
        key.name,
        key.holder || 'Not noted',
        minute(key.storedAt),
        isSamePerson(key.holder, person)
          ? 'Theirs: make one for who takes over, then delete this one at Codat.'
          : 'Kept on this machine: replace it if they could read it.',
      ]),
  )
  const heading: SheetBlock = { kind: 'heading', text: 'Codat API keys' }
  const walk = `Where: ${links['codat.api-keys'].url}. Codat doesn’t delete the last key of a client.`
  if (rows.length === 0) {
    return [heading, { kind: 'paragraph', text: `None here is noted as theirs. Look for keys in their name. ${walk}` }]
  }
  return [
    heading,
    { kind: 'table', columns: ['Codat client', 'Key', 'Whose', 'Since', 'What to do'], rows },
    { kind: 'paragraph', text: walk },
  ]
}

function consented({ connections, person }: LeaverSeen): SheetBlock[] {
  const heading: SheetBlock = { kind: 'heading', text: 'Connections consented with their Xero login' }
  const who = person === '' ? 'their' : `${person}’s`
  const intro = `Xero doesn’t say whose login consented. Ask for each organisation; where it was ${who} login, somebody else connects it again with the same Codat link before the login goes.`
  const rows = connections.flatMap(({ app, organisations, ourTests }) => [
    ...ourTests.map((organisation) => [
      app,
      organisation,
      'Made by a sign-in test from here: free it on the app’s Connections tab.',
    ]),
    ...organisations
      .filter((organisation) => !ourTests.includes(organisation))
      .map((organisation) => [app, organisation, 'Ask whose login it is.']),
  ])
  if (rows.length === 0) {
    return [
      heading,
      {
        kind: 'paragraph',
        text: `${intro} No connection has been counted here yet: count on the Connections tab first.`,
      },
    ]
  }
  return [
    heading,
    { kind: 'paragraph', text: intro },
    { kind: 'table', columns: ['Xero app', 'Organisation', 'What to do'], rows },
  ]
}

function named(names: readonly string[]): string {
  if (names.length === 0) return 'each client they had access to'
  return names.join(', ')
}

function isSamePerson(a: string, b: string): boolean {
  return b !== '' && a.trim().toLowerCase() === b.trim().toLowerCase()
}

/** The connections of an app as the sheet lists them. */
export function consentedAt(app: string, connections: readonly Connection[]): LeaverSeen['connections'][number] {
  const there = connections.filter(({ xero }) => xero !== null)
  const named = (some: readonly Connection[]) => some.map(({ organisation }) => organisation ?? 'Without a name')
  return { app, organisations: named(there), ourTests: named(there.filter(({ madeBy }) => madeBy === 'our-test')) }
}

/** What people called their things: names stay in a sheet even where they look like a key. */
export function namesIn(apps: readonly XeroApp[], clients: readonly CodatClient[]): string[] {
  return [
    ...apps.flatMap(({ name, customer }) => [name, customer]),
    ...clients.flatMap(({ name, keys }) => [name, ...keys.flatMap((key) => [key.name, key.holder])]),
  ]
}

/** Whoever holds a key, by name. */
export function peopleIn(clients: readonly Pick<CodatClient, 'keys'>[]): string[] {
  const holders = clients.flatMap(({ keys }) => keys.map(({ holder }) => holder.trim()))
  const people = [...new Set(holders)].filter((holder) => holder !== '')
  return people.toSorted((a, b) => a.localeCompare(b)).slice(0, 500)
}
