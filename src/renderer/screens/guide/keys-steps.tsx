// The keys inside the walk: the same ways in and the same check as on the Keys tab.
import { ShieldCheck } from 'lucide-react'
import type { XeroAppView } from '../../../contract/xero-apps'
import { Button } from '../../components/button'
import { Stack } from '../../components/shapes'
import { Callout } from '../../components/status'
import type { AppPart } from '../../shell/navigation'
import { KeysCheckResult, useKeysCheck } from '../xero-apps/keys-check'
import { ClientId } from '../xero-apps/keys-tab'
import { SecretIntake } from '../xero-apps/secret-slot'

export function KeysStep({ app }: { app: XeroAppView }) {
  const kept = app.secrets.find(({ pending }) => pending === null)
  return (
    <Stack gap="s3">
      <ClientId app={app} />
      {app.keyHolder === 'here' && app.secrets.every(({ slot }) => slot === 1) && (
        <SecretIntake app={app} slot={1} asksAgain={false} />
      )}
      {kept !== undefined && (
        <Callout tone="ok" role="status" title="It is safe to leave Xero’s page now">
          <p>
            The secret is kept{kept.kept === 'keychain' ? ' in your keychain and was read back' : ' for this run only'}.
          </p>
        </Callout>
      )}
    </Stack>
  )
}

export function KeysCheckStep({ app, show }: { app: XeroAppView; show: (part: AppPart) => void }) {
  const slot = app.secrets[0]?.slot ?? 1
  const check = useKeysCheck(app, slot)
  return (
    <>
      <div>
        <Button
          variant="primary"
          icon={ShieldCheck}
          busy={check.busy}
          isDisabled={app.secrets.length === 0 || app.clientId === ''}
          onPress={check.run}
        >
          Check with Xero
        </Button>
      </div>
      <KeysCheckResult check={check} show={show} />
    </>
  )
}
