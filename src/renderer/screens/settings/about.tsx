// What this is, and what Latchkey believes about Xero and Codat: each with its source and the day it was read.
import {
  broadScopesStop,
  codatAddresses,
  type Fact,
  granularOnlyFrom,
  plans,
  redirectUrisPerApp,
  tokenLifetimes,
  xeroAddresses,
} from '../../../domain/facts'
import { inDays } from '../../../domain/scopes'
import { Details } from '../../components/details'
import { Card, Facts, Section } from '../../components/layout'
import { Table } from '../../components/shapes'
import { FactSource } from '../../components/source'
import { Badge } from '../../components/status'
import { useInfo } from '../../shell/data'
import { Licences } from './licences'

const platformWords = { linux: 'Linux', darwin: 'macOS', win32: 'Windows', other: 'Another system' } as const

interface Line {
  readonly name: string
  readonly says: string
  readonly fact: Fact<unknown>
}

function line<T>(name: string, fact: Fact<T>, word: (value: T) => string): Line {
  return { name, says: word(fact.value), fact }
}

const lines: readonly Line[] = [
  line('Where you sign in', xeroAddresses.authorize, String),
  line('Where tokens come from', xeroAddresses.token, String),
  line('Codat’s redirect URI', codatAddresses.redirectUri, String),
  line('Redirect URIs per app', redirectUrisPerApp, (n) => `up to ${n}`),
  line('Access token', tokenLifetimes.accessSeconds, (seconds) => `${seconds / 60} minutes`),
  line('Refresh token, unused', tokenLifetimes.refreshUnusedDays, (days) => `${days} days`),
  line('Only granular scopes for apps created from', granularOnlyFrom, inDays),
  line('Broad scopes stop for all on', broadScopesStop, inDays),
  line('Plans', plans, (all) =>
    all
      .map(
        ({ name, connections }) => `${name} ${connections === null ? 'no limit' : connections.toLocaleString('en-GB')}`,
      )
      .join(' · '),
  ),
]

const trustWords = { primary: 'Read at the owner’s', reported: 'Reported by others', inferred: 'Inferred' } as const

export function About() {
  const info = useInfo()
  return (
    <Section title="About">
      <Card>
        {info && (
          <Facts
            facts={[
              { name: 'Latchkey', value: info.version },
              {
                name: 'Electron',
                value: info.developmentRuntime ? `${info.electron}, for development only` : info.electron,
              },
              { name: 'System', value: platformWords[info.platform] },
              { name: 'Machine', value: info.machine },
            ]}
          />
        )}
        <Details summary="What Latchkey relies on, and where it stands">
          <Table columns={['Fact', 'What it says', 'How sure']}>
            {lines.map(({ name, says, fact }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  {says}
                  <FactSource fact={fact} />
                </td>
                <td>
                  <Badge tone={fact.trust === 'primary' ? 'ok' : 'watch'}>{trustWords[fact.trust]}</Badge>
                </td>
              </tr>
            ))}
          </Table>
        </Details>
        <Licences />
      </Card>
    </Section>
  )
}
