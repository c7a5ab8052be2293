// Records that could not be read: named, with what can be done. They stay here until that is decided.
import type { DamagedRecord } from '../../../contract/app'
import { useCall, useChanges } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Card, Section } from '../../components/layout'
import { Callout } from '../../components/status'
import { useData } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import styles from './settings-screen.module.css'
import { damagedTitle, damagedWords } from './words'

const nothing = {}

/** In Settings, while there are any. */
export function DamagedRecords() {
  const damage = useCall('listDamage', nothing)
  const { apps, settings } = useData()
  const { run, error, busy } = useChanges('settleDamage', (after) => {
    damage.put(after)
    apps.reload()
    settings.reload()
  })
  if (damage.loaded.state === 'error') return <ErrorCard error={damage.loaded.error} onRetry={damage.reload} />
  if (damage.loaded.state !== 'ready' || damage.loaded.value.damaged.length === 0) return null
  return (
    <Section
      title="Damaged records"
      hint="Latchkey could not read these and left them unchanged. No secret is lost: those are in your keychain."
    >
      {damage.loaded.value.damaged.map((record) => (
        <Card key={`${record.kind} ${record.setAsideAs ?? record.file}`}>
          <Damaged
            record={record}
            busy={busy}
            onSettle={(setAsideAs, how) => void run({ kind: record.kind, setAsideAs, how })}
          />
        </Card>
      ))}
      {error && <ErrorCard error={error} />}
    </Section>
  )
}

interface DamagedProps {
  readonly record: DamagedRecord
  readonly busy: boolean
  readonly onSettle: (setAsideAs: string, how: 'put-back' | 'begin-anew') => void
}

function Damaged({ record, busy, onSettle }: DamagedProps) {
  const { kind, file, reason, setAsideAs, previousKept } = record
  return (
    <>
      <p>
        <strong>{damagedTitle(record)}</strong>: {reason}. {damagedWords[kind]}
      </p>
      <p>
        <code>{file}</code>
        {setAsideAs !== null && (
          <>
            {' '}
            is now named <code>{setAsideAs}</code>
          </>
        )}
      </p>
      {setAsideAs !== null && (
        <div className={styles.row}>
          {previousKept && (
            <Button busy={busy} onPress={() => onSettle(setAsideAs, 'put-back')}>
              Put the version before it back
            </Button>
          )}
          <Button busy={busy} onPress={() => onSettle(setAsideAs, 'begin-anew')}>
            {previousKept ? 'Begin anew instead' : 'Begin anew'}
          </Button>
        </div>
      )}
    </>
  )
}

/** Where everything begins: that something is damaged, and where to see it. Files of Xero apps are told there by themselves. */
export function DamageNotice() {
  const { loaded } = useCall('listDamage', nothing)
  const { go } = useNavigation()
  if (loaded.state !== 'ready') return null
  const told = loaded.value.damaged.filter(({ kind, newer }) => kind !== 'xero-app' && !newer)
  if (told.length === 0) return null
  return (
    <Callout tone="watch" title={told.length === 1 ? 'A record is damaged' : `${told.length} records are damaged`}>
      <p>{[...new Set(told.map(damagedTitle))].join(', ')}: what is shown of them may be empty.</p>
      <Button size="small" onPress={() => go({ screen: 'settings' })}>
        See what can be done
      </Button>
    </Callout>
  )
}
