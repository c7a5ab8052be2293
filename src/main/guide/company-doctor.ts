// Why a linked company has no data, out of all that Codat says about it: one sentence and a next step, and what else there is.
// Pure: what was read is handed in.
import type {
  CompanyConnection,
  CompanyDataset,
  CompanyFinding,
  CompanyFindingCode,
  CompanyPush,
} from '../../contract/company-doctor'
import { companyFindingCodes } from '../../contract/company-doctor'
import type { CodatProblem } from '../../contract/codat'
import {
  alwaysFailingForXero,
  datasetUnderWay,
  demoCompanyName,
  demoResets,
  oneLoginPerCompany,
  writesPendingHours,
  xeroRateLimits,
} from '../../contract/facts'

export interface CompanySeen {
  readonly name: string
  readonly connections: readonly CompanyConnection[]
  readonly datasets: readonly CompanyDataset[]
  /** Newest first. */
  readonly pushes: readonly CompanyPush[]
  /** Parts that could not be read: nothing is concluded from their absence. */
  readonly unread: readonly {
    readonly part: 'data-status' | 'history' | 'push'
    readonly problem: CodatProblem | null
  }[]
  readonly now: Date
}

type Words = Omit<CompanyFinding, 'code'>

/** All that there is to say, the decisive finding first. Never empty. */
export function companyFindings(seen: CompanySeen): CompanyFinding[] {
  const connection = connectionToJudge(seen.connections)
  const findings =
    connection === null
      ? [withoutXero(seen)]
      : [
          ...aboutAccess(connection, seen),
          ...(connection.state === 'Linked' ? aboutData(connection, seen) : []),
          ...aboutWrites(seen),
          ...aboutRest(seen),
        ]
  const all = [...findings, ...unreadParts(seen)]
  return all.toSorted((a, b) => rankOf(a.code) - rankOf(b.code))
}

function rankOf(code: CompanyFindingCode): number {
  return companyFindingCodes.indexOf(code)
}

function finding(code: CompanyFindingCode, words: Words): CompanyFinding {
  return { code, ...words }
}

const LIKELY: readonly CompanyConnection['state'][] = ['Linked', 'Deauthorized', 'PendingAuth', 'Unlinked', 'other']

/** The connection to Xero that data would come through: the one furthest on its way, the newest of those. */
export function connectionToJudge(connections: readonly CompanyConnection[]): CompanyConnection | null {
  const xero = connections.filter(({ isXero }) => isXero)
  const ordered = xero.toSorted(
    (a, b) =>
      LIKELY.indexOf(a.state) - LIKELY.indexOf(b.state) ||
      (b.created ?? '').localeCompare(a.created ?? '') ||
      a.id.localeCompare(b.id),
  )
  return ordered[0] ?? null
}

function withoutXero({ connections, name }: CompanySeen): CompanyFinding {
  const others = [...new Set(connections.flatMap(({ software }) => software ?? []))]
  if (others.length === 0) {
    return finding('no-connection', {
      severity: 'act',
      sentence: `${name} is a company at Codat, but nothing is connected to it.`,
      nextStep: 'Make a connection to Xero for it and send its link to the company’s owner.',
      side: 'you',
      link: 'codat.companies',
      said: null,
    })
  }
  return finding('other-software', {
    severity: 'act',
    sentence: `${name} is connected to ${others.join(' and ')}, not to Xero.`,
    nextStep: 'Check that this is the company you mean. One company can have one active accounting connection.',
    side: 'you',
    link: 'codat.companies',
    said: null,
  })
}

// --- Access

