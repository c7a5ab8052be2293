// What is worth doing about an app's connections, each with its action. Pure.
import { counted } from '../amounts'
import type { Connection, ConnectionFinding } from './schema'
import { broadScopesStop, consentAgainBefore, granularOnlyFrom } from '../facts'
import { isInUse, tenantOf } from './match'
import { dateFormat } from '../date-format'

export interface FindingInput {
  readonly connections: readonly Connection[]
  readonly app: { readonly name: string; readonly createdOn: string | null }
  /** How many Codat clients hold the app's keys. */
  readonly codatClients: number
  readonly now: Date
  /** SHA-256 of a text, in hexadecimal. */
  readonly sha256: (text: string) => string
}

type Draft = Omit<ConnectionFinding, 'id' | 'connections'> & { readonly about: readonly Connection[] }

/** All findings, without those whose id was dismissed. */
export function findConnectionFindings(input: FindingInput, dismissed: readonly string[] = []): ConnectionFinding[] {
  const drafts = [
    ...leftByTests(input.connections),
    ...withoutCompany(input.connections),
    ...deadInCodat(input.connections),
    ...duplicates(input.connections),
    ...twoCompanies(input.connections),
    ...notInXero(input.connections),
    ...consentAgain(input),
    ...severalClients(input),
  ]
  return drafts.map((draft) => finished(draft, input.sha256)).filter((finding) => !dismissed.includes(finding.id))
}

function finished({ about, ...draft }: Draft, sha256: FindingInput['sha256']): ConnectionFinding {
  const connections = about.map((connection) => connection.key)
  const hash = sha256(connections.toSorted().join('\n') + draft.title).slice(0, 16)
  return { ...draft, id: `${draft.kind}:${hash}`, connections }
}

function leftByTests(connections: readonly Connection[]): Draft[] {
  const about = connections.filter((connection) => connection.safety === 'own-test')
  if (about.length === 0) return []
  return [
    {
      kind: 'left-by-tests',
      severity: 'act',
      title: `${counted(about.length, 'connection')} left by Latchkey’s own tests`,
      text: 'A sign-in test made them and Xero didn’t remove them then. Nobody uses them.',
      about,
      action: freeing(about),
    },
  ]
}

function withoutCompany(connections: readonly Connection[]): Draft[] {
  const about = connections.filter((connection) => connection.safety === 'no-codat' && !connection.demo.isDemo)
  if (about.length === 0) return []
  return [
    {
      kind: 'no-codat-company',
      severity: 'watch',
      title: `${counted(about.length, 'connection')} without a Codat company`,
      text: `${about.length === 1 ? 'It counts against the limit' : 'They count against the limit'}. Before you free ${about.length === 1 ? 'it' : 'one'}, be sure that no other software uses this Xero app.`,
      about,
      action: freeing(about),
    },
  ]
}

function deadInCodat(connections: readonly Connection[]): Draft[] {
  // A demo company doesn't count, whatever Codat says of it.
  const about = connections.filter(
    ({ safety, demo }) => (safety === 'deauthorized' || safety === 'unlinked') && !demo.isDemo,
  )
  if (about.length === 0) return []
  return [
    {
      kind: 'dead-in-codat',
      severity: 'watch',
      title: `${counted(about.length, 'connection')} unlinked or deauthorised in Codat`,
      text: 'Xero still lists them, so they still count. Ask the company to link again, or free the connection.',
      about,
      action: freeing(about),
    },
  ]
}

function duplicates(connections: readonly Connection[]): Draft[] {
  const about = groupsOf(connections, ({ xero }) => (xero === null ? null : tenantOf(xero))).flat()
  if (about.length === 0) return []
  return [
    {
      kind: 'duplicate-connections',
      severity: 'watch',
      title: `${counted(about.length, 'connection')} share an organisation with another one`,
      text: 'Xero lists a connection for each person who consented. Its pages disagree on whether it counts these or organisations.',
      about,
      action: { kind: 'show-seats' },
    },
  ]
}

