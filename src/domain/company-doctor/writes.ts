// What there is to say of the writes to a company: failed, late or waiting. Pure.
import type { CompanyFinding, CompanyPush } from './schema'
import { writesPendingHours } from '../facts'
import { hoursSince } from './hours-since'
import type { CompanySeen } from './seen'
import { count } from './words'

/** The newest write if it failed, and the writes that are pending. */
export function aboutWrites({ pushes, now }: CompanySeen): CompanyFinding[] {
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
  return {
    code: 'writes-failed',
    severity: 'act',
    sentence: `The newest write${dataType === null ? '' : ` (${dataType})`} ${status === 'TimedOut' ? 'ran out of time' : 'failed'}.`,
    nextStep:
      said === null
        ? `Codat gives no reason. Ask its support, with the push operation ${key ?? 'below'}.`
        : 'What Xero or Codat said about it is below; correct that and write again.',
    side: 'you',
    link: null,
    said,
  }
}

function writesLate(late: readonly CompanyPush[]): CompanyFinding {
  return {
    code: 'writes-late',
    severity: 'act',
    sentence: `${count(late.length, 'write has', 'writes have')} been pending for more than a day, longer than Xero’s limits explain.`,
    nextStep: 'Ask Codat’s support, with the push operation keys below. Don’t send them again: they may still arrive.',
    side: 'codat',
    link: 'codat.xero-faq',
    said: null,
  }
}

function writesWaiting(pending: number): CompanyFinding {
  return {
    code: 'writes-waiting',
    severity: 'info',
    sentence: `${count(pending, 'write is', 'writes are')} pending. That is ordinary: Xero’s limit of a day can hold them back for up to ${writesPendingHours.value} hours.`,
    nextStep: 'Wait, and don’t send them again: they may still arrive.',
    side: 'xero',
    link: 'codat.xero-faq',
    said: null,
  }
}
