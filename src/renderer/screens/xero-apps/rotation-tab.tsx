// Rotation as a walk: five steps in their order, one open at a time, taken up again wherever it stopped.
import { Check, RefreshCw } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { PairVerdict } from '../../../domain/xero-apps/rotation-schema'
import type { Rotation, SlotNumber } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { ErrorCard } from '../../components/error-card'
import { Card, EmptyState } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Row, Stack, Text } from '../../components/shapes'
import { Callout, StatusLine } from '../../components/status'
import { MarkedStep, StepMark, Steps } from '../../components/step-mark'
import { useReplaceApp } from '../../shell/data'
import type { AppPart } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import { ago } from '../../words/ages'
import { RotationPasting } from './rotation-pasting'
import {
  isExposed,
  pairVerdictWords,
  rotatedWords,
  rotationOrder,
  slotToRetire,
  startWords,
  stepState,
  stepWords,
  survivalWords,
} from './rotation-words'
import { SecretIntake } from './secret-slot'
import styles from './rotation-tab.module.css'
import { slotName } from './words'

interface RotationTabProps {
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

export function RotationTab({ app, show }: RotationTabProps) {
  // A new secret that was pasted here a moment ago is checked without being asked: nobody pastes one that isn't to work.
  const [isFresh, setFresh] = useState(false)
  const [retired, setRetired] = useState<Rotation | null>(null)
  if (app.rotation) {
    return (
      <Walk
        app={app}
        rotation={app.rotation}
        isFresh={isFresh}
        onPasted={() => setFresh(true)}
        onRetired={setRetired}
      />
    )
  }
  if (retired !== null) return <Rotated rotation={retired} onAgain={() => setRetired(null)} />
  if (app.secrets.length === 0) {
    return (
      <EmptyState
        icon={RefreshCw}
        title="Nothing to rotate yet"
        actions={<Button onPress={() => show('keys')}>Open Keys</Button>}
      >
        <p>Once a client secret is stored, this is where it is replaced without cutting off a customer.</p>
      </EmptyState>
    )
  }
  return <Start app={app} onPasted={() => setFresh(true)} />
}

function Rotated({ rotation, onAgain }: { rotation: Rotation; onAgain: () => void }) {
  const { title, hint } = rotatedWords(rotation)
  return (
    <EmptyState icon={Check} title={title} actions={<Button onPress={onAgain}>Rotate again</Button>}>
      <p>{hint}</p>
    </EmptyState>
  )
}

function Start({ app, onPasted }: { app: XeroAppView; onPasted: () => void }) {
  const starting = useAction('startRotation')
  const replace = useReplaceApp()
  const [old, setOld] = useState<SlotNumber>(() => slotToRetire(app))
  const empty = app.secrets.length === 1 ? (old === 1 ? 2 : 1) : null
  const start = async () => {
    const after = await starting.run({ id: app.id, oldSlot: old })
    if (after) replace(after)
  }
  return (
    <EmptyState
      icon={RefreshCw}
      title="Rotate without cutting anyone off"
      actions={
        <Button variant={empty === null ? 'primary' : 'secondary'} busy={starting.busy} onPress={() => void start()}>
          Start the rotation
        </Button>
      }
    >
      <p>{startWords(isExposed(app, old))}</p>
      {app.secrets.length > 1 && (
        <ChoiceField
          label="Which one is to be retired?"
          value={String(old)}
          choices={app.secrets.map(({ slot }) => ({ value: String(slot), label: slotName(slot) }))}
          onChange={(chosen) => setOld(chosen === '2' ? 2 : 1)}
        />
      )}
      {empty !== null && (
        <>
          <p>
            Have you generated another secret in <OutsideLink id="xero.my-apps">My Apps</OutsideLink>? Pasting it here
            starts the rotation, and asks Xero about both. Or start it now and paste later.
          </p>
          <SecretIntake
            app={app}
            slot={empty}
            onStored={async () => {
              onPasted()
              await start()
            }}
          />
        </>
      )}
      {starting.error && <ErrorCard error={starting.error} />}
    </EmptyState>
  )
}

interface WalkProps {
  readonly app: XeroAppView
  readonly rotation: Rotation
  /** The new secret was pasted here, just now. */
  readonly isFresh: boolean
  readonly onPasted: () => void
  /** The old secret is gone, by which the rotation is over. */
  readonly onRetired: (rotation: Rotation) => void
}

function Walk({ app, rotation, isFresh, onPasted, onRetired }: WalkProps) {
  const now = useNow(30_000)
  const abandoning = useAction('abandonRotation')
  const replace = useReplaceApp()
  const survival = survivalWords(rotation, isExposed(app, rotation.oldSlot))
  const abandon = async () => {
    const after = await abandoning.run({ id: app.id })
    if (after) replace(after)
  }
  return (
    <Stack gap="s4" width="page">
      {survival && (
        <Callout
          tone={survival.tone}
          title={survival.title}
          role={survival.tone === 'act' ? 'alert' : 'status'}
          {...(survival.tone === 'act' ? { actions: <OutsideLink id="codat.integrations" /> } : {})}
        >
          <p>{survival.text}</p>
        </Callout>
      )}
      <Steps gap="s3" label="Steps of the rotation">
        {rotationOrder.map((step) => (
          <Step key={step} step={step} rotation={rotation}>
            <StepBody app={app} rotation={rotation} isFresh={isFresh} onPasted={onPasted} onRetired={onRetired} />
          </Step>
        ))}
      </Steps>
      <Row as="p" gap="s2" justify="between" tone="quiet">
        <span>Started {ago(rotation.startedAt, now)}. Every step is kept, so you can close Latchkey in between.</span>
        <Button variant="quiet" size="small" busy={abandoning.busy} onPress={() => void abandon()}>
          Abandon this rotation
        </Button>
      </Row>
      {abandoning.error && <ErrorCard error={abandoning.error} />}
    </Stack>
  )
}

function Step({ step, rotation, children }: { step: Rotation['step']; rotation: Rotation; children: ReactNode }) {
  const state = stepState(step, rotation.step)
  const { title, hint } = stepWords(step, rotation)
  const heading = (
    <Text as="h2" minor {...(state === 'current' ? { tabIndex: -1, 'data-next': true } : {})}>
      {title}
      {state === 'done' && <span className="hidden-label"> (done)</span>}
    </Text>
  )
  return (
    <MarkedStep isAhead={state === 'ahead'} isCurrent={state === 'current'}>
      <StepMark state={state === 'ahead' ? undefined : state}>
        {state === 'done' ? <Check size={13} strokeWidth={3} /> : rotationOrder.indexOf(step) + 1}
      </StepMark>
      {state === 'current' ? (
        <div className={styles.current}>
          <Card>
            {heading}
            <Text tone="soft">{hint}</Text>
            {children}
          </Card>
        </div>
      ) : (
        heading
      )}
    </MarkedStep>
  )
}

function StepBody({ app, rotation, isFresh, onPasted, onRetired }: WalkProps) {
  const replace = useReplaceApp()
  switch (rotation.step) {
    case 'generate':
      return (
        <>
          <p>
            <OutsideLink id="xero.my-apps" />
          </p>
          <SecretIntake
            app={app}
            slot={rotation.newSlot}
            onStored={(after) => {
              onPasted()
              replace(after)
            }}
          />
        </>
      )
    case 'check':
      return <CheckBoth app={app} rotation={rotation} atOnce={isFresh} />
    case 'paste':
      return <RotationPasting app={app} rotation={rotation} />
    case 'see':
      return <SeeIt app={app} />
    case 'retire':
      return <Retire app={app} rotation={rotation} onRetired={onRetired} />
  }
}

function CheckBoth({ app, rotation, atOnce }: { app: XeroAppView; rotation: Rotation; atOnce: boolean }) {
  const checking = useAction('checkRotation')
  const replace = useReplaceApp()
  const [found, setFound] = useState<{ old: PairVerdict; new: PairVerdict } | null>(null)
  const check = async () => {
    const answer = await checking.run({ id: app.id })
    if (!answer) return
    setFound({ old: answer.old, new: answer.new })
    replace(answer.app)
  }
  const started = useRef(false)
  useEffect(() => {
    if (!atOnce || started.current) return
    started.current = true
    void check()
  })
  return (
    <>
      {found && (
        <Stack as="ul" gap="s1" aria-label="What Xero said">
          <li>
            {slotName(rotation.newSlot)} (new):{' '}
            <StatusLine tone={pairVerdictWords[found.new].tone}>{pairVerdictWords[found.new].text}</StatusLine>
          </li>
          <li>
            {slotName(rotation.oldSlot)} (old):{' '}
            <StatusLine tone={pairVerdictWords[found.old].tone}>{pairVerdictWords[found.old].text}</StatusLine>
          </li>
        </Stack>
      )}
      {found?.new === 'refused' && (
        <p>Nothing has changed for the customer. Replace the new secret under Keys, then check again.</p>
      )}
      <div>
        <Button variant="primary" busy={checking.busy} onPress={() => void check()}>
          Check both with Xero
        </Button>
      </div>
      {checking.error && <ErrorCard error={checking.error} />}
    </>
  )
}

function SeeIt({ app }: { app: XeroAppView }) {
  const seeing = useAction('noteRotationSeen')
  const replace = useReplaceApp()
  const see = async () => {
    const after = await seeing.run({ id: app.id })
    if (after) replace(after)
  }
  return (
    <>
      <p>
        <OutsideLink id="codat.companies" />
      </p>
      <div>
        <Button variant="primary" busy={seeing.busy} onPress={() => void see()}>
          I saw a connection go through
        </Button>
      </div>
      {seeing.error && <ErrorCard error={seeing.error} />}
    </>
  )
}

function Retire({ app, rotation, onRetired }: Pick<WalkProps, 'app' | 'rotation' | 'onRetired'>) {
  const retiring = useAction('retireOldSecret')
  const replace = useReplaceApp()
  const say = useSay()
  const retire = async () => {
    const answer = await retiring.run({ id: app.id })
    if (!answer) return
    if (answer.retired) onRetired(rotation)
    replace(answer.app)
    if (answer.retired) say('ok', 'Rotated. The old secret is gone from this machine.')
  }
  return (
    <>
      <p>
        First in Xero: <OutsideLink id="xero.my-apps" />
      </p>
      <div>
        <Button variant="danger" busy={retiring.busy} onPress={() => void retire()}>
          {`Forget ${slotName(rotation.oldSlot).toLowerCase()} here…`}
        </Button>
      </div>
      {retiring.error && <ErrorCard error={retiring.error} />}
    </>
  )
}
