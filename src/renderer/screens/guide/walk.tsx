// The walk: every step with its state, one open at a time, in any order. What a step holds comes from main as data.
import { ArrowRight, Check, ChevronRight, Minus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { StepId } from '../../../domain/guide/schema'
import type { IntegrationView, StepView, Walk as WalkData, WalkStep } from '../../../domain/guide/views'
import type { XeroAppView } from '../../../contract/xero-apps'
import { countSteps, stepCountWords } from '../../../domain/standing/steps'
import { stepStateWords } from '../../../domain/wording'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { OutsideLink } from '../../components/outside-link'
import { LineButton, List, Row, Stack, Surface, Text } from '../../components/shapes'
import { Badge } from '../../components/status'
import { StepMark } from '../../components/step-mark'
import { useCommands } from '../../shell/commands'
import type { AppPart } from '../../shell/navigation'
import { useRemembered } from '../../shell/remembered'
import { ago } from '../../words/ages'
import styles from './guide.module.css'
import { StepBody } from './step-body'
import { firstOpenStep, isDone, isSettled, nextOpenStep } from './walk-order'
import { toneOf } from './words'
import { partyWords } from './party-words'

interface WalkProps {
  readonly integration: IntegrationView
  readonly walk: WalkData
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

export function Walk({ integration, walk, app, show }: WalkProps) {
  const first = firstOpenStep(integration)
  const [left, setLeft] = useRemembered(`step ${integration.id}`, first ?? '')
  const open = walk.steps.find(({ id }) => id === left)?.id ?? null
  const setOpen = (id: StepId | null) => setLeft(id ?? '')
  useCommands(
    walk.steps.map(({ id, title }, index) => ({
      id: `guide.step.${id}`,
      label: `Step ${index}: ${title}`,
      group: integration.name,
      icon: ChevronRight,
      run: () => setOpen(id),
    })),
  )
  return (
    <Stack as="section" gap="s2" aria-label="Steps">
      <Text as="h2" minor tone="quiet">
        Steps: {stepCountWords(countSteps(integration.steps))}.
      </Text>
      <Surface as="ol" lined aria-label="Steps of the set-up">
        {walk.steps.map((step, index) => {
          const view = integration.steps.find(({ id }) => id === step.id)
          if (view === undefined) return null
          return (
            <Step
              key={step.id}
              step={step}
              view={view}
              number={index}
              isOpen={open === step.id}
              onToggle={() => setOpen(open === step.id ? null : step.id)}
            >
              <StepContent integration={integration} step={step} view={view} app={app} show={show} />
              {isSettled(view) && (
                <NextStep walk={walk} id={nextOpenStep(integration.steps, step.id)} onOpen={setOpen} />
              )}
            </Step>
          )
        })}
      </Surface>
    </Stack>
  )
}

/** From a step that is done, on to the next. */
function NextStep({ walk, id, onOpen }: { walk: WalkData; id: StepId | null; onOpen: (id: StepId) => void }) {
  const next = walk.steps.find((step) => step.id === id)
  if (next === undefined) return null
  return (
    <div>
      <Button size="small" icon={ArrowRight} onPress={() => onOpen(next.id)}>
        {`Next: ${next.title}`}
      </Button>
    </div>
  )
}

const marks: Partial<Record<StepView['state'], 'done' | 'begun' | 'doubtful'>> = {
  verified: 'done',
  'said-done': 'begun',
  doing: 'begun',
  stale: 'doubtful',
}

interface StepProps {
  readonly step: WalkStep
  readonly view: StepView
  readonly number: number
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}

function Step({ step, view, number, isOpen, onToggle, children }: StepProps) {
  const body = `step-${step.id}`
  const place = useRef<HTMLLIElement>(null)
  const wasOpen = useRef(isOpen)
  // Another step that closes above moves this one: its head is brought back into view.
  useEffect(() => {
    if (isOpen && !wasOpen.current) place.current?.scrollIntoView({ block: 'start' })
    wasOpen.current = isOpen
  }, [isOpen])
  return (
    <li ref={place} data-step={step.id} data-state={view.state}>
      <h3>
        <LineButton led className={styles.head} aria-expanded={isOpen} aria-controls={body} onClick={onToggle}>
          <StepMark state={marks[view.state]}>
            {view.state === 'verified' ? <Check size={13} strokeWidth={3} /> : null}
            {view.state === 'not-needed' || view.state === 'skipped' ? <Minus size={13} strokeWidth={3} /> : null}
            {!isDone(view) && view.state !== 'skipped' && number}
          </StepMark>
          <Text as="span" strong>
            {step.title}
          </Text>
          <Badge tone={toneOf(view)}>{stepStateWords[view.state]}</Badge>
          <ChevronRight size={15} aria-hidden />
        </LineButton>
      </h3>
      {isOpen && (
        <Stack id={body} gap="s3" className={styles.stepBody}>
          {children}
        </Stack>
      )}
    </li>
  )
}

export interface ContentProps {
  readonly integration: IntegrationView
  readonly step: WalkStep
  readonly view: StepView
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

export function StepContent({ integration, step, view, app, show }: ContentProps) {
  const now = useNow(30_000)
  return (
    <>
      <p>{step.lead}</p>
      <p role="status">
        {view.why}{' '}
        {view.at !== null && view.by !== 'nobody' && (
          <Text as="span" tone="quiet" small>
            {ago(view.at, now)}
          </Text>
        )}
      </p>
      <ToDo step={step} isSettled={isSettled(view)} />
      {step.links.length > 0 && (
        <Row as="p" gap="s4">
          {step.links.map((id) => (
            <OutsideLink key={id} id={id} />
          ))}
        </Row>
      )}
      {step.traps.length > 0 && (
        <List kind="disc" gap="s1" tone="soft" className={styles.traps} aria-label="Traps">
          {step.traps.map((trap) => (
            <li key={trap}>{trap}</li>
          ))}
        </List>
      )}
      <StepBody integration={integration} step={step} app={app} show={show} />
      <Checks step={step} />
      <Saying integration={integration} step={step} view={view} />
    </>
  )
}

/** What to do; folded once it is done, so that it doesn't ask for it again. */
function ToDo({ step, isSettled: settled }: { step: WalkStep; isSettled: boolean }) {
  if (step.todo.length === 0) return null
  const list = (
    <List kind="decimal" gap="s1" tone="soft">
      {step.todo.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </List>
  )
  return settled ? <Details summary="What there was to do">{list}</Details> : list
}

function Checks({ step }: { step: WalkStep }) {
  if (step.checks.length + step.cannotCheck.length === 0) return null
  return (
    <Details summary="What is checked, and what can’t be">
      {step.checks.length > 0 && (
        <>
          <p>Latchkey checks:</p>
          <List kind="disc" gap="s1">
            {step.checks.map((check) => (
              <li key={check}>{check}</li>
            ))}
          </List>
        </>
      )}
      {step.cannotCheck.length > 0 && (
        <>
          <p>It can’t check:</p>
          <List kind="disc" gap="s1">
            {step.cannotCheck.map((check) => (
              <li key={check}>{check}</li>
            ))}
          </List>
        </>
      )}
    </Details>
  )
}

/** What you say of a step. A check's word stays a check's. */
function Saying({ integration, step, view }: { integration: IntegrationView; step: WalkStep; view: StepView }) {
  const saying = useAction('sayStep')
  const say = (state: 'doing' | 'said-done' | 'skipped' | null) =>
    void saying.run({ id: integration.id, step: step.id, state, why: null })
  const said = integration.said[step.id]
  return (
    <Row gap="s2" grow ruled>
      {/* What is settled is nobody's move. */}
      <Text as="span" tone="quiet" small>
        {isSettled(view) ? null : `Whose move: ${partyWords[view.move]}.`}
      </Text>
      {said === undefined ? (
        !isSettled(view) &&
        view.by !== 'latchkey' && (
          <>
            {/* The hand-over has its own way to say so, which notes which keys were pasted. */}
            {step.id !== 'hand-over' && (
              <Button size="small" busy={saying.busy} onPress={() => say('said-done')}>
                It is done
              </Button>
            )}
            <Button size="small" variant="quiet" isDisabled={saying.busy} onPress={() => say('skipped')}>
              Skip it
            </Button>
          </>
        )
      ) : (
        <Button size="small" variant="quiet" busy={saying.busy} onPress={() => say(null)}>
          Take back “{stepStateWords[said.state].toLowerCase()}”
        </Button>
      )}
      {saying.error && <ErrorCard error={saying.error} />}
    </Row>
  )
}
