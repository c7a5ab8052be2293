// What there is to say of a linked company's data: what Xero or Codat held back, and what is there. Pure.
import type { CompanyConnection, CompanyDataset, CompanyFinding } from './schema'
import { dateFormat } from '../date-format'
import { syncMonthly, xeroRateLimits } from '../facts'
import { hoursSince } from './hours-since'
import { type ReadTrouble, troubleOf } from './read-trouble'
import type { CompanySeen } from './seen'
import { firstSaid, listed, waitWords } from './words'

/** Longer than this a reading under way is no longer ordinary. Ours: no source gives a figure. */
const SLOW_HOURS = 24
/** Older data is asked about. Ours too: a sync schedule may be a month at most. */
const OLD_DAYS = 31
const longDate = dateFormat({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** What stands in the way of its data, or else that it is there. */
export function aboutData(connection: CompanyConnection, seen: CompanySeen): CompanyFinding[] {
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
    someLimit(by('some-limit'), name),
    needsOthers(by('prerequisite')),
    notPermitted(by('not-permitted'), name),
    readsFailed(by('failed')),
    underWay(by('under-way'), seen.now),
  ].flatMap((one) => one ?? [])
  const decided = found.some(({ severity }) => severity === 'act' || severity === 'watch')
  return decided ? found : [...found, dataIsThere(connection, seen)]
}

function neverFetched(name: string): CompanyFinding {
  return {
    code: 'never-fetched',
    severity: 'act',
    sentence: `${name} is linked, but Codat has never read anything from it.`,
    nextStep:
      'Queue a refresh of its data at Codat, and check in its sync settings that the data you want is fetched when a company links.',
    side: 'you',
    link: 'codat.companies',
    said: null,
  }
}

function readsRefused(datasets: readonly CompanyDataset[], name: string): CompanyFinding | null {
  if (datasets.length === 0) return null
  return {
    code: 'reads-refused',
    severity: 'act',
    sentence: `Xero refused Codat when it read ${listed(datasets)} of ${name}, although the connection still says Linked.`,
    nextStep: 'Have the company’s owner connect it again with the same link.',
    side: 'customer',
    link: 'codat.xero-faq',
    said: firstSaid(datasets),
  }
}

function dayLimit(datasets: readonly CompanyDataset[], name: string): CompanyFinding | null {
  if (datasets.length === 0) return null
  const { perDayStarter, perDay } = xeroRateLimits.value
  const said = firstSaid(datasets)
  return {
    code: 'day-limit',
    severity: 'watch',
    sentence: `The day’s calls to Xero for ${name} are used up: ${perDay.toLocaleString('en-GB')} by Xero’s own page, ${perDayStarter.toLocaleString('en-GB')} on the Starter plan as others report. Codat had to wait with ${listed(datasets)}.`,
    nextStep: `${waitWords(said)} So that it doesn’t happen again: sync less often or fewer data types, or move the Xero app to a higher plan.`,
    side: 'you',
    link: 'xero.limits',
    said,
  }
}

/** Codat says that a limit held it back, and not which. */
function someLimit(datasets: readonly CompanyDataset[], name: string): CompanyFinding | null {
  if (datasets.length === 0) return null
  const { perMinute, perDay } = xeroRateLimits.value
  return {
    code: 'some-limit',
    severity: 'watch',
    sentence: `One of Xero’s limits for ${name} held back ${listed(datasets)}. Codat doesn’t say which: that of a minute (${perMinute} calls), of calls at a time, or of the day (${perDay.toLocaleString('en-GB')}).`,
    nextStep: 'Codat tries again by itself. If it stays for a day, read fewer data types at a time or less often.',
    side: 'codat',
    link: 'xero.limits',
    said: firstSaid(datasets),
  }
}

function needsOthers(datasets: readonly CompanyDataset[]): CompanyFinding | null {
  if (datasets.length === 0) return null
  return {
    code: 'needs-others',
    severity: 'act',
    sentence: `Codat didn’t read ${listed(datasets)}: by the status’s name, other data has to be there first. No page of Codat’s says which.`,
    nextStep: 'Look below which other types failed or were never read, refresh those first, then these.',
    side: 'you',
    link: 'codat.companies',
    said: firstSaid(datasets),
  }
}

function minuteLimit(datasets: readonly CompanyDataset[]): CompanyFinding | null {
  if (datasets.length === 0) return null
  return {
    code: 'minute-limit',
    severity: 'watch',
    sentence: `Xero’s limit of ${xeroRateLimits.value.perMinute} calls a minute held back ${listed(datasets)}.`,
    nextStep: 'Codat tries again by itself. If it stays, read fewer data types at a time or less often.',
    side: 'codat',
    link: 'xero.limits',
    said: firstSaid(datasets),
  }
}

function notPermitted(datasets: readonly CompanyDataset[], name: string): CompanyFinding | null {
  if (datasets.length === 0) return null
  return {
    code: 'not-permitted',
    severity: 'act',
    sentence: `The consent for ${name} doesn’t cover ${listed(datasets)}: a scope is missing, or the person who connected has too small a role in Xero.`,
    nextStep:
      'Check with Codat which scopes it asks for, then have the company connected again by somebody with enough rights. A scope that is added later needs a new consent.',
    side: 'codat',
    link: 'codat.xero-scopes',
    said: firstSaid(datasets),
  }
}

function readsFailed(datasets: readonly CompanyDataset[]): CompanyFinding | null {
  if (datasets.length === 0) return null
  return {
    code: 'reads-failed',
    severity: 'act',
    sentence: `Codat could not read ${listed(datasets)}; access itself is in order.`,
    nextStep: 'Queue a refresh. If it fails again, give Codat’s support the company’s id and what is said below.',
    side: 'codat',
    link: 'codat.companies',
    said: firstSaid(datasets),
  }
}

function underWay(datasets: readonly CompanyDataset[], now: Date): CompanyFinding | null {
  if (datasets.length === 0) return null
  const slow = datasets.some(({ at }) => hoursSince(at, now) > SLOW_HOURS)
  return {
    code: 'under-way',
    severity: slow ? 'watch' : 'info',
    sentence: slow
      ? `Codat has been reading ${listed(datasets)} for more than a day.`
      : `Codat is still reading ${listed(datasets)}.`,
    nextStep: slow ? 'Ask Codat’s support what holds it up, with the company’s id.' : 'Wait a little and look again.',
    side: 'codat',
    link: null,
    said: firstSaid(datasets),
  }
}

function dataIsThere(connection: CompanyConnection, { datasets, name, now }: CompanySeen): CompanyFinding {
  const successes = [connection.lastSync, ...datasets.map(({ lastSuccess }) => lastSuccess)].flatMap((at) => at ?? [])
  const last = successes.toSorted().at(-1) ?? null
  if (hoursSince(last, now) > OLD_DAYS * 24) {
    return {
      code: 'old-data',
      severity: 'watch',
      sentence: `${name} is linked and its data is there, but Codat last read it on ${last === null ? 'a day it doesn’t say' : longDate.format(new Date(last.slice(0, 10)))}.`,
      nextStep: `Queue a refresh at Codat, and check the sync settings: they may read on demand only. ${syncMonthly.value}`,
      side: 'you',
      link: 'codat.companies',
      said: null,
    }
  }
  return {
    code: 'data-is-there',
    severity: 'ok',
    sentence: `${name} is linked and its data is there${last === null ? '' : `, read last on ${last.slice(0, 10)}`}.`,
    nextStep: 'If something is missing, look for its data type below: one that isn’t listed was never asked for.',
    side: 'you',
    link: null,
    said: null,
  }
}

/** Data types of Xero's that always fail: said, so that nobody takes them for a fault. */
export function expectedFailures({ datasets }: CompanySeen): CompanyFinding[] {
  const failed = datasets.filter(({ status, expected }) => expected && status.endsWith('Error'))
  if (failed.length === 0) return []
  return [
    {
      code: 'expected-failures',
      severity: 'info',
      sentence: `That ${listed(failed)} can’t be read is ordinary: for Xero it always fails.`,
      nextStep: 'Nothing to do. Leave it out of the sync settings if you don’t want to see it.',
      side: 'codat',
      link: 'codat.xero-faq',
      said: null,
    },
  ]
}
