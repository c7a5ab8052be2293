// What the keychain is up to, where there is something to say of it.
import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { errorTexts } from '../../domain/errors'
import type { VaultState } from '../../contract/vault'
import { useAction } from '../bridge'
import { Button, Spinner } from '../components/button'
import { cx } from '../components/class-names'
import { Details } from '../components/details'
import { KeychainSteps } from '../screens/settings/keychain-steps'
import { keychainCallWords } from '../screens/settings/words'
import styles from './banners.module.css'
import { useData } from './data'
import { useSay } from './toasts'

export function KeychainNotice({ state }: { state: VaultState }) {
  switch (state.activity.phase) {
    case 'waiting':
      return <Waiting state={state} />
    case 'resting':
      return <Trouble state={state} code={state.activity.because} />
    case 'idle':
    case 'working':
      if (state.store === 'session') return <SessionOnly state={state} />
      return state.problem === null ? null : <Trouble state={state} code={state.problem} />
  }
}

function Waiting({ state }: { state: VaultState }) {
  const { vault } = useData()
  const stop = useAction('stopKeychain')
  const wanted = state.activity.phase === 'waiting' ? keychainCallWords[state.activity.call] : ''
  return (
    <div className={styles.keychain} role="alert">
      <Spinner />
      <div className={styles.text}>
        <p>
          <strong>Waiting for your keychain.</strong> It may be asking you in another window. Latchkey wants to {wanted}
          .
        </p>
      </div>
      <Button
        size="small"
        busy={stop.busy}
        onPress={async () => {
          const after = await stop.run({})
          if (after) vault.put(after)
        }}
      >
        Stop waiting
      </Button>
    </div>
  )
}

function useRetry() {
  const { vault } = useData()
  const say = useSay()
  const retry = useAction('retryKeychain')
  const press = async () => {
    const outcome = await retry.run({})
    if (!outcome) return
    vault.put(outcome.state)
    if (!outcome.ready) return
    const moved =
      outcome.moved === 0 ? '' : ` ${outcome.moved} kept for this run ${outcome.moved === 1 ? 'is' : 'are'} in it now.`
    say('ok', `Your keychain answers.${moved}`)
  }
  return { press, busy: retry.busy, error: retry.error }
}

function Trouble({ state, code }: { state: VaultState; code: NonNullable<VaultState['problem']> }) {
  const { vault } = useData()
  const retry = useRetry()
  const consent = useAction('useSessionSecrets')
  const [open, setOpen] = useState(false)
  const text = errorTexts[code]
  return (
    <div className={cx(styles.keychain, styles.trouble)} role="region" aria-label="Keychain">
      <LockKeyhole size={16} aria-hidden />
      <div className={styles.text}>
        <div role="status">
          <strong>{text.message}</strong> {text.nextStep} Everything that needs no secret works.
        </div>
        {retry.error && <p role="alert">{retry.error.message}</p>}
        {open && state.advice && <KeychainSteps advice={state.advice} />}
      </div>
      <div className={styles.actions}>
        {state.advice && (
          <Button size="small" variant="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
            {open ? 'Hide the steps' : 'How to mend it'}
          </Button>
        )}
        <Button
          size="small"
          variant="quiet"
          busy={consent.busy}
          onPress={async () => {
            const after = await consent.run({})
            if (after) vault.put(after)
          }}
        >
          Keep secrets for this run only
        </Button>
        <Button size="small" busy={retry.busy} onPress={() => void retry.press()}>
          Try the keychain again
        </Button>
      </div>
    </div>
  )
}

function SessionOnly({ state }: { state: VaultState }) {
  const retry = useRetry()
  return (
    <div className={cx(styles.keychain, styles.trouble)} role="region" aria-label="Keychain">
      <LockKeyhole size={16} aria-hidden />
      <div className={styles.text}>
        <div>
          <strong>Secrets are kept for this run only.</strong> They are gone when Latchkey closes
          {state.inSession > 0 ? `: ${state.inSession} now` : ''}. They move into your keychain when it answers.
        </div>
        {state.advice && (
          <Details summary="How to mend the keychain">
            <KeychainSteps advice={state.advice} />
          </Details>
        )}
      </div>
      <Button size="small" busy={retry.busy} onPress={() => void retry.press()}>
        Try the keychain again
      </Button>
    </div>
  )
}
