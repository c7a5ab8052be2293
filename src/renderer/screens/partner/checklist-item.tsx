// One item of the checklist: closed it is a line, open it is everything to work on it.
import { ChevronRight, Link2, Paperclip, ShieldCheck } from 'lucide-react'
import { useId, useState } from 'react'
import type {
  ChecklistItemView,
  ItemAnswer,
  PartnerDoer,
  PartnerEvidence,
  PartnerView,
} from '../../../domain/partner/schema'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Columns, LineButton, Row, Stack, Surface, Text } from '../../components/shapes'
import { Source } from '../../components/source'
import { Badge, StatusLine } from '../../components/status'
import { ago } from '../../words/ages'
import { useChange } from './change'
import styles from './partner.module.css'
import { checkTones, doerWords, evidenceWords, itemFacts, optionsOf, stateTones, stateWords } from './words'

interface Props {
  readonly appId: string
  readonly item: ChecklistItemView
  readonly put: (view: PartnerView) => void
}

export function ChecklistItem({ appId, item, put }: Props) {
  const [open, setOpen] = useState(false)
  // Once open it stays, so that closing an item loses nothing that isn't saved yet.
  const [wasOpen, setWasOpen] = useState(false)
  const toggle = () => {
    setOpen(!open)
    setWasOpen(true)
  }
  const body = useId()
  const { answer, lastCheck } = item
  return (
    <Surface>
      <LineButton aria-expanded={open} aria-controls={body} onClick={toggle}>
        <ChevronRight size={15} aria-hidden />
        <Text as="span" strong>
          {item.title}
        </Text>
        <Text as="span" tone="quiet" className={styles.facts}>
          {itemFacts(item)}
        </Text>
        {item.news !== 'none' && <Badge tone="info">{item.news === 'new' ? 'New' : 'Changed'}</Badge>}
        {item.overdue && <Badge tone="act">Overdue</Badge>}
        {lastCheck !== null && lastCheck.outcome !== 'passed' && (
          <Badge tone={checkTones[lastCheck.outcome]}>
            {lastCheck.outcome === 'failed' ? 'Check failed' : 'Unclear'}
          </Badge>
        )}
        <Badge tone={stateTones[answer.state]}>{stateWords[answer.state]}</Badge>
      </LineButton>
      <div id={body} hidden={!open}>
        {wasOpen && <Body appId={appId} item={item} put={put} />}
      </div>
    </Surface>
  )
}

function Body({ appId, item, put }: Props) {
  const now = useNow(30_000)
  const { lastCheck } = item
  return (
    <Stack gap="s3" className={styles.body}>
      <p>
        {item.wants ?? 'The criteria aren’t public: get the App Review Form from Codat, attach it, tick against it.'}
      </p>
      <Text tone="quiet">How to show it: {item.howToShow}</Text>
      {lastCheck !== null && (
        <div>
          <StatusLine tone={checkTones[lastCheck.outcome]}>
            {lastCheck.says} Checked {ago(lastCheck.at, now)}.
          </StatusLine>
          {lastCheck.nextStep !== null && <Text tone="quiet">{lastCheck.nextStep}</Text>}
        </div>
      )}
      <Answer appId={appId} item={item} put={put} />
      <Evidence appId={appId} item={item} put={put} />
      {item.earlier.map(({ itemId, answer }) => (
        <Text key={itemId} tone="quiet">
          Your earlier answer to <code>{itemId}</code>: {stateWords[answer.state]}. {answer.notes}
        </Text>
      ))}
      <Source source={item.source} asOf={item.asOf} doubt={item.doubt} />
    </Stack>
  )
}

type DoerChoice = PartnerDoer | ''
type Touched = Partial<Omit<ItemAnswer, 'evidence'>>

