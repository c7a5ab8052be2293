// From the statement that is open to a push: which account, what exactly goes where, and what stands in the way.
import { FolderOpen, Send } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { grouped } from '../../../domain/amounts'
import type { PushPlan } from '../../../domain/bank-feeds/push/schema'
import type { FeedPanel } from '../../../contract/bank-feeds'
import { useAction, useCall, useMainEvent } from '../../bridge'
import { ActionBar } from '../../components/action-bar'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { Facts, Section, Skeleton } from '../../components/layout'
import { Stack, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { useNavigation } from '../../shell/navigation'
import { onDay } from '../../words/ages'
import { notePushed } from '../statement/pushed-statements'
import styles from './bank-feeds.module.css'
import { accountStateWords, hindranceWords, lineCount, pushLabel } from './words'

interface PushSectionProps {
  readonly panel: FeedPanel
  readonly onStarted: (pushId: string) => void
  readonly onChanged: () => void
}

export function PushSection({ panel, onStarted, onChanged }: PushSectionProps) {
  const { loaded, reload } = useCall('getStatement', {})
  useMainEvent('statementChanged', reload)
  const opening = useAction('openStatement')
  const statement = loaded.state === 'ready' ? loaded.value.statement : null
  const connected = panel.accounts.find(({ state }) => state === 'connected') ?? panel.accounts[0]
  const { route } = useNavigation()
  const wanted = route.screen === 'app' ? route.account : undefined
  const ledHere = route.screen === 'app' && route.toPush === true
  const [chosen, setChosen] = useState<string | null>(
    panel.accounts.some(({ id }) => id === wanted) ? (wanted ?? null) : null,
  )
  const accountId = chosen ?? connected?.id ?? null
  return (
    <Section
      title="Push a statement"
      hint="Nothing is sent before you have typed the company’s name in Latchkey’s own window."
      actions={
        <Button size="small" icon={FolderOpen} busy={opening.busy} onPress={() => void opening.run({}).then(reload)}>
          {statement === null ? 'Open a statement…' : 'Open another…'}
        </Button>
      }
    >
      <Stack gap="s3">
        {opening.error && <ErrorCard error={opening.error} />}
        {statement === null && <Text tone="quiet">No statement is open.</Text>}
        {panel.accounts.length > 0 && (
          <SelectField
            label="Source account"
            value={accountId ?? ''}
            options={panel.accounts.map(({ id, name, state }) => ({
              value: id,
              label: `${name} (${accountStateWords[state].toLowerCase()})`,
            }))}
            onChange={setChosen}
          />
        )}
        {statement !== null && accountId !== null && (
          <Plan
            key={`${statement.statementId} ${accountId} ${statement.revision}`}
            panel={panel}
            accountId={accountId}
            statementId={statement.statementId}
            revision={statement.revision}
            ledHere={ledHere}
            onStarted={onStarted}
            onChanged={onChanged}
          />
        )}
      </Stack>
    </Section>
  )
}

interface PlanProps extends PushSectionProps {
  readonly accountId: string
  readonly statementId: string
  readonly revision: number
  /** From the statement, to push it: what is asked for is brought in sight. */
  readonly ledHere: boolean
}

function Plan({ panel, accountId, statementId, revision, ledHere, onStarted, onChanged }: PlanProps) {
  const input = { ...panel.place, accountId, statementId }
  const { loaded, reload } = useCall('planPush', input)
  useMainEvent('feedsChanged', reload)
  const { go } = useNavigation()
  const push = useRef<HTMLButtonElement>(null)
  const facts = useRef<HTMLDivElement>(null)
  const [allowed, setAllowed] = useState(false)
  const isRead = loaded.state === 'ready'
  const isReady = loaded.state === 'ready' && loaded.value.plan.hindrance === null
  // The button that allowed it is gone with what hindered it: the keyboard goes on with the push itself.
  useEffect(() => {
    if (allowed && isReady) push.current?.focus()
  }, [allowed, isReady])
  useEffect(() => {
    if (!ledHere || !isRead) return
    facts.current?.closest('section')?.scrollIntoView({ block: 'start' })
    // Whoever has gone elsewhere meanwhile stays there.
    const focused = document.activeElement
    if (focused === document.body || focused?.matches('h1')) push.current?.focus({ preventScroll: true })
  }, [ledHere, isRead])
  const starting = useAction('startPush')
  const switching = useAction('setProductionPush')
  if (loaded.state === 'loading') return <Skeleton rows={3} label="Looking at what would be pushed" />
  if (loaded.state === 'error') return <ErrorCard error={loaded.error} onRetry={reload} />
  const { plan } = loaded.value
  const { appId, clientId } = panel.place
  const isOff = plan.hindrance === 'production-off'
  const start = async () => {
    const answer = await starting.run(input)
    if (answer?.push) {
      notePushed(statementId, { appId, pushId: answer.push.id, revision })
      onStarted(answer.push.id)
    }
    reload()
  }
  const allow = async () => {
    const words = await switching.run({ appId, clientId, on: true })
    const isAllowed = words !== null && words.production !== null
    setAllowed(isAllowed)
    if (words !== null) onChanged()
    reload()
    return isAllowed
  }
  /** Main asks about each by itself: whether real organisations may be pushed to at all, and then about this push. */
  const allowAndStart = async () => {
    if (await allow()) await start()
  }
  const wayOut: Partial<Record<NonNullable<PushPlan['hindrance']>, ReactNode>> = {
    'production-off': (
      <Button size="small" busy={switching.busy} onPress={() => void allow()}>
        Allow pushes to real organisations…
      </Button>
    ),
    'statement-stops': (
      <Button size="small" onPress={() => go({ screen: 'statement' })}>
        Mend the statement
      </Button>
    ),
  }
  return (
    <>
      <div ref={facts}>
        <Facts facts={planFacts(plan)} />
      </div>
      {plan.pushedBefore !== null && (plan.hindrance === null || isOff) && (
        <Callout tone="watch" title={`This looks like what was pushed to this account on ${onDay(plan.pushedBefore)}.`}>
          Number of lines, dates and sums are the same. Pushed again, they are in Xero twice.
        </Callout>
      )}
      {plan.hindrance !== null && (
        <Callout
          tone="watch"
          title={hindranceWords[plan.hindrance]}
          {...(wayOut[plan.hindrance] === undefined ? {} : { actions: wayOut[plan.hindrance] })}
        />
      )}
      {starting.error && <ErrorCard error={starting.error} />}
      {switching.error && <ErrorCard error={switching.error} />}
      <ActionBar>
        <span>To {plan.organisation ?? plan.companyName}</span>
        <Button
          ref={push}
          variant={plan.pushedBefore === null ? 'primary' : 'secondary'}
          icon={Send}
          isDisabled={plan.hindrance !== null && !isOff}
          busy={starting.busy || switching.busy}
          onPress={() => void (isOff ? allowAndStart() : start())}
        >
          {pushLabel(plan)}
        </Button>
      </ActionBar>
    </>
  )
}

function planFacts(plan: PushPlan): { name: string; value: ReactNode }[] {
  const money = (amount: string): string =>
    amount === '' ? 'not known' : `${grouped(amount)} ${plan.account.currency ?? ''}`.trim()
  return [
    { name: 'Statement', value: plan.statement },
    { name: 'Goes to', value: plan.organisation ?? plan.companyName },
    { name: 'By the source account', value: `${plan.account.name}, ends ${plan.account.numberEnd}` },
    { name: 'Lines', value: `${lineCount(plan.lines)} in ${plan.requests} request${plan.requests === 1 ? '' : 's'}` },
    {
      name: 'Dates',
      value: (
        <>
          <span className={styles.date}>{onDay(plan.firstDate)}</span> to{' '}
          <span className={styles.date}>{onDay(plan.lastDate)}</span>
        </>
      ),
    },
    { name: 'Money in', value: money(plan.moneyIn) },
    { name: 'Money out', value: money(plan.moneyOut) },
    { name: 'Closing balance', value: money(plan.closingBalance) },
  ]
}
