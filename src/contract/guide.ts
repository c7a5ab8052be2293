// The calls and events of an integration's way to live. No call answers with a secret.
import { z } from 'zod'
import { codatBudget, codatProblem } from '../domain/codat/said'
import { damagedFile } from '../domain/records/damaged'
import { recordId, slotNumber } from '../domain/xero-apps/schema'
import {
  integrationFields,
  integrationNote,
  planAnswers,
  saidStep,
  stepId,
  text,
  useCase,
} from '../domain/guide/schema'
import { clipboardHolds, goLiveComparison, integrationView, linkExplained, walk } from '../domain/guide/views'

const answeredByCodat = { problem: codatProblem.nullable(), budget: codatBudget }

export const handOverPrepared = z.discriminatedUnion('kind', [
  /** Nothing that is linked is touched, or you agreed. */
  z.object({ kind: z.literal('ready'), linked: z.number().int(), asked: z.boolean() }),
  z.object({ kind: z.literal('declined'), linked: z.number().int() }),
  /** Codat's companies couldn't be counted, so nothing may be said about them. */
  z.object({ kind: z.literal('not-counted'), problem: codatProblem.nullable() }),
  z.object({ kind: z.literal('no-client-id') }),
])

export const consentRead = z.enum(['this-app', 'other-app', 'not-an-address', 'empty', 'not-text'])

export const companyMade = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('made') }),
  z.object({ kind: z.literal('declined') }),
  /** Codat would silently drop these characters from the name. */
  z.object({ kind: z.literal('name-refused'), characters: z.array(z.string()) }),
  z.object({ kind: z.literal('problem'), problem: codatProblem }),
])

export const watchState = z.object({
  integrationId: recordId,
  what: z.enum(['enabled', 'first-company']),
  state: z.enum(['watching', 'ended']),
  /** Why it ended: it is settled, three minutes are over, Codat's daily budget runs low, something failed, you stopped it. */
  because: z.enum(['settled', 'time', 'budget', 'problem', 'stopped']).nullable(),
})
export type WatchState = z.infer<typeof watchState>

const byId = z.object({ id: recordId })
const answered = { integration: integrationView }

export const guideCalls = {
  listIntegrations: {
    input: z.object({}),
    output: z.object({ integrations: z.array(integrationView), damaged: z.array(damagedFile) }),
  },
  /** One for a pair of Xero app and Codat client: asked for twice, the one there is comes back. */
  addIntegration: {
    input: integrationFields.pick({ xeroAppId: true, codatClientId: true, wayIn: true }),
    output: integrationView,
  },
  /** Only the fields and the answers given change. */
  updateIntegration: {
    input: byId.extend({ fields: integrationFields.extend({ answers: planAnswers.partial() }).partial() }),
    output: integrationView,
  },
  /** Asks in main's own window first; `deleted` is false when the user said no. Nothing changes at Xero or Codat. */
  deleteIntegration: { input: byId, output: z.object({ deleted: z.boolean() }) },
  /** What you say of a step; null takes it back. */
  sayStep: {
    input: byId.extend({ step: stepId, state: saidStep.shape.state.nullable(), why: text(500).nullable() }),
    output: integrationView,
  },
  addIntegrationNote: { input: byId.extend({ text: integrationNote.shape.text }), output: integrationView },
  getWalk: { input: z.object({}), output: walk },
  /** Counts linked connections first, and asks in main's own window if there are any and the client id is about to change. */
  prepareHandOver: { input: byId, output: z.object({ outcome: handOverPrepared, ...answered }) },
  /** You pasted the keys at Codat and it confirmed. Nothing is proved by it. */
  noteHandedOver: { input: byId.extend({ slot: slotNumber.nullable() }), output: integrationView },
  /** Main looks at the clipboard and says which of the values it knows that is. The value stays in main. */
  askClipboard: { input: byId, output: clipboardHolds },
  answerScopes: {
    input: byId.extend({ useCase: useCase.nullable(), confirmed: z.boolean() }),
    output: integrationView,
  },
  /** Main reads the address of Xero's consent page off the clipboard: client id and scopes, nothing else is kept. */
  readConsentAddress: {
    input: byId,
    output: z.object({ outcome: consentRead, otherApp: z.string().nullable(), ...answered }),
  },
  checkEnabled: { input: byId, output: z.object({ ...answered, ...answeredByCodat }) },
  createFirstCompany: {
    input: byId.extend({ name: z.string().max(200) }),
    output: z.object({ outcome: companyMade, ...answered }),
  },
  openFirstCompanyLink: { input: byId, output: z.object({ opened: z.boolean() }) },
  /** Another link for the same company, where the first was used up. Asks in main's own window first. */
  renewFirstCompanyLink: { input: byId, output: z.object({ outcome: companyMade, ...answered }) },
  checkFirstCompany: {
    input: byId,
    output: z.object({ ...answered, ...answeredByCodat, explained: linkExplained.nullable() }),
  },
  /** Asks every 20 seconds for three minutes; tells `guideWatch`. */
  watchCodat: { input: byId.extend({ what: watchState.shape.what }), output: watchState },
  stopWatchingCodat: {
    input: byId.extend({ what: watchState.shape.what }),
    output: z.object({ stopped: z.boolean() }),
  },
  readInherited: { input: byId, output: z.object({ ...answered, ...answeredByCodat }) },
  compareForGoLive: { input: z.object({ testAppId: recordId, productionAppId: recordId }), output: goLiveComparison },
  startCall: { input: byId, output: integrationView },
  endCall: { input: byId, output: integrationView },
  /** Yes marks the secrets that were stored during the call as exposed. */
  answerRecorded: { input: byId.extend({ recorded: z.boolean() }), output: integrationView },
} as const
