// What practice mode can be told to do: things that go wrong, how its Xero behaves, a new first day.
import { ExternalLink, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { PracticeSeed, PracticeView } from '../../../contract/practice'
import type { PracticeFailureName } from '../../../contract/practice-failures'
import { useAction, useCall, useChanges } from '../../bridge'
import { Button } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { SwitchField } from '../../components/checks'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Section, Skeleton } from '../../components/layout'
import { Columns, Stack, Surface } from '../../components/shapes'
import { useSay } from '../../shell/toasts'
import {
  chooseFailures,
  clockOptions,
  failuresOn,
  firstGroup,
  groupOptions,
  type HowOften,
  howOftenChoices,
  rotationChoices,
} from './words'

const nothing = {}

export function PracticeControls() {
  const { loaded, reload, put } = useCall('getPractice', nothing)
  if (loaded.state === 'loading') return <Skeleton label="Asking the stand-ins" />
  if (loaded.state === 'error') return <ErrorCard error={loaded.error} onRetry={reload} />
  if (loaded.value.practice === null) return <p>Practice mode is off.</p>
  const given = { practice: loaded.value.practice, onChange: (practice: PracticeView) => put({ practice }) }
  return (
    <>
      <MyApps />
      <Behaviour {...given} />
      <Failures {...given} />
      <StartAgain {...given} />
    </>
  )
}

interface Given {
  readonly practice: PracticeView
  readonly onChange: (practice: PracticeView) => void
}

function MyApps() {
  const open = useAction('openPracticePage')
  return (
    <Stack gap="s3">
      <p>The practice Xero has a My Apps page of its own, where you generate practice secrets.</p>
      <div>
        <Button icon={ExternalLink} busy={open.busy} onPress={() => void open.run({ page: 'xero-my-apps' })}>
          Open practice My Apps
        </Button>
      </div>
      {open.error && <ErrorCard error={open.error} />}
    </Stack>
  )
}

function Behaviour({ practice, onChange }: Given) {
  const { run: change, error } = useChanges('setPracticeSettings', onChange)
  const { secretRotation, clockOffsetSeconds } = practice.settings
  return (
    <Section title="How the practice Xero behaves">
      <Columns min="m" gap="s4">
        <SelectField
          label="When a second secret is generated"
          value={secretRotation}
          options={rotationChoices}
          onChange={(chosen) => void change({ secretRotation: chosen })}
          description="Sources disagree on what Xero does, so you can rehearse both."
        />
        <SelectField
          label="Its clock"
          value={String(clockOffsetSeconds)}
          options={clockOptions(clockOffsetSeconds)}
          onChange={(seconds) => void change({ clockOffsetSeconds: Number(seconds) })}
          description="Your own clock stays as it is."
        />
      </Columns>
      {error && <ErrorCard error={error} />}
    </Section>
  )
}

function Failures({ practice, onChange }: Given) {
  const [group, setGroup] = useState(firstGroup)
  const [search, setSearch] = useState('')
  const [howOften, setHowOften] = useState<HowOften>('once')
  const { run, error } = useChanges('setPracticeFailure', onChange)
  const isOn = (name: PracticeFailureName) => practice.failures.some((failure) => failure.name === name)
  const turn = (name: PracticeFailureName, on: boolean) =>
    void run(on && howOften === 'once' ? { name, on, times: 1 } : { name, on })
  const found = chooseFailures(group, search)
  return (
    <Section title="What goes wrong" hint="Nothing goes wrong by itself here. Choose what should, and how often.">
      <FailuresOn practice={practice} />
      <Columns min="m" gap="s4">
        <SelectField label="Where" value={group} options={groupOptions} onChange={setGroup} />
        <TextField label="Search everywhere" value={search} onChange={setSearch} />
      </Columns>
      <ChoiceField label="How often" value={howOften} choices={howOftenChoices} onChange={setHowOften} />
      <Surface padded gap="s2" capped role="group" aria-label="Failures">
        {found.map(({ name, title }) => (
          <SwitchField key={name} label={title} isSelected={isOn(name)} onChange={(on) => turn(name, on)} />
        ))}
        {found.length === 0 && <p>No failure matches the search.</p>}
      </Surface>
      {error && <ErrorCard error={error} />}
    </Section>
  )
}

function FailuresOn({ practice }: { practice: PracticeView }) {
  const on = failuresOn(practice.failures)
  return (
    <div role="status">
      {on.length === 0 ? (
        <p>Everything goes well now.</p>
      ) : (
        <ul>
          {on.map(({ name, title, left }) => (
            <li key={name}>
              {title}: <strong>{left}</strong>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const seedChoices: readonly { value: PracticeSeed; label: string; hint: string }[] = [
  { value: 'furnished', label: 'Furnished', hint: 'With the Xero apps, organisations and clients it came with.' },
  { value: 'empty', label: 'Empty', hint: 'As on the first day with Xero: no app yet.' },
]

/** Folded away: it can't be taken back, though only practice is lost. */
function StartAgain({ practice, onChange }: Given) {
  const [seed, setSeed] = useState<PracticeSeed>(practice.seed)
  const resetting = useAction('resetPractice')
  const say = useSay()
  const reset = async () => {
    const after = await resetting.run({ seed })
    if (!after) return
    onChange(after)
    say('ok', 'The stand-ins are back to their first day.')
  }
  return (
    <Details summary="Start again from the first day">
      <Stack gap="s3">
        <p>
          Secrets and connections made at the practice Xero end, failures go off, and its settings go back. The practice
          records in Latchkey stay.
        </p>
        <ChoiceField label="Begin with" look="cards" value={seed} choices={seedChoices} onChange={setSeed} />
        <div>
          <Button icon={RotateCcw} variant="danger" busy={resetting.busy} onPress={() => void reset()}>
            Reset the stand-ins
          </Button>
        </div>
        {resetting.error && <ErrorCard error={resetting.error} />}
      </Stack>
    </Details>
  )
}
