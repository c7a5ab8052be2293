// A stand-in for main, for looking at the page in a plain browser. Test support only: nothing under src imports it.
// The scenario is the page's hash: #full, #empty, #loading, #error, #many, #practice, #waiting, #trouble, #session.
import type { Bridge, CallInput, CallOutput, CallResult, EventPayload } from '../../../src/contract/api'
import type { CallName, EventName } from '../../../src/contract/calls'
import { calls, events } from '../../../src/contract/calls'
import { errorTexts, type ErrorCode } from '../../../src/domain/errors'
import { idleKeychain } from '../idle-keychain'
import { activity, apps, explanation, importPlan, signedIn, usualMessages, vaultAdvice, wrongPair } from './sample-data'

type Answers = { [K in CallName]?: (input: CallInput<K>) => CallOutput<K> | Promise<CallOutput<K>> }

const scenario = location.hash.slice(1) || 'full'
const listeners = new Map<EventName, Set<(payload: never) => void>>()
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const never = new Promise<never>(() => undefined)

class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code)
  }
}

export function emit<K extends EventName>(name: K, payload: EventPayload<K>): void {
  for (const listener of listeners.get(name) ?? []) (listener as (payload: EventPayload<K>) => void)(payload)
}

let list = scenario === 'empty' || scenario === 'practice-empty' ? [] : apps(scenario === 'many' ? 60 : 7)
let settings: CallOutput<'getSettings'> = {
  version: 1,
  theme: 'system',
  reminderDays: 180,
  clipboardSeconds: 30,
  idleMinutes: 5,
  notifications: true,
  countDaily: false,
  left: {},
}

function find(id: string) {
  const app = list.find((other) => other.id === id)
  if (!app) throw new Refusal('record.missing')
  return app
}

function put(app: (typeof list)[number]) {
  list = list.map((other) => (other.id === app.id ? app : other))
  return app
}

function vault(): CallOutput<'getVaultState'> {
  switch (scenario) {
    case 'waiting':
      return { ...idleKeychain, activity: { phase: 'waiting', call: 'write' } }
    case 'trouble':
      return {
        ...idleKeychain,
        activity: { phase: 'resting', call: 'read', because: 'vault.timed-out' },
        problem: 'vault.timed-out',
        advice: vaultAdvice,
      }
    case 'session':
      return { ...idleKeychain, store: 'session', problem: 'vault.no-service', advice: vaultAdvice, inSession: 2 }
    default:
      return { ...idleKeychain, lastCheck: selfTest }
  }
}

const selfTest: CallOutput<'checkKeychain'> = {
  passed: true,
  at: new Date(Date.now() - 240_000).toISOString(),
  milliseconds: 412,
  legs: [
    { leg: 'write', outcome: 'passed', milliseconds: 203, code: null },
    { leg: 'read', outcome: 'passed', milliseconds: 41, code: null },
    { leg: 'compare', outcome: 'passed', milliseconds: 1, code: null },
    { leg: 'delete', outcome: 'passed', milliseconds: 160, code: null },
    { leg: 'tidy', outcome: 'passed', milliseconds: 7, code: null },
  ],
  leftoversRemoved: 0,
  collection: 'Login',
}

