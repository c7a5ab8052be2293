// A new record: two doors. Setting an app up in Xero first, or noting one that is there already.
import { ArrowLeft } from 'lucide-react'
import { codatAddresses, DEFAULT_LOOPBACK_REDIRECT } from '../../../domain/facts'
import type { XeroAppFields } from '../../../domain/xero-apps/schema'
import { useAction } from '../../bridge'
import { Button, LinkButton } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { CopyValue } from '../../components/copy'
import { ErrorCard } from '../../components/error-card'
import { Card, Screen, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { List, Row, Stack } from '../../components/shapes'
import { Callout } from '../../components/status'
import { useData } from '../../shell/data'
import { useDraft } from '../../shell/drafts'
import { home, type NewAppDoor, useNavigation } from '../../shell/navigation'
import { HolderField, KindFields, NameFields } from './app-form'
import { customersOf, emptyFields, environmentWords, today, twinOf } from './words'

const leads: Record<NewAppDoor, string> = {
  'set-up': 'Create it in Xero as below, then note it here. Its keys come next.',
  have: 'Note what you know. Its keys come next, and nothing in Xero or Codat changes.',
}

export function NewAppScreen({ door }: { door: NewAppDoor }) {
  const { go, openApp, back } = useNavigation()
  const { apps } = useData()
  const adding = useAction('addXeroApp')
  const draft = useDraft<XeroAppFields>('new app', emptyFields)
  const { value: entered, change: setFields } = draft
  // Whoever is creating it now creates it today.
  const fields = door === 'set-up' && entered.createdOn === null ? { ...entered, createdOn: today() } : entered
  const form = {
    fields,
    customers: apps.loaded.state === 'ready' ? customersOf(apps.loaded.value.apps) : [],
    onChange: (changes: Partial<XeroAppFields>) => setFields({ ...fields, ...changes }),
  }
  const twin = apps.loaded.state === 'ready' ? twinOf(fields, apps.loaded.value.apps) : undefined
  const beginning = useAction('addIntegration')
  const add = async (goOnTo: 'keys' | 'set-up') => {
    const redirectUris = door === 'set-up' ? [codatAddresses.redirectUri.value, DEFAULT_LOOPBACK_REDIRECT] : []
    const app = await adding.run({ ...fields, redirectUris })
    if (!app) return
    if (goOnTo === 'set-up') await beginning.run({ xeroAppId: app.id, codatClientId: null, wayIn: 'new' })
    draft.clear()
    apps.reload()
    openApp(app.id, goOnTo)
  }
  return (
    <Screen
      title={door === 'set-up' ? 'Set up a new Xero app' : 'Add a Xero app'}
      lead={leads[door]}
      actions={
        <>
          {draft.wasLeft && <Button onPress={draft.clear}>Begin anew</Button>}
          <Button
            variant="quiet"
            icon={ArrowLeft}
            onPress={() => {
              draft.clear()
              go(home)
            }}
          >
            Cancel
          </Button>
        </>
      }
    >
      <ChoiceField
        label="Is it in Xero already?"
        labelHidden
        value={door}
        choices={[
          { value: 'have', label: 'It is in Xero already' },
          { value: 'set-up', label: 'I am creating it now' },
        ]}
        onChange={(next) => go({ screen: 'new-app', door: next })}
      />
      {door === 'set-up' && <InXero />}
      <Stack
        as="form"
        gap="s4"
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.defaultPrevented) back()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          void add('keys')
        }}
      >
        <NameFields {...form} autoFocus={door === 'have'} />
        <KindFields {...form} />
        <HolderField {...form} />
        {twin !== undefined && (
          <Callout tone="watch" role="status" title="There is one like it already">
            <p>
              “{twin.name}” of the same customer, {environmentWords[twin.environment].toLowerCase()}.{' '}
              <LinkButton onPress={() => openApp(twin.id)}>Open it</LinkButton> if it is the same app.
            </p>
          </Callout>
        )}
        {adding.error && <ErrorCard error={adding.error} />}
        <Row gap="s2">
          <Button type="submit" variant="primary" busy={adding.busy} isDisabled={fields.name.trim() === ''}>
            Add and go on to its keys
          </Button>
          {door === 'set-up' && (
            <Button isDisabled={adding.busy || fields.name.trim() === ''} onPress={() => void add('set-up')}>
              Add and walk through the set-up
            </Button>
          )}
        </Row>
      </Stack>
    </Screen>
  )
}

function InXero() {
  return (
    <Section title="In Xero">
      <Card>
        <List kind="decimal" gap="s2">
          <li>
            <OutsideLink id="xero.my-apps">Open My Apps</OutsideLink> and choose <strong>New app</strong>.
          </li>
          <li>
            App name: what your customer’s clients will see when they consent. Integration type:{' '}
            <strong>Web app</strong>. Company URL: the customer’s website, with https://.
          </li>
          <li>
            Redirect URI: Codat’s. Then add the sign-in test’s under Configuration.
            <Stack gap="s2">
              <CopyValue label="Codat" value={codatAddresses.redirectUri.value} copyLabel="Copy Codat’s redirect URI" />
              <CopyValue
                label="Test"
                value={DEFAULT_LOOPBACK_REDIRECT}
                copyLabel="Copy the sign-in test’s redirect URI"
              />
            </Stack>
          </li>
          <li>
            Create it and open <strong>Configuration</strong>: the client id is there, and “Generate a secret”. The
            secret is shown once: copy it and paste it here in the next step.
          </li>
        </List>
      </Card>
    </Section>
  )
}
