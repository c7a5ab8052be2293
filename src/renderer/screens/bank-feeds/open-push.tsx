// A push that the customer's own system made, opened by its key or picked from Codat's list.
import { ClipboardPaste, Search } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import type { FeedPlace } from '../../../domain/bank-feeds/schema'
import type { ListedPush } from '../../../domain/bank-feeds/push/schema'
import { errorTexts } from '../../../domain/errors'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button, LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Section } from '../../components/layout'
import { Row, Stack, Surface, Text } from '../../components/shapes'
import { Badge, Callout } from '../../components/status'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { DiagnosisCard } from '../diagnosis/diagnosis-card'
import { rungTitles } from './words'

type Outcome = CallOutput<'openPush'>

export function OpenPush({ place }: { place: FeedPlace }) {
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const opening = useAction('openPush')
  const listing = useAction('listCompanyPushes')
  const [list, setList] = useState<CallOutput<'listCompanyPushes'> | null>(null)
  const open = async (what: string) => {
    setOutcome(null)
    setOutcome(await opening.run({ ...place, text: what }))
  }
  return (
    <Section
      title="Open a push"
      hint="One that the customer’s own system made: what became of it, and what to do next."
      actions={
        <Button size="small" busy={listing.busy} onPress={() => void listing.run(place).then(setList)}>
          List pushes
        </Button>
      }
    >
      <Stack gap="s3">
        <Row
          as="form"
          gap="s3"
          align="end"
          grow
          width="form"
          onSubmit={(event) => {
            event.preventDefault()
            void open(text)
          }}
        >
          <TextField
            label="Push operation key, Codat’s address of it, or the error it gave"
            value={text}
            onChange={setText}
            mono
          />
          <Button type="submit" size="small" icon={Search} isDisabled={text.trim() === ''} busy={opening.busy}>
            Open
          </Button>
        </Row>
        {opening.error && <ErrorCard error={opening.error} />}
        {outcome !== null && <Opened outcome={outcome} />}
        {outcome?.kind === 'opened' && <CheckPayload />}
        {listing.error && <ErrorCard error={listing.error} />}
        {list !== null && <PushList list={list} onOpen={(key) => void open(key)} />}
      </Stack>
    </Section>
  )
}

/** Codat doesn't give back what was sent, so the check of its lines begins with a copy of them. */
function CheckPayload() {
  const { go } = useNavigation()
  const pasting = useAction('pasteStatement')
  const paste = async () => {
    const answer = await pasting.run({})
    if (answer?.statement) go({ screen: 'statement' })
  }
  return (
    <>
      <p>
        Codat doesn’t show what was sent. Copy the request’s body in the customer’s system, and Latchkey checks its
        lines as it checks a file.
      </p>
      {pasting.error && <ErrorCard error={pasting.error} />}
      <Row gap="s2">
        <Button size="small" icon={ClipboardPaste} busy={pasting.busy} onPress={() => void paste()}>
          Check the copied lines
        </Button>
      </Row>
    </>
  )
}

function Opened({ outcome }: { outcome: Outcome }) {
  const now = useNow(30_000)
  switch (outcome.kind) {
    case 'no-key':
      return (
        <Callout tone="watch" role="status" title="There is no push operation key in that.">
          It is a long id with dashes; Codat gives it as pushOperationKey when something is pushed.
        </Callout>
      )
    case 'explained':
      return (
        <Stack role="status" gap="s3" aria-label="What that says">
          <p>It names no push, but says what it is about: the rung “{rungTitles[outcome.rung]}”.</p>
          <DiagnosisCard diagnosis={outcome.diagnosis} leading={false} />
        </Stack>
      )
    case 'not-found':
      return (
        <Callout tone="watch" role="status" title="Codat doesn’t know that push for this company.">
          Check that the key is whole and that it belongs to this company and Codat client.
        </Callout>
      )
    case 'problem': {
      const { message, nextStep } = errorTexts[`codat.${outcome.problem.kind}`]
      return (
        <Callout tone="act" role="status" title={message}>
          {nextStep}
        </Callout>
      )
    }
    case 'opened': {
      const { push } = outcome
      return (
        <Stack role="status" gap="s3" aria-label="The push that was opened">
          <p>
            <Badge icon={null}>{push.status}</Badge> {push.dataType ?? 'of a type Codat didn’t tell'}
            {push.requestedOn !== null && `, requested ${ago(push.requestedOn, now)}`}
            {push.rung !== null && `. It is about the rung “${rungTitles[push.rung]}”.`}
          </p>
          <DiagnosisCard diagnosis={push.diagnosis} leading={false} />
        </Stack>
      )
    }
  }
}

function PushList({ list, onOpen }: { list: CallOutput<'listCompanyPushes'>; onOpen: (key: string) => void }) {
  const now = useNow(30_000)
  const when = ({ requestedOn }: ListedPush): string =>
    requestedOn === null ? 'at a time not told' : ago(requestedOn, now)
  if (list.pushes.length === 0) return <Text tone="quiet">Codat lists no push for this company.</Text>
  return (
    <>
      {!list.complete && <p>Codat didn’t give the whole list.</p>}
      <Surface as="ul" lined aria-label="Pushes of this company">
        {list.pushes.slice(0, 50).map((push) => (
          <Row key={push.pushOperationKey} as="li" gap="s3" oneLine grow inset>
            <span>
              <LinkButton onPress={() => onOpen(push.pushOperationKey)}>{push.pushOperationKey}</LinkButton>{' '}
              <Text as="span" tone="quiet">
                {push.dataType ?? ''} {when(push)}
                {push.own && ', made here'}
              </Text>
            </span>
            <Badge icon={null}>{push.status}</Badge>
          </Row>
        ))}
      </Surface>
    </>
  )
}
