// What Codat says of this client: its own id, whether Xero is enabled, and how much may still be asked today.
import { Plug } from 'lucide-react'
import { useState } from 'react'
import type { CodatBudget } from '../../../domain/codat/said'
import type { CodatClientView } from '../../../contract/codat-clients'
import type { CallOutput } from '../../../contract/api'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { CopyValue } from '../../components/copy'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { Card, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Row, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { ago } from '../../words/ages'
import styles from './client-detail.module.css'
import { ProblemCallout } from './problem-callout'
import { budgetWords, integrationWords } from './words'

interface AtCodatProps {
  readonly client: CodatClientView
  readonly budget: CodatBudget | null
  readonly onBudget: (budget: CodatBudget) => void
}

export function AtCodat({ client, budget, onBudget }: AtCodatProps) {
  const now = useNow(30_000)
  const asking = useAction('getXeroIntegration')
  const [answer, setAnswer] = useState<CallOutput<'getXeroIntegration'> | null>(null)
  const ask = async () => {
    const read = await asking.run({ id: client.id })
    if (!read) return
    setAnswer(read)
    onBudget(read.budget)
  }
  useCommands([
    {
      id: 'codat-client.integration',
      label: `Ask whether Xero is enabled in ${client.name}`,
      group: client.name,
      icon: Plug,
      run: () => void ask(),
    },
  ])
  return (
    <Section title="At Codat">
      <Card>
        {client.codatId === null ? (
          <Text tone="quiet">Codat’s own id of this client is learnt from the first key it accepts.</Text>
        ) : (
          <CopyValue label="Codat’s client id" value={client.codatId} copyLabel="Copy Codat’s client id" />
        )}
        {answer?.outcome.kind === 'read' && <Integration integration={answer.outcome.integration} at={answer.at} />}
        {answer?.outcome.kind === 'problem' && <ProblemCallout problem={answer.outcome.problem} />}
        {asking.error && <ErrorCard error={asking.error} />}
        <Row gap="s2">
          <Button icon={Plug} busy={asking.busy} isDisabled={client.keys.length === 0} onPress={() => void ask()}>
            Is Xero enabled?
          </Button>
        </Row>
        {budget !== null && (
          <Text tone="quiet">
            {budgetWords(budget)} {budget.readAt !== null && `Read ${ago(budget.readAt, now)}.`}
          </Text>
        )}
      </Card>
    </Section>
  )
}

type Read = Extract<CallOutput<'getXeroIntegration'>['outcome'], { kind: 'read' }>['integration']

function Integration({ integration, at }: { integration: Read; at: string }) {
  const now = useNow(30_000)
  const { tone, title, lines } = integrationWords(integration)
  return (
    <Callout role="status" tone={tone} title={title}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        Asked {ago(at, now)}. <OutsideLink id="codat.integrations" />
      </p>
      {integration.features.length > 0 && (
        <Details summary={`What Codat can do with Xero: ${integration.features.length} data types`}>
          <Text as="ul" tone="soft" small className={styles.features}>
            {integration.features.map(({ dataType, can }) => (
              <li key={dataType}>
                {dataType}: {can.join(', ')}
              </li>
            ))}
          </Text>
        </Details>
      )}
    </Callout>
  )
}
