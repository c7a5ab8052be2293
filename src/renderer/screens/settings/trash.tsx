// Deleted apps, until their 30 days are over: put back, or deleted for good after main's own question.
import { useAction, useCall, useMainEvent } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Card, Section } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { onDay } from '../../words/ages'
import { useDeletion } from '../xero-apps/use-deletion'

const nothing = {}

/** Nothing where the trash is empty. */
export function TrashSection() {
  const { loaded, reload } = useCall('listTrash', nothing)
  const { putBack } = useDeletion()
  const deleting = useAction('deleteForGood')
  useMainEvent('xeroAppsChanged', reload)
  if (loaded.state === 'error') return <ErrorCard error={loaded.error} onRetry={reload} />
  if (loaded.state === 'loading' || loaded.value.apps.length === 0) return null
  const forGood = async (id: string) => {
    if ((await deleting.run({ id }))?.deleted === true) reload()
  }
  return (
    <Section title="Trash" hint="Deleted apps can be put back with all that belongs to them, until their last day.">
      <Card>
        <Stack as="ul" gap="s2" aria-label="Deleted apps">
          {loaded.value.apps.map(({ id, name, customer, keptUntil, secrets }) => (
            <Row as="li" gap="s2" oneLine grow key={id} aria-label={name}>
              <Stack as="span" gap="s0">
                <strong>{name}</strong>
                <Text as="span" tone="quiet" small>
                  {[
                    customer,
                    `until ${onDay(keptUntil)}`,
                    ...(secrets === 0 ? [] : ['its secrets are still in the keychain']),
                  ]
                    .filter((part) => part !== '')
                    .join(', ')}
                </Text>
              </Stack>
              <Button size="small" onPress={() => void putBack([id])}>
                Put back
              </Button>
              <Button size="small" variant="quiet" busy={deleting.busy} onPress={() => void forGood(id)}>
                Delete for good…
              </Button>
            </Row>
          ))}
        </Stack>
        {deleting.error && <ErrorCard error={deleting.error} />}
      </Card>
    </Section>
  )
}
