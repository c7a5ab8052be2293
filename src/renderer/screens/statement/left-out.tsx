// What the file holds and isn't pushed, by why, so that nothing is missing without a word.
import { grouped } from '../../../domain/amounts'
import type { LeftOutGroup, StatementKind } from '../../../domain/bank-feeds/statements/schema'
import { Details } from '../../components/details'
import { Stack, Text } from '../../components/shapes'
import { counted, leftOutTitle, lineName } from './words'

export function LeftOut({ kind, groups }: { kind: StatementKind; groups: readonly LeftOutGroup[] }) {
  return (
    <Stack gap="s2">
      {groups.map((group) => (
        <Details key={group.why} summary={leftOutTitle(group)}>
          <Stack as="ul" gap="s1">
            {group.places.map(({ line, date, amount, description, reason }) => (
              <li key={line}>
                <Text as="span" tone="soft" figures>
                  {lineName(kind, line)}
                </Text>{' '}
                {date} {description} <strong>{amount === null ? '' : grouped(amount)}</strong>{' '}
                {reason !== null && (
                  <Text as="span" tone="soft">
                    {reason}
                  </Text>
                )}
              </li>
            ))}
          </Stack>
          {group.count > group.places.length && <p>And {counted(group.count - group.places.length, 'more line')}.</p>}
        </Details>
      ))}
    </Stack>
  )
}
