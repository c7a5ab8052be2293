// How the file was read, and the means to read it otherwise.
import { useState } from 'react'
import type { ColumnRole, StatementFormat, StatementView } from '../../../contract/statements'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/field'
import styles from './statement.module.css'
import {
  dateOrderOptions,
  decimalOptions,
  delimiterOptions,
  encodingOptions,
  formatSentence,
  roleNames,
  signOptions,
} from './words'

interface FormatSectionProps {
  readonly statement: StatementView
  readonly onRead: (statement: StatementView) => void
}

export function FormatSection({ statement, onRead }: FormatSectionProps) {
  const { kind, format, remembered } = statement
  const columnsMissing = statement.findings.some(({ code }) => code === 'file.columns-missing')
  return (
    <Details
      summary={`How it was read: ${formatSentence(kind, format)}${remembered ? ' (as you chose last time)' : ''}`}
      open={columnsMissing}
    >
      <FormatForm key={JSON.stringify(format)} statement={statement} onRead={onRead} />
    </Details>
  )
}

function FormatForm({ statement, onRead }: FormatSectionProps) {
  const reading = useAction('changeStatementFormat')
  const [format, setFormat] = useState<StatementFormat>(statement.format)
  const change = (some: Partial<StatementFormat>) => setFormat({ ...format, ...some })
  const isCsv = statement.kind === 'csv'
  const read = async () => {
    const done = await reading.run({ statementId: statement.statementId, format })
    if (done !== null) onRead(done.statement)
  }
  return (
    <div className={styles.format}>
      <div className={styles.formatGrid}>
        <SelectField
          label="Encoding"
          value={format.encoding}
          options={encodingOptions}
          onChange={(encoding) => change({ encoding })}
        />
        {isCsv && (
          <>
            <SelectField
              label="Columns are separated by"
              value={format.delimiter}
              options={delimiterOptions}
              onChange={(delimiter) => change({ delimiter })}
            />
            <SelectField
              label="Order of dates"
              value={format.dateOrder}
              options={dateOrderOptions}
              onChange={(dateOrder) => change({ dateOrder })}
            />
            <SelectField
              label="Decimal mark"
              value={format.decimal}
              options={decimalOptions}
              onChange={(decimal) => change({ decimal })}
            />
            <SelectField
              label="Signs"
              value={format.sign}
              options={signOptions}
              onChange={(sign) => change({ sign })}
            />
          </>
        )}
      </div>
      {isCsv && (
        <>
          <h2>Columns</h2>
          <div className={styles.formatGrid}>
            {(Object.keys(roleNames) as ColumnRole[]).map((role) => (
              <SelectField
                key={role}
                label={roleNames[role]}
                value={String(format.columns[role] ?? NONE)}
                options={columnOptions(statement.headings)}
                onChange={(value) => change({ columns: withColumn(format.columns, role, value) })}
              />
            ))}
          </div>
        </>
      )}
      {reading.error && <ErrorCard error={reading.error} />}
      <div>
        <Button busy={reading.busy} onPress={() => void read()}>
          Read it this way
        </Button>
      </div>
    </div>
  )
}

const NONE = 'none'

function columnOptions(headings: readonly string[]) {
  return [{ value: NONE, label: '–' }, ...headings.map((label, index) => ({ value: String(index), label }))]
}

function withColumn(columns: StatementFormat['columns'], role: ColumnRole, value: string): StatementFormat['columns'] {
  const { [role]: _before, ...others } = columns
  return value === NONE ? others : { ...others, [role]: Number(value) }
}
