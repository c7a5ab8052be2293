// The ladder: what must be true, one rung under the other, with the user's own word where nothing can be asked.
import { LogIn } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { FeedPanel } from '../../../contract/bank-feeds'
import type { CallError } from '../../../contract/api'
import { isOfApp } from '../../../domain/bank-feeds/rungs'
import type { Rung } from '../../../domain/bank-feeds/schema'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Row, Stack, Text } from '../../components/shapes'
import { Badge } from '../../components/status'
import { toneClass } from '../../components/tone'
import { ToneIcon } from '../../components/tone-icon'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { DiagnosisCard } from '../diagnosis/diagnosis-card'
import { sideWords } from '../diagnosis/words'
import { useSignIn } from '../xero-apps/sign-in-run'
import styles from './bank-feeds.module.css'
import { askXeroWords, openAndPassed, rungStateWords, rungTitles, rungTones } from './words'

/** The company's own rungs; those of the Xero app stand above, once for all its companies. */
export function LadderList({ panel, onSaid }: { panel: FeedPanel; onSaid: () => void }) {
  const own = panel.ladder.rungs.filter((rung) => !isOfApp(rung))
  const { open, passed } = openAndPassed(own)
  const items = (rungs: readonly Rung[]) =>
    rungs.map((rung) => (
      <RungItem key={rung.id} rung={rung} appId={panel.place.appId}>
        {rung.id === 'consent' && <ConsentWord isYes={rung.state === 'yes'} panel={panel} onSaid={onSaid} />}
      </RungItem>
    ))
  return (
    <>
      {open.length > 0 && (
        <Stack as="ol" gap="s0" divided aria-label="What must be true">
          {items(open)}
        </Stack>
      )}
      {passed.length > 0 && (
        <Details summary={`${passed.length} of ${own.length} are met`}>
          <Stack as="ol" gap="s0" divided aria-label="What is met">
            {items(passed)}
          </Stack>
        </Details>
      )}
    </>
  )
}

/** `children`: what the user can say of it. */
export function RungItem({ rung, appId, children }: { rung: Rung; appId: string; children?: ReactNode }) {
  const now = useNow(30_000)
  const tone = rungTones[rung.state]
  return (
    <Row as="li" gap="s3" oneLine led align="start" data-rung={rung.id} data-state={rung.state}>
      <ToneIcon tone={tone} size={18} />
      <Stack gap="s1">
        <Row gap="s3" align="baseline">
          <h3>{rungTitles[rung.id]}</h3>
          <span className={toneClass(tone)}>{rungStateWords[rung.state]}</span>
          {rung.side !== null && (
            <Badge icon={null} tone={rung.side === 'you' ? 'info' : 'neutral'}>
              {sideWords[rung.side]}
            </Badge>
          )}
        </Row>
        <Text tone="soft">
          {rung.evidence}{' '}
          {rung.at !== null && (
            <Text as="span" tone="quiet">
              ({ago(rung.at, now)})
            </Text>
          )}
        </Text>
        {rung.todo !== null && rung.todo !== rung.diagnosis?.nextStep && <p>{rung.todo}</p>}
        {rung.diagnosis !== null && <DiagnosisCard diagnosis={rung.diagnosis} leading={false} />}
        {rung.signInTells && <AskXero appId={appId} />}
        {children}
      </Stack>
    </Row>
  )
}

/** To the sign-in test with the scopes for bank feeds chosen. What it showed last gives way; one that runs goes on. */
function AskXero({ appId }: { appId: string }) {
  const { openApp } = useNavigation()
  const { run, clear } = useSignIn()
  const ask = () => {
    if (run?.answer || run?.error) clear()
    openApp(appId, 'sign-in', { signInFor: 'bank-feeds' })
  }
  return (
    <Row gap="s3">
      <Button size="small" icon={LogIn} onPress={ask}>
        Ask Xero with a sign-in test
      </Button>
      <Text tone="quiet">{askXeroWords}</Text>
    </Row>
  )
}

interface ConsentWordProps {
  readonly isYes: boolean
  readonly panel: FeedPanel
  readonly onSaid: () => void
}

function ConsentWord({ isYes, panel: { place, words }, onSaid }: ConsentWordProps) {
  const saying = useAction('sayFeedWords')
  const say = async (on: string | null) => {
    const { appId, clientId } = place
    if ((await saying.run({ appId, clientId, words: { consentSince: on } })) !== null) onSaid()
  }
  return (
    <DayWord
      label="Codat asks for bankfeeds since"
      known={words.consentSince}
      isYes={isYes}
      saying={saying}
      onSay={(on) => void say(on)}
    />
  )
}

interface DayWordProps {
  readonly label: string
  /** The day that was noted; null for none. */
  readonly known: string | null
  readonly isYes: boolean
  readonly saying: { readonly busy: boolean; readonly error: CallError | null }
  /** Null takes it back. */
  readonly onSay: (on: string | null) => void
  /** More that is noted with the day. */
  readonly children?: ReactNode
}

/** The day since which something is so by the user's word. */
export function DayWord({ label, known, isYes, saying, onSay, children }: DayWordProps) {
  const [day, setDay] = useState(known ?? '')
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  if (isYes && known === null) return null
  const form = (
    <Row
      as="form"
      gap="s3"
      align="end"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isDay) onSay(day)
      }}
    >
      <TextField label={label} type="date" value={day} onChange={setDay} />
      {children}
      <Button type="submit" size="small" isDisabled={!isDay} busy={saying.busy}>
        Note it
      </Button>
      {known !== null && (
        <Button
          size="small"
          variant="quiet"
          onPress={() => {
            setDay('')
            onSay(null)
          }}
        >
          Take it back
        </Button>
      )}
      {saying.error && <ErrorCard error={saying.error} />}
    </Row>
  )
  return known === null ? form : <Details summary="Change what you noted">{form}</Details>
}
