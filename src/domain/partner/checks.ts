// What Latchkey can check of an application without asking anyone: name, contact, redirect URIs, scopes, connections, activity. Pure.
import type { ActivityEntry } from '../activity/entry'
import type { Gauge } from '../connections/schema'
import { codatAddresses, partnerActiveConnections, securityAssessment } from '../facts'
import { parseLoopbackRedirect } from '../redirect-uri'
import type { XeroApp } from '../xero-apps/schema'
import type { CheckFinding } from './finding'
import type { KnownApplication } from './known'
import type { PartnerCheckKind } from './schema'
import { type ScopeTable, scopeTable } from './scope-table'

const yes = (code: string, says: string): CheckFinding => ({ outcome: 'passed', code, says, nextStep: null })
const no = (code: string, says: string, nextStep: string): CheckFinding => ({ outcome: 'failed', code, says, nextStep })
const unsure = (code: string, says: string, nextStep: string): CheckFinding => ({
  outcome: 'unknown',
  code,
  says,
  nextStep,
})

/** Codat's partner pages: the name an app goes to market with, without “Xero”. */
export function checkName(name: string): CheckFinding {
  if (/xero/i.test(name.normalize('NFKC')))
    return no('has-xero', `“${name}” contains “Xero”.`, 'Rename the app in My Apps, then here in Details.')
  return yes('name-fine', `“${name}” doesn’t contain “Xero”.`)
}

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/
/** What team mailboxes are called. Not a rule of Xero's: it only tells which addresses are surely nobody's own. */
const TEAM_MAILBOX =
  /^(?:support|help|helpdesk|hello|hi|info|contact|team|service|customer|care|api|dev|developers?|partner|partners|integrations?|xero|apps?|success|enquir|admin|office|feeds?|bank)/i

export function checkSupportContact(contact: string): CheckFinding {
  if (contact === '') return no('no-contact', 'No support contact is entered.', 'Enter it under “What you hand in”.')
  if (!EMAIL.test(contact)) return no('not-an-email', 'That isn’t an e-mail address.', 'Enter one address.')
  if (TEAM_MAILBOX.test(contact)) return yes('team-mailbox', `${contact} reads like a team’s address.`)
  return unsure(
    'maybe-a-person',
    `${contact} may be a person’s address; Latchkey can’t tell.`,
    'Use an address of the app or team. If it is one, say so in the notes and mark this ready.',
  )
}

/** Codat's address must be there to the letter; loopback addresses are left over from sign-in tests. */
export function checkRedirectUris({
  redirectUris,
  environment,
}: Pick<XeroApp, 'redirectUris' | 'environment'>): CheckFinding {
  const codat = codatAddresses.redirectUri.value
  if (!redirectUris.includes(codat))
    return no('codat-missing', `Codat’s ${codat} isn’t among the redirect URIs.`, 'Add it in My Apps and in Details.')
  const local = redirectUris.filter(isLoopback)
  if (local.length > 0)
    return no(
      'loopback-left',
      `${local.join(', ')} is still among the redirect URIs.`,
      environment === 'production'
        ? 'Remove it in My Apps and in Details.'
        : 'Remove it in My Apps and in Details once no sign-in test needs it.',
    )
  return yes('redirects-fine', 'Codat’s address is there and none on this machine. Compare with My Apps.')
}

function isLoopback(uri: string): boolean {
  if (parseLoopbackRedirect(uri).ok) return true
  return URL.canParse(uri) && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(uri).hostname)
}

export function checkScopes({ lines, missing, useCase }: ScopeTable): CheckFinding {
  if (useCase === null)
    return unsure(
      'no-use-case',
      'No use case is chosen, so the scopes can’t be compared.',
      'Choose one in the scope table.',
    )
  if (missing.length > 0)
    return no('scope-missing', `The use case needs ${missing.join(', ')}.`, 'Add it to the scope table.')
  const extra = lines.filter(({ need }) => need === 'not-needed')
  const bare = lines.filter(({ justification }) => justification === '')
  if (bare.length > 0)
    return no(
      'scope-unjustified',
      `No reason is given for ${bare.map(({ scope }) => scope).join(', ')}.`,
      'Give a reason in the scope table, or take it out.',
    )
  if (extra.length > 0)
    return unsure(
      'scope-extra',
      `The use case doesn’t need ${extra.map(({ scope }) => scope).join(', ')}; each has a reason of yours.`,
      'Take it out unless the reason would convince a reviewer.',
    )
  return yes('scopes-fine', 'Every scope is one the use case needs, and has its reason.')
}

type Connections = Pick<Gauge, 'count' | 'atLeast' | 'readAt' | 'limitSetting'>

