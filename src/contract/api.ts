// The whole contract between page and main: one input and one output schema per call, one payload schema per event.
import { z } from 'zod'
import { appCalls } from './app'
import { bankFeedCalls, bankFeedEvents } from './bank-feeds'
import type { CallName, EventName } from './calls'
import type { ErrorCode } from '../domain/errors'
import { boardCalls, boardEvents } from './board'
import { codatCalls, codatClientsChanged, codatProgress } from './codat'
import { companyDoctorCalls } from './company-doctor'
import { connectionCalls, connectionEvents } from './connections'
import { diagnosisCalls } from './diagnosis'
import { guideCalls, integrationsChanged, watchState } from './guide'
import { leftOverCalls } from './left-over'
import { partnerCalls } from './partner'
import { practiceCalls } from './practice'
import { profileCalls } from './profiles'
import { rotationCalls } from './rotation'
import { sheetCalls } from './sheets'
import { standingCalls, standingEvents } from './standings'
import { statementCalls, statementEvents } from './statements'
import { transferCalls } from './transfer'
import { vaultCalls, vaultChanged } from './vault'
import { signInProgress, xeroCalls } from './xero'
import { xeroAppCalls } from './xero-apps'

interface CallSchema {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

export const api = {
  ...appCalls,
  ...xeroAppCalls,
  ...vaultCalls,
  ...leftOverCalls,
  ...rotationCalls,
  ...transferCalls,
  ...xeroCalls,
  ...diagnosisCalls,
  ...practiceCalls,
  ...codatCalls,
  ...connectionCalls,
  ...bankFeedCalls,
  ...statementCalls,
  ...partnerCalls,
  ...guideCalls,
  ...sheetCalls,
  ...standingCalls,
  ...profileCalls,
  ...boardCalls,
  ...companyDoctorCalls,
} as const satisfies Record<CallName, CallSchema>

/** What the page hands in (before defaults are filled in). */
export type CallInput<K extends CallName> = z.input<(typeof api)[K]['input']>
/** What main works with. */
export type ParsedInput<K extends CallName> = z.output<(typeof api)[K]['input']>
export type CallOutput<K extends CallName> = z.output<(typeof api)[K]['output']>

export const eventPayloads = {
  xeroAppsChanged: z.object({}),
  vaultChanged,
  signInProgress,
  codatClientsChanged,
  codatProgress,
  ...connectionEvents,
  ...bankFeedEvents,
  ...statementEvents,
  ...boardEvents,
  ...standingEvents,
  integrationsChanged,
  guideWatch: watchState,
  /** A secret is on the clipboard; null when it is no longer. */
  copyCountdown: z.object({
    clearsAt: z.string().nullable(),
    label: z.string().nullable(),
    outcome: z.string().nullable(),
  }),
  /** Main kept a paste from the page: it held something secret-shaped, or no text at all. */
  pasteHeld: z.object({ reason: z.enum(['secret-shaped', 'no-text', 'not-into-text']) }),
  /** A menu item or shortcut of main's was chosen. */
  command: z.object({ id: z.string() }),
} as const satisfies Record<EventName, z.ZodType>

export type EventPayload<K extends EventName> = z.output<(typeof eventPayloads)[K]>

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

/** What the preload puts on `window.latchkey`: a function per call, and per event one that gives its own unsubscribe. */
export type Bridge = {
  readonly [K in CallName]: (input: CallInput<K>) => Promise<CallResult<K>>
} & {
  readonly [K in EventName as `on${Capitalize<K>}`]: (listener: (payload: EventPayload<K>) => void) => () => void
}
