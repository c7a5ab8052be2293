// The first and the last step: what to know before, and what not to leave behind.
import { useState } from 'react'
import type { PlanAnswers } from '../../../domain/guide/schema'
import type { IntegrationView } from '../../../domain/guide/views'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useCall, useChanges, useMainEvent } from '../../bridge'
import { Button } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Row, Stack } from '../../components/shapes'
import { Callout } from '../../components/status'
import type { AppPart } from '../../shell/navigation'
import { Contradictions } from './contradictions'
import { planAdvice } from './words'

const choices = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unsure', label: 'Unsure' },
  { value: 'open', label: 'Not answered' },
] as const

export function PlanStep({ integration }: { integration: IntegrationView }) {
  const saving = useChanges('updateIntegration')
  const { answers } = integration
  const [companies, setCompanies] = useState(answers.companiesInSixMonths?.toString() ?? '')
  const save = (some: Partial<PlanAnswers>) => void saving.run({ id: integration.id, fields: { answers: some } })
  const question = (key: 'financialServices' | 'bankFeeds', label: string) => (
    <ChoiceField
      label={label}
      value={answers[key] ?? 'open'}
      choices={choices}
      onChange={(value) => save({ [key]: value === 'open' ? null : value })}
    />
  )
  const count = /^\d{1,6}$/.test(companies.trim()) ? Number(companies) : null
  const keepCompanies = () => {
    if (count !== answers.companiesInSixMonths) save({ companiesInSixMonths: count })
  }
  return (
    <Stack gap="s3">
      {integration.xeroAppId !== null && <Contradictions appId={integration.xeroAppId} />}
      {question('financialServices', 'Is it a financial service: lending, banking, payments?')}
      {question('bankFeeds', 'Will it write bank feeds to Xero?')}
      <TextField
        label="How many companies in six months?"
        inputMode="numeric"
        value={companies}
        onChange={setCompanies}
        onBlur={keepCompanies}
        error={companies !== '' && count === null ? 'A whole number.' : undefined}
      />
      {integration.xeroAppId === null ? (
        <Advice words={planAdvice(integration, null)} />
      ) : (
        <AdviceOfApp integration={integration} appId={integration.xeroAppId} />
      )}
      {saving.error && <ErrorCard error={saving.error} />}
    </Stack>
  )
}

function AdviceOfApp({ integration, appId }: { integration: IntegrationView; appId: string }) {
  const partner = useCall('getPartner', { appId })
  useMainEvent('integrationsChanged', partner.reload)
  const rungs = partner.loaded.state === 'ready' ? partner.loaded.value.ladder.rungs : []
  return <Advice words={planAdvice(integration, rungs.find(({ needed }) => needed) ?? null)} />
}

function Advice({ words }: { words: ReturnType<typeof planAdvice> }) {
  return words.map(({ tone, title, text }) => (
    <Callout key={title} tone={tone} title={title}>
      <p>{text}</p>
    </Callout>
  ))
}

interface AfterwardsProps {
  readonly integration: IntegrationView
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

export function AfterwardsStep({ integration, app, show }: AfterwardsProps) {
  const saving = useChanges('updateIntegration')
  const [why, setWhy] = useState(integration.keepsLoopback)
  const keepWhy = () => {
    if (why !== integration.keepsLoopback) void saving.run({ id: integration.id, fields: { keepsLoopback: why } })
  }
  const exposed = app.findings.some(({ code }) => code === 'secret-exposed')
  const loopback = app.redirectUris.some((uri) => /^http:\/\/localhost(?::\d+)?\//.test(uri))
  return (
    <Stack gap="s3">
      {exposed && (
        <Callout
          tone="watch"
          title="A secret is exposed"
          actions={
            <Button size="small" onPress={() => show('rotation')}>
              Rotate it
            </Button>
          }
        >
          <p>It came in a way that leaves a readable copy behind.</p>
        </Callout>
      )}
      {loopback && app.environment === 'production' && (
        <Callout
          tone="watch"
          title="The sign-in test’s redirect URI is on a production app"
          actions={
            <Button size="small" onPress={() => show('details')}>
              Take it out of the record
            </Button>
          }
        >
          <p>Take it out in Xero before review or hand-over, or say why it stays.</p>
        </Callout>
      )}
      {loopback && app.environment === 'production' && (
        <TextField label="Why it stays" maxLength={500} value={why} onChange={setWhy} onBlur={keepWhy} />
      )}
      {integration.callSince === null && (
        <Row gap="s2">
          <Button size="small" onPress={() => show('connections')}>
            Look at the connections
          </Button>
          <Button size="small" onPress={() => show('rotation')}>
            Rotation
          </Button>
        </Row>
      )}
      {saving.error && <ErrorCard error={saving.error} />}
    </Stack>
  )
}
