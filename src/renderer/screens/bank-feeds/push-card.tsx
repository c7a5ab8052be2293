// One push: how far it is, why it waits, what it asks, what stands in the way, and its report.
import { FileDown, Pause, Play, RotateCcw, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { grouped } from '../../../domain/amounts'
import type { PushView } from '../../../domain/bank-feeds/push/schema'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Row, Surface, Text } from '../../components/shapes'
import { Badge, Callout } from '../../components/status'
import { useSay } from '../../shell/toasts'
import { ago, atTime, onDay } from '../../words/ages'
import { DiagnosisCard } from '../diagnosis/diagnosis-card'
import { doubtWords, endWords, lineCount, mayCancel, pushStateWords, pushTones, timeLeft, waitingWords } from './words'

interface PartProps {
  readonly push: PushView
  readonly onChanged: (push: PushView) => void
}

interface PushCardProps extends PartProps {
  /** It was started here just now: the button that did is out of use, so the focus comes here. */
  readonly isNew?: boolean
}

export function PushCard({ push, onChanged, isNew = false }: PushCardProps) {
  const now = useNow(30_000)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isNew) card.current?.focus()
  }, [isNew])
  const { lines, arrivedLines, state } = push
  const left = timeLeft(push.secondsLeft)
  return (
    <Surface
      as="article"
      ref={card}
      tabIndex={-1}
      padded
      gap="s3"
      aria-label={`Push of ${push.statement}`}
      data-push-state={state}
    >
      <Row as="header" gap="s3">
        <h3>{push.statement}</h3>
        <Badge tone={pushTones[state]}>{pushStateWords[state]}</Badge>
        <Text as="span" tone="quiet">
          to {push.companyName}, “{push.accountName}”, {ago(push.openedAt, now)}
        </Text>
      </Row>
      <progress value={arrivedLines} max={Math.max(1, lines)} aria-label="Lines that have arrived" />
      <p>
        {arrivedLines.toLocaleString('en-GB')} of {lineCount(lines)} arrived
        {push.linesPerMinute !== null && `, ${push.linesPerMinute.toLocaleString('en-GB')} a minute`}
        {left !== null && `, ${left}`}.{' '}
        {push.waiting !== null && waitingWords(push.waiting, atTime(push.waiting.until))}
        {` ${endWords(push)}`}
      </p>
      <Question push={push} onChanged={onChanged} />
      {push.diagnosis !== null && <DiagnosisCard diagnosis={push.diagnosis} leading={false} />}
      {push.failure !== null && (
        <Callout tone="act" title={push.failure.message}>
          <p>{push.failure.nextStep}</p>
        </Callout>
      )}
      <Actions push={push} onChanged={onChanged} />
    </Surface>
  )
}

function Question({ push, onChanged }: PartProps) {
  const answering = useAction('answerPush')
  const { question } = push
  if (question === null) return null
  const say = async (arrived: boolean) => {
    const after = await answering.run({ pushId: push.id, arrived })
    if (after) onChanged(after)
  }
  return (
    <Callout
      tone="act"
      role="status"
      title={`Did request ${question.chunk + 1} arrive?`}
      actions={
        <>
          <Button size="small" busy={answering.busy} onPress={() => void say(true)}>
            Arrived…
          </Button>
          <Button size="small" busy={answering.busy} onPress={() => void say(false)}>
            Not arrived…
          </Button>
        </>
      }
    >
      <p>{doubtWords[question.why]} Nothing is guessed, so look in Xero, in this bank account.</p>
      <p>
        If its {lineCount(question.lines)} arrived, the last one is of {onDay(question.lastDate)} and the statement
        balance is {grouped(question.closingBalance)}.
        {question.balanceBefore !== null && ` If not, the balance is still ${grouped(question.balanceBefore)}.`}
      </p>
      {answering.error && <ErrorCard error={answering.error} />}
    </Callout>
  )
}

function Actions({ push, onChanged }: PartProps) {
  const say = useSay()
  const resuming = useAction('resumePush')
  const pausing = useAction('pausePush')
  const cancelling = useAction('cancelPush')
  const retrying = useAction('retryPush')
  const exporting = useAction('exportPushReport')
  const { id: pushId, state } = push
  const runs = state === 'running' || state === 'waiting'
  const mayGoOn = state === 'paused' || state === 'stopped' || state === 'ready'
  const take = (asked: Promise<PushView | null>) => void asked.then((after) => after && onChanged(after))
  const save = async (format: 'markdown' | 'csv') => {
    const saved = await exporting.run({ pushId, format })
    if (saved?.outcome === 'saved')
      say('ok', format === 'csv' ? `${lineCount(saved.rows)} saved.` : 'The report is saved.')
  }
  const error = resuming.error ?? pausing.error ?? cancelling.error ?? retrying.error ?? exporting.error
  return (
    <>
      {error && <ErrorCard error={error} />}
      <Row gap="s2">
        {runs && (
          <Button size="small" icon={Pause} busy={pausing.busy} onPress={() => take(pausing.run({ pushId }))}>
            Pause
          </Button>
        )}
        {mayGoOn && (
          <Button size="small" icon={Play} busy={resuming.busy} onPress={() => take(resuming.run({ pushId }))}>
            Go on
          </Button>
        )}
        {state === 'refused' && (
          <Button size="small" icon={RotateCcw} busy={retrying.busy} onPress={() => take(retrying.run({ pushId }))}>
            Send the refused request anew
          </Button>
        )}
        {mayCancel(push) && (
          <Button
            size="small"
            variant="quiet"
            icon={X}
            busy={cancelling.busy}
            onPress={() => take(cancelling.run({ pushId }))}
          >
            Cancel…
          </Button>
        )}
        <Button size="small" variant="quiet" icon={FileDown} onPress={() => void save('markdown')}>
          Report
        </Button>
        {state === 'refused' && (
          <Button size="small" variant="quiet" icon={FileDown} onPress={() => void save('csv')}>
            Refused lines
          </Button>
        )}
      </Row>
    </>
  )
}
