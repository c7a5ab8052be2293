// Bank feeds of a Xero app: its companies at Codat, and one company's ladder, accounts and pushes.
import { Landmark, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import type { FeedCompany, PushView } from '../../../contract/bank-feeds'
import { errorTexts } from '../../../domain/errors'
import { useCall, useAction, useMainEvent } from '../../bridge'
import { Button, LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { EmptyState, Section, Skeleton } from '../../components/layout'
import { Badge, Callout } from '../../components/status'
import { useNavigation } from '../../shell/navigation'
import styles from './bank-feeds.module.css'
import { CompanyPanel } from './company-panel'
import { DamagedPushes } from './damaged-pushes'
import { PushCard } from './push-card'

const NO_PUSHES: CallOutput<'listPushes'> = { pushes: [], damaged: [] }

/** Rows in the list at a time: the search finds the others. */
const SHOWN = 50

export function BankFeedsTab({ appId, appName }: { appId: string; appName: string }) {
  const companies = useCall('listFeedCompanies', { appId })
  const pushes = useCall('listPushes', { appId })
  const [chosen, setChosen] = useState<FeedCompany | null>(null)
  const { pushes: known, damaged } = pushes.loaded.state === 'ready' ? pushes.loaded.value : NO_PUSHES
  const place = (push: PushView) => {
    const others = known.filter(({ id }) => id !== push.id)
    const before = known.findIndex(({ id }) => id === push.id)
    const after = before < 0 ? [push, ...others] : known.map((one) => (one.id === push.id ? push : one))
    pushes.put({ pushes: after, damaged })
  }
  useMainEvent('pushProgress', (push) => {
    if (push.place.appId === appId) place(push)
  })
  if (chosen !== null) {
    return (
      <CompanyPanel
        appId={appId}
        company={chosen}
        pushes={known.filter((push) => push.place.connectionId === chosen.connectionId)}
        damaged={damaged}
        onPush={place}
        onPushes={pushes.reload}
        onBack={() => setChosen(null)}
      />
    )
  }
  if (companies.loaded.state === 'loading') return <Skeleton label="Reading the companies at Codat" />
  if (companies.loaded.state === 'error') {
    return <ErrorCard error={companies.loaded.error} onRetry={companies.reload} />
  }
  if (companies.loaded.value.clients === 0) return <NoClient appId={appId} appName={appName} />
  const open = known.filter(({ state }) => state !== 'done' && state !== 'cancelled')
  return (
    <div className={styles.tab}>
      <DamagedPushes appId={appId} damaged={damaged} onSetAside={pushes.reload} />
      {open.length > 0 && (
        <Section title="Pushes that aren’t finished">
          <div className={styles.stack}>
            {open.map((push) => (
              <PushCard key={push.id} push={push} onChanged={place} />
            ))}
          </div>
        </Section>
      )}
      <Companies appId={appId} read={companies.loaded.value} put={companies.put} onChoose={setChosen} />
    </div>
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
  readonly onChoose: (company: FeedCompany) => void
}

function Companies({ appId, read, put, onChoose }: CompaniesProps) {
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
      <div className={styles.stack}>
        {reading.error && <ErrorCard error={reading.error} />}
        {!read.complete && <Incomplete problem={read.problem} />}
        <TextField label="Search companies" value={search} onChange={setSearch} />
        <ul className={styles.list} aria-label="Companies">
          {found.slice(0, SHOWN).map((company) => (
            <li key={`${company.clientId} ${company.connectionId}`} className={styles.company}>
              <span>
                <LinkButton onPress={() => onChoose(company)}>{company.companyName}</LinkButton>{' '}
                <span className={styles.quiet}>{company.clientName}</span>
              </span>
              <Badge icon={null} tone={company.status === 'Linked' ? 'ok' : 'watch'}>
                {company.status}
              </Badge>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className={styles.quiet}>No company fits.</p>}
        {found.length > SHOWN && (
          <p className={styles.quiet}>{(found.length - SHOWN).toLocaleString('en-GB')} more. Search to find them.</p>
        )}
      </div>
    </Section>
  )
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