function Answer({ appId, item, put }: Props) {
  const saving = useChange('savePartnerItem', put)
  const [touched, setTouched] = useState<Touched>({})
  const { answer, suggestedDoer, title } = item
  const { state, reason, doneBy, owner, dueOn, notes } = { ...answer, ...touched }
  const touch = (change: Touched) => setTouched({ ...touched, ...change })
  const suggested = suggestedDoer === null ? 'Not said' : `As suggested: ${doerWords[suggestedDoer]}`
  const doers: readonly { value: DoerChoice; label: string }[] = [
    { value: '', label: suggested },
    ...optionsOf(doerWords),
  ]
  const needsReason = state === 'waived' && reason.trim() === ''
  const save = async () => {
    if (await saving.run({ appId, itemId: item.id, change: touched })) setTouched({})
  }
  return (
    <Stack gap="s2" role="group" aria-label={`Your answer to ${title}`}>
      <Columns min="l" gap="s3" align="end">
        <SelectField
          label="State"
          value={state}
          options={optionsOf(stateWords)}
          onChange={(next) => touch({ state: next })}
        />
        <SelectField
          label="Who does it"
          value={doneBy ?? ''}
          options={doers}
          onChange={(next) => touch({ doneBy: next === '' ? null : next })}
        />
        <TextField label="Owner" maxLength={120} value={owner} onChange={(text) => touch({ owner: text })} />
        <TextField
          label="Due"
          type="date"
          value={dueOn ?? ''}
          onChange={(day) => touch({ dueOn: day === '' ? null : day })}
        />
      </Columns>
      {state === 'waived' && (
        <TextField
          label="Why it doesn’t apply"
          maxLength={1_000}
          value={reason}
          onChange={(text) => touch({ reason: text })}
          {...(needsReason ? { error: 'A waived item needs its reason.' } : {})}
        />
      )}
      <TextField label="Notes" rows={2} maxLength={4_000} value={notes} onChange={(text) => touch({ notes: text })} />
      {saving.error && <ErrorCard error={saving.error} />}
      <Row gap="s2" justify="right">
        <Button
          variant="primary"
          size="small"
          isDisabled={Object.keys(touched).length === 0 || needsReason}
          busy={saving.busy}
          onPress={() => void save()}
        >
          Save answer
        </Button>
      </Row>
    </Stack>
  )
}

function Evidence({ appId, item, put }: Props) {
  const adding = useChange('addPartnerFile', put)
  const linking = useChange('addPartnerLink', put)
  const checking = useChange('addPartnerCheck', put)
  const removing = useChange('setAsidePartnerEvidence', put)
  const [url, setUrl] = useState('')
  const at = { appId, itemId: item.id }
  const addLink = async () => {
    if (await linking.run({ ...at, label: '', url: url.trim() })) setUrl('')
  }
  const error = adding.error ?? linking.error ?? checking.error ?? removing.error
  return (
    <Stack gap="s2" role="group" aria-label={`Evidence for ${item.title}`}>
      <h3>Evidence</h3>
      {item.answer.evidence.length === 0 && <Text tone="quiet">Nothing attached yet.</Text>}
      <Stack as="ul" gap="s2">
        {item.answer.evidence.map((evidence) => (
          <EvidenceRow
            key={evidence.id}
            evidence={evidence}
            setAside={() => void removing.run({ ...at, evidenceId: evidence.id })}
          />
        ))}
      </Stack>
      <Row gap="s2" align="end">
        <Button size="small" icon={Paperclip} busy={adding.busy} onPress={() => void adding.run(at)}>
          Attach a file…
        </Button>
        {item.lastCheck !== null && (
          <Button size="small" icon={ShieldCheck} onPress={() => void checking.run(at)}>
            Attach the check
          </Button>
        )}
        <TextField
          label="Link to evidence"
          mono
          placeholder="https://"
          maxLength={1_000}
          value={url}
          onChange={setUrl}
        />
        <Button size="small" icon={Link2} isDisabled={url.trim() === ''} onPress={() => void addLink()}>
          Attach the link
        </Button>
      </Row>
      {error && <ErrorCard error={error} />}
    </Stack>
  )
}

function EvidenceRow({ evidence, setAside }: { evidence: PartnerEvidence; setAside: () => void }) {
  const text = evidenceWords(evidence)
  if (evidence.setAsideAt !== null)
    return (
      <Text as="li" tone="quiet">
        {text} <Badge>Set aside on {evidence.setAsideAt.slice(0, 10)}</Badge>
      </Text>
    )
  return (
    <li>
      {text}{' '}
      <Button size="small" variant="quiet" aria-label={`Set aside ${text}`} onPress={setAside}>
        Set aside
      </Button>
    </li>
  )
}
