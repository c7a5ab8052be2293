// How the file was read, and the means to say otherwise: the file's own first lines, what each column is, and what they become.
import { useEffect, useState } from 'react'
import type { FormatPreview, StatementView, WordMeaning } from '../../../contract/statements'
import type { StatementFormat } from '../../../domain/bank-feeds/statements/schema'
import { call, useAction } from '../../bridge'
import { Button } from '../../components/button'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Columns, Stack, Text } from '../../components/shapes'
import { startChoosing, withChange, withChoice } from './column-choice'
import { ColumnsTable } from './columns-table'
import { FirstLines } from './first-lines'
import {
  dateOrderOptions,
  decimalOptions,
  delimiterOptions,
  encodingOptions,
  feeOptions,
  formatSentence,
  isAboutFormat,
  signOptions,
  unitOptions,
  wordOptions,
} from './words'

interface FormatSectionProps {
  readonly statement: StatementView
  readonly onRead: (statement: StatementView) => void
}

export function FormatSection({ statement, onRead }: FormatSectionProps) {
  const { kind, format, remembered } = statement
  const asked = statement.findings.some(({ code }) => isAboutFormat(code))
  return (
    <Details
      summary={`How it was read: ${formatSentence(kind, format)}${remembered ? ' (as you chose last time)' : ''}`}
      open={asked}
    >
      <FormatForm key={JSON.stringify(format)} statement={statement} asked={asked} onRead={onRead} />
    </Details>
  )
}

function FormatForm({ statement, asked, onRead }: FormatSectionProps & { asked: boolean }) {
  const reading = useAction('changeStatementFormat')
  const [choosing, setChoosing] = useState(() => startChoosing(statement.format))
  const { format } = choosing
  const change = (some: Partial<StatementFormat>) => setChoosing((now) => withChange(now, some))
  const isCsv = statement.kind === 'csv'
  const preview = useFormatPreview(statement, format)
  const read = async () => {
    const done = await reading.run({ statementId: statement.statementId, format })
    if (done !== null) onRead(done.statement)
  }
  return (
    <Stack gap="s3">
      <Columns min="m" gap="s3">
        <SelectField
          label="Encoding"
          value={format.encoding}
          options={encodingOptions}
          onChange={(encoding) => change({ encoding })}
        />
        {isCsv && <CsvFields format={format} change={change} />}
        {!isCsv && statement.findings.some(({ code }) => code === 'sign.doubtful') && (
          <SelectField label="Signs" value={format.sign} options={signOptions} onChange={(sign) => change({ sign })} />
        )}
      </Columns>
      {isCsv && (
        <>
          <Text as="h2" minor>
            What each column is
          </Text>
          <ColumnsTable
            columns={preview?.columns ?? statement.columns}
            rows={preview?.rows ?? statement.rows}
            hows={statement.columns}
            format={format}
            choose={(index, choice) => setChoosing((now) => withChoice(now, index, choice))}
          />
          <Words statement={statement} preview={preview} format={format} change={change} />
          <Text as="h2" minor>
            What the first lines become
          </Text>
          <FirstLines preview={preview} />
        </>
      )}
      {reading.error && <ErrorCard error={reading.error} />}
      <div>
        <Button variant={asked ? 'primary' : 'secondary'} busy={reading.busy} onPress={() => void read()}>
          {asked ? 'Yes, read it this way' : 'Read it this way'}
        </Button>
      </div>
    </Stack>
  )
}

interface FieldsProps {
  readonly format: StatementFormat
  readonly change: (some: Partial<StatementFormat>) => void
}

const MOST_SKIPPED = 100

