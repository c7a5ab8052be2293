// One sentence for an integration: it can go live, or the first rung that is missing, whose move it is and what to send. Pure.
import type { Integration, Party, Standing, StepId, StepView } from './schema'
import type { Evidence } from './evidence'
import { heldBy, stepViews } from './step-states'

/** What has to hold before a customer can go live, in the order in which it is missed. */
const RUNGS: readonly StepId[] = ['keys', 'keys-check', 'hand-over', 'scopes', 'enable', 'first-company']

/** A first company that was skipped is still missing: nothing else proves the keys. */
const isDone = ({ id, state, by }: StepView): boolean =>
  state === 'verified' || (state === 'not-needed' && (id !== 'first-company' || by !== 'you'))
/** Steps that no machine can settle are done once somebody said so. */
const mayBeSaid: readonly StepId[] = ['scopes', 'hand-over']

/** Where an integration stands. The hand-over counts as proved only by a link: it is the last word, on the first company. */
export function standingOf(integration: Integration, evidence: Evidence): Standing {
  const missing = firstMissingRung(integration, evidence)
  if (missing !== null) return missing
  return { ready: true, sentence: `${who(evidence)} can go live.` }
}

/** The first rung that is missing, with its sentence, whose move it is and the message to send; null where none is. */
export function firstMissingRung(
  integration: Integration,
  evidence: Evidence,
): Extract<Standing, { ready: false }> | null {
  const views = new Map(stepViews(integration, evidence).map((view) => [view.id, view]))
  for (const id of RUNGS) {
    const view = views.get(id)
    if (view === undefined || isDone(view)) continue
    if (mayBeSaid.includes(id) && view.state === 'said-done') continue
    return rung(view, integration, evidence)
  }
  if (integration.wayIn === 'inherited' && integration.inheritedSeen === null && integration.provedAt === null) {
    const view = views.get('first-company')
    return view === undefined ? null : rung(view, integration, evidence)
  }
  return null
}

function rung(view: StepView, integration: Integration, evidence: Evidence): Extract<Standing, { ready: false }> {
  const move = integration.waitingOn?.who ?? view.move
  const unproved =
    view.id === 'first-company' && heldBy(integration, evidence) === 'unproved' ? 'handed over, unproved. ' : ''
  return {
    ready: false,
    step: view.id,
    sentence: `${who(evidence)}: ${unproved}${view.why}`.slice(0, 600),
    move,
    message: messageFor(view.id, move, integration, evidence),
  }
}

function who({ app }: Evidence): string {
  if (app === null) return 'This integration'
  return app.customer === '' ? app.name : app.customer
}

/** What to send to whoever has the move. Empty where it is yours. No id, no secret: messages get forwarded. */
function messageFor(step: StepId, move: Party, integration: Integration, evidence: Evidence): string {
  if (move === 'me') return ''
  const app = evidence.app?.name ?? 'our Xero app'
  const name = who(evidence)
  const ask = asks[step] ?? 'Could you let me know where this stands?'
  const lines: Record<Exclude<Party, 'me'>, string> = {
    customer: `Hello,\n\nto finish the Xero connection for ${name} we need one thing from you.\n\n${ask}`,
    codat: `Hello,\n\nthis is about the Xero integration of ${name} (Xero app “${app}”${evidence.codat === null ? '' : `, Codat client “${evidence.codat.name}”`}).\n\n${ask}${scopesList(step, integration)}`,
    xero: `Hello,\n\nthis is about the app “${app}” of ${name}.\n\n${ask}`,
    reviewer: `Hello,\n\nthis is about the review of the app “${app}” of ${name}. Could you let me know where it stands, and whether you need anything from us?`,
  }
  return `${lines[move]}\n\nThank you`
}

const asks: Partial<Record<StepId, string>> = {
  keys: 'Could you generate a client secret for the app in Xero’s developer portal and share it by a one-time link of a password manager, not by mail or chat?',
  'keys-check': 'Xero refuses the client secret we have. Could you generate a new one and share it by a one-time link?',
  'hand-over':
    'Could you enter the client id and client secret in Codat’s portal, under Settings, Integrations, Accounting, Xero, and save?',
  scopes: 'Could you set the scopes that the integration asks Xero for to the list below, and tell me when it is done?',
  enable: 'Could you enable the Xero integration for this client?',
  'first-company':
    'Could you open the link I sent you, sign in to Xero as someone who may connect apps, and allow the connection?',
}

function scopesList(step: StepId, { scopes }: Integration): string {
  return step === 'scopes' && scopes !== null ? `\n\n${scopes.scopes.join('\n')}` : ''
}
