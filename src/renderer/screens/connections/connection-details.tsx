// One connection with all that is known about it, and what can be done: overrule what it is, or free it.
import type { Gauge, Connection } from '../../../domain/connections/schema'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { CopyValue } from '../../components/copy'
import { Dialog } from '../../components/dialog'
import { ErrorCard } from '../../components/error-card'
import { Facts } from '../../components/layout'
import { Row, Stack, Surface, Text } from '../../components/shapes'
import { Badge } from '../../components/status'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { type ConnectionRow, stateWords } from './connection-rows'
import { matchWords } from './words'

interface ConnectionDetailsProps {
  readonly appId: string
  readonly row: ConnectionRow
  readonly onClose: () => void
  readonly onFree: (connectionId: string) => void
  readonly onGauge: (gauge: Gauge) => void
}

export function ConnectionDetails({ appId, row, onClose, onFree, onGauge }: ConnectionDetailsProps) {
  const { connection, cells } = row
  const { xero } = connection
  return (
    <Dialog
      title={cells.organisation}
      isOpen
      onClose={onClose}
      width="wide"
      footer={
        xero === null ? (
          <Text tone="quiet">Only Codat knows this one, so there is nothing to free in Xero.</Text>
        ) : (
          <Button onPress={() => onFree(xero.connectionId)}>Free this connection…</Button>
        )
      }
    >
      <Stack gap="s4">
        <Facts
          facts={[
            { name: 'In Xero', value: cells.xero },
            { name: 'In Codat', value: cells.codat },
            { name: 'Created', value: cells.created === '' ? 'Not known' : `${cells.created} (${cells.age})` },
            { name: 'Last change', value: cells.changed === '' ? 'Not known' : cells.changed },
            { name: 'Made by', value: cells.madeBy },
          ]}
        />
        {connection.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {connection.doubt !== null && <p>{connection.doubt}</p>}
        <CodatSide connection={connection} />
        <DemoChoice appId={appId} connection={connection} onGauge={onGauge} />
        {xero?.tenantId && <CopyValue label="Xero tenant id" value={xero.tenantId} copyLabel="Copy the tenant id" />}
      </Stack>
    </Dialog>
  )
}

function CodatSide({ connection }: { connection: Connection }) {
  const { go } = useNavigation()
  const now = useNow(30_000)
  if (connection.codat.length === 0) return null
  return (
    <Surface as="ul" lined aria-label="In Codat">
      {connection.codat.map((link) => (
        <Row as="li" gap="s2" push inset key={link.connectionId}>
          <strong>{link.companyName}</strong> <Badge icon={null}>{stateWords(link.status)}</Badge>
          <Text as="span" tone="quiet">
            {matchWords[link.matchedBy]}
            {link.lastSync !== null && ` Last synced ${ago(link.lastSync, now)}.`}
          </Text>
          <Button size="small" variant="quiet" onPress={() => go({ screen: 'codat', clientId: link.clientId })}>
            {link.clientName}
          </Button>
        </Row>
      ))}
    </Surface>
  )
}

type DemoWord = 'as-seen' | 'demo' | 'no-demo'

/** The user's word goes before the name and before Xero's own. */
function DemoChoice({
  appId,
  connection,
  onGauge,
}: {
  appId: string
  connection: Connection
  onGauge: (gauge: Gauge) => void
}) {
  const overruling = useAction('overruleDemo')
  const tenantId = connection.xero?.tenantId ?? null
  if (tenantId === null) return null
  const said: DemoWord = connection.demo.how !== 'overruled' ? 'as-seen' : connection.demo.isDemo ? 'demo' : 'no-demo'
  const choose = async (word: DemoWord) => {
    const gauge = await overruling.run({ appId, tenantId, isDemo: word === 'as-seen' ? null : word === 'demo' })
    if (gauge) onGauge(gauge)
  }
  return (
    <>
      <ChoiceField
        label="Demo company? Those don’t count against the limit."
        value={said}
        choices={[
          { value: 'as-seen', label: 'As Latchkey sees it' },
          { value: 'demo', label: 'It is one' },
          { value: 'no-demo', label: 'It isn’t' },
        ]}
        onChange={(word) => void choose(word)}
      />
      {overruling.error && <ErrorCard error={overruling.error} />}
    </>
  )
}
