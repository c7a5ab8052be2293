// The ladder: what must be true, one rung under the other, with the user's own word where nothing can be asked.
import { LogIn } from 'lucide-react'
import { useState } from 'react'
import type { FeedPanel } from '../../../contract/bank-feeds'
import type { Rung } from '../../../domain/bank-feeds/schema'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { cx } from '../../components/class-names'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Badge } from '../../components/status'
import { ToneIcon } from '../../components/tone-icon'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { DiagnosisCard } from '../diagnosis/diagnosis-card'
import { sideWords } from '../diagnosis/words'
import { useSignIn } from '../xero-apps/sign-in-run'
import styles from './bank-feeds.module.css'
import { askXeroWords, openAndPassed, rungStateWords, rungTitles, rungTones } from './words'

export function LadderList({ panel, onSaid }: { panel: FeedPanel; onSaid: () => void }) {
  const { open, passed } = openAndPassed(panel.ladder.rungs)
  const items = (rungs: readonly Rung[]) =>
    rungs.map((rung) => <RungItem key={rung.id} rung={rung} panel={panel} onSaid={onSaid} />)
  return (
    <>
      {open.length > 0 && (
        <ol className={styles.rungs} aria-label="What must be true">
          {items(open)}
        </ol>
      )}
      {passed.length > 0 && (
        <Details summary={`${passed.length} of ${panel.ladder.rungs.length} are met`}>
          <ol className={styles.rungs} aria-label="What is met">
            {items(passed)}
          </ol>
        </Details>
      )}
    </>
  )
}

function RungItem({ rung, panel, onSaid }: { rung: Rung; panel: FeedPanel; onSaid: () => void }) {
  const now = useNow(30_000)
  const tone = rungTones[rung.state]
  return (
    <li className={styles.rung} data-rung={rung.id} data-state={rung.state}>
      <ToneIcon tone={tone} size={18} />
      <div>
        <div className={styles.rungHead}>
          <h3>{rungTitles[rung.id]}</h3>
          <span className={cx(styles[tone])}>{rungStateWords[rung.state]}</span>
          {rung.side !== null && (
            <Badge icon={null} tone={rung.side === 'you' ? 'info' : 'neutral'}>
              {sideWords[rung.side]}
            </Badge>
          )}
        </div>
        <p className={styles.evidence}>
          {rung.evidence} {rung.at !== null && <span className={styles.quiet}>({ago(rung.at, now)})</span>}
        </p>
        {rung.todo !== null && rung.todo !== rung.diagnosis?.nextStep && <p className={styles.todo}>{rung.todo}</p>}
        {rung.diagnosis !== null && <DiagnosisCard diagnosis={rung.diagnosis} leading={false} />}
        {rung.signInTells && <AskXero appId={panel.place.appId} />}
        <OwnWord rung={rung} panel={panel} onSaid={onSaid} />
      </div>
    </li>
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
    <div className={styles.ask}>
      <Button size="small" icon={LogIn} onPress={ask}>
        Ask Xero with a sign-in test
      </Button>
      <p className={styles.quiet}>{askXeroWords}</p>
    </div>
  )
}

const wordOf = { agreement: 'agreement', 'app-enabled': 'appEnabledOn', consent: 'consentSince' } as const
const dayLabels = {
  agreement: 'Agreed on',
  'app-enabled': 'Enabled on',
  consent: 'Codat asks for bankfeeds since',
} as const

function isSayable(id: Rung['id']): id is keyof typeof wordOf {
  return Object.hasOwn(wordOf, id)
}

function OwnWord({ rung: { id, state }, panel, onSaid }: { rung: Rung; panel: FeedPanel; onSaid: () => void }) {
  return isSayable(id) ? <WordForm id={id} isYes={state === 'yes'} panel={panel} onSaid={onSaid} /> : null
}

interface WordFormProps {
  readonly id: keyof typeof wordOf
  readonly isYes: boolean
  readonly panel: FeedPanel
  readonly onSaid: () => void
}

function WordForm({ id, isYes, panel: { place, words }, onSaid }: WordFormProps) {
  const saying = useAction('sayFeedWords')
  const known = id === 'agreement' ? words.agreement?.on : words[wordOf[id]]
  const [day, setDay] = useState(typeof known === 'string' ? known : '')
  const [document, setDocument] = useState(words.agreement?.document ?? '')
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  const say = async (on: string | null) => {
    const said = id === 'agreement' ? { agreement: on === null ? null : { on, document } } : { [wordOf[id]]: on }
    if (await saying.run({ appId: place.appId, clientId: place.clientId, words: said })) onSaid()
  }
  if (isYes && typeof known !== 'string') return null
  const form = (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isDay) void say(day)
      }}
    >
      <TextField label={dayLabels[id]} type="date" value={day} onChange={setDay} />
      {id === 'agreement' && <TextField label="Document" value={document} onChange={setDocument} />}
      <Button type="submit" size="small" isDisabled={!isDay} busy={saying.busy}>
        Note it
      </Button>
      {typeof known === 'string' && (
        <Button
          size="small"
          variant="quiet"
          onPress={() => {
            setDay('')
            void say(null)
          }}
        >
          Take it back
        </Button>
      )}
      {saying.error && <ErrorCard error={saying.error} />}
    </form>
  )
  if (typeof known === 'string') return <Details summary="Change what you noted">{form}</Details>
  return id === 'consent' ? form : <Details summary="Note it once, for every company of this app">{form}</Details>
}
