// The other end of the practice process: its controls as functions, over whatever carries messages to it.
import type { z } from 'zod'
import type { PracticeOrigins } from '../../contract/practice'
import type { PracticeControls } from '../../practice/controls'
import { controlCalls, type ControlName, practiceMessage } from '../../practice/protocol'

/** A way to the process: an Electron utility process, a fork, or a pair of pipes. */
export interface PracticeChannel {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  onEnd(listener: () => void): void
}

export interface RemotePractice {
  readonly origins: PracticeOrigins
  readonly controls: PracticeControls
}

/**
 * Waits until the stand-ins listen. Rejects if the process says that they can't, or ends first; calls pending when it ends
 * reject too. Messages it can't read are ignored.
 */
export function connectPractice(channel: PracticeChannel): Promise<RemotePractice> {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  let ended = false
  const call = async <K extends ControlName>(
    name: K,
    input: unknown,
  ): Promise<z.output<(typeof controlCalls)[K]['output']>> => {
    if (ended) throw new Error('The practice process has ended')
    const id = ++lastId
    const answer = new Promise<unknown>((resolve, reject) => pending.set(id, { resolve, reject }))
    channel.send({ id, call: name, input })
    return controlCalls[name].output.parse(await answer) as z.output<(typeof controlCalls)[K]['output']>
  }
  const settle = (id: number) => {
    const waiting = pending.get(id)
    pending.delete(id)
    return waiting
  }
  const controls: PracticeControls = {
    view: () => call('view', {}),
    setFailure: (failure) => call('setFailure', failure),
    setSettings: (settings) => call('setSettings', settings),
    advance: (by) => call('advance', by),
    reset: (to) => call('reset', to),
    requests: () => call('requests', {}),
    pageAddress: (of) => call('pageAddress', of),
    ledger: (of) => call('ledger', of),
  }
  return new Promise((resolve, reject) => {
    channel.onMessage((raw) => {
      const read = practiceMessage.safeParse(raw)
      if (!read.success) return
      const message = read.data
      switch (message.type) {
        case 'started':
          return resolve({ origins: message.origins, controls })
        case 'not-started':
          return reject(new Error(message.reason))
        case 'answer':
          return settle(message.id)?.resolve(message.output)
        case 'refused':
          return settle(message.id)?.reject(new Error(message.reason))
      }
    })
    channel.onEnd(() => {
      ended = true
      const error = new Error('The practice process has ended')
      reject(error)
      for (const waiting of pending.values()) waiting.reject(error)
      pending.clear()
    })
  })
}