function aboutAccess(connection: CompanyConnection, { name }: CompanySeen): CompanyFinding[] {
  const open = connection.errors.find(({ resolved }) => !resolved)?.said ?? null
  switch (connection.state) {
    case 'Linked':
      return []
    case 'PendingAuth':
      return [open === null ? waitingForConsent(name) : consentEnded(name, open)]
    case 'Deauthorized':
      return [demoCompanyName.value.test(name) ? demoReset(name, open) : accessEnded(name, open)]
    case 'Unlinked':
      return [
        finding('unlinked', {
          severity: 'act',
          sentence: `${name} was unlinked at Codat, so nothing is read any more. What was read before is still there.`,
          nextStep: 'If it should go on, send the link again. Unlinking is not known to free a place in Xero.',
          side: 'you',
          link: 'codat.companies',
          said: open,
        }),
      ]
    case 'other':
      return [
        finding('unknown-state', {
          severity: 'watch',
          sentence: `Codat gives the connection of ${name} a state that Latchkey doesn’t know.`,
          nextStep: 'Look at the company in the Codat portal; the state’s own name is below.',
          side: 'codat',
          link: 'codat.companies',
          said: connection.status,
        }),
      ]
  }
}

function waitingForConsent(name: string): CompanyFinding {
  return finding('waiting-for-consent', {
    severity: 'act',
    sentence: `Nobody has connected ${name} to Xero yet: its link is waiting to be opened.`,
    nextStep:
      'Send the link to somebody who may connect apps to that Xero organisation. Where one-time links are on, it works once and for a day.',
    side: 'customer',
    link: 'codat.hosted-link',
    said: null,
  })
}

function consentEnded(name: string, said: string): CompanyFinding {
  if (/cancel/i.test(said)) {
    return finding('consent-cancelled', {
      severity: 'act',
      sentence: `Somebody began to connect ${name} and cancelled at Xero.`,
      nextStep: 'Ask what stopped them, then send the link again.',
      side: 'customer',
      link: null,
      said,
    })
  }
  return finding('consent-failed', {
    severity: 'act',
    sentence: `Somebody tried to connect ${name}, and it failed on the way back from Xero.`,
    nextStep:
      'If it fails for every company, the keys at Codat are the first suspect: hand them over again. If only here, send the link again.',
    side: 'you',
    link: 'codat.xero-setup',
    said,
  })
}

function demoReset(name: string, said: string | null): CompanyFinding {
  return finding('demo-reset', {
    severity: 'watch',
    sentence: `${name} looks like a demo company, and its access has ended. ${demoResets.value}`,
    nextStep: 'Connect it again. Nothing is wrong with your set-up.',
    side: 'you',
    link: null,
    said,
  })
}

function accessEnded(name: string, said: string | null): CompanyFinding {
  return finding('access-ended', {
    severity: 'act',
    sentence: `Xero no longer lets Codat in to ${name}: it was disconnected in Xero, its login lost its rights, or nothing was read for too long.`,
    nextStep: `Send the same link again; it must be the same Xero organisation. ${oneLoginPerCompany.value}`,
    side: 'customer',
    link: 'codat.xero-faq',
    said,
  })
}

// --- Data

const EXPECTED: ReadonlySet<string> = new Set(alwaysFailingForXero.value)
const UNDER_WAY: ReadonlySet<string> = new Set(datasetUnderWay.value)
/** Longer than this a reading under way is no longer ordinary. Ours: no source gives a figure. */
const SLOW_HOURS = 24
/** Older data is asked about. Ours too: a sync schedule may be a month at most. */
const OLD_DAYS = 31

type ReadTrouble = 'refused' | 'day-limit' | 'minute-limit' | 'not-permitted' | 'failed' | 'under-way' | 'fine'

/** Whether reading a data type of Xero fails always, and is no fault. */
export function isExpectedToFail(dataType: string): boolean {
  return EXPECTED.has(dataType)
}

