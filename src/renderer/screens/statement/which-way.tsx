// Which way the money of a line went that has no sign: said of that line, or of all whose description is the same.
import { useState } from 'react'
import type { StatementRemedy, StatementView } from '../../../contract/statements'
import type { StatementLine } from '../../../domain/bank-feeds/statements/schema'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { CheckBox } from '../../components/checks'
import { ErrorCard } from '../../components/error-card'

interface WhichWayProps {
  readonly statement: StatementView
  /** The line's place in the statement. */
  readonly at: number
  readonly line: StatementLine
  readonly onSaid: (statement: StatementView) => void
}

type Side = Extract<StatementRemedy, { kind: 'set-side' }>['side']

export function WhichWay({ statement: { statementId }, at, line, onSaid }: WhichWayProps) {
  const applying = useAction('applyStatementRemedy')
  const [alike, setAlike] = useState(false)
  const say = async (side: Side) => {
    const done = await applying.run({ statementId, remedy: { kind: 'set-side', at, side, alike } })
    if (done !== null) onSaid(done.statement)
  }
  return (
    <>
      <Button size="small" busy={applying.busy} onPress={() => void say('in')}>
        Money in
      </Button>
      <Button size="small" busy={applying.busy} onPress={() => void say('out')}>
        Money out
      </Button>
      {line.description !== '' && (
        <CheckBox label="And all lines with this description" isSelected={alike} onChange={setAlike} />
      )}
      {applying.error && <ErrorCard error={applying.error} />}
    </>
  )
}
