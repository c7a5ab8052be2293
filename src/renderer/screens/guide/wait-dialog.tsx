// Whom an integration waits for, when to ask again, and a note: from the overview, without opening it.
import { useState } from 'react'
import type { BoardRow } from '../../../domain/guide/board-schema'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { Dialog } from '../../components/dialog'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Stack } from '../../components/shapes'
import { partyOptions } from './words'

/** Open while there is a row. */
export function WaitDialog({ row, onClose }: { row: BoardRow | null; onClose: () => void }) {
  if (row === null) return null
  return (
    <Dialog title={`Waiting: ${row.integration.name}`} isOpen onClose={onClose}>
      <WaitForm row={row} onClose={onClose} />
    </Dialog>
  )
}

function WaitForm({ row: { integration }, onClose }: { row: BoardRow; onClose: () => void }) {
  const { id, waitingOn } = integration
  const saving = useAction('updateIntegration')
  const noting = useAction('addIntegrationNote')
  const [who, setWho] = useState<(typeof partyOptions)[number]['value']>(waitingOn?.who ?? 'nobody')
  const [day, setDay] = useState(waitingOn?.chaseOn ?? '')
  const [note, setNote] = useState('')

  const save = async () => {
    const since = waitingOn?.who === who ? waitingOn.since : new Date().toISOString()
    const next = who === 'nobody' ? null : { who, since, chaseOn: day === '' ? null : day }
    if (!(await saving.run({ id, fields: { waitingOn: next } }))) return
    if (note.trim() !== '' && !(await noting.run({ id, text: note }))) return
    onClose()
  }
  const error = saving.error ?? noting.error
  return (
    <Stack
      as="form"
      gap="s3"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <SelectField label="Waiting on" value={who} options={partyOptions} onChange={setWho} />
      {who !== 'nobody' && <TextField label="Ask again on" type="date" value={day} onChange={setDay} />}
      <TextField
        label="Note"
        value={note}
        onChange={setNote}
        maxLength={4_000}
        description="Not a place for secrets: notes are kept in a plain file."
      />
      {error && <ErrorCard error={error} />}
      <div>
        <Button type="submit" variant="primary" busy={saving.busy || noting.busy}>
          Keep it
        </Button>
      </div>
    </Stack>
  )
}
