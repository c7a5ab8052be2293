// The limit of a Xero app: which, by whose word, and what full means; and a count the user read in My Apps.
import { useState } from 'react'
import type { Gauge } from '../../../domain/connections/schema'
import type { LimitSettingInput } from '../../../contract/connections'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button, LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Card, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Row } from '../../components/shapes'
import { Source } from '../../components/source'
import { Callout } from '../../components/status'
import { ago } from '../../words/ages'
import { limitDoubt, limitOptions, type LimitChoice, typedCount, typedLimit } from './words'

interface GaugeProps {
  readonly gauge: Gauge
  readonly put: (gauge: Gauge) => void
}

/** Said on top while the state hangs on a limit that nobody has confirmed. */
export function LimitDoubt({ gauge, put }: GaugeProps) {
  const setting = useAction('setConnectionLimit')
  const doubt = limitDoubt(gauge)
  if (doubt === null) return null
  const choose = async (preset: 'legacy' | 'starter') => {
    const next = await setting.run({ appId: gauge.appId, setting: { kind: 'preset', preset } })
    if (next) put(next)
  }
  return (
    <Callout
      tone="watch"
      title="Confirm the limit first"
      actions={
        <>
          <Button size="small" busy={setting.busy} onPress={() => void choose('legacy')}>
            {`It is ${gauge.limit.limit ?? ''}`}
          </Button>
          <Button size="small" busy={setting.busy} onPress={() => void choose('starter')}>
            {`It is ${gauge.limit.ifStarter ?? ''}`}
          </Button>
        </>
      }
    >
      <p>
        {doubt} <OutsideLink id="xero.my-apps">Look in My Apps</OutsideLink>
      </p>
      {setting.error && <ErrorCard error={setting.error} />}
    </Callout>
  )
}

export function LimitSection({ gauge, put }: GaugeProps) {
  const { limit, limitSetting } = gauge
  const setting = useAction('setConnectionLimit')
  const [typing, setTyping] = useState(false)
  const set = async (next: LimitSettingInput) => {
    const after = await setting.run({ appId: gauge.appId, setting: next })
    if (!after) return
    setTyping(false)
    put(after)
  }
  const choose = (choice: LimitChoice) => {
    setTyping(choice === 'typed')
    if (choice === 'typed') return
    void set(choice === 'automatic' ? { kind: choice } : { kind: 'preset', preset: choice })
  }
  const chosen: LimitChoice = typing
    ? 'typed'
    : limitSetting.kind === 'preset'
      ? limitSetting.preset
      : limitSetting.kind
  return (
    <Section title="The limit">
      <Card>
        <SelectField
          label="Limit of this Xero app"
          value={chosen}
          options={limitOptions}
          onChange={choose}
          description={`${limit.label}.`}
        />
        <Source source={limit.source} asOf={limit.asOf} doubt={limit.doubt} />
        {chosen === 'typed' && (
          <OwnLimit
            known={limitSetting.kind === 'typed' ? limitSetting.connections : null}
            busy={setting.busy}
            onSet={(connections) => void set({ kind: 'typed', connections })}
          />
        )}
        {limit.whatFullMeans.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>{limit.outside}</p>
        <TypedCount gauge={gauge} put={put} />
        {setting.error && <ErrorCard error={setting.error} />}
      </Card>
    </Section>
  )
}

interface OwnLimitProps {
  readonly known: number | null
  readonly busy: boolean
  readonly onSet: (limit: number) => void
}

function OwnLimit({ known, busy, onSet }: OwnLimitProps) {
  const [text, setText] = useState(known === null ? '' : String(known))
  const limit = typedLimit(text)
  return (
    <Row gap="s2" align="end">
      <TextField label="Connections it may have" value={text} onChange={setText} inputMode="numeric" />
      <Button
        isDisabled={limit === null || limit === known}
        busy={busy}
        onPress={() => {
          if (limit !== null) onSet(limit)
        }}
      >
        Set this limit
      </Button>
    </Row>
  )
}

function TypedCount({ gauge, put }: GaugeProps) {
  const now = useNow(30_000)
  const counting = useAction('setTypedCount')
  const [text, setText] = useState('')
  const count = typedCount(text)
  const noted = gauge.sources.find(({ kind }) => kind === 'typed')
  const note = async (next: number | null) => {
    const after = await counting.run({ appId: gauge.appId, count: next })
    if (!after) return
    setText('')
    put(after)
  }
  return (
    <>
      <Row gap="s2" align="end">
        <TextField label="Connections shown in My Apps" value={text} onChange={setText} inputMode="numeric" />
        <Button isDisabled={count === null} busy={counting.busy} onPress={() => void note(count)}>
          Note this count
        </Button>
      </Row>
      {noted !== undefined && noted.count !== null && noted.at !== null && (
        <p>
          You noted {noted.count.toLocaleString('en-GB')}, {ago(noted.at, now)}.{' '}
          <LinkButton onPress={() => void note(null)}>Take it back</LinkButton>
        </p>
      )}
      {counting.error && <ErrorCard error={counting.error} />}
    </>
  )
}
