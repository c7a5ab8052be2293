// What a step of the walk has to do with: its fields, its check and its answer.
import type { IntegrationView, WalkStep } from '../../../domain/guide/views'
import { DEFAULT_LOOPBACK_REDIRECT } from '../../../domain/facts'
import type { XeroAppView } from '../../../contract/xero-apps'
import { Button } from '../../components/button'
import { CopyValue } from '../../components/copy'
import type { AppPart } from '../../shell/navigation'
import { CreateAppStep } from './create-app-step'
import { EnableStep } from './enable-step'
import { FirstCompanyStep } from './first-company-step'
import { HandOverStep } from './hand-over-step'
import { KeysCheckStep, KeysStep } from './keys-steps'
import { AfterwardsStep, PlanStep } from './plan-and-afterwards'
import { ScopesStep } from './scopes-step'

interface BodyProps {
  readonly integration: IntegrationView
  readonly step: WalkStep
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

export function StepBody({ integration, step, app, show }: BodyProps) {
  switch (step.id) {
    case 'plan':
      return <PlanStep key={integration.id} integration={integration} />
    case 'create-app':
      return <CreateAppStep app={app} />
    case 'policy-links':
      return null
    case 'keys':
      return <KeysStep app={app} />
    case 'keys-check':
      return <KeysCheckStep app={app} show={show} />
    case 'sign-in':
      return (
        <>
          <CopyValue
            label="Test"
            value={app.redirectUris.find((uri) => uri.startsWith('http://localhost')) ?? DEFAULT_LOOPBACK_REDIRECT}
            copyLabel="Copy the sign-in test’s redirect URI"
          />
          <div>
            <Button variant="primary" onPress={() => show('sign-in')}>
              Open the sign-in test
            </Button>
          </div>
        </>
      )
    case 'hand-over':
      return <HandOverStep integration={integration} app={app} />
    case 'scopes':
      return <ScopesStep key={integration.id} integration={integration} />
    case 'enable':
      return <EnableStep integration={integration} />
    case 'first-company':
      return <FirstCompanyStep integration={integration} app={app} />
    case 'afterwards':
      return <AfterwardsStep key={integration.id} integration={integration} app={app} show={show} />
  }
}