const answers: Answers = {
  getAppInfo: () => ({
    version: '0.1.0',
    mode: scenario.startsWith('practice') ? 'practice' : 'normal',
    trial: scenario === 'trial',
    developmentRuntime: scenario === 'trial',
    electron: '33.2.0',
    platform: 'linux',
    machine: 'lena-laptop',
  }),
  openLink: () => ({ opened: true }),
  copyText: () => ({ copied: true }),
  lockNow: () => ({ locked: true }),
  getSettings: () => settings,
  saveSettings: (changes) => {
    settings = { ...settings, ...(changes as Partial<typeof settings>) }
    return settings
  },
  keepLeft: () => ({ kept: true }),
  readLicences: () => ({ notices: [{ part: 'page', text: 'Name: react\nVersion: 19.2.0\nLicense: MIT\n' }] }),
  listActivity: () => ({ entries: activity(list), unreadable: 0 }),
  switchMode: () => ({ switching: true }),
  listXeroApps: () => ({
    apps: list,
    damaged:
      scenario === 'many'
        ? [
            {
              file: 'xero-8c1f.json',
              setAsideAs: 'xero-8c1f.damaged.json',
              reason: 'it ends in the middle',
              newer: false,
              previousKept: true,
            },
          ]
        : [],
  }),
  addXeroApp: (fields) => {
    const [first] = apps(1)
    if (!first) throw new Refusal('record.not-written')
    const app = { ...first, ...fields, id: crypto.randomUUID(), secrets: [], findings: [], rotation: null }
    list = [...list, app]
    return app
  },
  updateXeroApp: ({ id, fields }) => put(Object.assign({}, find(id), fields)),
  duplicateXeroApp: ({ id }) => ({ ...find(id), id: crypto.randomUUID() }),
  deleteXeroApps: () => ({ deleted: true }),
  restoreXeroApps: () => ({ restored: 1 }),
  listTrash: () => ({ apps: [] }),
  deleteForGood: () => ({ deleted: true }),
  pasteClientId: () => {
    throw new Refusal('paste.empty')
  },
  pasteSecret: ({ id }) => ({
    outcome: 'stored',
    length: 48,
    cleaned: ['surrounding-space', 'line-breaks'],
    warnings: [],
    alsoStoredClientId: false,
    clipboardClearsAt: new Date(Date.now() + 30_000).toISOString(),
    app: find(id),
  }),
  typeSecret: () => ({ outcome: 'not-stored', reason: 'looks-like-client-id', length: 32, cleaned: [], held: null }),
  removeSecret: ({ id }) => ({ removed: true, app: find(id) }),
  setSecretArrival: ({ id }) => find(id),
  revealSecret: () => ({ shown: true }),
  copySecret: () => {
    const clearsAt = new Date(Date.now() + 24_000).toISOString()
    emit('copyCountdown', { clearsAt, label: 'Client secret 1 of Fjord Ledger', outcome: null })
    return { copied: true, clearsAt }
  },
  getVaultState: vault,
  checkKeychain: async () => {
    await wait(300)
    return selfTest
  },
  findLeftOverSecrets: () => ({ kind: 'looked', found: [{ kind: 'xero', place: 'client secret 1' }], locked: 0 }),
  removeLeftOverSecrets: () => ({ removed: 1 }),
  retryKeychain: () => ({ state: vault(), ready: false, code: 'vault.timed-out', moved: 0, left: 0 }),
  stopKeychain: vault,
  useSessionSecrets: vault,
  startRotation: ({ id, oldSlot }) =>
    put({
      ...find(id),
      rotation: {
        startedAt: new Date().toISOString(),
        step: 'generate',
        oldSlot,
        newSlot: oldSlot === 1 ? 2 : 1,
        oldSurvived: 'unknown',
        pastedInto: [],
        seenAt: null,
      },
    }),
  noteRotationPasted: ({ id, label, codatClientId }) => {
    const app = find(id)
    if (!app.rotation) throw new Refusal('call.unexpected')
    const pastedInto = [...app.rotation.pastedInto, { label, codatClientId, at: new Date().toISOString() }]
    return put({ ...app, rotation: { ...app.rotation, pastedInto } })
  },
  exportRecords: () => ({ saved: true, fileName: 'latchkey-2026-11-24.json', evidenceLeftOut: 0 }),
  previewImport: () => ({ plan: importPlan }),
  applyImport: () => ({ declined: false, added: 2, merged: 1, unchanged: 1, parts: 2 }),
  checkXeroKeys: async ({ slot }) => {
    await wait(300)
    return slot === 1
      ? {
          outcome: { kind: 'accepted', expiresInSeconds: 1_800, listsConnections: true },
          checkedAt: new Date().toISOString(),
          tookMs: 412,
          diagnosis: null,
        }
      : wrongPair
  },
  cancelKeysCheck: () => ({ cancelled: true }),
  prepareSignIn: ({ scopes }) => ({
    ready: true,
    signInId: crypto.randomUUID(),
    redirectNotRecorded: false,
    asked: {
      shownAddress: 'https://login.xero.com/identity/connect/authorize?response_type=code&client_id=…&state=…',
      clientId: list[0]?.clientId ?? '',
      redirectUri: 'http://localhost:8743/callback',
      spareRedirectUris: [],
      scopes: scopes ?? ['openid', 'profile', 'email', 'accounting.settings.read'],
    },
  }),
  startSignIn: async ({ signInId }) => {
    const at = new Date().toISOString()
    for (const [leg, tookMs] of [
      ['discovered', 181],
      ['listening', 4],
      ['browser-opened', 62],
    ] as const) {
      await wait(40)
      emit('signInProgress', { signInId, kind: 'leg', leg, tookMs, at })
    }
    emit('signInProgress', { signInId, kind: 'refused', reason: 'wrong-path', count: 1 })
    if (scenario === 'running') await never
    await wait(200)
    return signedIn
  },
  cancelSignIn: () => ({ cancelled: true }),
  copySignInUrl: () => ({ copied: true }),
  explainPaste: () => explanation,
  explainClipboard: () => explanation,
  listUsualMessages: () => ({ messages: usualMessages }),
}

const neededForStart: readonly CallName[] = ['getAppInfo', 'getSettings', 'getVaultState']

function failure<K extends CallName>(code: ErrorCode): CallResult<K> {
  return { ok: false, error: { code, ...errorTexts[code], logId: '2026-11-24T08:12-7f3a' } }
}

async function answer<K extends CallName>(name: K, input: CallInput<K>): Promise<CallResult<K>> {
  if (scenario === 'loading' && !neededForStart.includes(name)) await never
  if (scenario === 'error' && !neededForStart.includes(name)) return failure('record.not-read')
  const reply = answers[name]
  if (!reply) return failure('call.unexpected')
  try {
    return { ok: true, value: await reply(input) }
  } catch (error) {
    return failure(error instanceof Refusal ? error.code : 'call.unexpected')
  }
}

const bridge: Record<string, unknown> = {}
for (const name of calls) bridge[name] = (input: never) => answer(name, input)
for (const name of events) {
  bridge[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (listener: (payload: never) => void) => {
    const known = listeners.get(name) ?? new Set()
    listeners.set(name, known.add(listener))
    return () => known.delete(listener)
  }
}
Object.defineProperty(window, 'latchkey', { value: bridge as unknown as Bridge })
Object.defineProperty(window, 'emit', { value: emit })
