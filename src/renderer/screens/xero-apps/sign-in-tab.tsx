import type { XeroAppView } from '../../../contract/xero-apps'
import { Button } from '../../components/button'
import { EmptyState } from '../../components/layout'
import { Stack } from '../../components/shapes'
import { Callout } from '../../components/status'
import type { AppPart } from '../../shell/navigation'
import { KeyRound } from 'lucide-react'
import { SignInBefore } from './sign-in-before'
import { SignInEnded } from './sign-in-ended'
import { SignInRunning } from './sign-in-running'
import { useSignIn } from './sign-in-run'

interface SignInTabProps {
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
  /** Back to the set-up that led here; null where none did. */
  readonly onBack: (() => void) | null
}

export function SignInTab({ app, show, onBack }: SignInTabProps) {
  const { run, clear } = useSignIn()
  if (app.secrets.length === 0) return <NoSecret app={app} show={show} />
  if (run && run.appId === app.id) {
    return run.answer || run.error ? (
      <SignInEnded app={app} run={run} again={clear} show={show} onBack={onBack} />
    ) : (
      <SignInRunning run={run} />
    )
  }
  const elsewhere = run && !run.answer && !run.error
  return (
    <Stack gap="s4" width="page">
      {elsewhere && (
        <Callout tone="info" title="A sign-in test of another app is running">
          <p>Starting one here ends it.</p>
        </Callout>
      )}
      <SignInBefore app={app} show={show} />
    </Stack>
  )
}

function NoSecret({ app, show }: Omit<SignInTabProps, 'onBack'>) {
  const keyless = app.keyHolder === 'customer'
  return (
    <EmptyState
      icon={KeyRound}
      title={keyless ? 'The sign-in test needs the client secret' : 'First the keys'}
      actions={<Button onPress={() => show('keys')}>Open Keys</Button>}
    >
      <p>
        {keyless
          ? 'The customer keeps it. Once they have pasted it into Codat, linking a company there proves it.'
          : 'Paste client id and client secret, then sign in once to see that Xero accepts them.'}
      </p>
    </EmptyState>
  )
}
