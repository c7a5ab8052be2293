// What is worth doing about an app's seats, each with its action. Pure.
import type { Seat, SeatFinding } from './schema'
import { broadScopesStop, granularOnlyFrom } from '../facts'
import { isInUse } from './match'
import { tenantOf } from './seats'
import { dateFormat } from '../date-format'

export interface FindingInput {
  readonly seats: readonly Seat[]
  readonly app: { readonly name: string; readonly createdOn: string | null }
  /** How many Codat clients hold the app's keys. */
  readonly codatClients: number
  readonly now: Date
  /** SHA-256 of a text, in hexadecimal. */
  readonly sha256: (text: string) => string
}

type Draft = Omit<SeatFinding, 'id' | 'seats'> & { readonly about: readonly Seat[] }

/** All findings, without those whose id was dismissed. */
export function findSeatFindings(input: FindingInput, dismissed: readonly string[] = []): SeatFinding[] {
  const drafts = [
    ...leftByTests(input.seats),
    ...withoutCompany(input.seats),
    ...deadInCodat(input.seats),
    ...duplicates(input.seats),
    ...twoCompanies(input.seats),
    ...notInXero(input.seats),
    ...consentAgain(input),
    ...severalClients(input),
  ]
  return drafts.map((draft) => finished(draft, input.sha256)).filter((finding) => !dismissed.includes(finding.id))
}

function finished({ about, ...draft }: Draft, sha256: FindingInput['sha256']): SeatFinding {
  const seats = about.map((seat) => seat.key)
  const hash = sha256(seats.toSorted().join('\n') + draft.title).slice(0, 16)
  return { ...draft, id: `${draft.kind}:${hash}`, seats }
}

function leftByTests(seats: readonly Seat[]): Draft[] {
  const about = seats.filter((seat) => seat.safety === 'own-test')
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

function withoutCompany(seats: readonly Seat[]): Draft[] {
  const about = seats.filter((seat) => seat.safety === 'no-codat' && !seat.demo.isDemo)
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

function deadInCodat(seats: readonly Seat[]): Draft[] {
  // A demo company doesn't count, whatever Codat says of it.
  const about = seats.filter(({ safety, demo }) => (safety === 'deauthorized' || safety === 'unlinked') && !demo.isDemo)
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

function duplicates(seats: readonly Seat[]): Draft[] {
  const about = groupsOf(seats, ({ xero }) => (xero === null ? null : tenantOf(xero))).flat()
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
function twoCompanies(seats: readonly Seat[]): Draft[] {
  const about = seats.filter(({ xero, codat }) => {
    const active = codat.filter((link) => isInUse(link))
    return xero !== null && new Set(active.map((link) => `${link.clientId}/${link.companyId}`)).size > 1
  })
  if (about.length === 0) return []
  const guessed = about.some((seat) => seat.codat.some((link) => link.matchedBy === 'name'))
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

function notInXero(seats: readonly Seat[]): Draft[] {
  const about = seats.filter((seat) => seat.xeroStatus === 'absent' && seat.codat.some((link) => isInUse(link)))
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

function severalClients({ codatClients, seats }: FindingInput): Draft[] {
  if (codatClients < 2) return []
  return [
    {
      kind: 'several-codat-clients',
      severity: 'info',
      title: `${codatClients} Codat clients share this app’s limit`,
      text: 'Their connections are summed: a company linked through one takes a connection of all.',
      about: seats.filter((seat) => seat.codat.length > 0),
      action: { kind: 'show-seats' },
    },
  ]
}

const longDate = dateFormat({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Only an app from before the granular scopes can hold broad ones. With an unknown date it may. */
function consentAgain({ seats, app, now }: FindingInput): Draft[] {
  if (app.createdOn !== null && app.createdOn >= granularOnlyFrom.value) return []
  const about = seats.filter(({ xero, demo, safety }) => xero !== null && !demo.isDemo && safety !== 'own-test')
  if (about.length === 0) return []
  const organisations = [...new Set(about.map((seat) => seat.organisation ?? 'An organisation without a name'))]
  const by = longDate.format(new Date(broadScopesStop.value))
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
        ? `Broad scopes stopped on ${by}: ${companies} to check`
        : `${companies} may have to consent again before ${by}`,
      text: `${condition}, each company that connected with them must consent again with granular ones. Codat adjusts its scopes with you first.`,
      about,
      action: { kind: 'notice', organisations, by: broadScopesStop.value, text: noticeText(app.name, by) },
    },
  ]
}

function noticeText(appName: string, by: string): string {
  return [
    `Subject: Please reconnect Xero before ${by}`,
    '',
    'Hello,',
    '',
    `your organisation shares its Xero data with us through “${appName}”. Xero is replacing the permissions you gave then with narrower ones, and the old ones end on ${by}.`,
    '',
    'Please open the link we send you, sign in to Xero and allow access again. It takes about a minute, and nothing in Xero is changed or lost. Without it, the connection stops on that day.',
    '',
    'Thank you.',
  ].join('\n')
}

function freeing(about: readonly Seat[]): SeatFinding['action'] {
  return { kind: 'free', connectionIds: about.flatMap((seat) => seat.xero?.connectionId ?? []) }
}

/** Groups of two and more with the same key; null is no key. */
function groupsOf(seats: readonly Seat[], keyOf: (seat: Seat) => string | null): Seat[][] {
  const groups = new Map<string, Seat[]>()
  for (const seat of seats) {
    const key = keyOf(seat)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [seat])
    else group.push(seat)
  }
  return [...groups.values()].filter((group) => group.length > 1)
}

function counted(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`
}
