// One of the two places for a secret. Its value is never here: every act on it is a call, and main shows or copies it.
import { ClipboardPaste, Copy, Eye, ShieldCheck, SquarePen, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Arrival } from '../../../domain/vault/arrival'
import type { SlotNumber, StoredSecret } from '../../../domain/xero-apps/schema'
import type { PasteOutcome, XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { Card, Facts } from '../../components/layout'
import { MoreMenu } from '../../components/menu'
import { PasteOrType } from '../../components/paste-field'
import { Row, Surface, Text } from '../../components/shapes'
import { Badge, StatusLine } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { useReplaceApp, useSettings } from '../../shell/data'
import type { AppPart } from '../../shell/navigation'
import { KeysCheckResult, useKeysCheck } from './keys-check'
import { PasteResult, usePasteResult } from './paste-result'
import { ago } from '../../words/ages'
import { acceptedWords, arrivalOptions, arrivedOptions, secretAge, slotName } from './words'

interface SlotProps {
  readonly app: XeroAppView
  readonly slot: SlotNumber
  readonly show: (part: AppPart) => void
}

/** `onStored` takes the place of showing the app as it is then. */
function useIntake(app: XeroAppView, slot: SlotNumber, onStored?: (app: XeroAppView) => Promise<void> | void) {
  const replace = useReplaceApp()
  const result = usePasteResult()
  const pasting = useAction('pasteSecret')
  const typing = useAction('typeSecret')
  const storing = useAction('storeHeldSecret')
  const [arrival, setArrival] = useState<Arrival>('generated-here')

  const take = async (asking: () => Promise<PasteOutcome | null>) => {
    for (const action of [pasting, typing, storing]) action.clear()
    // What became of the paste before is no news beside what becomes of this one.
    result.clear()
    const outcome = await asking()
    if (!outcome) return
    result.show(outcome)
    if (outcome.outcome !== 'stored') return
    if (onStored === undefined) replace(outcome.app)
    else await onStored(outcome.app)
  }
  return {
    arrival,
    setArrival,
    result,
    busy: pasting.busy || typing.busy || storing.busy,
    error: pasting.error ?? typing.error ?? storing.error,
    paste: () => void take(() => pasting.run({ id: app.id, slot, arrival })),
    type: () => void take(() => typing.run({ id: app.id, slot, arrival })),
    storeHeld: (held: string) => void take(() => storing.run({ held })),
  }
}

export function SecretSlot({ app, slot, show }: SlotProps) {
  const secret = app.secrets.find((stored) => stored.slot === slot)
  const intake = useIntake(app, slot)
  const name = slotName(slot)
  return (
    <section aria-label={name}>
      <Card>
        {secret ? (
          <Filled app={app} secret={secret} intake={intake} show={show} />
        ) : (
          <>
            <Row gap="s2" oneLine>
              <h3>{name}</h3>
              <Badge>Empty</Badge>
            </Row>
            <Intake app={app} slot={slot} intake={intake} />
          </>
        )}
        <PasteResult result={intake.result} onAnyway={intake.storeHeld} />
        {intake.error && <ErrorCard error={intake.error} />}
      </Card>
    </section>
  )
}

interface IntakeProps {
  readonly app: XeroAppView
  readonly slot: SlotNumber
  /** Shows the app as it is once the secret is stored; without it that is done here. */
  readonly onStored?: (app: XeroAppView) => Promise<void> | void
  /** Whether one that is kept already may be pasted over without another word. */
  readonly asksAgain?: boolean
}

/** The way in for one slot, with its result: for places outside the slot's own card. */
export function SecretIntake({ app, slot, onStored, asksAgain = true }: IntakeProps) {
  const intake = useIntake(app, slot, onStored)
  const isKept = app.secrets.some((secret) => secret.slot === slot && secret.pending === null)
  const [isReplacing, setReplacing] = useState(false)
  const isAsked = asksAgain || !isKept || (isReplacing && intake.result.outcome?.outcome !== 'stored')
  const replaceIt = () => {
    intake.result.clear()
    setReplacing(true)
  }
  return (
    <>
      {isAsked && isKept && !asksAgain && <p>Replacing loses the value stored now.</p>}
      {isAsked ? (
        <Intake app={app} slot={slot} intake={intake} />
      ) : (
        <Row gap="s2">
          <StatusLine tone="ok">{`${slotName(slot)} is kept`}</StatusLine>
          <Button size="small" variant="quiet" icon={ClipboardPaste} onPress={replaceIt}>
            Replace it…
          </Button>
        </Row>
      )}
      <PasteResult result={intake.result} onAnyway={intake.storeHeld} />
      {intake.error && <ErrorCard error={intake.error} />}
    </>
  )
}

function Intake({ app, slot, intake }: { app: XeroAppView; slot: SlotNumber; intake: ReturnType<typeof useIntake> }) {
  const label = `Paste client secret ${slot}`
  useCommands([
    {
      id: `secret.paste.${slot}`,
      label,
      group: app.name,
      icon: ClipboardPaste,
      run: intake.paste,
    },
    {
      id: `secret.type.${slot}`,
      label: `Type client secret ${slot}`,
      group: app.name,
      icon: SquarePen,
      run: intake.type,
    },
  ])
  return (
    <>
      <SelectField
        label="How did it reach you?"
        value={intake.arrival}
        options={arrivalOptions}
        onChange={intake.setArrival}
      />
      <PasteOrType label={label} busy={intake.busy} onPaste={intake.paste} onType={intake.type} />
    </>
  )
}

interface FilledProps {
  readonly app: XeroAppView
  readonly secret: StoredSecret
  readonly intake: ReturnType<typeof useIntake>
  readonly show: (part: AppPart) => void
}

function Filled({ app, secret, intake, show }: FilledProps) {
  const now = useNow(30_000)
  const [replacing, setReplacing] = useState(false)
  const check = useKeysCheck(app, secret.slot)
  const actions = useSecretActions(app, secret.slot)
  const { slot } = secret
  const name = slotName(slot)
  const accepted = acceptedWords(secret, now)
  const { outcome } = intake.result
  const isStored = outcome?.outcome === 'stored'
  // Whoever pastes a secret wants to know whether Xero takes it. Asked once for each that is pasted here, and never of an app just opened.
  const asked = useRef<typeof outcome>(null)
  useEffect(() => {
    if (asked.current === outcome) return
    asked.current = outcome
    if (isStored && app.clientId !== '' && secret.pending === null) check.run()
  })
  const beginReplacing = () => {
    intake.result.clear()
    setReplacing(true)
  }

  useCommands([
    {
      id: `secret.check.${slot}`,
      label: `Check ${name.toLowerCase()} with Xero`,
      group: app.name,
      icon: ShieldCheck,
      run: check.run,
    },
    {
      id: `secret.reveal.${slot}`,
      label: `Reveal ${name.toLowerCase()}`,
      group: app.name,
      icon: Eye,
      run: actions.reveal,
    },
    { id: `secret.copy.${slot}`, label: `Copy ${name.toLowerCase()}`, group: app.name, icon: Copy, run: actions.copy },
  ])

  return (
    <>
      <FilledHead name={name} onReplace={beginReplacing} onRemove={actions.remove} />
      <StatusLine tone={accepted.tone}>{accepted.text}</StatusLine>
      {secret.kept === 'session' && <StatusLine tone="watch">Kept for this run only</StatusLine>}
      <SecretFacts secret={secret} now={now} />
      <SelectField
        look="quiet"
        label="Reached you by"
        value={secret.arrival}
        options={arrivedOptions}
        onChange={actions.rearrive}
      />
      <SecretButtons name={name} check={check} actions={actions} isNew={isStored} />
      <KeysCheckResult check={check} show={show} />
      {actions.error && <ErrorCard error={actions.error} />}
      {replacing && !isStored && (
        <Surface padded warned gap="s2">
          <p>
            Replacing loses the value stored now. If Codat still holds it, <strong>rotate</strong> instead.
          </p>
          <Intake app={app} slot={slot} intake={intake} />
          <div>
            <Button size="small" onPress={() => setReplacing(false)}>
              Done
            </Button>
          </div>
        </Surface>
      )}
    </>
  )
}

interface FilledHeadProps {
  readonly name: string
  readonly onReplace: () => void
  readonly onRemove: () => void
}

function FilledHead({ name, onReplace, onRemove }: FilledHeadProps) {
  return (
    <Row gap="s2" oneLine push>
      <h3>{name}</h3>
      <Text as="span" tone="quiet" aria-hidden>
        ••••••••••••
      </Text>
      <span>
        <MoreMenu
          label={`More for ${name.toLowerCase()}`}
          entries={[
            { id: 'replace', label: 'Replace…', icon: ClipboardPaste, onAction: onReplace },
            { id: 'remove', label: 'Remove…', icon: Trash2, onAction: onRemove, danger: true },
          ]}
        />
      </span>
    </Row>
  )
}

function SecretFacts({ secret, now }: { secret: StoredSecret; now: number }) {
  const settings = useSettings()
  const age = secretAge(secret, settings?.reminderDays ?? 0, now)
  return (
    <Facts
      facts={[
        { name: 'Stored', value: ago(secret.storedAt, now) },
        { name: 'On', value: secret.machine },
        { name: 'Length', value: `${secret.length} characters` },
        {
          name: 'Age',
          value: age.overdue ? <StatusLine tone="watch">{`${age.text}, due`}</StatusLine> : age.text,
        },
      ]}
    />
  )
}

interface SecretButtonsProps {
  readonly name: string
  readonly check: ReturnType<typeof useKeysCheck>
  readonly actions: ReturnType<typeof useSecretActions>
  /** It was stored just now, so checking it comes next. */
  readonly isNew: boolean
}

function SecretButtons({ name, check, actions: { busy, copy, reveal }, isNew }: SecretButtonsProps) {
  return (
    <Row gap="s2">
      <Button size="small" variant="primary" autoFocus={isNew} icon={ShieldCheck} busy={check.busy} onPress={check.run}>
        Check with Xero
      </Button>
      <Button size="small" icon={Copy} isDisabled={busy} onPress={copy} aria-label={`Copy ${name.toLowerCase()}`}>
        Copy
      </Button>
      <Button size="small" icon={Eye} isDisabled={busy} onPress={reveal} aria-label={`Reveal ${name.toLowerCase()}`}>
        Reveal
      </Button>
    </Row>
  )
}

function useSecretActions(app: XeroAppView, slot: SlotNumber) {
  const replace = useReplaceApp()
  const revealing = useAction('revealSecret')
  const copying = useAction('copySecret')
  const removing = useAction('removeSecret')
  const arriving = useAction('setSecretArrival')
  const id = app.id
  return {
    reveal: () => void revealing.run({ id, slot }),
    copy: () => void copying.run({ id, slot }),
    remove: async () => {
      const answer = await removing.run({ id, slot })
      if (answer) replace(answer.app)
    },
    rearrive: async (arrival: Arrival) => {
      const after = await arriving.run({ id, slot, arrival })
      if (after) replace(after)
    },
    busy: revealing.busy || copying.busy || removing.busy,
    error: revealing.error ?? copying.error ?? removing.error ?? arriving.error,
  }
}
