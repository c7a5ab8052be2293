// The whole of main as `composeApp` puts it together, over a real folder and the real stand-ins: only what a person or the system would
// do is played, by whoever attacks.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { type Answer, createAnswer } from '../../../src/main/answer'
import { composeApp, type LatchkeyApp } from '../../../src/main/app'
import type { Child } from '../../../src/child/ask'
import type { Log } from '../../../src/main/log'
import { describeError } from '../../../src/domain/text/error-text'
import type { Fetch } from '../../../src/main/ports'
import type { RemotePractice } from '../../../src/main/practice/remote'
import { confirmRequest } from '../../../src/domain/confirm-request'
import { Secret } from '../../../src/main/secret'
import type { KeychainStore } from '../../../src/main/vault/keychain-store'
import { openSessionStore } from '../../../src/main/vault/session-store'
import { createVault } from '../../../src/main/vault/vault'

/** What the person at the machine, and the machine, do when they are asked. */
export interface Person {
  /** The answer to a question of main's own window. */
  agrees(): boolean | Promise<boolean>
  /** What is typed into main's own window; null closes it. */
  types(): string | null
  /** What lies on the clipboard. */
  clipboard(): string
  /** A secret came onto the clipboard, or into main's window for showing. */
  gets?(where: 'clipboard' | 'window'): void
  /** Where a file is saved, and which one is opened; null closes the dialog. */
  saves(suggestedName: string): string | null
  opens(): string | null | Promise<string | null>
}

export interface Composed {
  readonly app: LatchkeyApp
  readonly answer: Answer
  /** All that left main in words: events, log lines, addresses that were opened, notifications, what was copied as not secret. */
  readonly told: string[]
  /** What `call.unexpected` or `call.bad-output` was about, by its log id. */
  readonly causes: Map<string, string>
  readonly close: () => Promise<void>
}

export interface ComposedOptions {
  readonly dir: string
  readonly practice: RemotePractice | null
  readonly startReader: () => Child
  readonly person: Person
  readonly keychain?: KeychainStore
  readonly fetch?: Fetch
  readonly onEvent?: (payload: unknown) => void
}

/** Somebody who agrees to everything, types nothing and closes every dialog. */
export const agreeable: Person = {
  agrees: () => true,
  types: () => null,
  clipboard: () => '',
  saves: () => null,
  opens: () => null,
}

/** A reader that ends as soon as it is started. */
export const deadReader = (): Child => ({
  send: () => {},
  onMessage: () => {},
  onExit: (listener) => void setImmediate(listener),
  kill: () => {},
})

export async function composed(options: ComposedOptions): Promise<Composed> {
  const { dir, practice, startReader, person, onEvent = () => {} } = options
  const told: string[] = []
  const causes = new Map<string, string>()
  const log: Log = {
    info: (message) => told.push(message),
    error: (message, error, id) => {
      const words = `${message} ${describeError(error)}`
      told.push(words)
      if (id !== undefined) causes.set(id, words)
    },
    settled: async () => {},
  }
  const random = { id: () => randomUUID() }
  const clock = { now: () => new Date(), monotonic: () => performance.now() }
  const vault = createVault({
    keychain: options.keychain ?? memoryKeychain(),
    desktop: { platform: 'linux', env: {} },
  })
  const app = await composeApp({
    info: {
      version: '0',
      mode: practice === null ? 'normal' : 'practice',
      trial: false,
      developmentRuntime: false,
      electron: '0',
      platform: 'linux',
      machine: 'bench',
    },
    paths: {
      userData: dir,
      records: path.join(dir, 'records'),
      activity: path.join(dir, 'activity'),
      logs: path.join(dir, 'logs'),
    },
    clock,
    random,
    clipboard: {
      readText: async () => person.clipboard(),
      hasOnlyOther: async () => false,
      writeText: async (text, how) => {
        if (how?.sensitive === true) person.gets?.('clipboard')
        else told.push(text)
      },
      clearIfHolds: async () => ({ clipboard: true, selection: false }),
    },
    browser: { open: async (url) => void told.push(url) },
    prompts: {
      confirm: async (request) => {
        told.push(JSON.stringify(request))
        // What doesn't fit is a window without a question in it.
        confirmRequest.parse(request)
        return person.agrees()
      },
      choose: async (request) => {
        told.push(JSON.stringify(request))
        confirmRequest.parse(request)
        return (await person.agrees()) ? { ticked: false } : null
      },
      enterSecret: async () => {
        const typed = person.types()
        return typed === null ? null : new Secret(typed)
      },
      revealSecret: async () => person.gets?.('window'),
      closeAll: () => {},
    },
    dialogs: {
      chooseSave: async ({ suggestedName }) => person.saves(suggestedName),
      chooseOpen: async () => person.opens(),
    },
    printer: { toPdf: async ({ html }) => Buffer.from(html) },
    notifier: {
      notify: async (notification) => {
        told.push(JSON.stringify(notification))
        return 'shown'
      },
    },
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    vault,
    startReader,
    log,
    readNotices: () => Promise.resolve([]),
    send: (_, payload) => {
      told.push(JSON.stringify(payload))
      onEvent(payload)
    },
    practice: practice === null ? null : { remote: practice, overrides: {} },
    switchMode: () => {},
  })
  return { app, answer: createAnswer({ handlers: app.handlers, log, random }), told, causes, close: () => app.close() }
}

/** A keychain in memory that always answers. */
export function memoryKeychain(): KeychainStore & { slots(): readonly string[] } {
  const store = openSessionStore()
  return {
    ...store,
    describe: () => ({ kind: 'keychain', service: 'Latchkey practice' }),
    activity: () => ({ phase: 'idle' }),
    onActivity: () => () => {},
    selfTest: async () => ({
      passed: true,
      at: new Date().toISOString(),
      milliseconds: 1,
      legs: [],
      leftoversRemoved: 0,
      collection: null,
    }),
    accounts: async () => ({ accounts: store.slots(), locked: 0 }),
    retry: async () => {},
    stop: () => {},
    close: async () => {},
    slots: () => store.slots(),
  }
}