function CsvFields({ format, change }: FieldsProps) {
  return (
    <>
      <SelectField
        label="Columns are separated by"
        value={format.delimiter}
        options={delimiterOptions}
        onChange={(delimiter) => change({ delimiter })}
      />
      <TextField
        label="Rows above the first line"
        inputMode="numeric"
        value={String(format.skip)}
        onChange={(text) => change({ skip: Math.min(MOST_SKIPPED, Number(text.replace(/\D/g, '')) || 0) })}
      />
      <SelectField
        label="Order of dates"
        value={format.dateOrder}
        options={dateOrderOptions}
        onChange={(dateOrder) => change({ dateOrder })}
      />
      {format.year !== undefined && <FirstYear year={format.year} change={change} />}
      <SelectField
        label="Decimal mark"
        value={format.decimal}
        options={decimalOptions}
        onChange={(decimal) => change({ decimal })}
      />
      <SelectField label="Signs" value={format.sign} options={signOptions} onChange={(sign) => change({ sign })} />
      <SelectField
        label="Numbers are"
        value={format.units ?? 'whole'}
        options={unitOptions}
        onChange={(units) => change({ units: units === 'whole' ? undefined : units })}
      />
      {format.columns.fee !== undefined && (
        <SelectField label="The fee" value={format.fee} options={feeOptions} onChange={(fee) => change({ fee })} />
      )}
      {format.columns.currency === undefined && <Currency format={format} change={change} />}
    </>
  )
}

const FULL_YEAR = /^(?:19[7-9]|20\d|21\d)\d$/

/** Four figures: what is half typed isn't a year yet. */
function FirstYear({ year, change }: { year: number; change: FieldsProps['change'] }) {
  const [text, setText] = useState(String(year))
  return (
    <TextField
      label="Year of the first line"
      inputMode="numeric"
      maxLength={4}
      value={text}
      onChange={(next) => {
        setText(next)
        if (FULL_YEAR.test(next)) change({ year: Number(next) })
      }}
      error={FULL_YEAR.test(text) ? undefined : 'Four figures, like 2026'}
    />
  )
}

/** Three letters, or nothing: what is half typed isn't a currency yet. */
function Currency({ format, change }: FieldsProps) {
  const [text, setText] = useState(format.currency ?? '')
  return (
    <TextField
      label="Currency of the account"
      placeholder="GBP"
      maxLength={3}
      value={text}
      onChange={(next) => {
        const code = next.toUpperCase()
        setText(code)
        change({ currency: /^[A-Z]{3}$/.test(code) ? code : null })
      }}
      error={text === '' || /^[A-Z]{3}$/.test(text) ? undefined : 'Three letters, like GBP'}
    />
  )
}

const MOST_WORDS = 20
const NONE = 'none'

/** Words of a status or direction that Latchkey doesn't know, each with what it means. */
function Words({
  statement,
  preview,
  format,
  change,
}: FieldsProps & { statement: StatementView; preview: FormatPreview | null }) {
  const findings = [...statement.findings, ...(preview?.findings ?? [])]
  const met = findings
    .filter(({ code }) => code === 'direction.unknown' || code === 'status.unknown')
    .flatMap(({ places }) => places.map(({ value }) => (value ?? '').trim().toLowerCase()))
  const words = [...new Set([...Object.keys(format.words), ...met])]
    .filter((word) => word !== '' && word.length <= 80)
    .slice(0, MOST_WORDS)
  if (words.length === 0) return null
  const explain = (word: string, value: WordMeaning | typeof NONE) => {
    const others = Object.entries(format.words).filter(([known]) => known !== word)
    change({ words: Object.fromEntries(value === NONE ? others : [...others, [word, value]]) })
  }
  return (
    <>
      <Text as="h2" minor>
        What its words mean
      </Text>
      <Columns min="m" gap="s3">
        {words.map((word) => (
          <SelectField
            key={word}
            label={`“${word}”`}
            value={format.words[word] ?? NONE}
            options={[{ value: NONE, label: 'Not said yet' }, ...wordOptions]}
            onChange={(value) => explain(word, value)}
          />
        ))}
      </Columns>
    </>
  )
}

/** What the beginning of the file becomes in this format; null until it is known. The last answer stays while the next one comes. */
function useFormatPreview({ statementId, kind }: StatementView, format: StatementFormat): FormatPreview | null {
  const [preview, setPreview] = useState<FormatPreview | null>(null)
  const key = JSON.stringify(format)
  useEffect(() => {
    let wanted = kind === 'csv'
    if (!wanted) return undefined
    // Asked for each format: the last one is often chosen while the one before is still read.
    void call('previewStatementFormat', { statementId, format: JSON.parse(key) as StatementFormat }).then((found) => {
      if (wanted && found.ok) setPreview(found.value)
    })
    return () => {
      wanted = false
    }
  }, [statementId, kind, key])
  return preview
}
