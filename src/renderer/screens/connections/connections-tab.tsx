// The connections of one Xero app: the gauge, what to look at, who sits where, where the number comes from, and the limit.
import { Unplug } from 'lucide-react'
import { useRef, useState } from 'react'
import type { CodatClientView } from '../../../contract/codat-clients'
import type { Gauge as GaugeData, SourceReading } from '../../../domain/connections/schema'
import { demoCompaniesCount } from '../../../domain/facts'
import { useAction, useCall, useMainEvent } from '../../bridge'
import { useNow } from '../../clock'
import { Button, LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Gauge, GaugeLegend } from '../../components/gauge'
import { Section, Skeleton } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { FactSource } from '../../components/source'
import { Sparkline } from '../../components/sparkline'
import { Badge, Callout } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { useCodatClients, useReplaceCodatClient } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { FreePlace } from './free-place'
import { LimitDoubt, LimitSection } from './limit-section'
import { Refresh } from './refresh'
import { Findings } from './connection-findings'
import styles from './connections-tab.module.css'
import { ConnectionsTable } from './connections-table'
import { forecastWords, historyWords, safetyWords, segmentWords, sourceProblemWords, sourceWords } from './words'

export function ConnectionsTab({ appId }: { appId: string }) {
  const { route } = useNavigation()
  const { loaded, reload, put } = useCall('getGauge', { appId })
  useMainEvent('connectionsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  if (loaded.state === 'loading') return <Skeleton label="Reading the last count" />
  if (loaded.state === 'error') return <ErrorCard error={loaded.error} onRetry={reload} />
  const freeing = route.screen === 'app' ? route.freeing : undefined
  return <Connections gauge={loaded.value} put={put} freeing={freeing} />
}

interface PartProps {
  readonly gauge: GaugeData
  readonly put: (gauge: GaugeData) => void
}

function Connections({ gauge, put, freeing }: PartProps & { freeing: readonly string[] | undefined }) {
  const { openApp } = useNavigation()
  const { appId, appName } = gauge
  const [only, setOnly] = useState<ReadonlySet<string> | null>(null)
  const [isAsked, setAsked] = useState(false)
  const table = useRef<HTMLDivElement>(null)
  const free = (freeing: readonly string[], atOnce = false) => {
    setAsked(atOnce)
    openApp(appId, 'connections', { freeing })
  }
  const show = (keys: readonly string[]) => {
    setOnly(new Set(keys))
    // Not scrollIntoView, which moves the window's own frame too.
    const panel = table.current?.closest('[role=tabpanel]')
    const to = table.current?.getBoundingClientRect().top ?? 0
    panel?.scrollBy({ top: to - panel.getBoundingClientRect().top - 12 })
  }
  useCommands([
    {
      id: 'seats.free',
      label: `Free a connection of ${appName}`,
      group: appName,
      icon: Unplug,
      keywords: 'limit full disconnect seat',
      run: () => free([]),
    },
  ])
  if (freeing)
    return (
      <FreePlace
        gauge={gauge}
        put={put}
        preselected={freeing}
        atOnce={isAsked}
        onBack={() => openApp(appId, 'connections')}
      />
    )
  return (
    <Stack gap="s5">
      <Places
        gauge={gauge}
        put={put}
        onFree={() => free([])}
        onFreeThis={(connectionId) => free([connectionId], true)}
      />
      <CodatClientsOf gauge={gauge} />
      <Findings gauge={gauge} put={put} onShow={show} onFree={free} />
      <div ref={table}>
        <ConnectionsTable
          appId={appId}
          only={only}
          onShowAll={() => setOnly(null)}
          onFree={(connectionId) => free([connectionId])}
          onGauge={put}
        />
      </div>
      <Sources gauge={gauge} />
      <LimitSection gauge={gauge} put={put} />
    </Stack>
  )
}

interface PlacesProps extends PartProps {
  readonly onFree: () => void
  /** Main is to ask about this one at once. */
  readonly onFreeThis: (connectionId: string) => void
}

function Places({ gauge, put, onFree, onFreeThis }: PlacesProps) {
  const now = useNow(30_000)
  const pressing = gauge.state === 'watch' || gauge.state === 'full' || gauge.state === 'over'
  const history = historyWords(gauge.sparkline)
  return (
    <Section
      title="Connections in use"
      actions={
        <>
          <Refresh appId={gauge.appId} appName={gauge.appName} put={put} />
          <Button variant={pressing ? 'primary' : 'secondary'} icon={Unplug} onPress={onFree}>
            Free a connection
          </Button>
        </>
      }
    >
      <div className={styles.top}>
        <div>
          <Gauge gauge={gauge} />
          <GaugeLegend gauge={gauge} words={segmentWords} />
        </div>
        <Stack gap="s2">
          <LimitDoubt gauge={gauge} put={put} />
          <p>
            {gauge.reason} {gauge.readAt !== null && `Read ${ago(gauge.readAt, now)}.`}
          </p>
          {gauge.organisations !== null && gauge.organisations !== gauge.count && (
            <p>
              {gauge.count} connections of {gauge.organisations} organisations. Xero’s pages disagree on which of the
              two its limit counts; Latchkey goes by the connections.
            </p>
          )}
          {gauge.excluded > 0 && (
            <Stack gap="s0">
              <p>Not counted: {gauge.excluded === 1 ? 'one demo company' : `${gauge.excluded} demo companies`}.</p>
              <FactSource fact={demoCompaniesCount} />
            </Stack>
          )}
          {gauge.count !== null && <p>{forecastWords(gauge.forecast)}</p>}
          {history !== null && <Sparkline points={gauge.sparkline} limit={gauge.limit.limit} label={history} />}
          {gauge.disagreements.map((text) => (
            <Callout key={text} tone="info" title={text} />
          ))}
          {pressing && <SafestToFree appId={gauge.appId} onFreeThis={onFreeThis} />}
        </Stack>
      </div>
    </Section>
  )
}

/** When it is tight: the connection that nobody would miss, with a name to be sure of. What is less sure is chosen from the whole list. */
function SafestToFree({ appId, onFreeThis }: { appId: string } & Pick<PlacesProps, 'onFreeThis'>) {
  const { loaded, reload } = useCall('listFreeingChoices', { appId })
  useMainEvent('connectionsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  const [first] = loaded.state === 'ready' ? loaded.value.rows : []
  if (first === undefined || first.organisation === null || !first.freesPlace) return null
  const { text, tone } = safetyWords[first.safety]
  if (tone !== 'ok') return null
  return (
    <Row gap="s2">
      <span>
        Safest to free: <strong>{first.organisation}</strong>
      </span>
      <Badge tone={tone}>{text}</Badge>
      <Button size="small" aria-label={`Free it… ${first.organisation}`} onPress={() => onFreeThis(first.connectionId)}>
        Free it…
      </Button>
    </Row>
  )
}

function Sources({ gauge }: { gauge: GaugeData }) {
  return (
    <Section title="Where the number comes from">
      <Stack as="ul" gap="s2">
        {gauge.sources.map((source) => (
          <Source key={source.kind} source={source} isShown={source.kind === gauge.chosen} />
        ))}
      </Stack>
    </Section>
  )
}

function Source({ source, isShown }: { source: SourceReading; isShown: boolean }) {
  const now = useNow(30_000)
  const { count, complete, at, problem } = source
  return (
    <li>
      <strong>{sourceWords[source.kind]}</strong>
      {': '}
      {count === null ? 'nothing yet' : `${complete ? '' : 'at least '}${count.toLocaleString('en-GB')}`}
      {at !== null && `, ${ago(at, now)}`} {isShown && <Badge tone="ok">Shown</Badge>}
      {problem !== null && (
        <>
          <Badge tone="watch">Couldn’t be read {ago(problem.at, now)}</Badge>{' '}
          <Text as="span" tone="quiet">
            {sourceProblemWords(problem.code)}
          </Text>
        </>
      )}
      {source.clients.length > 1 && (
        <Text as="span" tone="quiet">
          {' '}
          Summed: {source.clients.map(({ name, count: part }) => `${name} ${part ?? 'not read'}`).join(', ')}
        </Text>
      )}
    </li>
  )
}

/** Without Codat no connection has a company's name behind it, so that comes before anything can be freed with confidence. */
function CodatClientsOf({ gauge }: { gauge: GaugeData }) {
  const { go } = useNavigation()
  const clients = useCodatClients()
  const { appId } = gauge
  const linked = clients.filter(({ xeroAppIds }) => xeroAppIds.includes(appId))
  if (linked.length === 0) return <LinkCodatClient appId={appId} clients={clients} />
  const counted = new Set(gauge.sources.flatMap((source) => source.clients.map(({ id }) => id)))
  return (
    <Row as="p" gap="s3" tone="soft">
      <span>Codat clients of this app:</span>
      {linked.map(({ id, name }) => (
        <span key={id}>
          <LinkButton onPress={() => go({ screen: 'codat', clientId: id })}>{name}</LinkButton>{' '}
          {!counted.has(id) && <Badge tone="watch">Not counted yet</Badge>}
        </span>
      ))}
    </Row>
  )
}

/** Clients offered by name; the others are found in their own place. */
const MOST_OFFERED = 3

function LinkCodatClient({ appId, clients }: { appId: string; clients: readonly CodatClientView[] }) {
  const { go } = useNavigation()
  const replace = useReplaceCodatClient()
  const linking = useAction('updateCodatClient')
  const link = async ({ id, xeroAppIds }: CodatClientView) => {
    const after = await linking.run({ id, fields: { xeroAppIds: [...xeroAppIds, appId] } })
    if (after) replace(after)
  }
  return (
    <Callout
      tone="info"
      title="No Codat client is linked to this app"
      actions={
        <>
          {clients.slice(0, MOST_OFFERED).map((client) => (
            <Button key={client.id} size="small" busy={linking.busy} onPress={() => void link(client)}>
              {`Link ${client.name}`}
            </Button>
          ))}
          {clients.length > MOST_OFFERED && (
            <Button size="small" onPress={() => go({ screen: 'codat', clientId: null })}>
              All Codat clients
            </Button>
          )}
          <Button size="small" onPress={() => go({ screen: 'new-codat-client', xeroAppId: appId })}>
            Add a Codat client
          </Button>
        </>
      }
    >
      <p>With its companies Latchkey can say who takes each connection, and whether anyone would miss it.</p>
      {linking.error && <ErrorCard error={linking.error} />}
    </Callout>
  )
}
