// Records that could not be read: named, with what can be done. They stay here until that is decided.
import type { DamagedRecord } from '../../../contract/app'
import { type Loaded, useCall, useChanges } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Card, Section } from '../../components/layout'
import { Row } from '../../components/shapes'
import { Callout } from '../../components/status'
import { useData, type XeroAppList } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
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
            appName={nameIn(apps.loaded, record.file)}
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
  /** The Xero app that it is about, where its file names one that is here. */
  readonly appName: string | null
  readonly busy: boolean
  readonly onSettle: (setAsideAs: string, how: 'put-back' | 'begin-anew') => void
}

function Damaged({ record, appName, busy, onSettle }: DamagedProps) {
  const { kind, file, reason, setAsideAs, previousKept } = record
  return (
    <>
      <p>
        <strong>{damagedTitle(record)}</strong>
        {appName !== null && ` (${appName})`}: {reason}. {damagedWords[kind]}
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
        <Row gap="s2">
          {previousKept && (
            <Button busy={busy} onPress={() => onSettle(setAsideAs, 'put-back')}>
              Put the version before it back
            </Button>
          )}
          <Button busy={busy} onPress={() => onSettle(setAsideAs, 'begin-anew')}>
            {previousKept ? 'Begin anew instead' : 'Begin anew'}
          </Button>
        </Row>
      )}
    </>
  )
}

/** Files of an app's own are named by its id. */
function nameIn(apps: Loaded<XeroAppList>, file: string): string | null {
  if (apps.state !== 'ready') return null
  return apps.value.apps.find(({ id }) => file.startsWith(`${id}.`))?.name ?? null
}

const inSentence = (title: string): string => `${title.charAt(0).toLowerCase()}${title.slice(1)}`

/** Where everything begins: that something is damaged, and where to see it. Files of Xero apps are told there by themselves. */
export function DamageNotice() {
  const { loaded } = useCall('listDamage', nothing)
  const { go } = useNavigation()
  if (loaded.state !== 'ready') return null
  const told = loaded.value.damaged.filter(({ kind, newer }) => kind !== 'xero-app' && !newer)
  if (told.length === 0) return null
  return (
    <Callout
      tone="watch"
      title={told.length === 1 ? 'A record is damaged' : `${told.length} records are damaged`}
      actions={
        <Button size="small" onPress={() => go({ screen: 'settings' })}>
          See what can be done
        </Button>
      }
    >
      <p>
        What is shown may be empty where it should not be:{' '}
        {[...new Set(told.map(damagedTitle))].map(inSentence).join('; ')}.
      </p>
    </Callout>
  )
}
