// The one sign-in test that may run. It lives above the screens, so that looking elsewhere neither ends nor forgets it.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import type { CallError } from '../../../contract/api'
import type { Asked } from '../../../domain/xero/schema'
import type { LegDuration, SignInProgress, SignInTest } from '../../../contract/xero'
import { call, useMainEvent } from '../../bridge'
import { nowMs } from '../../clock'
import { useData } from '../../shell/data'

export interface SignInRun {
  readonly appId: string
  readonly signInId: string
  readonly asked: Asked
  readonly opened: 'browser' | 'clipboard'
  readonly startedAt: number
  readonly legs: readonly LegDuration[]
  readonly refused: number
  readonly lastRefusal: Extract<SignInProgress, { kind: 'refused' }>['reason'] | null
  readonly hint: string | null
  readonly answer: SignInTest | null
  readonly error: CallError | null
}

interface SignInControl {
  readonly run: SignInRun | null
  readonly start: (appId: string, signInId: string, asked: Asked, open: 'browser' | 'clipboard') => void
  readonly cancel: () => void
  readonly clear: () => void
}

/** What a report of main's changes about a run; reports of another run change nothing. */
export function afterProgress(run: SignInRun, progress: SignInProgress): SignInRun {
  if (progress.signInId !== run.signInId) return run
  switch (progress.kind) {
    case 'leg':
      return { ...run, legs: [...run.legs, { leg: progress.leg, tookMs: progress.tookMs }] }
    case 'spare-used':
      return { ...run, asked: { ...run.asked, redirectUri: progress.redirectUri } }
    case 'refused':
      return { ...run, refused: progress.count, lastRefusal: progress.reason }
    case 'hint':
      return { ...run, hint: progress.errorDescription ?? progress.error }
  }
}

const SignInContext = createContext<SignInControl | null>(null)

export function SignInProvider({ children }: { children: ReactNode }) {
  const { apps } = useData()
  const reload = apps.reload
  const [run, setRun] = useState<SignInRun | null>(null)
  useMainEvent('signInProgress', (progress) => setRun((before) => before && afterProgress(before, progress)))

  const start = useCallback<SignInControl['start']>(
    (appId, signInId, asked, open) => {
      const fresh = { legs: [], refused: 0, lastRefusal: null, hint: null, answer: null, error: null }
      setRun({ appId, signInId, asked, opened: open, startedAt: nowMs(), ...fresh })
      void call('startSignIn', { signInId, open }).then((result) => {
        setRun((before) => {
          if (before?.signInId !== signInId) return before
          return result.ok ? { ...before, answer: result.value } : { ...before, error: result.error }
        })
        reload()
      })
    },
    [reload],
  )
  const running = run && !run.answer && !run.error ? run.signInId : null
  const cancel = useCallback(() => {
    if (running !== null) void call('cancelSignIn', { signInId: running })
  }, [running])
  const clear = useCallback(() => setRun(null), [])

  const value = useMemo(() => ({ run, start, cancel, clear }), [run, start, cancel, clear])
  return <SignInContext value={value}>{children}</SignInContext>
}

export function useSignIn(): SignInControl {
  const control = useContext(SignInContext)
  if (!control) throw new Error('The sign-in test is used outside its provider')
  return control
}