/** What the newest reading of a data type came to. Codat's words for Xero's limits are told apart by their text. */
export function troubleOf({
  status,
  said,
  dataType,
}: Pick<CompanyDataset, 'status' | 'said' | 'dataType'>): ReadTrouble {
  const words = said ?? ''
  if (/dailycap|daily (?:limit|cap)|paused until/i.test(words)) return 'day-limit'
  if (/maximum timeout of|minute limit|too many concurrent/i.test(words)) return 'minute-limit'
  switch (status) {
    case 'AuthError':
      return 'refused'
    case 'RateLimitError':
      return 'day-limit'
    case 'PermissionsError':
      return 'not-permitted'
    case 'Complete':
    case 'NotSupported':
    case 'Cancelled':
      return 'fine'
    default:
      if (UNDER_WAY.has(status)) return 'under-way'
      return isExpectedToFail(dataType) ? 'fine' : 'failed'
  }
}

function aboutData(connection: CompanyConnection, seen: CompanySeen): CompanyFinding[] {
  const { datasets, name, unread } = seen
  if (datasets.length === 0) {
    // Unread is not empty: nothing may be said about data that nobody could see.
    return unread.some(({ part }) => part !== 'push') ? [] : [neverFetched(name)]
  }
  const by = (trouble: ReadTrouble): CompanyDataset[] => datasets.filter((dataset) => troubleOf(dataset) === trouble)
  const found = [
    readsRefused(by('refused'), name),
    dayLimit(by('day-limit'), name),
    minuteLimit(by('minute-limit')),
    notPermitted(by('not-permitted'), name),
    readsFailed(by('failed')),
    underWay(by('under-way'), seen.now),
  ].flatMap((one) => one ?? [])
  const decided = found.some(({ severity }) => severity === 'act' || severity === 'watch')
  return decided ? found : [...found, dataIsThere(connection, seen)]
}

function neverFetched(name: string): CompanyFinding {
  return finding('never-fetched', {
    severity: 'act',
    sentence: `${name} is linked, but Codat has never read anything from it.`,
    nextStep:
      'Queue a refresh of its data at Codat, and check in its sync settings that the data you want is fetched when a company links.',
    side: 'you',
    link: 'codat.companies',
    said: null,
  })
}

function readsRefused(datasets: readonly CompanyDataset[], name: string): CompanyFinding | null {
  if (datasets.length === 0) return null
  return finding('reads-refused', {
    severity: 'act',
    sentence: `Xero refused Codat when it read ${listed(datasets)} of ${name}, although the connection still says Linked.`,
    nextStep: 'Have the company’s owner connect it again with the same link.',
    side: 'customer',
    link: 'codat.xero-faq',
    said: firstSaid(datasets),
  })
}

function dayLimit(datasets: readonly CompanyDataset[], name: string): CompanyFinding | null {
  if (datasets.length === 0) return null
  const { perDayStarter, perDay } = xeroRateLimits.value
  const said = firstSaid(datasets)
  return finding('day-limit', {
    severity: 'watch',
    sentence: `The day’s calls to Xero for ${name} are used up: ${perDayStarter.toLocaleString('en-GB')} on the Starter plan, ${perDay.toLocaleString('en-GB')} on the others. Codat had to wait with ${listed(datasets)}.`,
    nextStep: `${waitWords(said)} So that it doesn’t happen again: sync less often or fewer data types, or move the Xero app to a higher plan.`,
    side: 'you',
    link: 'xero.limits',
    said,
  })
}

function minuteLimit(datasets: readonly CompanyDataset[]): CompanyFinding | null {
  if (datasets.length === 0) return null
  return finding('minute-limit', {
    severity: 'watch',
    sentence: `Xero’s limit of ${xeroRateLimits.value.perMinute} calls a minute held back ${listed(datasets)}.`,
    nextStep: 'Codat tries again by itself. If it stays, read fewer data types at a time or less often.',
    side: 'codat',
    link: 'xero.limits',
    said: firstSaid(datasets),
  })
}

function notPermitted(datasets: readonly CompanyDataset[], name: string): CompanyFinding | null {
  if (datasets.length === 0) return null
  return finding('not-permitted', {
    severity: 'act',
    sentence: `The consent for ${name} doesn’t cover ${listed(datasets)}: a scope is missing, or the person who connected has too small a role in Xero.`,
    nextStep:
      'Check with Codat which scopes it asks for, then have the company connected again by somebody with enough rights. A scope that is added later needs a new consent.',
    side: 'codat',
    link: 'codat.xero-scopes',
    said: firstSaid(datasets),
  })
}

