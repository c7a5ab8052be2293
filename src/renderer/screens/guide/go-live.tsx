// Going live: the test app and the production app side by side.
import { useState } from 'react'
import type { GoLiveComparison } from '../../../domain/guide/views'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { List, Split, Stack, Table, Text } from '../../components/shapes'
import { StatusLine } from '../../components/status'
import { useData } from '../../shell/data'
import { onDay } from '../../words/ages'
import { appTypeOptions } from '../xero-apps/words'
import styles from './guide.module.css'

const rowWords: Readonly<Record<GoLiveComparison['rows'][number]['what'], string>> = {
  'client-id': 'Client id',
  'redirect-uris': 'Redirect URIs',
  'company-url': 'Company URL',
  'app-type': 'App type',
  created: 'Created',
  'codat-client': 'Codat client',
  scopes: 'Scopes at Codat',
  secret: 'Client secret',
  'sign-in': 'Sign-in test',
}

/** A value as the rest of the app words it. */
function shown({ what }: GoLiveComparison['rows'][number], value: string): string {
  if (value === '') return '—'
  if (what === 'created') return onDay(value)
  return what === 'app-type' ? (appTypeOptions.find((type) => type.value === value)?.label ?? value) : value
}

/** Shown where there is an app of the other kind to compare with. */
export function GoLive({ app }: { app: XeroAppView }) {
  const { apps } = useData()
  const comparing = useAction('compareForGoLive')
  const [otherId, setOtherId] = useState<string | null>(null)
  const [comparison, setComparison] = useState<GoLiveComparison | null>(null)
  const all = apps.loaded.state === 'ready' ? apps.loaded.value.apps : []
  const others = all.filter(({ id, environment }) => id !== app.id && environment !== app.environment)
  const other = others.find(({ id }) => id === otherId) ?? others[0]
  if (other === undefined) return null
  const [test, production] = app.environment === 'test' ? [app, other] : [other, app]
  const compare = async () => setComparison(await comparing.run({ testAppId: test.id, productionAppId: production.id }))
  return (
    <Details summary="Going live: test app and production app side by side">
      <Stack gap="s3">
        <Split>
          <SelectField
            label={app.environment === 'test' ? 'Production app' : 'Test app'}
            value={other.id}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              setOtherId(id)
              setComparison(null)
            }}
          />
          <Button busy={comparing.busy} onPress={() => void compare()}>
            Compare
          </Button>
        </Split>
        {comparison !== null && <Comparison comparison={comparison} />}
        {comparing.error && <ErrorCard error={comparing.error} />}
      </Stack>
    </Details>
  )
}

function Comparison({ comparison }: { comparison: GoLiveComparison }) {
  return (
    <>
      <Table columns={['What', 'Test', 'Production', 'What it means']} className={styles.compare}>
        {comparison.rows.map((row) => (
          <tr key={row.what}>
            <th scope="row">
              <StatusLine tone={row.verdict} quiet>
                {rowWords[row.what]}
              </StatusLine>
            </th>
            <td>{shown(row, row.test)}</td>
            <td>{shown(row, row.production)}</td>
            <td>{row.note}</td>
          </tr>
        ))}
      </Table>
      <p>{comparison.whoReconnects}</p>
      <Text tone="quiet" small>
        What stays with the test app
      </Text>
      <List kind="disc" gap="s1">
        {comparison.leftBehind.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </List>
      <p>{comparison.retire}</p>
    </>
  )
}