/** The gauge's own count against the active customers Xero asks for. A connection isn't yet proof of an active customer. */
export function checkConnections(gauge: Connections): CheckFinding {
  const needed = partnerActiveConnections.value
  const { count, atLeast } = gauge
  if (count === null || gauge.readAt === null)
    return unsure(
      'not-counted',
      'The connections haven’t been counted.',
      'Count them in the Connections tab, then check again.',
    )
  const on = gauge.readAt.slice(0, 10)
  if (count >= needed)
    return yes('enough-seats', `${atLeast ? 'At least ' : ''}${count} connections on ${on}; ${needed} are asked for.`)
  if (atLeast) return unsure('incomplete-count', `At least ${count} on ${on}: the count is incomplete.`, 'Count again.')
  return no(
    'too-few-seats',
    `${count} connections on ${on}; ${needed} active customers are asked for.`,
    `Connect ${needed - count} more customers first. Starter’s limit is below that, so check the plan.`,
  )
}

export function checkSecurity(gauge: Connections, expected: number | null): CheckFinding {
  const { overConnections, formFrom } = securityAssessment.value
  const most = Math.max(gauge.count ?? 0, expected ?? 0)
  if (gauge.count === null && expected === null)
    return unsure(
      'not-counted',
      'Neither the connections nor the expected companies are known.',
      'Count the connections first.',
    )
  if (most >= formFrom)
    return unsure(
      'assessment-due',
      `${most.toLocaleString('en-GB')} connections now or expected: the form goes out at ${formFrom}, and above ${overConnections.toLocaleString('en-GB')} it is due every year.`,
      'Attach the assessment and mark this ready.',
    )
  return yes(
    'not-due',
    `${most.toLocaleString('en-GB')} connections now or expected: no assessment is due below ${formFrom}.`,
  )
}

/** A sign-in test that went through, and a connection that was removed, as Latchkey's own activity has them. */
export function checkActivity(entries: readonly ActivityEntry[], appId: string): CheckFinding {
  const mine = entries.filter(({ subject }) => subject === appId)
  const connected = mine.find(
    ({ what, note }) => what === 'xero.sign-in-tested' && note?.endsWith(': signed-in') === true,
  )
  const ended = mine.find(({ what }) => what === 'seat.freed')
  if (connected !== undefined && ended !== undefined)
    return yes(
      'seen-both',
      `A connection on ${connected.at.slice(0, 10)} and a disconnection on ${ended.at.slice(0, 10)} are in the activity.`,
    )
  if (connected === undefined && ended === undefined)
    return unsure(
      'seen-neither',
      'Neither a connection nor a disconnection of this app is in the activity.',
      'Do the sign-in test, then free its place in the Connections tab. The product’s own buttons still need a recording.',
    )
  return unsure(
    connected === undefined ? 'no-connection-seen' : 'no-disconnection-seen',
    connected === undefined
      ? 'A disconnection is in the activity, but no connection.'
      : 'A connection is in the activity, but no disconnection.',
    connected === undefined ? 'Do the sign-in test.' : 'Free a test’s place in the Connections tab.',
  )
}

const connectionsUnread: CheckFinding = {
  outcome: 'unknown',
  code: 'not-read',
  says: 'The connections can’t be read.',
  nextStep: null,
}

/** What a check finds in what is known here; or the link that it has to open first. */
export function checkKnown(
  kind: PartnerCheckKind,
  { app, application, gauge, view }: KnownApplication,
  { activity, now }: { activity: readonly ActivityEntry[]; now: Date },
): { readonly found: CheckFinding } | { readonly link: string } {
  const { details, answers } = application
  switch (kind) {
    case 'company-link':
      return { link: app.companyUrl }
    case 'privacy-link':
      return { link: details.privacyUrl }
    case 'terms-link':
      return { link: details.termsUrl }
    case 'login-link':
      return { link: details.loginUrl }
    case 'docs-link':
      return { link: details.docsUrl }
    case 'name':
      return { found: checkName(app.name) }
    case 'support-contact':
      return { found: checkSupportContact(details.supportContact) }
    case 'redirect-uris':
      return { found: checkRedirectUris(app) }
    case 'scopes': {
      const today = now.toISOString().slice(0, 10)
      return { found: checkScopes(scopeTable(application, { today, createdOn: app.createdOn })) }
    }
    case 'seats':
      return { found: gauge === null ? connectionsUnread : checkConnections(gauge) }
    case 'security':
      return {
        found: gauge === null ? connectionsUnread : checkSecurity(gauge, view.ladder.expected ?? answers.companies),
      }
    case 'activity':
      return { found: checkActivity(activity, app.id) }
  }
}