function readsFailed(datasets: readonly CompanyDataset[]): CompanyFinding | null {
  if (datasets.length === 0) return null
  return finding('reads-failed', {
    severity: 'act',
    sentence: `Codat could not read ${listed(datasets)}; access itself is in order.`,
    nextStep: 'Queue a refresh. If it fails again, give Codat’s support the company’s id and what is said below.',
    side: 'codat',
    link: 'codat.companies',
    said: firstSaid(datasets),
  })
}

function underWay(datasets: readonly CompanyDataset[], now: Date): CompanyFinding | null {
  if (datasets.length === 0) return null
  const slow = datasets.some(({ at }) => hoursSince(at, now) > SLOW_HOURS)
  return finding('under-way', {
    severity: slow ? 'watch' : 'info',
    sentence: slow
      ? `Codat has been reading ${listed(datasets)} for more than a day.`
      : `Codat is still reading ${listed(datasets)}.`,
    nextStep: slow ? 'Ask Codat’s support what holds it up, with the company’s id.' : 'Wait a little and look again.',
    side: 'codat',
    link: null,
    said: firstSaid(datasets),
  })
}

function dataIsThere(connection: CompanyConnection, { datasets, name, now }: CompanySeen): CompanyFinding {
  const successes = [connection.lastSync, ...datasets.map(({ lastSuccess }) => lastSuccess)].flatMap((at) => at ?? [])
  const last = successes.toSorted().at(-1) ?? null
  if (hoursSince(last, now) > OLD_DAYS * 24) {
    return finding('old-data', {
      severity: 'watch',
      sentence: `${name} is linked and its data is there, but Codat last read it on ${last?.slice(0, 10) ?? 'a day it doesn’t say'}.`,
      nextStep: 'Queue a refresh at Codat, and check the sync settings: they may read on demand only.',
      side: 'you',
      link: 'codat.companies',
      said: null,
    })
  }
  return finding('data-is-there', {
    severity: 'ok',
    sentence: `${name} is linked and its data is there${last === null ? '' : `, read last on ${last.slice(0, 10)}`}.`,
    nextStep: 'If something is missing, look for its data type below: one that isn’t listed was never asked for.',
    side: 'you',
    link: null,
    said: null,
  })
}

// --- Writes

function aboutWrites({ pushes, now }: CompanySeen): CompanyFinding[] {
  const pending = pushes.filter(({ status }) => status === 'Pending')
  const late = pending.filter(({ requestedAt }) => hoursSince(requestedAt, now) > writesPendingHours.value)
  const newest = pushes[0]
  return [
    ...(newest !== undefined && /^(?:Failed|TimedOut)$/.test(newest.status) ? [writeFailed(newest)] : []),
    ...(late.length > 0 ? [writesLate(late)] : []),
    ...(pending.length > late.length ? [writesWaiting(pending.length - late.length)] : []),
  ]
}

function writeFailed({ status, dataType, said, key }: CompanyPush): CompanyFinding {
  return finding('writes-failed', {
    severity: 'act',
    sentence: `The newest write${dataType === null ? '' : ` (${dataType})`} ${status === 'TimedOut' ? 'ran out of time' : 'failed'}.`,
    nextStep:
      said === null
        ? `Codat gives no reason. Ask its support, with the push operation ${key ?? 'below'}.`
        : 'What Xero or Codat said about it is below; correct that and write again.',
    side: 'you',
    link: null,
    said,
  })
}

function writesLate(late: readonly CompanyPush[]): CompanyFinding {
  return finding('writes-late', {
    severity: 'act',
    sentence: `${count(late.length, 'write has', 'writes have')} been pending for more than a day, longer than Xero’s limits explain.`,
    nextStep: 'Ask Codat’s support, with the push operation keys below. Don’t send them again: they may still arrive.',
    side: 'codat',
    link: 'codat.xero-faq',
    said: null,
  })
}

