// One company's bank feeds: the sentence, the ladder, source accounts, pushes.
import { ArrowLeft, RefreshCw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { PushView, DamagedPush } from '../../../domain/bank-feeds/push/schema'
import type { FeedPanel } from '../../../contract/bank-feeds'
import type { FeedCompany } from '../../../domain/bank-feeds/schema'
import { useAction, useCall, useMainEvent } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Section, Skeleton } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { ago } from '../../words/ages'
import { AppRungs } from './app-rungs'
import styles from './bank-feeds.module.css'
import { DamagedPushes } from './damaged-pushes'
import { LadderList } from './ladder'
import { OpenPush } from './open-push'
import { PushCard } from './push-card'
import { PushSection } from './push-section'
import { SourceAccounts } from './source-accounts'
import { verdictTones } from './words'

interface CompanyPanelProps {
  readonly appId: string
  readonly company: FeedCompany
  /** Led here from a statement: whether a push will work is looked into without being asked to. */
  readonly toPush: boolean
  readonly pushes: readonly PushView[]
  readonly damaged: readonly DamagedPush[]
  readonly onPush: (push: PushView) => void
  readonly onPushes: () => void
  readonly onBack: () => void
}

export function CompanyPanel(props: CompanyPanelProps) {
  const { appId, company, toPush, pushes, damaged, onPush, onPushes, onBack } = props
  const { clientId, companyId, connectionId, companyName, clientName } = company
  const place = { appId, clientId, companyId, connectionId }
  const { loaded, reload, put } = useCall('getFeedPanel', { ...place, companyName })
  const [started, setStarted] = useState<string | null>(null)
  useMainEvent('feedsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  return (
    <Stack gap="s5" className={styles.tab}>
      <Row gap="s3">
        <Button size="small" variant="quiet" icon={ArrowLeft} onPress={onBack}>
          All companies
        </Button>
        <h2>{companyName}</h2>
        <Text as="span" tone="quiet">
          at {clientName}
        </Text>
      </Row>
      {loaded.state === 'loading' && <Skeleton label="Reading what is known" />}
      {loaded.state === 'error' && <ErrorCard error={loaded.error} onRetry={reload} />}
      {loaded.state === 'ready' && (
        <>
          <AppRungs appId={appId} besideCompany />
          <div className={styles.besides}>
            <Standing panel={loaded.value} put={put} reload={reload} toPush={toPush} />
            <PushSection
              panel={loaded.value}
              onStarted={(pushId) => {
                setStarted(pushId)
                onPushes()
              }}
              onChanged={reload}
            />
          </div>
          <DamagedPushes
            appId={appId}
            damaged={damaged}
            onSetAside={() => {
              onPushes()
              reload()
            }}
          />
          {pushes.length > 0 && (
            <Section title="Pushes from here">
              <Stack gap="s3">
                {pushes.map((push) => (
                  <PushCard key={push.id} push={push} isNew={push.id === started} onChanged={onPush} />
                ))}
              </Stack>
            </Section>
          )}
          <SourceAccounts panel={loaded.value} onChanged={reload} />
          <OpenPush place={place} />
        </>
      )}
    </Stack>
  )
}

interface StandingProps {
  readonly panel: FeedPanel
  readonly put: (panel: FeedPanel) => void
  readonly reload: () => void
  readonly toPush: boolean
}

function Standing({ panel, put, reload, toPush }: StandingProps) {
  const now = useNow(30_000)
  const checking = useAction('checkFeeds')
  const { ladder, place, companyName } = panel
  const check = async () => {
    const after = await checking.run({ ...place, companyName })
    if (after) put(after)
  }
  const asksItself = toPush && ladder.readAt === null
  const asked = useRef(false)
  useEffect(() => {
    if (!asksItself || asked.current) return
    asked.current = true
    void check()
  })
  return (
    <Section
      title="Will it work?"
      hint={ladder.readAt === null ? 'Codat hasn’t been asked yet.' : `Codat was asked ${ago(ladder.readAt, now)}.`}
      actions={
        <Button size="small" icon={RefreshCw} busy={checking.busy} onPress={() => void check()}>
          Check now
        </Button>
      }
    >
      <Stack gap="s3">
        <Callout tone={verdictTones[ladder.verdict]} role="status" title={ladder.sentence} />
        {checking.error && <ErrorCard error={checking.error} onRetry={() => void check()} />}
        <LadderList panel={panel} onSaid={reload} />
        {ladder.unheardOf.length > 0 && (
          <Text tone="quiet">
            Errors of types nobody has documented:{' '}
            {ladder.unheardOf.map(({ type, times }) => `${type} (${times})`).join(', ')}.
          </Text>
        )}
      </Stack>
    </Section>
  )
}
