// The state of every step, read off what is known. A check that passes marks its step by itself; a word of the user's counts as
// a word. Pure.
import { acceptedLast, refusedLast } from '../vault/verdict'
import { isExposed } from '../vault/arrival'
import { codatAddresses } from '../facts'
import type { Integration, Party, StepId, StepState } from './schema'
import type { HeldByCodat, StepView } from './views'
import { stepIds } from './terms'
import {
  type Evidence,
  isAhead,
  isKeyRefused,
  isLoopback,
  isOld,
  isReplaced,
  sameClientId,
  secretToJudge,
} from './evidence'

interface Finding {
  readonly state: StepState
  readonly by: StepView['by']
  readonly at: string | null
  readonly why: string
  readonly move?: Party
}

type Judge = (integration: Integration, evidence: Evidence) => Finding

/** All steps in the order of the walk. */
export function stepViews(integration: Integration, evidence: Evidence): StepView[] {
  return stepIds.map((id) => stepView(id, integration, evidence))
}

/** One step: a check's word first; then what was said of it, which never outdoes a check that failed. */
export function stepView(id: StepId, integration: Integration, evidence: Evidence): StepView {
  const found = judges[id](integration, evidence)
  const said = integration.said[id]
  const { state, by, at, why } = found.state === 'to-do' && found.by === 'nobody' ? withSaid(found, said) : found
  return { id, state, by, at, why, move: found.move ?? 'me' }
}

function withSaid(found: Finding, said: Integration['said'][StepId]): Finding {
  if (said === undefined) return found
  const given = said.why === null || said.why === '' ? saidWords[said.state] : said.why
  const why = said.state === 'said-done' ? given : `${given} ${found.why}`.trim()
  return { ...found, state: said.state, by: 'you', at: said.at, why }
}

const saidWords = {
  doing: 'Under way.',
  'said-done': 'You said that this is done; Latchkey can’t check it.',
  skipped: 'Skipped.',
} as const

const todo = (why: string, move: Party = 'me'): Finding => ({ state: 'to-do', by: 'nobody', at: null, why, move })
/** A check that failed: no word of the user's covers it. */
const failed = (by: StepView['by'], at: string | null, why: string, move: Party = 'me'): Finding => ({
  state: 'to-do',
  by,
  at,
  why,
  move,
})
const notNeeded = (why: string): Finding => ({ state: 'not-needed', by: 'latchkey', at: null, why })

function verified(by: StepView['by'], at: string, why: string, now: Date): Finding {
  if (isAhead(at, now))
    return { state: 'stale', by, at, why: `${why} By this machine’s clock that is still to come: check again.` }
  return isOld(at, now)
    ? { state: 'stale', by, at, why: `${why} That was a while ago: check again.` }
    : { state: 'verified', by, at, why }
}

const isKeyless = ({ app }: Evidence): boolean => app?.keyHolder === 'customer'