function writesWaiting(pending: number): CompanyFinding {
  return finding('writes-waiting', {
    severity: 'info',
    sentence: `${count(pending, 'write is', 'writes are')} pending. That is ordinary: Xero’s limit of a day can hold them back for up to ${writesPendingHours.value} hours.`,
    nextStep: 'Wait, and don’t send them again: they may still arrive.',
    side: 'xero',
    link: 'codat.xero-faq',
    said: null,
  })
}

// --- The rest

function aboutRest({ datasets, connections, name }: CompanySeen): CompanyFinding[] {
  const expected = datasets.filter(({ status, expected }) => expected && status.endsWith('Error'))
  const linked = connections.filter(({ isXero, state }) => isXero && state === 'Linked')
  return [
    ...(linked.length > 1
      ? [
          finding('two-connections', {
            severity: 'watch',
            sentence: `${name} has ${linked.length} linked connections to Xero. Codat expects one company for one Xero organisation.`,
            nextStep: 'Find out which one is used, and delete the other at Codat.',
            side: 'you',
            link: 'codat.companies',
            said: null,
          }),
        ]
      : []),
    ...(expected.length > 0
      ? [
          finding('expected-failures', {
            severity: 'info',
            sentence: `That ${listed(expected)} can’t be read is ordinary: for Xero it always fails.`,
            nextStep: 'Nothing to do. Leave it out of the sync settings if you don’t want to see it.',
            side: 'codat',
            link: 'codat.xero-faq',
            said: null,
          }),
        ]
      : []),
  ]
}

const partWords = {
  'data-status': 'the data status',
  history: 'the reading history',
  push: 'the list of writes',
} as const

function unreadParts({ unread }: CompanySeen): CompanyFinding[] {
  if (unread.length === 0) return []
  const parts = unread.map(({ part }) => partWords[part]).join(' and ')
  return [
    finding('part-unread', {
      severity: 'watch',
      sentence: `Codat didn’t give ${parts}, so this is only part of the picture.`,
      nextStep: 'Look again in a moment.',
      side: 'codat',
      link: null,
      said: unread[0]?.problem?.said ?? null,
    }),
  ]
}

// --- Words

const SHOWN = 4

function listed(datasets: readonly CompanyDataset[]): string {
  const names = datasets.map(({ dataType }) => dataType).toSorted()
  const shown = names.slice(0, SHOWN)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : joined(shown)
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

function count(number: number, one: string, many: string): string {
  return `${number === 1 ? 'One' : number} ${number === 1 ? one : many}`
}

function firstSaid(datasets: readonly CompanyDataset[]): string | null {
  return (
    datasets.toSorted((a, b) => a.dataType.localeCompare(b.dataType)).find(({ said }) => said !== null)?.said ?? null
  )
}

/** How long to wait, from `retry-after N` (seconds) in Codat's message, else a day at most. */
function waitWords(said: string | null): string {
  const seconds = Number(/retry[- ]after\D{0,3}(\d{1,7})/i.exec(said ?? '')?.[1] ?? Number.NaN)
  if (!(seconds > 0)) return 'Wait: within a day Xero lets it go on by itself.'
  const hours = Math.ceil(seconds / 3_600)
  return `Wait: Xero said to come back in ${hours === 1 ? 'an hour' : `${hours} hours`}, and it goes on by itself.`
}

/** Hours since a time of Codat's, which may lack its zone (then it is UTC); 0 where there is none. */
export function hoursSince(at: string | null, now: Date): number {
  if (at === null) return 0
  const zoned = /(?:z|[+-]\d\d:?\d\d)$/i.test(at) || !at.includes('T') ? at : `${at}Z`
  const then = Date.parse(zoned)
  return Number.isNaN(then) ? 0 : (now.getTime() - then) / 3_600_000
}
