// The way from Xero's limit page to a free place: to the app it is about where that is known, else to the one the user names.
import { Unplug } from 'lucide-react'
import { useState } from 'react'
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import { Button } from '../../components/button'
import { SelectField } from '../../components/select-field'
import { Row } from '../../components/shapes'
import { useData } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { appInFindings } from './words'

export function FreePlaceAction({ findings }: { findings: readonly Diagnosis[] }) {
  const { route, openApp } = useNavigation()
  const { loaded } = useData().apps
  const apps = loaded.state === 'ready' ? loaded.value.apps : []
  const inFront = route.screen === 'app' ? apps.find(({ id }) => id === route.appId) : undefined
  const known = appInFindings(findings, apps) ?? inFront ?? (apps.length === 1 ? apps[0] : undefined)
  const [picked, setPicked] = useState<string | null>(null)
  const [first] = apps
  if (first === undefined) return null
  const appId = known?.id ?? picked ?? first.id
  return (
    <Row gap="s2" align="end">
      {known === undefined && (
        <SelectField
          label="Of which Xero app?"
          value={appId}
          options={apps.map(({ id, name, customer }) => ({
            value: id,
            label: customer === '' ? name : `${name}, ${customer}`,
          }))}
          onChange={setPicked}
        />
      )}
      <Button variant="primary" icon={Unplug} onPress={() => openApp(appId, 'connections', { freeing: [] })}>
        {known === undefined ? 'Free a connection now' : `Free a connection of ${known.name}`}
      </Button>
    </Row>
  )
}
