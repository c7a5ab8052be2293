// The set-up of one Xero app: which Codat client it is for, where it stands, and the walk.
import { Footprints } from 'lucide-react'
import { useState } from 'react'
import type { IntegrationView } from '../../../domain/guide/views'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction, useCall } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { EmptyState, Skeleton } from '../../components/layout'
import { Stack } from '../../components/shapes'
import type { AppPart } from '../../shell/navigation'
import { GoLive } from './go-live'
import { Inherited } from './inherited'
import { Standing } from './standing'
import { useIntegrations } from './use-integrations'
import { Walk } from './walk'

interface SetUpTabProps {
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

const nothing = {}

export function SetUpTab({ app, show }: SetUpTabProps) {
  const known = useIntegrations()
  const walk = useCall('getWalk', nothing)
  const [chosen, setChosen] = useState<string | null>(null)
  if (known.state === 'error') return <ErrorCard error={known.error} onRetry={known.retry} />
  if (walk.loaded.state === 'error') return <ErrorCard error={walk.loaded.error} onRetry={walk.reload} />
  if (known.state === 'loading' || walk.loaded.state === 'loading') return <Skeleton label="Reading the set-up" />
  const mine = known.integrations.filter(({ xeroAppId }) => xeroAppId === app.id)
  const shown = mine.find(({ id }) => id === chosen) ?? mine[0]
  if (shown === undefined) return <Begin app={app} />
  return (
    <Stack gap="s4" width="page">
      {mine.length > 1 && <Picker integrations={mine} shown={shown} onChoose={setChosen} />}
      <Standing key={shown.id} integration={shown} />
      {shown.wayIn === 'inherited' && <Inherited integration={shown} />}
      <Walk key={`walk ${shown.id}`} integration={shown} walk={walk.loaded.value} app={app} show={show} />
      <GoLive app={app} />
      <Another app={app} />
    </Stack>
  )
}

function Picker(props: {
  integrations: readonly IntegrationView[]
  shown: IntegrationView
  onChoose: (id: string) => void
}) {
  return (
    <SelectField
      label="Set-up for"
      value={props.shown.id}
      options={props.integrations.map(({ id, codatName }) => ({
        value: id,
        label: codatName ?? 'No Codat client yet',
      }))}
      onChange={props.onChoose}
    />
  )
}

function Begin({ app }: { app: XeroAppView }) {
  const adding = useAction('addIntegration')
  const begin = (wayIn: 'new' | 'inherited') => {
    void adding.run({ xeroAppId: app.id, codatClientId: null, wayIn })
  }
  return (
    <EmptyState
      icon={Footprints}
      title="From here to live, one step at a time"
      actions={
        <>
          <Button variant="primary" busy={adding.busy} onPress={() => begin('new')}>
            Begin the set-up
          </Button>
          <Button isDisabled={adding.busy} onPress={() => begin('inherited')}>
            It is live already
          </Button>
        </>
      }
    >
      <p>
        Eleven steps in any order, each checked where it can be. You can stop after each one, close Latchkey and go on
        another day.
      </p>
      {adding.error && <ErrorCard error={adding.error} />}
    </EmptyState>
  )
}

/** The same Xero app behind another Codat client is an integration of its own. */
function Another({ app }: { app: XeroAppView }) {
  const adding = useAction('addIntegration')
  return (
    <div>
      <Button
        size="small"
        variant="quiet"
        busy={adding.busy}
        onPress={() => void adding.run({ xeroAppId: app.id, codatClientId: null, wayIn: 'new' })}
      >
        Set this app up for another Codat client
      </Button>
      {adding.error && <ErrorCard error={adding.error} />}
    </div>
  )
}
