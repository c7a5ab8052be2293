// What the last checks found, over all set-ups: folded away while nothing changed.
import { useEffect } from 'react'
import type { BoardRow } from '../../../domain/guide/board-schema'
import { useCall, useMainEvent } from '../../bridge'
import { useNow } from '../../clock'
import { LinkButton } from '../../components/button'
import { Details } from '../../components/details'
import { Stack, Text } from '../../components/shapes'
import { StatusLine } from '../../components/status'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { uncheckedWords } from '../guide/checked-words'
import styles from './customers-screen.module.css'

const nothing = {}

/** Read again after each round of checks. */
export function LastChecks({ rounds }: { rounds: number }) {
  const { loaded, reload } = useCall('getBoard', nothing)
  useMainEvent('integrationsChanged', reload)
  useEffect(() => {
    if (rounds > 0) reload()
  }, [rounds, reload])
  const { openApp } = useNavigation()
  const now = useNow(60_000)
  const rows = loaded.state === 'ready' ? loaded.value.rows.filter(hasNews) : []
  if (rows.length === 0) return null
  return (
    <Stack gap="s2" capped className={styles.strip}>
      <Details
        summary={`What the last checks found: ${rows.length === 1 ? 'something at one set-up' : `something at ${rows.length} set-ups`}`}
      >
        <Stack as="ul" gap="s2" aria-label="What the last checks found">
          {rows.map(({ integration, check }) => {
            const appId = integration.xeroAppId
            return (
              <li key={integration.id} aria-label={integration.name}>
                <p>
                  {appId === null ? (
                    integration.name
                  ) : (
                    <LinkButton onPress={() => openApp(appId)}>{integration.name}</LinkButton>
                  )}{' '}
                  <Text as="span" tone="quiet" small>
                    {check !== null && `checked ${ago(check.at, now)}`}
                  </Text>
                </p>
                <Changes check={check} />
              </li>
            )
          })}
        </Stack>
      </Details>
    </Stack>
  )
}

function hasNews({ check }: BoardRow): boolean {
  return check !== null && (check.changes.length > 0 || uncheckedWords(check.unchecked).length > 0)
}

/** What changed since the check before, and what could not be checked. */
export function Changes({ check }: { check: BoardRow['check'] }) {
  if (check === null) return null
  return (
    <Stack as="ul" gap="s0">
      {check.changes.map(({ code, severity, sentence }) => (
        <li key={`${code} ${sentence}`}>
          <StatusLine tone={severity}>{sentence}</StatusLine>
        </li>
      ))}
      {uncheckedWords(check.unchecked).map(({ part, text }) => (
        <li key={`${part} ${text}`}>
          <StatusLine tone="neutral">{text}</StatusLine>
        </li>
      ))}
    </Stack>
  )
}
