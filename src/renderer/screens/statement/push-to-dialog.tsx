// From a mended statement to a push: the companies of every app that Codat knows, each with its accounts, those that fit first.
import { Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { FeedVerdict, FeedCompany, SourceAccount } from '../../../domain/bank-feeds/schema'
import type { StatementView } from '../../../contract/statements'
import { call } from '../../bridge'
import { LinkButton } from '../../components/button'
import { Dialog } from '../../components/dialog'
import { EmptyState, Skeleton } from '../../components/layout'
import { SearchBox } from '../../components/search-box'
import { List, Row, Stack, Text } from '../../components/shapes'
import { Badge, StatusLine } from '../../components/status'
import { useCodatClients, useData } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { verdictTones, verdictWords } from '../bank-feeds/words'
import { fitOf, fitWords, type Target, targetsInOrder } from './push-targets'

/** Shown at a time: the search finds the others. */
const SHOWN = 40

interface PushToDialogProps {
  readonly statement: StatementView
  readonly onClose: () => void
}

export function PushToDialog({ statement, onClose }: PushToDialogProps) {
  const { openApp } = useNavigation()
  const [search, setSearch] = useState('')
  const targets = useTargets()
  const { currencies } = statement.summary
  const currency = currencies.length === 1 ? (currencies[0] ?? null) : null
  const choose = ({ app, company }: Target, account?: SourceAccount) => {
    onClose()
    openApp(app.id, 'bank-feeds', {
      feedsOf: company.connectionId,
      toPush: true,
      ...(account === undefined ? {} : { account: account.id }),
    })
  }
  const found = targetsInOrder(targets.known, currency, search)
  return (
    <Dialog title="Push to…" isOpen onClose={onClose} width="wide">
      <Stack gap="s3">
        <p>
          {currency === null
            ? 'Which company is this statement of? Nothing is sent before you are asked in Latchkey’s own window.'
            : `Which company is this statement in ${currency} of? Nothing is sent before you are asked in Latchkey’s own window.`}
        </p>
        <SearchBox label="Search companies" value={search} onChange={setSearch} wholeRow />
        {targets.reading && targets.known.length === 0 && <Skeleton label="Reading the companies at Codat" rows={4} />}
        {!targets.reading && targets.known.length === 0 && (
          <EmptyState icon={Send} title="No company is known yet">
            <p>A push goes through Codat: add the Codat client that holds one of your Xero apps, with an API key.</p>
          </EmptyState>
        )}
        <Stack as="ul" gap="s0" divided aria-label="Companies to push to">
          {found.slice(0, SHOWN).map((target) => (
            <li key={`${target.app.id} ${target.company.connectionId}`}>
              <Row gap="s3" align="baseline">
                <LinkButton onPress={() => choose(target)}>{target.company.companyName}</LinkButton>
                <Text as="span" tone="quiet">
                  {[...new Set([target.app.name, target.company.clientName])].join(', ')}
                </Text>
                {target.verdict !== null && (
                  <StatusLine tone={verdictTones[target.verdict]}>{verdictWords[target.verdict]}</StatusLine>
                )}
              </Row>
              {target.accounts.length > 0 && (
                <List kind="disc" gap="s1" aria-label={`Accounts of ${target.company.companyName}`}>
                  {target.accounts.map((account) => {
                    const fit = fitOf(account, currency)
                    return (
                      <li key={account.id}>
                        <LinkButton onPress={() => choose(target, account)}>
                          {`${account.name}, ends ${account.numberEnd}`}
                        </LinkButton>{' '}
                        <Badge icon={null} tone={fit === 'fits' ? 'ok' : 'neutral'}>
                          {fitWords[fit]}
                        </Badge>
                      </li>
                    )
                  })}
                </List>
              )}
            </li>
          ))}
        </Stack>
        {found.length > SHOWN && (
          <Text tone="quiet">{(found.length - SHOWN).toLocaleString('en-GB')} more. Search to find them.</Text>
        )}
      </Stack>
    </Dialog>
  )
}

/** The companies of every app with a Codat client, app by app as they are read; accounts where somebody looked before. */
function useTargets(): { readonly known: readonly Target[]; readonly reading: boolean } {
  const { apps } = useData()
  const clients = useCodatClients()
  const [known, setKnown] = useState<readonly Target[]>([])
  const [reading, setReading] = useState(true)
  const all = apps.loaded.state === 'ready' ? apps.loaded.value.apps : []
  const held = all.filter(({ id }) => clients.some(({ xeroAppIds }) => xeroAppIds.includes(id)))
  const wanted = JSON.stringify(held.map(({ id, name }) => ({ id, name })))
  useEffect(() => {
    let left = false
    const read = async () => {
      for (const app of JSON.parse(wanted) as { id: string; name: string }[]) {
        const [listed, looked] = await Promise.all([
          call('listFeedCompanies', { appId: app.id, again: false }),
          call('listFeedVerdicts', { appId: app.id }),
        ])
        if (!listed.ok) continue
        const verdicts = looked.ok ? looked.value.verdicts : []
        const targets = await Promise.all(listed.value.companies.map((company) => targetOf(app, company, verdicts)))
        if (left) return
        setKnown((before) => [...before, ...targets])
      }
      if (!left) setReading(false)
    }
    setKnown([])
    setReading(true)
    void read()
    return () => {
      left = true
    }
  }, [wanted])
  return { known, reading }
}

async function targetOf(app: Target['app'], company: FeedCompany, verdicts: readonly FeedVerdict[]): Promise<Target> {
  const { clientId, companyId, connectionId, companyName } = company
  const looked = verdicts.find((one) => one.clientId === clientId && one.connectionId === connectionId)
  if (looked === undefined) return { app, company, verdict: null, accounts: [] }
  const panel = await call('getFeedPanel', { appId: app.id, clientId, companyId, connectionId, companyName })
  return { app, company, verdict: looked.verdict, accounts: panel.ok ? panel.value.accounts : [] }
}