const judges: Readonly<Record<StepId, Judge>> = {
  plan: ({ answers, updatedAt }) => {
    const { financialServices, bankFeeds, companiesInSixMonths } = answers
    if (financialServices === null || bankFeeds === null || companiesInSixMonths === null) {
      return todo('Not all three are answered yet.')
    }
    return { state: 'said-done', by: 'you', at: updatedAt, why: 'You answered all three questions.' }
  },

  'create-app': (integration, evidence) => {
    const { app } = evidence
    if (app === null) return todo('No Xero app is chosen.')
    if (integration.wayIn === 'inherited') return notNeeded('This app was there before.')
    const secret = secretToJudge(app)
    if (secret !== null && secret.lastAcceptedAt !== null && acceptedLast(secret)) {
      const why = 'Xero knows this client id. It shows name and addresses to nobody but you.'
      return { state: 'verified', by: 'xero', at: secret.lastAcceptedAt, why }
    }
    return todo('Xero has not been asked about this app yet. The keys check answers for it.')
  },

  'policy-links': ({ wayIn }) =>
    wayIn === 'inherited'
      ? notNeeded('This app was there before. The partner application asks for both links.')
      : todo('Xero asks for both links in the partner application; drafts are fine until then.'),

  keys: (_, evidence) => {
    const { app } = evidence
    if (app === null) return todo('No Xero app is chosen.')
    if (app.clientId === '') return todo('The client id is missing.', isKeyless(evidence) ? 'customer' : 'me')
    if (isKeyless(evidence)) return notNeeded('The customer keeps the secret; the client id is here.')
    const secret = secretToJudge(app)
    if (secret === null) return todo('The client secret is missing.')
    const where = secret.kept === 'keychain' ? 'in the keychain' : 'for this run only'
    return {
      state: secret.kept === 'keychain' ? 'verified' : 'doing',
      by: 'latchkey',
      at: secret.storedAt,
      why: `Client id here, secret kept ${where} and read back.`,
    }
  },

  'keys-check': (_, evidence) => {
    const { app, now } = evidence
    if (app === null || app.clientId === '') return todo('There are no keys to check yet.')
    if (isKeyless(evidence)) return notNeeded('The customer keeps the secret, so only a link can prove it.')
    const secret = secretToJudge(app)
    if (secret === null) return todo('There is no secret to check yet.')
    if (secret.lastRefusedAt !== null && refusedLast(secret)) {
      return failed('xero', secret.lastRefusedAt, 'Xero refused these keys.')
    }
    if (secret.lastAcceptedAt === null) return todo('Xero has not been asked about these keys yet.')
    return verified('xero', secret.lastAcceptedAt, 'Xero accepted these keys.', now)
  },

  'sign-in': (_, evidence) => {
    const { app, now } = evidence
    if (app === null || app.clientId === '') return todo('There are no keys to sign in with yet.')
    if (isKeyless(evidence)) return notNeeded('The customer keeps the secret, so Latchkey can’t sign in.')
    if (app.signInProvedAt === null) return todo('Nobody has signed in through this app from here yet.')
    if ((secretToJudge(app)?.storedAt ?? '') > app.signInProvedAt) {
      const why = 'Someone signed in through this app, with an earlier secret: test again.'
      return { state: 'stale', by: 'xero', at: app.signInProvedAt, why }
    }
    return verified('xero', app.signInProvedAt, 'Someone signed in through this app with these keys.', now)
  },

  'hand-over': (integration, evidence) => {
    const { codat } = evidence
    if (codat === null) return todo('No Codat client is chosen.')
    const held = heldBy(integration, evidence)
    // Only whoever has the secret can paste it.
    const move = isKeyless(evidence) ? 'customer' : 'me'
    if (held === 'other-id-shown') {
      const why = 'Codat’s consent address shows another client id.'
      return failed('codat', integration.consentSeen?.at ?? null, why, move)
    }
    if (held === 'replaced') {
      const why = 'Another app’s keys were pasted at this Codat client since: it holds those of one app at a time.'
      return failed('latchkey', evidence.replacedAt ?? null, why, move)
    }
    const { handOver } = integration
    if (handOver === null) {
      return integration.wayIn === 'inherited'
        ? notNeeded('Codat was given keys before Latchkey knew this integration.')
        : todo('The keys have not been handed over to Codat.', move)
    }
    // What Codat was given is another app's, and so is all that is linked there. Nobody noted when the id changed.
    if (hasOtherClientId(integration, evidence)) return failed('latchkey', null, OTHER_CLIENT_ID, move)
    const changed = changedSince(integration, evidence)
    if (changed !== null) return { state: 'stale', by: 'latchkey', at: handOver.pastedAt, why: changed, move }
    if (held === 'proved' && integration.provedAt !== null) {
      const why = 'A company was linked with these keys after they were pasted.'
      return { state: 'verified', by: 'codat', at: integration.provedAt, why }
    }
    return {
      state: 'said-done',
      by: 'you',
      at: handOver.pastedAt,
      why:
        held === 'id-shown'
          ? 'Handed over. Codat’s consent address shows this client id; the secret stays unproved until a company is linked.'
          : 'Handed over, unproved: Codat doesn’t say which keys it holds.',
    }
  },

  scopes: ({ scopes, consentSeen, useCase }, { app }) => {
    if (scopes === null) {
      return todo(
        useCase === null
          ? 'Nobody has said which scopes Codat should ask for.'
          : 'The use case is chosen; Codat wasn’t sent its scopes yet.',
      )
    }
    if (useCase !== null && scopes.useCase !== useCase) {
      return todo('The use case changed since Codat was sent its scopes: send the new ones.')
    }
    if (consentSeen !== null && app !== null && sameClientId(consentSeen.clientId, app.clientId)) {
      const missing = scopes.scopes.filter((scope) => !consentSeen.scopes.includes(scope))
      if (missing.length === 0) {
        const why = 'Codat’s consent address asks for every scope of this use case.'
        return { state: 'verified', by: 'codat', at: consentSeen.at, why }
      }
      if (scopes.confirmedAt !== null && scopes.confirmedAt > consentSeen.at) {
        const why = `Codat confirmed the scopes since its consent address was seen without ${missing.join(', ')}: a new one would show them.`
        return { state: 'said-done', by: 'you', at: scopes.confirmedAt, why }
      }
      return failed('codat', consentSeen.at, `Codat doesn’t ask for ${missing.join(', ')}.`, 'codat')
    }
    if (scopes.confirmedAt === null)
      return { ...todo('Codat has not confirmed the scopes yet.', 'codat'), state: 'doing' }
    const why = 'Codat confirmed the scopes; its consent address has not been seen.'
    return { state: 'said-done', by: 'you', at: scopes.confirmedAt, why }
  },

  enable: ({ enabledSeen }, { codat, now }) => {
    if (codat === null) return todo('No Codat client is chosen.')
    if (isKeyRefused(codat)) return failed('codat', enabledSeen?.at ?? null, 'Codat refuses the API key kept here.')
    if (enabledSeen === null) return todo('Codat has not been asked whether Xero is enabled.')
    if (enabledSeen.enabled === true) {
      return verified('codat', enabledSeen.at, 'Codat says that Xero is enabled. That doesn’t prove the keys.', now)
    }
    const why = enabledSeen.present
      ? 'Xero is not enabled at Codat.'
      : 'Codat lists no Xero integration for this client.'
    return failed('codat', enabledSeen.at, why)
  },

  'first-company': (integration, evidence) => {
    const { firstCompany, provedAt, inheritedSeen, wayIn } = integration
    if (provedAt !== null && changedSince(integration, evidence) === null) {
      const name = integration.proof?.companyName ?? 'A company'
      if (isReplaced(evidence)) {
        const why = `${name} was linked before another app’s keys were pasted at this Codat client.`
        return { state: 'stale', by: 'latchkey', at: evidence.replacedAt ?? null, why }
      }
      if (firstCompany !== null && firstCompany.state !== 'Linked' && isProofOf(integration, firstCompany)) {
        return {
          state: 'stale',
          by: 'codat',
          at: firstCompany.checkedAt,
          why: `${name} was linked and isn’t any more.`,
        }
      }
      return { state: 'verified', by: 'codat', at: provedAt, why: `${name} is linked.` }
    }
    if (provedAt !== null && (firstCompany === null || isStillProof(integration, firstCompany))) {
      const name = integration.proof?.companyName ?? 'A company'
      return todo(`${name} was linked with the keys of before, which proves nothing of today’s.`)
    }
    if (firstCompany === null) {
      if (wayIn === 'inherited' && inheritedSeen !== null && inheritedSeen.linked > 0) {
        return notNeeded(`Codat shows ${inheritedSeen.linked} linked companies, from before.`)
      }
      return todo('No company has been linked with these keys yet.')
    }
    switch (firstCompany.state) {
      case 'Linked':
        return todo(`${firstCompany.companyName} was linked before the keys were pasted, so it proves nothing.`)
      case 'PendingAuth':
        return firstCompany.error === null
          ? { ...todo(`${firstCompany.companyName} waits for its owner to open the link.`, 'customer'), state: 'doing' }
          : failed('codat', firstCompany.checkedAt, `${firstCompany.companyName} did not get linked.`)
      case 'Deauthorized':
      case 'Unlinked':
      case 'other':
        return failed('codat', firstCompany.checkedAt, `${firstCompany.companyName} is not linked any more.`)
      case 'gone':
        return failed('codat', firstCompany.checkedAt, `Codat no longer knows ${firstCompany.companyName}.`)
    }
  },

  afterwards: ({ keepsLoopback, said }, { app }) => {
    if (app === null) return todo('No Xero app is chosen.')
    const exposed = app.secrets.find(({ arrival }) => isExposed(arrival))
    if (exposed !== undefined)
      return failed('latchkey', exposed.storedAt, `Client secret ${exposed.slot} came in a readable way: rotate it.`)
    const loopback = app.environment === 'production' && app.redirectUris.some(isLoopback)
    if (loopback && keepsLoopback === '') {
      return failed('latchkey', null, 'The loopback redirect URI is still on a production app.')
    }
    if (said.afterwards !== undefined) return todo('')
    return todo('Nothing is left open here: look it over and say so.')
  },
}

