// One keychain process at a time: started at the first question, ended when idle, replaced after a crash.
import type { VaultCode } from '../../contract/vault'
import { Failure } from '../failure'
import { classify } from './classify'
import { deferred } from './deferred'
import { type KeychainQuestion, type KeychainReply, keychainReply, type KeychainRequest } from './keychain-messages'

/** A running keychain process, whoever started it. */
export interface KeychainChild {
  /** Sends one message. Never throws: a process that is gone reports its exit instead. */
  send(request: KeychainRequest): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, with its exit code, or null if it was killed or never started. */
  onExit(listener: (code: number | null) => void): void
  /** Ends it at once, whatever it is doing. */
  kill(): void
}

export type StartProcess = () => KeychainChild

/** Answers that aren't failures. */
export type GoodReply = Extract<KeychainReply, { reply: 'value' | 'stored' | 'deleted' }>

export interface KeychainLink {
  /** One question, one answer. Rejects with a `Failure`. Never call it while another is open: the line above sees to that. */
  ask(question: KeychainQuestion): Promise<GoodReply>
  /** Kills the process, if any, and fails the open question with `failure`. */
  cut(failure: Failure): void
  /** Resolves when no process of ours is left. */
  ended(): Promise<void>
}

interface Line {
  readonly child: KeychainChild
  open: { readonly id: number; resolve(reply: GoodReply): void; reject(failure: Failure): void } | null
}

/** The link to processes made by `startProcess`, each ended after `idleMs` without a question. */
export function openKeychainLink(ports: {
  startProcess: StartProcess
  platform: NodeJS.Platform
  idleMs: number
}): KeychainLink {
  let line: Line | null = null
  let lastGone: Promise<void> = Promise.resolve()
  let lastId = 0
  let idle: NodeJS.Timeout | undefined

  /** Takes the line away; later messages of its process are nobody's. */
  function drop(mine: Line, failure: Failure): void {
    if (line === mine) line = null
    clearTimeout(idle)
    const { open } = mine
    mine.open = null
    open?.reject(failure)
  }

  function end(mine: Line, failure: Failure): void {
    drop(mine, failure)
    mine.child.kill()
  }

  function start(): Line {
    const child = ports.startProcess()
    const gone = deferred<void>()
    const mine: Line = { child, open: null }
    child.onMessage((message) => {
      if (line === mine) hear(mine, message)
    })
    child.onExit((code) => {
      gone.resolve()
      drop(mine, new Failure('vault.crashed', { detail: `the keychain process ended with code ${code ?? 'none'}` }))
    })
    lastGone = gone.promise
    line = mine
    return mine
  }

  function hear(mine: Line, message: unknown): void {
    const parsed = keychainReply.safeParse(message)
    if (!parsed.success) return end(mine, new Failure('vault.unknown', { detail: 'an unreadable answer' }))
    const { open } = mine
    const reply = parsed.data
    if (open === null || !('id' in reply) || reply.id !== open.id) {
      return end(mine, new Failure('vault.unknown', { detail: `an answer out of turn: ${reply.reply}` }))
    }
    mine.open = null
    idle = setTimeout(() => end(mine, new Failure('vault.stopped')), ports.idleMs).unref()
    if (reply.reply === 'failed') open.reject(said(classify(reply.message, ports.platform), reply.message))
    else if (reply.reply === 'no-module') open.reject(said('vault.no-service', `keytar is missing: ${reply.message}`))
    else open.resolve(reply)
  }

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        clearTimeout(idle)
        const mine = line ?? tryTo(start)
        const id = (lastId += 1)
        mine.open = { id, resolve, reject }
        mine.child.send({ ...question, id })
      }),
    cut: (failure) => {
      if (line !== null) end(line, failure)
    },
    ended: () => lastGone,
  }
}

function said(code: VaultCode, message: string): Failure {
  return new Failure(code, { detail: message })
}

function tryTo(start: () => Line): Line {
  try {
    return start()
  } catch (error) {
    throw new Failure('vault.crashed', { detail: 'the keychain process did not start', cause: error })
  }
}
