// The review: where the application stands, reminders, and each round of a reviewer's points with their replies.
import { useState } from 'react'
import type { CaseStatus, PartnerView, ReviewRound, RoundPoint } from '../../../domain/partner/schema'
import { useNow } from '../../clock'
import { useChosen } from '../../bridge'
import { Button } from '../../components/button'
import { CheckBox } from '../../components/checks'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Card, Section } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { Badge, Callout } from '../../components/status'
import { dayKey } from '../../words/ages'
import { type PartProps, useChange } from './change'
import { NoWay } from './checklist-panel'
import { Differences, Letter } from './dossier-panel'
import { optionsOf, statusTones, statusWords } from './words'

interface Props extends PartProps {
  readonly showWay: () => void
}

export function ReviewPanel({ view, put, showWay }: Props) {
  if (view.case === null) return <NoWay route={view.route} showWay={showWay} />
  const reply = view.letters.find(({ kind }) => kind === 'reply')
  return (
    <Stack gap="s5">
      <Status view={view} put={put} kase={view.case} />
      {view.case.rounds.toReversed().map((round, index) => (
        <Round key={round.id} view={view} put={put} round={round} newest={index === 0} />
      ))}
      {reply !== undefined && (
        <Section title="The reply">
          <Letter appId={view.appId} letter={reply} />
        </Section>
      )}
      {view.case.rounds.length > 0 && <Differences view={view} />}
      <NewRound view={view} put={put} />
    </Stack>
  )
}

type Case = NonNullable<PartnerView['case']>

function Status({ view, put, kase }: PartProps & { kase: Case }) {
  const setting = useChange('setPartnerStatus', put)
  const reminding = useChange('setPartnerReminder', put)
  const today = dayKey(new Date(useNow(60_000)).toISOString())
  const [status, setStatus] = useState<CaseStatus>(kase.status)
  const [on, setOn] = useState(today)
  const [remindOn, setRemindOn] = useState(kase.remindOn ?? '')
  const error = setting.error ?? reminding.error
  return (
    <Section title="Where it stands">
      <Card>
        <Row gap="s3">
          <Badge tone={statusTones[kase.status]}>{statusWords[kase.status]}</Badge>
          <Text as="span" tone="quiet">
            {kase.history.length === 0 ? 'Not sent yet.' : `since ${kase.history.at(-1)?.on ?? ''}`}
          </Text>
        </Row>
        {kase.reminderDue && (
          <Callout tone="watch" role="status" title={`You wanted to be reminded on ${kase.remindOn ?? ''}.`} />
        )}
        <Row gap="s2" align="end">
          <SelectField label="Status" value={status} options={optionsOf(statusWords)} onChange={setStatus} />
          <TextField label="On" type="date" value={on} onChange={setOn} />
          <Button
            isDisabled={on === ''}
            busy={setting.busy}
            onPress={() => void setting.run({ appId: view.appId, status, on })}
          >
            Note this status
          </Button>
        </Row>
        {view.route === 'app-store' && (
          <Text tone="quiet">Accepted moves the limit in Connections to Plus. It says nothing about bank feeds.</Text>
        )}
        {view.route === 'bank-feeds' && (
          <Text tone="quiet">
            Accepted is noted for bank feeds. The plan and the limit in Connections stay as they are.
          </Text>
        )}
        <Row gap="s2" align="end">
          <TextField label="Remind me on" type="date" value={remindOn} onChange={setRemindOn} />
          <Button
            busy={reminding.busy}
            onPress={() => void reminding.run({ appId: view.appId, remindOn: remindOn === '' ? null : remindOn })}
          >
            {remindOn === '' ? 'No reminder' : 'Keep the reminder'}
          </Button>
        </Row>
        {error && <ErrorCard error={error} />}
        {kase.history.length > 0 && (
          <Details summary="History">
            <ul>
              {kase.history.map(({ status: was, on: when, notedAt }) => (
                <li key={notedAt}>
                  {when}: {statusWords[was]}
                </li>
              ))}
            </ul>
          </Details>
        )}
      </Card>
    </Section>
  )
}

