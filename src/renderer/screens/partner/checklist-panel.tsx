// The checklist of a way: what Latchkey checks by itself, and every item to work through.
import { FileDown, ListChecks } from 'lucide-react'
import type { ChecklistItemView, ChecklistView } from '../../../domain/partner/schema'
import { routeWords } from '../../../domain/wording'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { EmptyState, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Row, Stack } from '../../components/shapes'
import { Callout } from '../../components/status'
import { useSay } from '../../shell/toasts'
import { ago } from '../../words/ages'
import { type PartProps, useChange } from './change'
import { ChecklistItem } from './checklist-item'
import { progressWords, stateWords } from './words'

interface Props extends PartProps {
  readonly showWay: () => void
}

export function ChecklistPanel({ view, put, showWay }: Props) {
  const { checklist } = view
  if (checklist === null) return <NoWay route={view.route} showWay={showWay} />
  const of = (kind: ChecklistItemView['kind']) => checklist.items.filter((item) => item.kind === kind)
  return (
    <Stack gap="s5">
      <Head view={view} put={put} checklist={checklist} />
      <News view={view} put={put} checklist={checklist} />
      <Section title="Prerequisites" hint={progressWords(of('prerequisite'))}>
        <Items view={view} put={put} items={of('prerequisite')} />
      </Section>
      {of('checkpoint').length > 0 && (
        <Section title="Checkpoints" hint={`${checklist.intro} ${progressWords(of('checkpoint'))}.`}>
          <Items view={view} put={put} items={of('checkpoint')} />
        </Section>
      )}
      <Kept checklist={checklist} />
    </Stack>
  )
}

export function NoWay({ route, showWay }: { route: PartProps['view']['route']; showWay: () => void }) {
  return (
    <EmptyState
      icon={ListChecks}
      title={route === 'none' ? 'No application is needed' : 'No way is chosen yet'}
      actions={
        <Button variant="primary" onPress={showWay}>
          {route === 'none' ? 'Look at the way again' : 'Answer the questions'}
        </Button>
      }
    >
      <p>
        {route === 'none'
          ? 'A plan without certification holds what you expect.'
          : 'A few answers lead to the right way, and to the list of what it takes.'}
      </p>
    </EmptyState>
  )
}

function Head({ view, put, checklist }: PartProps & { checklist: ChecklistView }) {
  const checking = useChange('runPartnerChecks', put)
  const exporting = useAction('exportPartnerTickets')
  const say = useSay()
  const now = useNow(30_000)
  const newest = checklist.items
    .flatMap(({ lastCheck }) => (lastCheck === null ? [] : [lastCheck.at]))
    .sort()
    .at(-1)
  const tickets = async (format: 'markdown' | 'csv') => {
    const answer = await exporting.run({ appId: view.appId, format })
    if (answer?.outcome === 'saved') say('ok', 'Tickets saved.')
  }
  const error = checking.error ?? exporting.error
  return (
    <Section
      title={routeWords[checklist.route]}
      hint={newest === undefined ? 'Latchkey hasn’t checked anything yet.' : `Checked ${ago(newest, now)}.`}
      actions={
        <>
          <Button icon={FileDown} size="small" onPress={() => void tickets('markdown')}>
            Tickets as Markdown…
          </Button>
          <Button icon={FileDown} size="small" onPress={() => void tickets('csv')}>
            Tickets as CSV…
          </Button>
          <Button variant="primary" busy={checking.busy} onPress={() => void checking.run({ appId: view.appId })}>
            Check what can be checked
          </Button>
        </>
      }
    >
      {error && <ErrorCard error={error} />}
      <Row as="p" gap="s4">
        {linksFor(checklist.route)}
      </Row>
    </Section>
  )
}

function linksFor(route: ChecklistView['route']) {
  if (route === 'bank-feeds')
    return (
      <>
        <OutsideLink id="codat.checkpoints-bank-feeds" />
        <OutsideLink id="codat.bank-feeds-partner" />
        <OutsideLink id="xero.bank-feeds" />
      </>
    )
  if (route === 'app-store')
    return (
      <>
        <OutsideLink id="xero.certification" />
        <OutsideLink id="codat.checkpoints-app-store" />
        <OutsideLink id="codat.certification-article" />
      </>
    )
  return <OutsideLink id="codat.partner-program" />
}

function News({ view, put, checklist }: PartProps & { checklist: ChecklistView }) {
  const noting = useChange('notePartnerChecklistSeen', put)
  const news = checklist.items.filter((item) => item.news !== 'none')
  if (news.length === 0) return null
  return (
    <Callout
      tone="info"
      title={`The checklist has changed since you last looked: ${news.length === 1 ? 'one item' : `${news.length} items`}.`}
      actions={
        <Button size="small" onPress={() => void noting.run({ appId: view.appId })}>
          Seen
        </Button>
      }
    >
      <p>{news.map(({ title }) => title).join(', ')}. Your answers are kept.</p>
    </Callout>
  )
}

function Items({ view, put, items }: PartProps & { items: readonly ChecklistItemView[] }) {
  return (
    <Stack as="ul" gap="s2">
      {items.map((item) => (
        <li key={item.id}>
          <ChecklistItem appId={view.appId} item={item} put={put} />
        </li>
      ))}
    </Stack>
  )
}

function Kept({ checklist }: { checklist: ChecklistView }) {
  if (checklist.kept.length === 0) return null
  return (
    <Section title="Answers no longer asked for" hint="The checklist doesn’t have these now. Nothing is dropped.">
      <Stack as="ul" gap="s2">
        {checklist.kept.map(({ itemId, answer }) => (
          <li key={itemId}>
            <code>{itemId}</code>: {stateWords[answer.state]}. {answer.notes}
          </li>
        ))}
      </Stack>
    </Section>
  )
}
