// The Codat clients: a list while none is open, else the one that is.
import { Link2, Plus } from 'lucide-react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import type { CodatClientView } from '../../../contract/codat-clients'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { cx } from '../../components/class-names'
import { ErrorCard } from '../../components/error-card'
import { EmptyState, Screen, Skeleton } from '../../components/layout'
import { Stack, Surface, Text } from '../../components/shapes'
import { Badge, StatusLine } from '../../components/status'
import { useData } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { DamagedFiles } from '../xero-apps/damaged-files'
import { environmentWords } from '../xero-apps/words'
import { CodatClientDetail } from './client-detail'
import styles from './codat-screen.module.css'
import { clientVerdict } from './words'
import { useXeroAppNames } from './xero-app-names'

interface CodatScreenProps {
  readonly clientId: string | null
  /** The Xero app whose set-up it was added for. */
  readonly forSetUp: string | null
}

export function CodatScreen({ clientId, forSetUp }: CodatScreenProps) {
  const { loaded, reload } = useData().codatClients
  const { go } = useNavigation()
  if (loaded.state === 'loading') {
    return (
      <Screen title="Codat clients">
        <Skeleton label="Loading your Codat clients" />
      </Screen>
    )
  }
  if (loaded.state === 'error') {
    return (
      <Screen title="Codat clients">
        <ErrorCard error={loaded.error} onRetry={reload} />
      </Screen>
    )
  }
  const { clients, damaged } = loaded.value
  const open = clients.find(({ id }) => id === clientId)
  if (open) return <CodatClientDetail key={open.id} client={open} forSetUp={forSetUp} />
  const add = (
    <Button variant="primary" icon={Plus} onPress={() => go({ screen: 'new-codat-client', xeroAppId: null })}>
      Add
    </Button>
  )
  return (
    <Screen
      title="Codat clients"
      lead="A customer’s account at Codat: its API keys, and the Xero app whose client id and secret are pasted there."
      {...(clients.length > 0 ? { actions: add } : {})}
      width="wide"
    >
      <DamagedFiles damaged={damaged} />
      {clients.length === 0 ? <NoClients /> : <ClientList clients={clients} />}
    </Screen>
  )
}

function NoClients() {
  const { go } = useNavigation()
  return (
    <EmptyState
      icon={Link2}
      title="No Codat client yet"
      actions={
        <Button variant="primary" icon={Plus} onPress={() => go({ screen: 'new-codat-client', xeroAppId: null })}>
          Add a Codat client
        </Button>
      }
    >
      <p>
        With one of Codat’s API keys Latchkey sees which companies are linked, so that each connection in Xero has a
        name and a reason. The key goes into your keychain, as Xero’s secrets do.
      </p>
    </EmptyState>
  )
}

function ClientList({ clients }: { clients: readonly CodatClientView[] }) {
  const { go } = useNavigation()
  const now = useNow(30_000)
  const nameOf = useXeroAppNames()
  return (
    <Surface className={styles.list}>
      <ListBox aria-label="Codat clients" onAction={(key) => go({ screen: 'codat', clientId: String(key) })}>
        {clients.map((client) => {
          const verdict = clientVerdict(client, now)
          return (
            <ListBoxItem key={client.id} id={client.id} textValue={client.name} className={cx(styles.row)}>
              <Stack as="span" gap="s0">
                <Text as="span" strong cut>
                  {client.name}
                </Text>
                <Text as="span" tone="quiet" small cut>
                  {client.xeroAppIds.length === 0 ? 'No Xero app linked' : client.xeroAppIds.map(nameOf).join(', ')}
                </Text>
              </Stack>
              <span>
                <Badge icon={null}>{environmentWords[client.environment]}</Badge>
              </span>
              <StatusLine tone={verdict.tone}>{verdict.text}</StatusLine>
            </ListBoxItem>
          )
        })}
      </ListBox>
    </Surface>
  )
}
