// "Does Xero accept these keys?", asked without a browser.
import { useEffect, useRef, useState } from 'react'
import type { CallError } from '../../../contract/api'
import type { KeysCheck as Checked } from '../../../contract/xero'
import type { SlotNumber } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { call, useAction } from '../../bridge'
import { LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Callout } from '../../components/status'
import { useData } from '../../shell/data'
import type { AppPart } from '../../shell/navigation'
import { duration } from '../../words/ages'
import { DiagnosisCard } from '../diagnosis/diagnosis-card'
import { keysCheckWords } from './check-words'
import { ProviderDetails } from './provider-details'

export interface KeysCheckState {
  readonly busy: boolean
  readonly error: CallError | null
  readonly checked: Checked | null
  readonly run: () => void
  readonly cancel: () => void
}

export function useKeysCheck(app: XeroAppView, slot: SlotNumber): KeysCheckState {
  const { apps } = useData()
  const { busy, error, run } = useAction('checkXeroKeys')
  const [checked, setChecked] = useState<Checked | null>(null)
  const check = async () => {
    setChecked(null)
    const answer = await run({ appId: app.id, slot })
    if (!answer) return
    setChecked(answer)
    apps.reload()
  }
  return {
    busy,
    error,
    checked,
    run: () => void check(),
    cancel: () => void call('cancelKeysCheck', { appId: app.id }),
  }
}

/** The answer, brought into view: it may have come below the fold. */
export function KeysCheckResult(props: { check: KeysCheckState; show: (part: AppPart) => void }) {
  const place = useRef<HTMLDivElement>(null)
  const { busy, checked } = props.check
  useEffect(() => {
    if (checked && !busy) place.current?.scrollIntoView({ block: 'nearest' })
  }, [checked, busy])
  return (
    <div ref={place}>
      <Result {...props} />
    </div>
  )
}

function Result({ check, show }: { check: KeysCheckState; show: (part: AppPart) => void }) {
  if (check.busy) {
    return (
      <p role="status">
        Asking Xero… <LinkButton onPress={check.cancel}>Stop</LinkButton>
      </p>
    )
  }
  if (check.error) return <ErrorCard error={check.error} onRetry={check.run} />
  if (!check.checked) return null
  const { outcome, tookMs, diagnosis } = check.checked
  const words = keysCheckWords(outcome)
  if (diagnosis !== null && outcome.kind !== 'probably-accepted') {
    return (
      <div role="status">
        <DiagnosisCard diagnosis={diagnosis} leading={false} />
      </div>
    )
  }
  return (
    <Callout role="status" tone={words.tone} title={words.title}>
      <p>{words.text}</p>
      {outcome.kind === 'probably-accepted' && (
        <p>
          <LinkButton onPress={() => show('sign-in')}>Open the sign-in test</LinkButton>
        </p>
      )}
      {'facts' in outcome ? (
        <ProviderDetails facts={outcome.facts} tookMs={tookMs} />
      ) : (
        outcome.kind === 'accepted' && <p>Answered in {duration(tookMs)}. The token is dropped.</p>
      )}
    </Callout>
  )
}
