// The questions, the way they lead to, and the plans on it.
import { useState } from 'react'
import type { CallInput } from '../../../contract/api'
import type { PartnerRoute, PartnerView, Sourced } from '../../../domain/partner/schema'
import { routeWords } from '../../../domain/wording'
import { Button } from '../../components/button'
import { CheckBox } from '../../components/checks'
import { ClearableChoice } from '../../components/clearable-choice'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Card, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Columns, List, Row, Stack, Table } from '../../components/shapes'
import { Source } from '../../components/source'
import { Badge, Callout } from '../../components/status'
import { type PartProps, useChange } from './change'
import styles from './partner.module.css'
import {
  asksBankFeeds,
  companiesTyped,
  holdsWords,
  optionsOf,
  priceWords,
  productOptions,
  questionWords,
  regionOptions,
  yesNoOptions,
} from './words'

interface Props extends PartProps {
  /** The advised way was taken: on to what it takes. */
  readonly onTaken: () => void
}

export function WayPanel({ view, put, onTaken }: Props) {
  return (
    <Stack gap="s5">
      <Questions view={view} put={put} />
      <Advice view={view} put={put} onTaken={onTaken} />
      <Ladder view={view} />
    </Stack>
  )
}

function Questions({ view, put }: PartProps) {
  const saving = useChange('savePartnerAnswers', put)
  const { answers } = view
  const [companies, setCompanies] = useState(answers.companies === null ? '' : String(answers.companies))
  const save = (some: CallInput<'savePartnerAnswers'>['answers']) =>
    void saving.run({ appId: view.appId, answers: some })
  const typed = companiesTyped(companies)
  const keepCompanies = () => {
    if (typed !== answers.companies) save({ companies: typed })
  }
  return (
    <Section title="What is it for?" hint="The answers decide which way leads to Xero.">
      <Card>
        <ClearableChoice
          label={questionWords.product}
          look="grid"
          value={answers.product ?? ''}
          choices={productOptions}
          onChange={(product) => save({ product: product === '' ? null : product })}
          onClear={() => save({ product: null })}
        />
        <Columns min="l" gap="s3" align="end">
          <ClearableChoice
            label={questionWords.financialServices}
            value={answers.financialServices ?? ''}
            choices={yesNoOptions}
            onChange={(said) => save({ financialServices: said === '' ? null : said })}
            onClear={() => save({ financialServices: null })}
          />
          {asksBankFeeds(answers) && (
            <ClearableChoice
              label={questionWords.bankFeeds}
              value={answers.bankFeeds ?? ''}
              choices={yesNoOptions}
              onChange={(said) => save({ bankFeeds: said === '' ? null : said })}
              onClear={() => save({ bankFeeds: null })}
            />
          )}
          <ClearableChoice
            label={questionWords.listing}
            value={answers.listing ?? ''}
            choices={yesNoOptions}
            onChange={(said) => save({ listing: said === '' ? null : said })}
            onClear={() => save({ listing: null })}
          />
          <TextField
            label={questionWords.companies}
            value={companies}
            inputMode="numeric"
            onChange={setCompanies}
            onBlur={keepCompanies}
            {...(companies !== '' && typed === null ? { error: 'A whole number, at most a million.' } : {})}
          />
        </Columns>
        <fieldset>
          <legend>{questionWords.regions}</legend>
          <Row gap="s4">
            {regionOptions.map(({ value, label }) => (
              <CheckBox
                key={value}
                label={label}
                isSelected={answers.regions.includes(value)}
                onChange={(on) => save({ regions: { [value]: on } })}
              />
            ))}
          </Row>
        </fieldset>
        {saving.error && <ErrorCard error={saving.error} />}
      </Card>
    </Section>
  )
}

function Advice({ view, put, onTaken }: Props) {
  const choosing = useChange('choosePartnerRoute', put)
  const { advice, route } = view
  const take = (next: PartnerRoute | null) => choosing.run({ appId: view.appId, route: next })
  const follow = async (next: PartnerRoute) => {
    if ((await take(next)) && next !== 'none') onTaken()
  }
  const offered = advice.route
  return (
    <Section title="The way to Xero">
      <Callout
        tone={advice.talkFirst ? 'watch' : offered === null ? 'info' : 'ok'}
        role="status"
        title={advice.sentence}
        actions={
          offered !== null && offered !== route ? (
            <Button variant="primary" busy={choosing.busy} onPress={() => void follow(offered)}>
              {`Take this way: ${routeWords[offered]}`}
            </Button>
          ) : undefined
        }
      >
        <SourcedList items={advice.reasons} />
        <Row as="p" gap="s4">
          <OutsideLink id="xero.partner-overview" />
          <OutsideLink id="xero.partner-steps" />
          <OutsideLink id="xero.partner-faqs" />
        </Row>
        {advice.talkFirst && (
          <p>
            <OutsideLink id="xero.support" />
            {' · '}
            <OutsideLink id="codat.partner-program" />
          </p>
        )}
      </Callout>
      <SelectField
        label="The way you take"
        value={route ?? ''}
        options={[{ value: '', label: 'None yet' }, ...optionsOf(routeWords)]}
        onChange={(next) => void take(next === '' ? null : next)}
        description="Answers are kept whichever way you look at."
      />
      {choosing.error && <ErrorCard error={choosing.error} />}
    </Section>
  )
}

function SourcedList({ items }: { items: readonly Sourced[] }) {
  if (items.length === 0) return null
  return (
    <Stack as="ul" gap="s2">
      {items.map(({ text, source, asOf, doubt }) => (
        <li key={text}>
          {text} <Source source={source} asOf={asOf} doubt={doubt} />
        </li>
      ))}
    </Stack>
  )
}

function Ladder({ view }: { view: PartnerView }) {
  const { ladder } = view
  return (
    <Section
      title="Plans"
      hint={`Connections now: ${ladder.now ?? 'not counted'}. Expected: ${ladder.expected ?? 'not said'}.`}
    >
      {ladder.outside !== null && <Callout tone="info" title={ladder.outside} />}
      <Table
        scrolls="Table of plans"
        columns={['Plan', 'Connections', 'A month, without tax', 'For you', 'Condition']}
        className={styles.plans}
      >
        {ladder.rungs.map((rung) => (
          <tr key={rung.name} data-needed={rung.needed}>
            <th scope="row">
              {rung.name} {rung.current && <Badge tone="info">Yours</Badge>}{' '}
              {rung.needed && <Badge tone="ok">What you need</Badge>}
            </th>
            <td>{rung.connections === null ? 'no limit' : rung.connections.toLocaleString('en-GB')}</td>
            <td>{priceWords(rung)}</td>
            <td>{holdsWords(rung)}</td>
            <td>{rung.condition}</td>
          </tr>
        ))}
      </Table>
      {ladder.steps.length > 0 && (
        <List kind="decimal" gap="s1" aria-label="What comes before what">
          {ladder.steps.map(({ text, source, asOf, doubt }) => (
            <li key={text}>
              {text} <Source source={source} asOf={asOf} doubt={doubt} />
            </li>
          ))}
        </List>
      )}
      {ladder.forecast !== null && <p>{ladder.forecast}</p>}
      <Source source={ladder.source} asOf={ladder.asOf} doubt={ladder.doubt} />
    </Section>
  )
}
