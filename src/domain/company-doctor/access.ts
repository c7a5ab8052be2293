// What there is to say of a company's connections: whether Xero is connected at all, and whether Codat still gets in. Pure.
import type { CompanyConnection, CompanyFinding } from './schema'
import { demoCompanyName, demoResets, oneLoginPerCompany, syncMonthly } from '../facts'
import type { CompanySeen } from './seen'

const TIMELINE = 'When it ended, “View timeline” on Manage Connections in the Codat portal shows.'

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

/** A company without a connection to Xero. */
export function withoutXero({ connections, name }: CompanySeen): CompanyFinding {
  const others = [...new Set(connections.flatMap(({ software }) => software ?? []))]
  if (others.length === 0) {
    return {
      code: 'no-connection',
      severity: 'act',
      sentence: `${name} is a company at Codat, but nothing is connected to it.`,
      nextStep: 'Make a connection to Xero for it and send its link to the company’s owner.',
      side: 'you',
      link: 'codat.companies',
      said: null,
    }
  }
  return {
    code: 'other-software',
    severity: 'act',
    sentence: `${name} is connected to ${others.join(' and ')}, not to Xero.`,
    nextStep: 'Check that this is the company you mean. One company can have one active accounting connection.',
    side: 'you',
    link: 'codat.companies',
    said: null,
  }
}

/** What the connection's state says; nothing for one that is linked and the only one. */
export function aboutAccess(connection: CompanyConnection, { name, connections }: CompanySeen): CompanyFinding[] {
  const open = connection.errors.find(({ resolved }) => !resolved)?.said ?? null
  switch (connection.state) {
    case 'Linked':
      return severalLinked(connections, name)
    case 'PendingAuth':
      return [open === null ? waitingForConsent(name) : consentEnded(name, open)]
    case 'Deauthorized':
      return [demoCompanyName.value.test(name) ? demoReset(name, open) : accessEnded(name, open)]
    case 'Unlinked':
      return [
        {
          code: 'unlinked',
          severity: 'act',
          sentence: `${name} was unlinked at Codat, so nothing is read any more. What was read before is still there.`,
          nextStep: `If it should go on, send the link again. Unlinking is not known to free a connection in Xero. ${TIMELINE}`,
          side: 'you',
          link: 'codat.companies',
          said: open,
        },
      ]
    case 'other':
      return [
        {
          code: 'unknown-state',
          severity: 'watch',
          sentence: `Codat gives the connection of ${name} a state that Latchkey doesn’t know.`,
          nextStep: 'Look at the company in the Codat portal; the state’s own name is below.',
          side: 'codat',
          link: 'codat.companies',
          said: connection.status,
        },
      ]
  }
}

function waitingForConsent(name: string): CompanyFinding {
  return {
    code: 'waiting-for-consent',
    severity: 'act',
    sentence: `Nobody has connected ${name} to Xero yet: its link is waiting to be opened.`,
    nextStep:
      'Send the link to somebody who may connect apps to that Xero organisation. Where one-time links are on, it works once and for a day.',
    side: 'customer',
    link: 'codat.hosted-link',
    said: null,
  }
}

function consentEnded(name: string, said: string): CompanyFinding {
  if (/cancel/i.test(said)) {
    return {
      code: 'consent-cancelled',
      severity: 'act',
      sentence: `Somebody began to connect ${name} and cancelled at Xero.`,
      nextStep: 'Ask what stopped them, then send the link again.',
      side: 'customer',
      link: null,
      said,
    }
  }
  return {
    code: 'consent-failed',
    severity: 'act',
    sentence: `Somebody tried to connect ${name}, and it failed on the way back from Xero.`,
    nextStep:
      'If it fails for every company, the keys at Codat are the first suspect: hand them over again. If only here, send the link again.',
    side: 'you',
    link: 'codat.xero-setup',
    said,
  }
}

function demoReset(name: string, said: string | null): CompanyFinding {
  return {
    code: 'demo-reset',
    severity: 'watch',
    sentence: `${name} looks like a demo company, and its access has ended. ${demoResets.value}`,
    nextStep: 'Connect it again. Nothing is wrong with your set-up.',
    side: 'you',
    link: null,
    said,
  }
}

function accessEnded(name: string, said: string | null): CompanyFinding {
  return {
    code: 'access-ended',
    severity: 'act',
    sentence: `Xero no longer lets Codat in to ${name}: it was disconnected in Xero, its login lost its rights, or nothing was read for too long.`,
    nextStep: `Send the same link again; it must be the same Xero organisation. ${oneLoginPerCompany.value} ${syncMonthly.value} ${TIMELINE}`,
    side: 'customer',
    link: 'codat.xero-faq',
    said,
  }
}

function severalLinked(connections: readonly CompanyConnection[], name: string): CompanyFinding[] {
  const linked = connections.filter(({ isXero, state }) => isXero && state === 'Linked')
  if (linked.length < 2) return []
  return [
    {
      code: 'two-connections',
      severity: 'watch',
      sentence: `${name} has ${linked.length} linked connections to Xero. Codat expects one company for one Xero organisation.`,
      nextStep: 'Find out which one is used, and delete the other at Codat.',
      side: 'you',
      link: 'codat.companies',
      said: null,
    },
  ]
}