function Round({ view, put, round, newest }: PartProps & { round: ReviewRound; newest: boolean }) {
  const reopening = useChange('reopenPartnerItems', put)
  const [owner, setOwner] = useState('')
  const [dueOn, setDueOn] = useState('')
  const tied = round.points.some(({ itemIds, done }) => itemIds.length > 0 && !done)
  return (
    <Section
      title={`Points of ${round.on}`}
      hint={round.answeredOn === null ? 'Not answered yet.' : `Answered on ${round.answeredOn}.`}
    >
      <Stack as="ol" gap="s2">
        {round.points.map((point, index) => (
          <li key={point.id}>
            <Point view={view} put={put} roundId={round.id} point={point} number={index + 1} />
          </li>
        ))}
      </Stack>
      {newest && tied && (
        <Row gap="s2" align="end" role="group" aria-label="Open the tied items again">
          <TextField label="Owner of the reopened items" maxLength={120} value={owner} onChange={setOwner} />
          <TextField label="Due on" type="date" value={dueOn} onChange={setDueOn} />
          <Button
            busy={reopening.busy}
            onPress={() =>
              void reopening.run({ appId: view.appId, roundId: round.id, owner, dueOn: dueOn === '' ? null : dueOn })
            }
          >
            Open the tied items again
          </Button>
        </Row>
      )}
      {reopening.error && <ErrorCard error={reopening.error} />}
      <Details summary="The reviewer’s whole text">
        <Text written>{round.text}</Text>
      </Details>
    </Section>
  )
}

interface PointProps extends PartProps {
  readonly roundId: string
  readonly point: RoundPoint
  readonly number: number
}

function Point({ view, put, roundId, point, number }: PointProps) {
  const saving = useChange('savePartnerPoint', put)
  const [reply, setReply] = useState(point.reply)
  const items = view.checklist?.items ?? []
  const at = { appId: view.appId, roundId, pointId: point.id }
  const [tied, tie] = useChosen(point.itemIds, (itemIds) => saving.run({ ...at, change: { itemIds } }))
  const untied = items.filter(({ id }) => !tied.includes(id))
  return (
    <Card>
      <Text written>{point.text}</Text>
      <Row gap="s3" align="end">
        {tied.map((id) => {
          const title = items.find((item) => item.id === id)?.title ?? id
          return (
            <Button
              key={id}
              size="small"
              aria-label={`Untie ${title} from point ${number}`}
              onPress={() => tie(tied.filter((other) => other !== id))}
            >
              {`${title} ×`}
            </Button>
          )
        })}
        <SelectField
          label={`Tie point ${number} to`}
          value=""
          options={[
            { value: '', label: 'Choose an item…' },
            ...untied.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(id) => {
            if (id !== '') tie([...tied, id])
          }}
        />
      </Row>
      <TextField label={`Reply to point ${number}`} rows={2} maxLength={4_000} value={reply} onChange={setReply} />
      <Row gap="s2" justify="right">
        <CheckBox
          label="Settled"
          isSelected={point.done}
          onChange={(done) => void saving.run({ ...at, change: { done } })}
        />
        <Button
          size="small"
          isDisabled={reply === point.reply}
          busy={saving.busy}
          onPress={() => void saving.run({ ...at, change: { reply } })}
        >
          {`Save reply ${number}`}
        </Button>
      </Row>
      {saving.error && <ErrorCard error={saving.error} />}
    </Card>
  )
}

function NewRound({ view, put }: PartProps) {
  const adding = useChange('addPartnerRound', put)
  const today = dayKey(new Date(useNow(60_000)).toISOString())
  const [on, setOn] = useState(today)
  const [text, setText] = useState('')
  const add = async () => {
    if (await adding.run({ appId: view.appId, on, text })) setText('')
  }
  return (
    <Section
      title="A reviewer wrote"
      hint="Paste the text. Latchkey splits it into points and ties them to checkpoints; you have the last word."
    >
      <Card>
        <TextField label="The reviewer’s text" rows={5} maxLength={20_000} value={text} onChange={setText} />
        <Row gap="s2" align="end">
          <TextField label="Received on" type="date" value={on} onChange={setOn} />
          <Button
            variant="primary"
            isDisabled={text.trim() === '' || on === ''}
            busy={adding.busy}
            onPress={() => void add()}
          >
            Split into points
          </Button>
        </Row>
        {adding.error && <ErrorCard error={adding.error} />}
      </Card>
    </Section>
  )
}
