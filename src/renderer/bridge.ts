// The page's only way to main: `window.latchkey`, typed, with hooks that are safe against late answers.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Bridge, CallError, CallInput, CallOutput, CallResult, EventPayload } from '../contract/api'
import type { CallName, EventName } from '../contract/calls'
import { unexpected } from '../domain/unexpected'

declare global {
  interface Window {
    readonly latchkey: Bridge
  }
}

type Callers = { readonly [K in CallName]: (input: CallInput<K>) => Promise<CallResult<K>> }
type Listeners = { readonly [K in EventName]: (listener: (payload: EventPayload<K>) => void) => () => void }

const bridgeFailed: CallError = { code: 'call.unexpected', ...unexpected, logId: '' }

/** Calls main. Never rejects: a bridge that fails is answered like any failure. */
export async function call<K extends CallName>(name: K, input: CallInput<K>): Promise<CallResult<K>> {
  try {
    const callers: Callers = window.latchkey
    return await callers[name](input)
  } catch {
    return { ok: false, error: bridgeFailed }
  }
}

/** Subscribes to one of main's events; gives the unsubscribe. */
export function on<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): () => void {
  const key = `on${name[0]?.toUpperCase() ?? ''}${name.slice(1)}` as `on${Capitalize<K>}`
  const subscribe = (window.latchkey as unknown as Record<string, Listeners[K]>)[key]
  return subscribe?.(listener) ?? (() => undefined)
}

/** Listens while mounted. The newest listener is called, so it may close over state. */
export function useMainEvent<K extends EventName>(name: K, listener: (payload: EventPayload<K>) => void): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => on(name, (payload) => latest.current(payload)), [name])
}

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'error'; readonly error: CallError }
  | { readonly state: 'ready'; readonly value: T }

export interface Query<T> {
  readonly loaded: Loaded<T>
  /** True while a newer answer is on its way; the old one stays on screen. */
  readonly refreshing: boolean
  readonly reload: () => void
  /** Puts a newer value in place without asking. */
  readonly put: (value: T) => void
}

/**
 * Calls on mount and whenever `input` changes in value. Only the newest question's answer is taken, and a failed
 * refresh keeps nothing on screen that main no longer vouches for. `ask` is always the same function.
 */
export function useCall<K extends CallName>(name: K, input: CallInput<K>, ask = call<K>): Query<CallOutput<K>> {
  const [loaded, setLoaded] = useState<Loaded<CallOutput<K>>>({ state: 'loading' })
  const [refreshing, setRefreshing] = useState(true)
  const asked = useRef(0)
  const key = JSON.stringify(input)

  const reload = useCallback(() => {
    const mine = ++asked.current
    setRefreshing(true)
    void ask(name, JSON.parse(key) as CallInput<K>).then((result) => {
      if (mine !== asked.current) return
      setRefreshing(false)
      setLoaded(result.ok ? { state: 'ready', value: result.value } : { state: 'error', error: result.error })
    })
  }, [name, key, ask])

  const put = useCallback((value: CallOutput<K>) => {
    asked.current++
    setRefreshing(false)
    setLoaded({ state: 'ready', value })
  }, [])

  const forget = useCallback(() => {
    asked.current++
  }, [])
  useEffect(() => {
    reload()
    return forget
  }, [reload, forget])

  return { loaded, refreshing, reload, put }
}

export interface Action<K extends CallName> {
  readonly busy: boolean
  readonly error: CallError | null
  /** Runs the call; null when it failed (the error is in `error`). */
  readonly run: (input: CallInput<K>) => Promise<CallOutput<K> | null>
  readonly clear: () => void
}

export interface Changes<K extends CallName> {
  readonly busy: boolean
  readonly error: CallError | null
  /** Makes a change after those before it; null when it failed (the error is in `error`). */
  readonly run: (input: CallInput<K>) => Promise<CallOutput<K> | null>
}

/**
 * Changes that hold at once: made in their order, none dropped. Leaving a field can save while the next one is ticked, and quick
 * presses on two switches both count.
 */
export function useChanges<K extends CallName>(name: K, onChanged?: (after: CallOutput<K>) => void): Changes<K> {
  const [waiting, setWaiting] = useState(0)
  const [error, setError] = useState<CallError | null>(null)
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const latest = useRef(onChanged)
  useEffect(() => {
    latest.current = onChanged
  })

  const run = useCallback(
    (input: CallInput<K>) => {
      setWaiting((count) => count + 1)
      const mine = last.current.then(async () => {
        const result = await call(name, input)
        setWaiting((count) => count - 1)
        setError(result.ok ? null : result.error)
        if (!result.ok) return null
        latest.current?.(result.value)
        return result.value
      })
      last.current = mine
      return mine
    },
    [name],
  )
  return { busy: waiting > 0, error, run }
}

/**
 * What is chosen, shown at once and saved after, so that the next choice builds on it; what could not be saved falls back to what is
 * kept. `kept` is read at the first rendering only: give the component a key where the record can be another.
 */
export function useChosen<T>(kept: T, save: (next: T) => Promise<unknown>): readonly [T, (next: T) => void] {
  const [chosen, setChosen] = useState(kept)
  const choose = async (next: T): Promise<void> => {
    setChosen(next)
    if (!(await save(next))) setChosen(kept)
  }
  return [chosen, (next) => void choose(next)]
}

/** A call that a person sets off. A second press while one runs is ignored. */
export function useAction<K extends CallName>(name: K): Action<K> {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError | null>(null)
  const running = useRef(false)

  const run = useCallback(
    async (input: CallInput<K>) => {
      if (running.current) return null
      running.current = true
      setBusy(true)
      setError(null)
      const result = await call(name, input)
      running.current = false
      setBusy(false)
      if (result.ok) return result.value
      setError(result.error)
      return null
    },
    [name],
  )
  const clear = useCallback(() => setError(null), [])
  return { busy, error, run, clear }
}
