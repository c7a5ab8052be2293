// Frees places of a Xero app: what can go, safest first, what happens to each, and afterwards what was done and what not.
import { ArrowLeft, Unplug } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { CheckboxGroup } from 'react-aria-components'
import type { CodatLink, Gauge, FreeingChoice, FreedRow } from '../../../domain/connections/schema'
import type { FreeingResult } from '../../../contract/connections'
import { demoCompaniesCount } from '../../../domain/facts'
import { MOST_FREED_AT_ONCE } from '../../../domain/limits'
import { call, useAction, useMainEvent } from '../../bridge'
import { Button } from '../../components/button'
import { CheckBox } from '../../components/checks'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import checkStyles from '../../components/choice.module.css'
import { cx } from '../../components/class-names'
import { Card, Section, Skeleton } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { FactSource } from '../../components/source'
import { Badge, Callout, StatusLine } from '../../components/status'
import { Refresh } from './refresh'
import { stateWords } from './connection-rows'
import { useWholeList } from './whole-list'
import { findChoices, freedWords, outcomeWords, progressWords, safetyWords, whatHappensToAll } from './words'
import { ActionBar } from '../../components/action-bar'
import { Columns, Row, Stack, Surface, Text } from '../../components/shapes'

/** Rows shown at once; a search finds the others. */
const MOST_SHOWN = 40

interface FreePlaceProps {
  readonly gauge: Gauge
  readonly put: (gauge: Gauge) => void
  /** Connections ticked from the start. */
  readonly preselected: readonly string[]
  /** Main asks about them without another press. */
  readonly atOnce: boolean
  readonly onBack: () => void
}

