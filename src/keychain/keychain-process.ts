// The process that loads keytar: an Electron utility process in the app, a forked Node process in tests. It may hang or crash
// inside native code at any time; main kills it and starts another.
import { createRequire } from 'node:module'
import { openCollections } from './collections'
import { callOnSessionBus } from './session-bus'
import {
  type KeychainReply,
  type KeychainRequest,
  keychainRequest,
  throwAwayService,
} from '../domain/vault/keychain-messages'

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, value: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
  findCredentials(service: string): Promise<{ account: string }[]>
}

let loaded: Keytar | undefined
const collections = openCollections(callOnSessionBus())

/** keytar, loaded at the first request: it is optional, native, and slow to load. */
function keytar(): Keytar {
  loaded ??= createRequire(import.meta.url)('keytar') as Keytar
  return loaded
}

async function answer(request: KeychainRequest): Promise<KeychainReply> {
  const { id } = request
  let keychain: Keytar
  try {
    keychain = keytar()
  } catch (error) {
    return { reply: 'no-module', id, message: firstLine(error) }
  }
  const since = performance.now()
  const reply = await carryOut(keychain, request).catch((error: unknown): Outcome => ({
    reply: 'failed',
    id,
    message: withoutValue(firstLine(error), request),
  }))
  return { ...reply, tookMs: performance.now() - since }
}

type Outcome = Exclude<KeychainReply, { reply: 'taken' | 'no-module' | 'not-understood' }>

async function carryOut(keychain: Keytar, request: KeychainRequest): Promise<Outcome> {
  const { id, service } = request
  switch (request.ask) {
    case 'get':
      return { reply: 'value', id, value: await keychain.getPassword(service, request.account) }
    case 'set':
      await keychain.setPassword(service, request.account, request.value)
      return { reply: 'stored', id }
    case 'delete':
      return { reply: 'deleted', id, count: (await keychain.deletePassword(service, request.account)) ? 1 : 0 }
    case 'copies':
      return await whereCopiesLie(request)
    case 'prune':
      return { reply: 'deleted', id, count: await collections.prune(service, request.account, request.keep) }
    case 'list':
      return await whoseItems(keychain, request)
    case 'sweep':
      return { reply: 'deleted', id, count: await sweep(keychain, service) }
  }
}

async function whereCopiesLie(request: Extract<KeychainRequest, { ask: 'copies' }>): Promise<Outcome> {
  const { id, service, account, always } = request
  const copies = await collections.toldApart(service, account, always)
  // Only the check of the keychain tells its name, and asks with an item of its own.
  const named = copies !== null && throwAwayService.safeParse(service).success
  const collection = named ? await collections.label().catch(() => null) : null
  return {
    reply: 'copies',
    id,
    copies: copies?.map(({ inUse, locked, asks }) => ({ inUse, locked, asks })) ?? null,
    collection,
  }
}

/** On Linux keytar may crash when it lists an item of a locked collection, so the Secret Service is asked itself. */
async function whoseItems(
  keychain: Keytar,
  { id, service }: Extract<KeychainRequest, { ask: 'list' }>,
): Promise<Outcome> {
  if (process.platform === 'linux') {
    const listed = await collections.accounts(service).catch(() => null)
    return { reply: 'accounts', id, accounts: listed?.accounts ?? null, locked: listed?.locked ?? 0 }
  }
  const found = await keychain.findCredentials(service)
  return { reply: 'accounts', id, accounts: found.map(({ account }) => account), locked: 0 }
}

/**
 * Deletes every item of a throw-away service. Only after a write has just succeeded: keytar crashes when it lists an item of
 * a locked Linux collection.
 */
async function sweep(keychain: Keytar, service: string): Promise<number> {
  let count = 0
  for (const { account } of await keychain.findCredentials(service)) {
    if (await keychain.deletePassword(service, account)) count += 1
  }
  return count
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n', 1).join('').slice(0, 500)
}

/** keytar's messages hold no value today; this keeps it so. Very short values are words of the messages themselves. */
function withoutValue(message: string, request: KeychainRequest): string {
  return request.ask === 'set' && request.value.length >= 8 ? message.replaceAll(request.value, '[secret]') : message
}

async function hear(message: unknown, say: (reply: KeychainReply) => void): Promise<void> {
  const request = keychainRequest.safeParse(message)
  if (!request.success) return say({ reply: 'not-understood' })
  say({ reply: 'taken', id: request.data.id })
  say(await answer(request.data))
}

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

/** Electron's end of the line, or null in plain Node. */
function parentPort(): ParentPort | null {
  const port: unknown = Reflect.get(process, 'parentPort')
  return isParentPort(port) ? port : null
}

function isParentPort(port: unknown): port is ParentPort {
  return typeof port === 'object' && port !== null && 'postMessage' in port
}

const port = parentPort()
if (port === null) {
  process.on('message', (message) => void hear(message, (reply) => process.send?.(reply)))
  // Main is gone. A call that hangs in native code would keep an ordinary exit waiting, so end like a kill.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
} else {
  port.on('message', ({ data }) => void hear(data, (reply) => port.postMessage(reply)))
}