/** Codat allows one company per Xero organisation: with two, each deauthorises the other in turn. */
function twoCompanies(connections: readonly Connection[]): Draft[] {
  const about = connections.filter(({ xero, codat }) => {
    const active = codat.filter((link) => isInUse(link))
    return xero !== null && new Set(active.map((link) => `${link.clientId}/${link.companyId}`)).size > 1
  })
  if (about.length === 0) return []
  const guessed = about.some((connection) => connection.codat.some((link) => link.matchedBy === 'name'))
  return [
    {
      kind: 'one-organisation-two-companies',
      severity: 'act',
      title: `${counted(about.length, 'organisation')} under more than one Codat company`,
      text: `One company can take the other’s access away without notice. Keep one, delete the other in Codat.${guessed ? ' Some are matched by name only, which is a guess.' : ''}`,
      about,
      action: { kind: 'show-seats' },
    },
  ]
}

function notInXero(connections: readonly Connection[]): Draft[] {
  const about = connections.filter(
    (connection) => connection.xeroStatus === 'absent' && connection.codat.some((link) => isInUse(link)),
  )
  if (about.length === 0) return []
  return [
    {
      kind: 'linked-but-not-in-xero',
      severity: 'watch',
      title: `${counted(about.length, 'company', 'companies')} linked in Codat without a connection in this Xero app`,
      text: 'Codat may hold another Xero app’s keys, or the company bears another name in Xero.',
      about,
      action: { kind: 'show-seats' },
    },
  ]
}

function severalClients({ codatClients, connections }: FindingInput): Draft[] {
  if (codatClients < 2) return []
  return [
    {
      kind: 'several-codat-clients',
      severity: 'info',
      title: `${codatClients} Codat clients share this app’s limit`,
      text: 'Their connections are summed: a company linked through one takes a connection of all.',
      about: connections.filter((connection) => connection.codat.length > 0),
      action: { kind: 'show-seats' },
    },
  ]
}

const longDate = dateFormat({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Only an app from before the granular scopes can hold broad ones. With an unknown date it may. */
function consentAgain({ connections, app, now }: FindingInput): Draft[] {
  if (app.createdOn !== null && app.createdOn >= granularOnlyFrom.value) return []
  const about = connections.filter(({ xero, demo, safety }) => xero !== null && !demo.isDemo && safety !== 'own-test')
  if (about.length === 0) return []
  const organisations = [
    ...new Set(about.map((connection) => connection.organisation ?? 'An organisation without a name')),
  ]
  const by = longDate.format(new Date(consentAgainBefore.value))
  const stopped = longDate.format(new Date(broadScopesStop.value))
  const over = now.toISOString().slice(0, 10) >= broadScopesStop.value
  const companies = counted(organisations.length, 'company', 'companies')
  const condition =
    app.createdOn === null
      ? 'If this app is older than 2 March 2026 and still asks for broad scopes'
      : 'If this app still asks for broad scopes'
  return [
    {
      kind: 'consent-again',
      severity: over && app.createdOn !== null ? 'act' : app.createdOn === null ? 'info' : 'watch',
      title: over
        ? `Broad scopes stopped by ${stopped}: ${companies} to check`
        : `${companies} may have to consent again before ${by}`,
      text: `${condition}, each company that connected with them must consent again with granular ones. Codat adjusts its scopes with you first. ${consentAgainBefore.note ?? ''}`.trim(),
      about,
      action: { kind: 'notice', organisations, by: consentAgainBefore.value, text: noticeText(app.name, by) },
    },
  ]
}

function noticeText(appName: string, by: string): string {
  return [
    `Subject: Please reconnect Xero before ${by}`,
    '',
    'Hello,',
    '',
    `your organisation shares its Xero data with us through “${appName}”. Xero is replacing the permissions you gave then with narrower ones, and the old ones end in September 2027.`,
    '',
    'Please open the link we send you, sign in to Xero and allow access again. It takes about a minute, and nothing in Xero is changed or lost. Without it, the connection stops then.',
    '',
    'Thank you.',
  ].join('\n')
}

function freeing(about: readonly Connection[]): ConnectionFinding['action'] {
  return { kind: 'free', connectionIds: about.flatMap((connection) => connection.xero?.connectionId ?? []) }
}

/** Groups of two and more with the same key; null is no key. */
function groupsOf(
  connections: readonly Connection[],
  keyOf: (connection: Connection) => string | null,
): Connection[][] {
  const groups = new Map<string, Connection[]>()
  for (const connection of connections) {
    const key = keyOf(connection)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [connection])
    else group.push(connection)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}