export function FreePlace({ gauge, put, preselected, atOnce, onBack }: FreePlaceProps) {
  const { appId } = gauge
  const { loaded, reload } = useWholeList('listFreeingChoices', { appId })
  const freeing = useFreeing(appId)
  useMainEvent('connectionsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  const { result } = freeing
  const flow = useRef<HTMLElement>(null)
  // It may have been reached from a dialog that is gone: keyboard and screen reader arrive here.
  useEffect(() => flow.current?.focus({ preventScroll: true }), [])
  const started = useRef(false)
  useEffect(() => {
    if (!atOnce || started.current) return
    started.current = true
    freeing.free(preselected)
  })
  return (
    <Stack
      ref={flow}
      gap="s4"
      width="wide"
      role="group"
      aria-label={`Free a connection of ${gauge.appName}`}
      tabIndex={-1}
    >
      <div>
        <Button variant="quiet" size="small" icon={ArrowLeft} onPress={onBack}>
          Back to the connections
        </Button>
      </div>
      <Section title="Free a connection now" hint={<TakenNow gauge={gauge} />}>
        {result?.kind === 'declined' && <Callout role="status" tone="info" title="Nothing was disconnected." />}
        {result?.kind === 'nothing-left' && (
          <Callout role="status" tone="ok" title="They were gone already: Xero doesn’t list them any more." />
        )}
        {freeing.error && <ErrorCard error={freeing.error} actions={<OutsideLink id="xero.my-apps" />} />}
        {result?.kind === 'done' ? (
          <Done gauge={gauge} result={result} onMore={freeing.clear} onBack={onBack} />
        ) : (
          <Choosing
            gauge={gauge}
            put={put}
            preselected={preselected}
            choices={loaded.state === 'ready' ? loaded.value.rows : null}
            freeing={freeing}
          />
        )}
        {loaded.state === 'error' && <ErrorCard error={loaded.error} onRetry={reload} />}
      </Section>
      <WithoutAPlace />
    </Stack>
  )
}

function TakenNow({ gauge }: { gauge: Gauge }) {
  const { count, limit } = gauge
  if (count === null) return <>Not counted yet.</>
  return (
    <>
      {count.toLocaleString('en-GB')}
      {limit.limit === null ? ' connections are taken, without a limit.' : ` of ${limit.limit} connections are taken.`}
    </>
  )
}

function useFreeing(appId: string) {
  const { busy, error, run } = useAction('freeConnections')
  const [operationId, setOperationId] = useState<string | null>(null)
  const [progress, setProgress] = useState<string | null>(null)
  const [stopping, setStopping] = useState(false)
  const [result, setResult] = useState<FreeingResult | null>(null)
  useMainEvent('connectionProgress', (now) => {
    if (now.operationId === operationId) setProgress(progressWords(now))
  })
  const free = async (connectionIds: readonly string[]) => {
    const id = crypto.randomUUID()
    setOperationId(id)
    setProgress(null)
    setStopping(false)
    setResult(null)
    const answer = await run({ appId, operationId: id, connectionIds: [...connectionIds] })
    if (answer) setResult(answer)
  }
  const stop = () => {
    if (operationId === null) return
    setStopping(true)
    void call('cancelConnectionWork', { operationId })
  }
  return {
    busy,
    error: error?.code === 'call.cancelled' ? null : error,
    progress,
    stopping,
    result,
    free: (ids: readonly string[]) => void free(ids),
    stop,
    clear: () => setResult(null),
  }
}

interface ChoosingProps {
  readonly gauge: Gauge
  readonly put: (gauge: Gauge) => void
  readonly preselected: readonly string[]
  readonly choices: readonly FreeingChoice[] | null
  readonly freeing: ReturnType<typeof useFreeing>
}

function Choosing({ gauge, put, preselected, choices, freeing }: ChoosingProps) {
  const [ticked, setTicked] = useState<readonly string[]>(preselected)
  const [search, setSearch] = useState('')
  const isPreselected = ({ connectionId }: FreeingChoice): boolean => preselected.includes(connectionId)
  if (choices === null) return <Skeleton label="Looking for what can go" rows={4} />
  if (choices.length === 0) {
    return (
      <Card>
        <p>
          {gauge.readAt === null
            ? 'Latchkey asks Xero and Codat who takes the connections.'
            : 'Xero’s list could not be read yet, so there is nothing here that can be disconnected. In My Apps you can do it yourself.'}{' '}
          <OutsideLink id="xero.my-apps" />
        </p>
        <Row gap="s2">
          <Refresh appId={gauge.appId} appName={gauge.appName} put={put} atOnce={gauge.readAt === null} />
        </Row>
      </Card>
    )
  }
  // What was ticked before anybody looked stands in sight, above the others.
  const from = [...choices].sort((a, b) => Number(isPreselected(b)) - Number(isPreselected(a)))
  const { shown, more } = findChoices(from, search, MOST_SHOWN)
  const common = whatHappensToAll(choices)
  const chosen = ticked.filter((id) => choices.some(({ connectionId }) => connectionId === id))
  return (
    <Card>
      {common.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {choices.length > 8 && <TextField label="Find an organisation" value={search} onChange={setSearch} />}
      <CheckboxGroup
        aria-label={`What can be disconnected, ${preselected.length > 0 ? 'what you chose first, then ' : ''}safest first`}
        className={cx(checkStyles.checks)}
        value={[...ticked]}
        onChange={setTicked}
        isDisabled={freeing.busy}
      >
        {shown.map((choice) => (
          <Choice key={choice.connectionId} choice={choice} common={common} />
        ))}
      </CheckboxGroup>
      {shown.length === 0 && <Text tone="quiet">No organisation of that name.</Text>}
      {more > 0 && <Text tone="quiet">{more.toLocaleString('en-GB')} more: type a part of the name.</Text>}
      <ActionBar>
        <span role="status">
          {freeing.busy
            ? (freeing.progress ?? 'Latchkey asks you in a window of its own…')
            : chosen.length > MOST_FREED_AT_ONCE
              ? `At most ${MOST_FREED_AT_ONCE} in one go.`
              : 'Latchkey asks once more, in a window of its own.'}
        </span>
        {freeing.busy && (
          <Button isDisabled={freeing.stopping} onPress={freeing.stop}>
            {freeing.stopping ? 'Stopping before the next…' : 'Stop before the next'}
          </Button>
        )}
        <Button
          variant="danger"
          icon={Unplug}
          busy={freeing.busy}
          isDisabled={chosen.length === 0 || chosen.length > MOST_FREED_AT_ONCE}
          onPress={() => freeing.free(chosen)}
        >
          {chosen.length > 1 ? `Disconnect ${chosen.length}…` : 'Disconnect…'}
        </Button>
      </ActionBar>
    </Card>
  )
}

function Choice({ choice, common }: { choice: FreeingChoice; common: readonly string[] }) {
  const { text, tone } = safetyWords[choice.safety]
  const own = choice.whatHappens.filter((sentence) => !common.includes(sentence))
  return (
    <CheckBox
      value={choice.connectionId}
      label={
        <Row as="span" gap="s2">
          {choice.organisation ?? 'An organisation without a name'}
          <Badge tone={tone}>{text}</Badge>
          {!choice.freesPlace && <Badge icon={null}>Takes no connection</Badge>}
        </Row>
      }
      hint={own.join(' ')}
    />
  )
}

interface DoneProps {
  readonly gauge: Gauge
  readonly result: Extract<FreeingResult, { kind: 'done' }>
  readonly onMore: () => void
  readonly onBack: () => void
}

function Done({ gauge, result, onMore, onBack }: DoneProps) {
  const { limit } = gauge
  const now = result.count
  return (
    <Card>
      <Callout
        role="status"
        tone={result.rows.some(({ outcome }) => outcome === 'freed') ? 'ok' : 'watch'}
        title={freedWords(result.rows)}
      >
        <p>
          {now === null
            ? 'Xero could not be asked for the new count.'
            : `Counted again: ${now.toLocaleString('en-GB')}${limit.limit === null ? '' : ` of ${limit.limit}`} connections are taken.`}
        </p>
      </Callout>
      <Surface as="ul" lined aria-label="What was done">
        {result.rows.map((row) => (
          <FreedLine key={row.connectionId} row={row} />
        ))}
      </Surface>
      {result.codatLeft.length > 0 && <CodatLeft appId={gauge.appId} links={result.codatLeft} />}
      <Row gap="s2">
        <Button variant="primary" autoFocus onPress={onBack}>
          See the connections
        </Button>
        <Button onPress={onMore}>Free another</Button>
      </Row>
    </Card>
  )
}

function FreedLine({ row }: { row: FreedRow }) {
  const { text, tone } = outcomeWords[row.outcome]
  return (
    <Row as="li" gap="s3" justify="between" inset>
      <span>{row.organisation ?? 'An organisation without a name'}</span>
      <StatusLine tone={tone}>{text}</StatusLine>
    </Row>
  )
}

/** Codat doesn't hear of a removal at once, and what it keeps of the company can only be tidied there. */
function CodatLeft({ appId, links }: { appId: string; links: readonly CodatLink[] }) {
  return (
    <Stack aria-label="Left in Codat" as="section" gap="s2">
      <h3>Left in Codat</h3>
      <Text tone="soft" prose>
        Codat may soon show these as deauthorised. Deleting the connection there can’t be undone: reading, writing and
        bank feeds end for good, and the company has to be linked afresh. It frees no further connection in Xero.
      </Text>
      <Surface as="ul" lined>
        {links.map((link) => (
          <CodatLine key={link.connectionId} appId={appId} link={link} />
        ))}
      </Surface>
    </Stack>
  )
}

const deletedWords = {
  deleted: { text: 'Deleted in Codat', tone: 'ok' },
  'already-gone': { text: 'Was gone already', tone: 'ok' },
  declined: null,
} as const

function CodatLine({ appId, link }: { appId: string; link: CodatLink }) {
  const deleting = useAction('deleteCodatConnection')
  const [outcome, setOutcome] = useState<keyof typeof deletedWords>('declined')
  const { clientId, companyId, connectionId } = link
  const remove = async () => {
    const answer = await deleting.run({ appId, clientId, companyId, connectionId })
    if (answer) setOutcome(answer.outcome)
  }
  const done = deletedWords[outcome]
  return (
    <Row as="li" gap="s3" justify="between" inset>
      <span>
        {link.companyName} {done === null && <Badge icon={null}>{stateWords(link.status)}</Badge>}
      </span>
      {done === null ? (
        <Button size="small" busy={deleting.busy} onPress={() => void remove()}>
          Delete in Codat…
        </Button>
      ) : (
        <StatusLine tone={done.tone}>{done.text}</StatusLine>
      )}
      {deleting.error && <ErrorCard error={deleting.error} />}
    </Row>
  )
}

function WithoutAPlace() {
  return (
    <Section title="Go on without a free connection">
      <Columns min="l" gap="s3" align="start">
        <Card quiet>
          <h3>The demo company</h3>
          <Text tone="soft">
            Xero’s demo company takes no connection of the limit. Link that for a demo or a sign-in test. It has no bank
            feeds, and Xero empties it from time to time.
          </Text>
          <FactSource fact={demoCompaniesCount} />
        </Card>
        <Card quiet>
          <h3>Codat’s sandbox</h3>
          <Text tone="soft">
            A company on Codat’s sandbox has data at once and never touches Xero. Enough to show what your product does
            with the data. <OutsideLink id="codat.companies" />
          </Text>
        </Card>
      </Columns>
    </Section>
  )
}
