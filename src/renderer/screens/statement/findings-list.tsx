// What was found: how bad, on which lines, and the remedies that mend it.
import { useState } from 'react'
import type {
  FindingCode,
  RemedyKind,
  StatementFinding,
  StatementKind,
} from '../../../domain/bank-feeds/statements/schema'
import { Button, LinkButton } from '../../components/button'
import { Row, Stack, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { findingText, findingTitle, hasLines, lineName, placeWords, remedyLabels, severityTones } from './words'

const AT_FIRST = 4

interface FindingsProps {
  readonly kind: StatementKind
  readonly findings: readonly StatementFinding[]
  readonly onRemedy: (kind: RemedyKind, code: FindingCode) => void
  readonly onLine: (at: number) => void
}

export function FindingsList({ kind, findings, onRemedy, onLine }: FindingsProps) {
  return (
    <Stack as="ul" gap="s2" aria-label="Findings">
      {findings.map((finding) => (
        <li key={finding.code} data-code={finding.code}>
          <Callout
            tone={severityTones[finding.severity]}
            title={findingTitle(finding)}
            {...(finding.remedies.length === 0
              ? {}
              : {
                  actions: finding.remedies.map((remedy) => (
                    <Button key={remedy} size="small" onPress={() => onRemedy(remedy, finding.code)}>
                      {remedyLabels[remedy]}…
                    </Button>
                  )),
                })}
          >
            <p>{findingText(finding)}</p>
            {finding.count > 0 && finding.places.length > 0 && <Places kind={kind} finding={finding} onLine={onLine} />}
          </Callout>
        </li>
      ))}
    </Stack>
  )
}

function Places({ kind, finding, onLine }: Pick<FindingsProps, 'kind' | 'onLine'> & { finding: StatementFinding }) {
  const [all, setAll] = useState(false)
  const shown = all ? finding.places : finding.places.slice(0, AT_FIRST)
  const more = Math.max(finding.count, finding.places.length) - shown.length
  return (
    <div>
      <Row as="ul" gap="s4">
        {shown.map((place, index) => (
          <li key={`${place.line} ${index}`}>
            {hasLines(finding) ? (
              <LinkButton onPress={() => onLine(place.at)}>{lineName(kind, place.line)}</LinkButton>
            ) : (
              <span>{lineName(kind, place.line)}</span>
            )}{' '}
            <Text as="span" tone="soft" figures>
              {placeWords(finding.code, place)}
            </Text>
          </li>
        ))}
      </Row>
      {more > 0 && !all && finding.places.length > AT_FIRST && (
        <LinkButton onPress={() => setAll(true)}>
          Show {Math.min(more, finding.places.length - AT_FIRST)} more
        </LinkButton>
      )}
      {more > 0 && (all || finding.places.length <= AT_FIRST) && <p>And {more.toLocaleString('en-GB')} more.</p>}
    </div>
  )
}
