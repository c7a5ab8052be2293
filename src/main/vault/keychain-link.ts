// One keychain process at a time: started at the first question, ended when idle, replaced after a crash.
import { Failure } from '../../domain/failure'
import { classify, isStaleConnection } from '../../domain/vault/classify'
import { deferred } from '../deferred'
import {
  type KeychainQuestion,
  type KeychainReply,
  keychainReply,
  type KeychainRequest,
} from '../../domain/vault/keychain-messages'

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
export type GoodReply = Extract<KeychainReply, { reply: 'value' | 'stored' | 'deleted' | 'copies' | 'accounts' }>

type NumberedReply = Exclude<Extract<KeychainReply, { id: number }>, { reply: 'taken' }>

/** The process had ended before the question reached it: it may be put to another, whatever it asks. */
type Outcome = NumberedReply | { readonly reply: 'never-taken'; readonly failure: Failure }

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
  /** Questions answered so far. */
  answers: number
  /** A person was asked on its behalf. */
  vouchedFor: boolean
  open: { readonly id: number; taken: boolean; resolve(outcome: Outcome): void; reject(failure: Failure): void } | null
}

/**
 * The link to processes made by `startProcess`, each ended after `idleMs` without a question. One whose answer took
 * `askedAfterMs` stays: somebody may have been asked whether it may, and would be asked again of the next (KeePassXC asks about
 * each entry that a new process reads or overwrites).
 */
export function openKeychainLink(ports: {
  startProcess: StartProcess
  platform: NodeJS.Platform
  idleMs: number
  askedAfterMs: number
}): KeychainLink {
  let line: Line | null = null
  let lastGone: Promise<void> = Promise.resolve()
  let lastId = 0
  let idle: NodeJS.Timeout | undefined

  /** Takes the line away; later messages of its process are nobody's. */
  function drop(mine: Line, failure: Failure): void {
    if (line === mine) {
      line = null
      clearTimeout(idle)
    }
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
    const mine: Line = { child, answers: 0, vouchedFor: false, open: null }
    child.onMessage((message) => {
      if (line === mine) hear(mine, message)
    })
    child.onExit((code) => {
      gone.resolve()
      const failure = new Failure('vault.crashed', { detail: `the keychain process ended with code ${code ?? 'none'}` })
      if (mine.open?.taken === false) mine.open.resolve({ reply: 'never-taken', failure })
      drop(mine, failure)
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
    if (reply.reply === 'taken') {
      open.taken = true
      return
    }
    mine.open = null
    mine.answers += 1
    if ('tookMs' in reply && (reply.tookMs ?? 0) >= ports.askedAfterMs) mine.vouchedFor = true
    if (!mine.vouchedFor) idle = setTimeout(() => end(mine, new Failure('vault.stopped')), ports.idleMs).unref()
    open.resolve(reply)
  }

  /** Puts one question to the process that runs, or to a new one. */
  function put(question: KeychainQuestion): Promise<Outcome> {
    clearTimeout(idle)
    const mine = line ?? tryTo(start)
    const { promise, resolve, reject } = deferred<Outcome>()
    const id = (lastId += 1)
    mine.open = { id, taken: false, resolve, reject }
    mine.child.send({ ...question, id })
    return promise
  }

  async function ask(question: KeychainQuestion): Promise<GoodReply> {
    const veteran = line !== null && line.answers > 0
    const reply = await put(question)
    switch (reply.reply) {
      case 'value':
      case 'stored':
      case 'deleted':
      case 'copies':
      case 'accounts':
        return reply
      case 'never-taken':
        // One that had answered before has ended since, and this end wasn't known yet.
        if (veteran) return ask(question)
        throw reply.failure
      case 'no-module':
        throw new Failure('vault.no-service', { detail: `keytar is missing: ${reply.message}` })
      case 'failed': {
        const failure = new Failure(classify(reply.message, ports.platform), { detail: reply.message })
        if (!isStaleConnection(reply.message)) throw failure
        if (line !== null) end(line, failure)
        // The daemon was restarted since this process met it: the new one may be fine. A new process settles it.
        if (veteran) return ask(question)
        throw failure
      }
    }
  }

  return {
    ask,
    cut: (failure) => {
      if (line !== null) end(line, failure)
    },
    ended: () => lastGone,
  }
}

function tryTo(start: () => Line): Line {
  try {
    return start()
  } catch (error) {
    throw new Failure('vault.crashed', { detail: 'the keychain process did not start', cause: error })
  }
}