function isStillProof(integration: Integration, company: NonNullable<Integration['firstCompany']>): boolean {
  return company.state === 'Linked' && isProofOf(integration, company)
}

function isProofOf({ proof }: Integration, { companyId }: NonNullable<Integration['firstCompany']>): boolean {
  return proof?.companyId === companyId
}

/** What Latchkey knows of the keys at Codat. Codat itself never says which it holds. */
export function heldBy(integration: Integration, evidence: Evidence): HeldByCodat {
  const { handOver, consentSeen, provedAt, wayIn } = integration
  const { app } = evidence
  const seen = consentSeen !== null && (handOver === null || consentSeen.at >= handOver.pastedAt) ? consentSeen : null
  if (seen !== null && app !== null && app.clientId !== '' && !sameClientId(seen.clientId, app.clientId)) {
    return 'other-id-shown'
  }
  if (isReplaced(evidence)) return 'replaced'
  if (provedAt !== null) return changedSince(integration, evidence) === null ? 'proved' : 'proved-before'
  if (seen !== null && app !== null && app.clientId !== '') return 'id-shown'
  return handOver === null && wayIn === 'new' ? 'not-handed-over' : 'unproved'
}

const OTHER_CLIENT_ID = 'The client id has changed since the keys were handed over.'

function hasOtherClientId(integration: Integration, evidence: Evidence): boolean {
  return changedSince(integration, evidence) === OTHER_CLIENT_ID
}

/** Why the keys that were handed over are no longer today's, or null. */
export function changedSince({ handOver }: Integration, { app }: Evidence): string | null {
  if (handOver === null || app === null) return null
  if (!sameClientId(handOver.clientId, app.clientId)) return OTHER_CLIENT_ID
  if (handOver.slot === null) return null
  const secret = app.secrets.find(({ slot }) => slot === handOver.slot)
  // Removed with nothing in its place: then someone else keeps it, and what Codat was given still stands.
  if (secret === undefined)
    return app.secrets.length === 0 ? null : 'The secret that was handed over is no longer kept here.'
  return secret.storedAt === handOver.secretStoredAt ? null : 'The secret has changed since it was handed over.'
}

/** The redirect URI that Codat's link comes back to, exactly as it must be registered. */
export const CODAT_REDIRECT = codatAddresses.redirectUri.value
