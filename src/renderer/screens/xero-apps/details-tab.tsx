import type { XeroAppFields } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Section } from '../../components/layout'
import { useData, useReplaceApp } from '../../shell/data'
import { useDraft } from '../../shell/drafts'
import { useSay } from '../../shell/toasts'
import { HolderField, KindFields, MoreFields, NameFields } from './app-form'
import { RedirectUris } from './redirect-uris'
import { customersOf } from './words'
import { ActionBar } from '../../components/action-bar'
import { Stack } from '../../components/shapes'

function fieldsOf(app: XeroAppView): XeroAppFields {
  const { name, customer, environment, clientId, companyUrl, redirectUris, appType, createdOn, keyHolder, notes } = app
  return { name, customer, environment, clientId, companyUrl, redirectUris, appType, createdOn, keyHolder, notes }
}

/** The fields that were touched and differ from what is stored. */
function realChanges(stored: XeroAppFields, touched: Partial<XeroAppFields>): Partial<XeroAppFields> {
  const entries = Object.entries(touched) as [keyof XeroAppFields, unknown][]
  return Object.fromEntries(entries.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key])))
}

const untouched: Partial<XeroAppFields> = {}

export function DetailsTab({ app }: { app: XeroAppView }) {
  const { apps } = useData()
  const replace = useReplaceApp()
  const say = useSay()
  const saving = useAction('updateXeroApp')
  const draft = useDraft<Partial<XeroAppFields>>(`details ${app.id}`, untouched)
  const { value: touched, change: setTouched } = draft
  const stored = fieldsOf(app)
  const changes = realChanges(stored, touched)
  const dirty = Object.keys(changes).length > 0
  const form = {
    fields: { ...stored, ...touched },
    customers: apps.loaded.state === 'ready' ? customersOf(apps.loaded.value.apps) : [],
    onChange: (more: Partial<XeroAppFields>) => setTouched({ ...touched, ...more }),
  }
  const save = async () => {
    const after = await saving.run({ id: app.id, fields: changes })
    if (!after) return
    replace(after)
    draft.clear()
    say('ok', 'Saved.')
  }
  return (
    <Stack gap="s4" width="form">
      <NameFields {...form} />
      <KindFields {...form} />
      <TextField
        label="Client id"
        mono
        maxLength={200}
        value={form.fields.clientId}
        onChange={(clientId) => form.onChange({ clientId })}
        description="32 characters, 0–9 and A–F. Not secret."
      />
      <Section title="Redirect URIs" hint="Those registered in Xero, Configuration. Xero compares letter by letter.">
        <RedirectUris uris={form.fields.redirectUris} onChange={(redirectUris) => form.onChange({ redirectUris })} />
      </Section>
      <HolderField {...form} />
      <MoreFields {...form} />
      {saving.error && <ErrorCard error={saving.error} />}
      {dirty && (
        <ActionBar label="Unsaved changes">
          <span>Not saved yet</span>
          <Button onPress={draft.clear}>Discard</Button>
          <Button
            variant="primary"
            busy={saving.busy}
            isDisabled={form.fields.name.trim() === ''}
            onPress={() => void save()}
          >
            Save changes
          </Button>
        </ActionBar>
      )}
    </Stack>
  )
}
