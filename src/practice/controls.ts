// What practice can be told to do: failures on and off, settings, a new first day. In process, never over HTTP.
import { z } from 'zod'
import {
  type PracticeEndpoint,
  type PracticeFailureName,
  type PracticeFailureSwitch,
  practiceHttpFaults,
  type PracticeHttpFault,
  type PracticeOrigins,
  type PracticePage,
  type PracticeSeed,
  type PracticeSettings,
  type PracticeView,
} from '../contract/practice'
import { type LedgerLine, ledgerLine } from './codat/ledger'
import { defaultCodatSettings } from './codat/practice-codat'
import type { SeenRequest } from './http-server'
import type { PracticeState, StateFile } from './state-file'
import { countedConnections, liveConnections } from './xero/connections'

export interface PracticeControls {
  view(): Promise<PracticeView>
  setFailure(failure: PracticeFailureSwitch): Promise<PracticeView>
  setSettings(settings: Partial<PracticeSettings>): Promise<PracticeView>
  /** Moves the practice clock, forwards or backwards. */
  advance(by: { seconds: number }): Promise<PracticeView>
  reset(to: { seed: PracticeSeed }): Promise<PracticeView>
  /** What came in since the start, newest last, without any value that could be secret. */
  requests(): Promise<SeenRequest[]>
  pageAddress(of: { page: PracticePage }): Promise<string>
  /** What reached Xero's bank accounts through pushes, in the order it came; of one source account, or of all. */
  ledger(of: { accountId: string | null; lines: 'all' | 'ids' }): Promise<LedgerPush[]>
}

/** One push as the ledger has it. Lines only where it succeeded. */
export const ledgerPush = z.object({
  key: z.string(),
  companyId: z.string(),
  connectionId: z.string(),
  accountId: z.string().nullable(),
  requestedAt: z.string(),
  settlesAt: z.string().nullable(),
  status: z.enum(['Pending', 'Success', 'Failed', 'TimedOut']),
  ids: z.array(z.string()),
  lines: z.array(ledgerLine),
})
export type LedgerPush = z.infer<typeof ledgerPush>

export const defaultSettings: PracticeSettings = {
  clockOffsetSeconds: 0,
  secretRotation: 'old-survives',
  reconnect: 'former-row',
  freshRowDates: 'apart',
  slowSeconds: 15,
  retryAfterSeconds: 30,
  ...defaultCodatSettings,
}

type LedgerRead = Omit<LedgerPush, 'ids' | 'lines'> & { lines: readonly LedgerLine[] }

interface ControlPorts {
  readonly file: StateFile
  readonly origins: PracticeOrigins
  now(): Date
  /** A first day with the signing key that clients know already. */
  fresh(seed: PracticeSeed): PracticeState
  codatClients(): PracticeView['codatClients']
  ledger: { read(accountId: string | null): LedgerRead[]; clear(): Promise<void> }
  seen(): SeenRequest[]
}

export function createControls({
  file,
  origins,
  now,
  fresh,
  codatClients,
  ledger,
  seen,
}: ControlPorts): PracticeControls {
  const view = (): PracticeView => ({
    origins,
    seed: file.state.seed,
    now: now().toISOString(),
    settings: file.state.settings,
    failures: file.state.failures,
    xeroApps: file.state.xero.apps.map((app) => ({
      clientId: app.clientId,
      name: app.name,
      type: app.type,
      createdAt: app.createdAt,
      redirectUris: app.redirectUris,
      secretSlots: app.secrets.map((secret) => secret.slot),
      plan: app.plan,
      limit: app.limit,
      counted: countedConnections(file.state.xero, app.clientId),
      connections: liveConnections(file.state.xero, app.clientId).length,
    })),
    codatClients: codatClients(),
  })
  const saved = async (): Promise<PracticeView> => {
    await file.save()
    return view()
  }
  const setSettings = (settings: Partial<PracticeSettings>): Promise<PracticeView> => {
    Object.assign(file.state.settings, settings)
    return saved()
  }
  return {
    view: async () => view(),
    setFailure({ name, on, times }) {
      const others = file.state.failures.filter((failure) => failure.name !== name)
      file.state.failures = on ? [...others, { name, left: times ?? null }] : others
      return saved()
    },
    setSettings,
    advance: ({ seconds }) =>
      setSettings({ clockOffsetSeconds: file.state.settings.clockOffsetSeconds + Math.round(seconds) }),
    async reset({ seed }) {
      const { ports } = file.state
      file.state = { ...fresh(seed), ports }
      await ledger.clear()
      return saved()
    },
    requests: async () => seen(),
    ledger: async ({ accountId, lines: wanted }) =>
      ledger.read(accountId).map(({ lines, ...push }) => ({
        ...push,
        ids: lines.map(({ id }, index) => id ?? String(index)),
        lines: wanted === 'ids' ? [] : [...lines],
      })),
    async pageAddress({ page }) {
      switch (page) {
        case 'xero-my-apps':
          return `${origins.xeroPortal}/myapps`
        case 'codat-accounting':
          return `${origins.codatPortal}/settings/integrations/accounting`
        case 'codat-api-keys':
          return `${origins.codatPortal}/developers/api-keys`
      }
    },
  }
}

/** Whether a failure is on. Asking uses one of its times up. */
export function takeFailure(state: PracticeState, name: PracticeFailureName): boolean {
  const failure = state.failures.find((one) => one.name === name)
  if (failure === undefined) return false
  if (failure.left !== null) {
    failure.left -= 1
    if (failure.left <= 0) state.failures = state.failures.filter((one) => one !== failure)
  }
  return true
}

const httpFaults = Object.keys(practiceHttpFaults) as PracticeHttpFault[]

/** The HTTP fault that is on for an endpoint, the first of the list if there are several. */
export function takeFault(state: PracticeState, endpoint: PracticeEndpoint): PracticeHttpFault | null {
  return httpFaults.find((fault) => takeFailure(state, `${endpoint}/${fault}`)) ?? null
}
