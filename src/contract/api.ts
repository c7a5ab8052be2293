// The whole contract between page and main: one input and one output schema per call, one payload schema per event. Schemas take long
// to make, so those of a topic are made at its first call or event.
import { z } from 'zod'
import type { appCalls } from './app'
import type { bankFeedCalls, bankFeedEvents } from './bank-feeds'
import type { callModeCalls } from './call-mode'
import { type CallName, callsByTopic, type EventName, type Topic } from './calls'
import type { ErrorCode } from '../domain/errors'
import type { boardCalls, boardEvents } from './board'
import type { codatCalls, codatProgress } from './codat'
import type { codatClientCalls } from './codat-clients'
import type { companyDoctorCalls } from './company-doctor'
import type { connectionCalls, connectionEvents } from './connections'
import type { diagnosisCalls } from './diagnosis'
import type { guideCalls, watchState } from './guide'
import type { leftOverCalls } from './left-over'
import type { partnerCalls } from './partner'
import type { practiceCalls } from './practice'
import type { profileCalls } from './profiles'
import type { rotationCalls } from './rotation'
import type { sheetCalls } from './sheets'
import type { standingCalls, standingEvents } from './standings'
import type { statementCalls, statementEvents } from './statements'
import type { transferCalls } from './transfer'
import type { vaultCalls, vaultChanged } from './vault'
import type { signInProgress, xeroCalls } from './xero'
import type { xeroAppCalls } from './xero-apps'

