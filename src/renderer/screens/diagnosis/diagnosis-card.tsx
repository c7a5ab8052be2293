import type { ReactNode } from 'react'
import type { Diagnosis } from '../../../domain/diagnosis/schema'
import { cx } from '../../components/class-names'
import { Details } from '../../components/details'
import { SaidRows } from '../../components/said-rows'
import { OutsideLink } from '../../components/outside-link'
import { List, Row, Stack, Surface, Text } from '../../components/shapes'
import { Badge } from '../../components/status'
import { ToneIcon } from '../../components/tone-icon'
import { NextStep } from '../../components/next-step'
import styles from './diagnosis.module.css'
import { recognitionWords, severityTone, sideWords } from './words'

interface DiagnosisCardProps {
  readonly diagnosis: Diagnosis
  readonly leading?: boolean
  /** What can be done about it from here. */
  readonly action?: ReactNode
}

/** One answer: what is wrong, whose side, why, what next; the other side's own words only folded away. */
export function DiagnosisCard({ diagnosis, leading = true, action }: DiagnosisCardProps) {
  const tone = severityTone[diagnosis.severity]
  const { facts = [], canBe = [], recognisedBy } = diagnosis
  const Title = leading ? 'h2' : 'h3'
  return (
    <Surface as="article" padded gap="s2" className={cx(leading && styles.leading)} aria-label={diagnosis.title}>
      <Row as="header" gap="s2" oneLine led>
        <ToneIcon tone={tone} size={leading ? 20 : 16} />
        <Title>{diagnosis.title}</Title>
        <Badge icon={null} tone={diagnosis.side === 'you' ? 'info' : 'neutral'}>
          {sideWords[diagnosis.side]}
        </Badge>
      </Row>
      <Stack gap="s2" className={styles.body}>
        <Text tone="soft" prose>
          {diagnosis.cause}
        </Text>
        {canBe.length > 0 && (
          <Stack gap="s1" tone="soft">
            <p>It can be one of these, the likeliest first:</p>
            <List kind="disc" gap="s1" width="form">
              {canBe.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </List>
          </Stack>
        )}
        <NextStep>
          {diagnosis.nextStep} {diagnosis.link !== undefined && <OutsideLink id={diagnosis.link} />}
        </NextStep>
        {action}
        {facts.length > 0 && <SaidRows rows={facts.map(({ label, value }) => [label, value])} />}
        {diagnosis.details !== undefined && (
          <Details summary="What it said">
            <Surface as="pre" low small mono capped>
              {diagnosis.details}
            </Surface>
          </Details>
        )}
        {leading && recognisedBy !== undefined && (
          <Text tone="quiet" small>
            {recognitionWords[recognisedBy]}
          </Text>
        )}
      </Stack>
    </Surface>
  )
}
