// One Codat client: what to do about it, its keys, the Xero apps it serves, what Codat says, its details.
import { ArrowLeft, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CodatClientFields } from '../../../domain/codat/schema'
import type { CodatBudget } from '../../../domain/codat/said'
import type { CodatClientView } from '../../../contract/codat-clients'
import { useAction, useChanges, useChosen } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Card, Screen, Section } from '../../components/layout'
import { MoreMenu } from '../../components/menu'
import { Badge, Callout, StatusLine } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { useReplaceCodatClient } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import { environmentWords } from '../xero-apps/words'
import { ClientNameFields, LinkedAppsField, TagsField } from './client-fields'
import { ApiKeys } from './api-keys'
import { AtCodat } from './at-codat'
import { clientVerdict, findingsOnTop, findingWords } from './words'
import { useRecordNames } from './xero-app-names'
import { ActionBar } from '../../components/action-bar'
import { Row, Stack } from '../../components/shapes'

interface CodatClientDetailProps {
  readonly client: CodatClientView
  readonly forSetUp: string | null
}

export function CodatClientDetail({ client, forSetUp }: CodatClientDetailProps) {
  const { go, openApp } = useNavigation()
  const say = useSay()
  const now = useNow(30_000)
  const deleting = useAction('deleteCodatClient')
  const [budget, setBudget] = useState<CodatBudget | null>(null)
  const verdict = clientVerdict(client, now)
  const list = () => go({ screen: 'codat', clientId: null })
  const remove = async () => {
    const answer = await deleting.run({ id: client.id })
    if (!answer?.deleted) return
    say('ok', `${client.name} is deleted from Latchkey.`)
    list()
  }
  useCommands([
    {
      id: 'codat-client.delete',
      label: `Delete ${client.name}…`,
      group: client.name,
      icon: Trash2,
      run: () => void remove(),
    },
  ])
  return (
    <Screen
      title={client.name}
      lead={
        <Row as="span" gap="s3">
          <Badge icon={null}>{environmentWords[client.environment]}</Badge>
          <StatusLine tone={verdict.tone}>{verdict.text}</StatusLine>
        </Row>
      }
      actions={
        <>
          {forSetUp !== null && (
            <Button variant="primary" icon={ArrowLeft} onPress={() => openApp(forSetUp, 'set-up')}>
              Back to the set-up
            </Button>
          )}
          <Button variant="quiet" icon={ArrowLeft} onPress={list}>
            All Codat clients
          </Button>
          <MoreMenu
            label="More actions"
            entries={[{ id: 'delete', label: 'Delete…', icon: Trash2, onAction: () => void remove(), danger: true }]}
          />
        </>
      }
    >
      {deleting.error && <ErrorCard error={deleting.error} />}
      <ClientFindings client={client} />
      <ApiKeys client={client} onBudget={setBudget} />
      <LinkedApps key={client.id} client={client} />
      <AtCodat client={client} budget={budget} onBudget={setBudget} />
      <ClientDetails client={client} />
    </Screen>
  )
}

function ClientFindings({ client }: { client: CodatClientView }) {
  const nameOf = useRecordNames()
  const findings = findingsOnTop(client)
  if (findings.length === 0) return null
  return (
    <Stack aria-label="To do" as="section" gap="s3">
      {findings.map((finding) => {
        const { title, text } = findingWords(finding, nameOf)
        return (
          <Callout key={`${finding.code} ${finding.key ?? ''}`} tone={finding.severity} title={title}>
            <p>{text}</p>
          </Callout>
        )
      })}
    </Stack>
  )
}

function LinkedApps({ client }: { client: CodatClientView }) {
  const { openApp } = useNavigation()
  const replace = useReplaceCodatClient()
  const nameOf = useRecordNames()
  const saving = useChanges('updateCodatClient', replace)
  const [chosen, link] = useChosen(client.xeroAppIds, (xeroAppIds) =>
    saving.run({ id: client.id, fields: { xeroAppIds } }),
  )
  return (
    <Section title="Xero apps" hint="Its companies are counted among the connections of the app whose keys it holds.">
      <Card>
        <LinkedAppsField values={chosen} onChange={link} />
        {saving.error && <ErrorCard error={saving.error} />}
        {client.xeroAppIds.length > 0 && (
          <Row gap="s2">
            {client.xeroAppIds.map((appId) => (
              <Button key={appId} size="small" onPress={() => openApp(appId, 'connections')}>
                {`Connections of ${nameOf(appId)}`}
              </Button>
            ))}
          </Row>
        )}
      </Card>
    </Section>
  )
}

function fieldsOf({ name, environment, xeroAppIds, tags, notes }: CodatClientView): CodatClientFields {
  return { name, environment, xeroAppIds, tags, notes }
}

function ClientDetails({ client }: { client: CodatClientView }) {
  const replace = useReplaceCodatClient()
  const say = useSay()
  const saving = useAction('updateCodatClient')
  const [touched, setTouched] = useState<Partial<CodatClientFields>>({})
  const fields = { ...fieldsOf(client), ...touched }
  const dirty = JSON.stringify(fields) !== JSON.stringify(fieldsOf(client))
  const change = (more: Partial<CodatClientFields>) => setTouched((before) => ({ ...before, ...more }))
  const save = async () => {
    const after = await saving.run({ id: client.id, fields: touched })
    if (!after) return
    replace(after)
    setTouched({})
    say('ok', 'Saved.')
  }
  return (
    <Section title="Details">
      <Stack gap="s4" width="form">
        <ClientNameFields fields={fields} onChange={change} />
        <TagsField tags={fields.tags} onChange={(tags) => change({ tags })} />
        <TextField
          label="Notes"
          rows={3}
          maxLength={4_000}
          value={fields.notes}
          onChange={(notes) => change({ notes })}
          description="Not a place for secrets: notes are kept in a plain file."
        />
        {saving.error && <ErrorCard error={saving.error} />}
        {dirty && (
          <ActionBar label="Unsaved changes">
            <span>Not saved yet</span>
            <Button onPress={() => setTouched({})}>Discard</Button>
            <Button
              variant="primary"
              busy={saving.busy}
              isDisabled={fields.name.trim() === ''}
              onPress={() => void save()}
            >
              Save changes
            </Button>
          </ActionBar>
        )}
      </Stack>
    </Section>
  )
}