export interface CallSchema {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

/** Each topic's own schemas. */
const topics = {
  app: async () => (await import('./app')).appCalls,
  xeroApps: async () => (await import('./xero-apps')).xeroAppCalls,
  vault: async () => (await import('./vault')).vaultCalls,
  leftOver: async () => (await import('./left-over')).leftOverCalls,
  rotation: async () => (await import('./rotation')).rotationCalls,
  transfer: async () => (await import('./transfer')).transferCalls,
  xero: async () => (await import('./xero')).xeroCalls,
  diagnosis: async () => (await import('./diagnosis')).diagnosisCalls,
  practice: async () => (await import('./practice')).practiceCalls,
  codatClients: async () => (await import('./codat-clients')).codatClientCalls,
  codat: async () => (await import('./codat')).codatCalls,
  connections: async () => (await import('./connections')).connectionCalls,
  bankFeeds: async () => (await import('./bank-feeds')).bankFeedCalls,
  statements: async () => (await import('./statements')).statementCalls,
  partner: async () => (await import('./partner')).partnerCalls,
  guide: async () => (await import('./guide')).guideCalls,
  callMode: async () => (await import('./call-mode')).callModeCalls,
  sheets: async () => (await import('./sheets')).sheetCalls,
  standings: async () => (await import('./standings')).standingCalls,
  profiles: async () => (await import('./profiles')).profileCalls,
  board: async () => (await import('./board')).boardCalls,
  companyDoctor: async () => (await import('./company-doctor')).companyDoctorCalls,
} as const satisfies {
  readonly [T in Topic]: () => Promise<Readonly<Record<(typeof callsByTopic)[T][number], CallSchema>>>
}

const topicOf = new Map<CallName, Topic>(
  Object.entries(callsByTopic).flatMap(([topic, names]) => names.map((name) => [name, topic as Topic] as const)),
)

/** The schemas of a call, which are made when its topic is first asked for. */
export async function schemasOf(name: CallName): Promise<CallSchema> {
  const topic = topicOf.get(name)
  const schemas: Partial<Record<CallName, CallSchema>> = topic === undefined ? {} : await topics[topic]()
  const found = schemas[name]
  if (found === undefined) throw new Error(`No call is named ${name}`)
  return found
}

type EveryTopic = typeof appCalls &
  typeof xeroAppCalls &
  typeof vaultCalls &
  typeof leftOverCalls &
  typeof rotationCalls &
  typeof transferCalls &
  typeof xeroCalls &
  typeof diagnosisCalls &
  typeof practiceCalls &
  typeof codatClientCalls &
  typeof codatCalls &
  typeof connectionCalls &
  typeof bankFeedCalls &
  typeof statementCalls &
  typeof partnerCalls &
  typeof guideCalls &
  typeof callModeCalls &
  typeof sheetCalls &
  typeof standingCalls &
  typeof profileCalls &
  typeof boardCalls &
  typeof companyDoctorCalls

type Api = { readonly [K in CallName]: EveryTopic[K] }

/** What the page hands in (before defaults are filled in). */
export type CallInput<K extends CallName> = z.input<Api[K]['input']>
/** What main works with. */
export type ParsedInput<K extends CallName> = z.output<Api[K]['input']>
export type CallOutput<K extends CallName> = z.output<Api[K]['output']>

interface Payloads {
  xeroAppsChanged: typeof nothing
  vaultChanged: typeof vaultChanged
  signInProgress: typeof signInProgress
  codatClientsChanged: typeof nothing
  codatProgress: typeof codatProgress
  connectionsChanged: (typeof connectionEvents)['connectionsChanged']
  connectionProgress: (typeof connectionEvents)['connectionProgress']
  checkProgress: (typeof boardEvents)['checkProgress']
  feedsChanged: (typeof bankFeedEvents)['feedsChanged']
  pushProgress: (typeof bankFeedEvents)['pushProgress']
  integrationsChanged: typeof nothing
  standingsChanged: (typeof standingEvents)['standingsChanged']
  guideWatch: typeof watchState
  statementProgress: (typeof statementEvents)['statementProgress']
  fileDropped: (typeof statementEvents)['fileDropped']
  statementChanged: (typeof statementEvents)['statementChanged']
  copyCountdown: typeof copyCountdown
  pasteHeld: typeof pasteHeld
  command: typeof command
}

const nothing = z.object({})
/** A secret is on the clipboard; null when it is no longer. */
const copyCountdown = z.object({
  clearsAt: z.string().nullable(),
  label: z.string().nullable(),
  outcome: z.enum(['cleared', 'replaced']).nullable(),
})
/** Main kept a paste from the page: it held something secret-shaped, or no text at all. */
const pasteHeld = z.object({ reason: z.enum(['secret-shaped', 'no-text', 'not-into-text']) })
/** A menu item or shortcut of main's was chosen. */
const command = z.object({ id: z.string() })

/** The schema of each event’s payload, made when the event is first sent. */
export const eventPayloads: { readonly [K in EventName]: () => Promise<Payloads[K]> } = {
  xeroAppsChanged: async () => nothing,
  vaultChanged: async () => (await import('./vault')).vaultChanged,
  signInProgress: async () => (await import('./xero')).signInProgress,
  codatClientsChanged: async () => nothing,
  codatProgress: async () => (await import('./codat')).codatProgress,
  connectionsChanged: async () => (await import('./connections')).connectionEvents.connectionsChanged,
  connectionProgress: async () => (await import('./connections')).connectionEvents.connectionProgress,
  checkProgress: async () => (await import('./board')).boardEvents.checkProgress,
  feedsChanged: async () => (await import('./bank-feeds')).bankFeedEvents.feedsChanged,
  pushProgress: async () => (await import('./bank-feeds')).bankFeedEvents.pushProgress,
  integrationsChanged: async () => nothing,
  standingsChanged: async () => (await import('./standings')).standingEvents.standingsChanged,
  guideWatch: async () => (await import('./guide')).watchState,
  statementProgress: async () => (await import('./statements')).statementEvents.statementProgress,
  fileDropped: async () => (await import('./statements')).statementEvents.fileDropped,
  statementChanged: async () => (await import('./statements')).statementEvents.statementChanged,
  copyCountdown: async () => copyCountdown,
  pasteHeld: async () => pasteHeld,
  command: async () => command,
}

export type EventPayload<K extends EventName> = z.output<Payloads[K]>
export type SendEvent = <K extends EventName>(name: K, payload: EventPayload<K>) => void

export interface CallError {
  readonly code: ErrorCode
  readonly message: string
  readonly nextStep: string
  readonly logId: string
}

export type CallResult<K extends CallName> =
  | { readonly ok: true; readonly value: CallOutput<K> }
  | { readonly ok: false; readonly error: CallError }

export type Handlers = {
  readonly [K in CallName]: (input: ParsedInput<K>) => Promise<CallOutput<K>> | CallOutput<K>
}

/** Some calls as a service gives them: other rooms may wait for their answers. */
export type Service<K extends CallName> = {
  readonly [N in K]: (input: ParsedInput<N>) => Promise<CallOutput<N>>
}

/** What the preload puts on `window.latchkey`: a function per call, and per event one that gives its own unsubscribe. */
export type Bridge = {
  readonly [K in CallName]: (input: CallInput<K>) => Promise<CallResult<K>>
} & {
  readonly [K in EventName as `on${Capitalize<K>}`]: (listener: (payload: EventPayload<K>) => void) => () => void
}
