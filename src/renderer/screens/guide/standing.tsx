// One sentence for the integration, what is known of the keys at Codat, whom it waits for, and what to send.
import { BookOpenCheck, FileText, NotebookPen, Milestone, PhoneCall, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { IntegrationView } from '../../../domain/guide/views'
import type { SheetRequest } from '../../../contract/sheets'
import { useAction, useChanges } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { CopyButton } from '../../components/copy'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { MoreMenu } from '../../components/menu'
import { Columns, Row, Split, Stack, Surface, Text } from '../../components/shapes'
import { Callout, StatusLine } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { ago } from '../../words/ages'
import { SheetDialog } from './sheet-dialog'
import { heldWords, partyOptions } from './words'
import { partyWords } from './party-words'

export function Standing({ integration }: { integration: IntegrationView }) {
  const { standing, held, name } = integration
  const calling = useAction('startCall')
  const deleting = useAction('deleteIntegration')
  const [sheet, setSheet] = useState<SheetRequest | null>(null)
  const call = () => void calling.run({ id: integration.id })
  useCommands([{ id: 'guide.call', label: `Call mode for ${name}`, group: name, icon: PhoneCall, run: call }])
  const error = calling.error ?? deleting.error
  return (
    <Stack as="section" gap="s2" aria-label="Where it stands">
      <Split align="start">
        <Callout
          tone={standing.ready ? 'ok' : 'watch'}
          title={standing.sentence}
          role="status"
          {...(standing.ready ? {} : { icon: Milestone })}
        >
          {standing.move !== null && <p>Next move: {partyWords[standing.move]}.</p>}
        </Callout>
        <MoreMenu
          label="More for this set-up"
          entries={[
            { id: 'call', label: 'Call mode', icon: PhoneCall, onAction: call },
            {
              id: 'prep-sheet',
              label: 'Prep sheet for a call…',
              icon: FileText,
              onAction: () => setSheet({ kind: 'prep', customer: integration.customer }),
            },
            {
              id: 'hand-over-sheet',
              label: 'Hand-over sheet…',
              icon: BookOpenCheck,
              onAction: () => setSheet({ kind: 'hand-over', integrationId: integration.id, withClientId: false }),
            },
            {
              id: 'delete',
              label: 'Delete this set-up…',
              icon: Trash2,
              onAction: () => void deleting.run({ id: integration.id }),
              danger: true,
            },
          ]}
        />
      </Split>
      <Row as="p" gap="s4" tone="soft">
        <StatusLine tone={heldWords[held].tone}>{heldWords[held].title}</StatusLine>
        {integration.codatName !== null && <span>Codat client: {integration.codatName}</span>}
      </Row>
      {integration.callToAskAbout !== null && <Recorded integration={integration} />}
      <Details summary="Waiting, notes and messages">
        <Waiting integration={integration} />
        {standing.message !== '' && <Message text={standing.message} />}
        <Notes integration={integration} />
      </Details>
      {error && <ErrorCard error={error} />}
      <SheetDialog request={sheet} onClose={() => setSheet(null)} />
    </Stack>
  )
}

/** Asked after a call: a recording keeps whatever was on screen. */
export function Recorded({ integration }: { integration: IntegrationView }) {
  const answering = useAction('answerRecorded')
  const answer = (recorded: boolean) => void answering.run({ id: integration.id, recorded })
  return (
    <Callout
      tone="watch"
      role="status"
      title="Was the call recorded?"
      actions={
        <>
          <Button size="small" busy={answering.busy} onPress={() => answer(true)}>
            Yes, it was
          </Button>
          <Button size="small" isDisabled={answering.busy} onPress={() => answer(false)}>
            No
          </Button>
        </>
      }
    >
      <p>If so, the secret that was generated during the call is marked as exposed: rotate it afterwards.</p>
      {answering.error && <ErrorCard error={answering.error} />}
    </Callout>
  )
}

function Waiting({ integration }: { integration: IntegrationView }) {
  const now = useNow(60_000)
  const saving = useChanges('updateIntegration')
  const { waitingOn } = integration
  const save = (who: (typeof partyOptions)[number]['value'], chaseOn: string | null) => {
    const since = waitingOn !== null && waitingOn.who === who ? waitingOn.since : new Date(now).toISOString()
    const next = who === 'nobody' ? null : { who, since, chaseOn }
    void saving.run({ id: integration.id, fields: { waitingOn: next } })
  }
  return (
    <Columns min="m" gap="s3">
      <SelectField
        label="Waiting on"
        value={waitingOn?.who ?? 'nobody'}
        options={partyOptions}
        onChange={(who) => save(who, waitingOn?.chaseOn ?? null)}
        {...(waitingOn === null ? {} : { description: `Since ${ago(waitingOn.since, now)}.` })}
      />
      {waitingOn !== null && (
        <TextField
          label="Ask again on"
          type="date"
          value={waitingOn.chaseOn ?? ''}
          onChange={(day) => save(waitingOn.who, day === '' ? null : day)}
        />
      )}
      {saving.error && <ErrorCard error={saving.error} />}
    </Columns>
  )
}

function Message({ text }: { text: string }) {
  return (
    <Stack gap="s2" align="start">
      <Surface as="pre" low>
        {text}
      </Surface>
      <CopyButton text={text} label="Copy the message" />
    </Stack>
  )
}

function Notes({ integration }: { integration: IntegrationView }) {
  const now = useNow(60_000)
  const adding = useAction('addIntegrationNote')
  const [draft, setDraft] = useState('')
  const add = async () => {
    const after = await adding.run({ id: integration.id, text: draft })
    if (after) setDraft('')
  }
  return (
    <>
      {integration.notes.length > 0 && (
        <Stack as="ul" gap="s1" aria-label="Notes">
          {integration.notes.toReversed().map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              <Text as="span" tone="quiet" small>
                {ago(at, now)}
              </Text>{' '}
              {text}
            </li>
          ))}
        </Stack>
      )}
      <Split
        as="form"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <TextField
          label="A note"
          value={draft}
          onChange={setDraft}
          maxLength={4_000}
          description="Not a place for secrets: notes are kept in a plain file."
        />
        <Button type="submit" icon={NotebookPen} busy={adding.busy} isDisabled={draft.trim() === ''}>
          Keep it
        </Button>
      </Split>
      {adding.error && <ErrorCard error={adding.error} />}
    </>
  )
}
