// An integration that was live before: what Codat says of it now, and what can't be known.
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import type { IntegrationView } from '../../../domain/guide/views'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Card, Facts, Section } from '../../components/layout'
import { List, Row } from '../../components/shapes'
import { Callout } from '../../components/status'
import { ago } from '../../words/ages'
import { ProblemCallout } from '../codat/problem-callout'
import { ConsentAddress } from './scopes-step'

export function Inherited({ integration }: { integration: IntegrationView }) {
  const now = useNow(30_000)
  const reading = useAction('readInherited')
  const [answer, setAnswer] = useState<CallOutput<'readInherited'> | null>(null)
  const read = async () => setAnswer(await reading.run({ id: integration.id }))
  const { inheritedSeen: seen, enabledSeen, codatClientId } = integration
  return (
    <Section title="It was live before" hint="Read from Codat with its API key; nothing is changed by reading.">
      <Card>
        {seen !== null && (
          <Facts
            facts={[
              { name: 'Xero enabled', value: enabledSeen?.enabled === true ? 'Yes' : 'No' },
              { name: 'Companies', value: `${seen.complete ? '' : 'at least '}${seen.companies}` },
              { name: 'Linked', value: seen.linked },
              { name: 'Deauthorized', value: seen.deauthorized },
              { name: 'Waiting', value: seen.pending },
              { name: 'With an error', value: seen.withErrors },
              { name: 'Read', value: ago(seen.at, now) },
            ]}
          />
        )}
        <Row gap="s2">
          <Button
            variant={seen === null ? 'primary' : 'secondary'}
            icon={Download}
            busy={reading.busy}
            isDisabled={codatClientId === null}
            onPress={() => void read()}
          >
            Read it from Codat
          </Button>
        </Row>
        {codatClientId === null && <p>Choose its Codat client in the hand-over step first.</p>}
        <Callout tone="info" title="What can’t be known from here">
          <List kind="disc" gap="s1">
            <li>
              Which client id and secret Codat holds. A consent address shows the id; a new link proves the secret.
            </li>
            <li>Who created the app in Xero, and what its pages there say.</li>
            <li>Which Xero login each company was linked with.</li>
          </List>
        </Callout>
        <ConsentAddress integration={integration} />
        {answer?.problem && <ProblemCallout problem={answer.problem} />}
        {reading.error && <ErrorCard error={reading.error} />}
      </Card>
    </Section>
  )
}
