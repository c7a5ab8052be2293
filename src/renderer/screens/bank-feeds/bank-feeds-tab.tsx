// Bank feeds of a Xero app: its companies at Codat, and one company's ladder, accounts and pushes.
import { Landmark, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import type { PushView } from '../../../domain/bank-feeds/push/schema'
import type { FeedVerdict, FeedCompany } from '../../../domain/bank-feeds/schema'
import { errorTexts } from '../../../domain/errors'
import { useCall, useAction, useMainEvent } from '../../bridge'
import { Button, LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { EmptyState, Section, Skeleton } from '../../components/layout'
import { Stack, Table, Text } from '../../components/shapes'
import { Badge, Callout, StatusLine } from '../../components/status'
import { useNavigation } from '../../shell/navigation'
import { AppRungs } from './app-rungs'
import { CompanyPanel } from './company-panel'
import { DamagedPushes } from './damaged-pushes'
import { sideWords } from '../diagnosis/words'
import { PushCard } from './push-card'
import { isOpen, lineCount, pushOffered, pushStateWords, pushTones, verdictTones, verdictWords } from './words'

const NO_PUSHES: CallOutput<'listPushes'> = { pushes: [], damaged: [] }

/** Rows in the list at a time: the search finds the others. */
const SHOWN = 50

/** So many are found by looking. */
const FEW = 10

export function BankFeedsTab({ appId, appName }: { appId: string; appName: string }) {
  const companies = useCall('listFeedCompanies', { appId })
  const pushes = useCall('listPushes', { appId })
  const verdicts = useCall('listFeedVerdicts', { appId })
  useMainEvent('feedsChanged', (changed) => {
    if (changed.appId === appId) verdicts.reload()
  })
  const { route, openApp } = useNavigation()
  const feedsOf = route.screen === 'app' ? (route.feedsOf ?? null) : null
  const toPush = route.screen === 'app' && route.toPush === true
  const choose = (company: FeedCompany | null) =>
    openApp(appId, 'bank-feeds', company === null ? {} : { feedsOf: company.connectionId })
  const { pushes: known, damaged } = pushes.loaded.state === 'ready' ? pushes.loaded.value : NO_PUSHES
  const place = (push: PushView) => {
    const others = known.filter(({ id }) => id !== push.id)
    const before = known.findIndex(({ id }) => id === push.id)
    const after = before < 0 ? [push, ...others] : known.map((one) => (one.id === push.id ? push : one))
    pushes.put({ pushes: after, damaged })
  }
  useMainEvent('pushProgress', (push) => {
    if (push.place.appId === appId || known.some(({ id }) => id === push.id)) place(push)
  })
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const chosen =
    feedsOf === null || companies.loaded.state !== 'ready'
      ? undefined
      : companies.loaded.value.companies.find(({ connectionId }) => connectionId === feedsOf)
  // One that ends while it is looked at isn't taken away with the news.
  const open = chosen === undefined ? known.filter(isOpen).map(({ id }) => id) : []
  const unseen = open.filter((id) => !seen.has(id))
  if (unseen.length > 0) setSeen(new Set([...seen, ...unseen]))
  if (chosen !== undefined) {
    return (
      <CompanyPanel
        key={chosen.connectionId}
        appId={appId}
        company={chosen}
        toPush={toPush}
        pushes={known.filter((push) => push.place.connectionId === chosen.connectionId)}
        damaged={damaged}
        onPush={place}
        onPushes={pushes.reload}
        onBack={() => choose(null)}
      />
    )
  }
  if (companies.loaded.state === 'loading') return <Skeleton label="Reading the companies at Codat" />
  if (companies.loaded.state === 'error') {
    return <ErrorCard error={companies.loaded.error} onRetry={companies.reload} />
  }
  if (companies.loaded.value.clients === 0) return <NoClient appId={appId} appName={appName} />
  const shown = pushOffered(known, seen)
  return (
    <Stack gap="s5">
      <DamagedPushes appId={appId} damaged={damaged} onSetAside={pushes.reload} />
      {shown.length > 0 && (
        <Section title={shown.some(isOpen) ? 'Pushes that aren’t finished' : 'Pushes that ended just now'}>
          <Stack gap="s3">
            {shown.map((push) => (
              <PushCard key={push.id} push={push} onChanged={place} />
            ))}
          </Stack>
        </Section>
      )}
      <AppRungs appId={appId} />
      <Companies
        appId={appId}
        read={companies.loaded.value}
        put={companies.put}
        verdicts={verdicts.loaded.state === 'ready' ? verdicts.loaded.value.verdicts : []}
        pushes={known}
        onChoose={choose}
      />
    </Stack>
  )
}

function NoClient({ appId, appName }: { appId: string; appName: string }) {
  const { go } = useNavigation()
  return (
    <EmptyState
      icon={Landmark}
      title="No Codat client holds this Xero app yet"
      actions={
        <Button variant="primary" onPress={() => go({ screen: 'new-codat-client', xeroAppId: appId })}>
          Add a Codat client
        </Button>
      }
    >
      {`Bank feeds run through Codat: add the client that uses ${appName}, with one of its API keys.`}
    </EmptyState>
  )
}

interface CompaniesProps {
  readonly appId: string
  readonly read: CallOutput<'listFeedCompanies'>
  readonly put: (read: CallOutput<'listFeedCompanies'>) => void
  readonly verdicts: readonly FeedVerdict[]
  readonly pushes: readonly PushView[]
  readonly onChoose: (company: FeedCompany) => void
}

function Companies({ appId, read, put, verdicts, pushes, onChoose }: CompaniesProps) {
  const [search, setSearch] = useState('')
  const reading = useAction('listFeedCompanies')
  const wanted = search.trim().toLocaleLowerCase()
  const found = read.companies.filter(({ companyName }) => companyName.toLocaleLowerCase().includes(wanted))
  const again = async () => {
    const after = await reading.run({ appId, again: true })
    if (after) put(after)
  }
  return (
    <Section
      title="Companies"
      hint="Choose one: whether bank feeds will work for it, whose move it is, and pushes."
      actions={
        <Button size="small" icon={RefreshCw} busy={reading.busy} onPress={() => void again()}>
          Read again
        </Button>
      }
    >
      <Stack gap="s3">
        {reading.error && <ErrorCard error={reading.error} />}
        {!read.complete && <Incomplete problem={read.problem} />}
        {read.companies.length > FEW && <TextField label="Search companies" value={search} onChange={setSearch} />}
        {found.length > 0 && (
          <Table aria-label="Companies" columns={['Company', 'Will it work?', 'Whose move', 'Last push']}>
            {found.slice(0, SHOWN).map((company) => (
              <CompanyRow
                key={`${company.clientId} ${company.connectionId}`}
                company={company}
                verdict={verdicts.find(
                  ({ clientId, connectionId }) =>
                    clientId === company.clientId && connectionId === company.connectionId,
                )}
                lastPush={newestOf(pushes, company)}
                onChoose={onChoose}
              />
            ))}
          </Table>
        )}
        {found.length === 0 && <Text tone="quiet">No company fits.</Text>}
        {found.length > SHOWN && (
          <Text tone="quiet">{(found.length - SHOWN).toLocaleString('en-GB')} more. Search to find them.</Text>
        )}
      </Stack>
    </Section>
  )
}

interface CompanyRowProps {
  readonly company: FeedCompany
  /** Undefined where nobody looked. */
  readonly verdict: FeedVerdict | undefined
  readonly lastPush: PushView | undefined
  readonly onChoose: (company: FeedCompany) => void
}

function CompanyRow({ company, verdict, lastPush, onChoose }: CompanyRowProps) {
  const linked = company.status === 'Linked'
  return (
    <tr>
      <th scope="row">
        <LinkButton onPress={() => onChoose(company)}>{company.companyName}</LinkButton>{' '}
        <Text as="span" tone="quiet">
          {company.clientName}
        </Text>
      </th>
      <td {...(verdict === undefined ? {} : { title: verdict.sentence })}>
        {!linked && (
          <Badge icon={null} tone="watch">
            {company.status}
          </Badge>
        )}{' '}
        {verdict === undefined ? (
          <Text as="span" tone="quiet">
            Not looked at
          </Text>
        ) : (
          <StatusLine tone={verdictTones[verdict.verdict]}>{verdictWords[verdict.verdict]}</StatusLine>
        )}
      </td>
      <td>{verdict?.side ? sideWords[verdict.side] : ''}</td>
      <td>
        {lastPush === undefined ? (
          <Text as="span" tone="quiet">
            None from here
          </Text>
        ) : (
          <StatusLine tone={pushTones[lastPush.state]}>
            {`${pushStateWords[lastPush.state]}, ${lineCount(lastPush.lines)}`}
          </StatusLine>
        )}
      </td>
    </tr>
  )
}

/** Pushes come newest first. */
function newestOf(pushes: readonly PushView[], { connectionId }: FeedCompany): PushView | undefined {
  return pushes.find(({ place }) => place.connectionId === connectionId)
}

function Incomplete({ problem }: Pick<CallOutput<'listFeedCompanies'>, 'problem'>) {
  if (problem === null) return <Callout tone="watch" title="Codat gave only some of the companies." />
  const { message, nextStep } = errorTexts[`codat.${problem.kind}`]
  return (
    <Callout tone="watch" title={message}>
      {nextStep}
    </Callout>
  )
}
