// The seats of one Xero app: the gauge, what it is drawn from, its limit, and what to do about it.
import { useState } from 'react'
import type { Gauge as GaugeData } from '../../../contract/connections'
import { call, useAction, useCall, useMainEvent } from '../../bridge'
import { useNow } from '../../clock'
import { Button, LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { SelectField, TextField } from '../../components/field'
import { Gauge } from '../../components/gauge'
import { Card, Section, Skeleton } from '../../components/layout'
import { Badge, Callout } from '../../components/status'
import { useCodatClients } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import styles from './seats-tab.module.css'
import { forecastWords, type LimitChoice, limitOptions, progressWords, sourceWords, typedCount } from './words'

export function SeatsTab({ appId }: { appId: string }) {
  const { loaded, reload, put } = useCall('getGauge', { appId })
  useMainEvent('connectionsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  if (loaded.state === 'loading') return <Skeleton label="Reading the last count" />
  if (loaded.state === 'error') return <ErrorCard error={loaded.error} onRetry={reload} />
  return <Seats gauge={loaded.value} put={put} />
}

interface PartProps {
  readonly gauge: GaugeData
  readonly put: (gauge: GaugeData) => void
}

function Seats({ gauge, put }: PartProps) {
  return (
    <div className={styles.seats}>
      <Section title="Places" actions={<Refresh gauge={gauge} put={put} />}>
        <div className={styles.top}>
          <Gauge gauge={gauge} />
          <div className={styles.beside}>
            <p>{gauge.reason}</p>
            <p>{forecastWords(gauge.forecast)}</p>
            {gauge.excluded > 0 && <p>Demo companies left out: {gauge.excluded}.</p>}
            {gauge.disagreements.map((text) => (
              <Callout key={text} tone="info" title={text} />
            ))}
          </div>
        </div>
      </Section>
      <Sources gauge={gauge} />
      <CodatClientsOf appId={gauge.appId} />
      <LimitSection gauge={gauge} put={put} />
      <Findings gauge={gauge} put={put} />
    </div>
  )
}

function Refresh({ gauge, put }: PartProps) {
  const { busy, error, run } = useAction('refreshGauge')
  const [operationId, setOperationId] = useState<string | null>(null)
  const [progress, setProgress] = useState('Counting…')
  useMainEvent('connectionProgress', (now) => {
    if (now.operationId === operationId) setProgress(progressWords(now))
  })
  const refresh = async () => {
    const id = crypto.randomUUID()
    setOperationId(id)
    setProgress('Counting…')
    const counted = await run({ appId: gauge.appId, operationId: id })
    if (counted) put(counted)
  }
  return (
    <>
      {error && <ErrorCard error={error} />}
      {busy && <span role="status">{progress}</span>}
      {busy && operationId !== null && (
        <Button size="small" onPress={() => void call('cancelConnectionWork', { operationId })}>
          Stop counting
        </Button>
      )}
      <Button busy={busy} onPress={() => void refresh()}>
        Count now
      </Button>
    </>
  )
}

function Sources({ gauge }: { gauge: GaugeData }) {
  const now = useNow(30_000)
  return (
    <Section title="Where the number comes from">
      <ul className={styles.list}>
        {gauge.sources.map((source) => (
          <li key={source.kind}>
            <strong>{sourceWords[source.kind]}</strong>
            {': '}
            {source.count === null ? 'nothing yet' : `${source.complete ? '' : 'at least '}${source.count}`}
            {source.at !== null && `, ${ago(source.at, now)}`}{' '}
            {source.kind === gauge.chosen && <Badge tone="ok">Shown</Badge>}
            {source.problem !== null && <Badge tone="watch">Couldn’t be read {ago(source.problem.at, now)}</Badge>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Without Codat no seat has a company's name behind it, so that comes before anything can be freed with confidence. */
function CodatClientsOf({ appId }: { appId: string }) {
  const { go } = useNavigation()
  const clients = useCodatClients()
  const linked = clients.filter(({ xeroAppIds }) => xeroAppIds.includes(appId))
  if (linked.length > 0) {
    return (
      <p className={styles.clients}>
        <span>Codat clients of this app:</span>
        {linked.map(({ id, name }) => (
          <LinkButton key={id} onPress={() => go({ screen: 'codat', clientId: id })}>
            {name}
          </LinkButton>
        ))}
      </p>
    )
  }
  return (
    <Callout
      tone="info"
      title="No Codat client is linked to this app"
      actions={
        <>
          <Button size="small" onPress={() => go({ screen: 'new-codat-client', xeroAppId: appId })}>
            Add a Codat client
          </Button>
          {clients.length > 0 && (
            <Button size="small" onPress={() => go({ screen: 'codat', clientId: null })}>
              Link one that is here
            </Button>
          )}
        </>
      }
    >
      <p>With its companies Latchkey can say who sits in each place, and whether anyone would miss it.</p>
    </Callout>
  )
}

function LimitSection({ gauge, put }: PartProps) {
  const setting = useAction('setConnectionLimit')
  const counting = useAction('setTypedCount')
  const [text, setText] = useState('')
  const choose = async (choice: LimitChoice) => {
    if (choice === 'typed') return
    const kept = choice === 'automatic' ? { kind: choice } : { kind: 'preset' as const, preset: choice }
    const next = await setting.run({ appId: gauge.appId, setting: kept })
    if (next) put(next)
  }
  const count = typedCount(text)
  const note = async () => {
    if (count === null) return
    const next = await counting.run({ appId: gauge.appId, count })
    if (next) put(next)
  }
  const error = setting.error ?? counting.error
  const { limit, limitSetting } = gauge
  return (
    <Section title="The limit">
      <Card>
        <SelectField
          label="Limit of this Xero app"
          value={limitSetting.kind === 'preset' ? limitSetting.preset : limitSetting.kind}
          options={limitOptions(limitSetting.kind === 'typed' ? limitSetting.connections : null)}
          onChange={(choice) => void choose(choice)}
          description={`${limit.label}. Source: ${limit.source}, as of ${limit.asOf}.`}
        />
        {limit.whatFullMeans.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>{limit.outside}</p>
        <div className={styles.typed}>
          <TextField label="Connections shown in My Apps" value={text} onChange={setText} inputMode="numeric" />
          <Button isDisabled={count === null} busy={counting.busy} onPress={() => void note()}>
            Note this count
          </Button>
        </div>
        {error && <ErrorCard error={error} />}
      </Card>
    </Section>
  )
}

function Findings({ gauge, put }: PartProps) {
  const dismissing = useAction('dismissSeatFinding')
  if (gauge.findings.length === 0) return null
  const dismiss = async (findingId: string) => {
    const next = await dismissing.run({ appId: gauge.appId, findingId })
    if (next) put(next)
  }
  return (
    <Section title="What to look at">
      {dismissing.error && <ErrorCard error={dismissing.error} />}
      {gauge.findings.map((finding) => (
        <Callout
          key={finding.id}
          tone={finding.severity}
          title={finding.title}
          actions={
            <Button size="small" onPress={() => void dismiss(finding.id)}>
              Dismiss
            </Button>
          }
        >
          <p>{finding.text}</p>
        </Callout>
      ))}
    </Section>
  )
}
