// Which sheet, as what, what may stand in it, and how it will read. Main writes it and asks where to.
import { Eye, FileDown } from 'lucide-react'
import { useId, useState } from 'react'
import type { Sheet } from '../../../domain/sheets/sheet'
import type { SheetFormat, SheetRequest } from '../../../contract/sheets'
import { useAction, useCall } from '../../bridge'
import { Button } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { CheckBox } from '../../components/checks'
import { Dialog } from '../../components/dialog'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Row, Stack, Text } from '../../components/shapes'
import { useData } from '../../shell/data'
import { useSay } from '../../shell/toasts'
import { SheetPreview } from './sheet-preview'

const titles: Readonly<Record<SheetRequest['kind'], string>> = {
  prep: 'Prep sheet for a call',
  'hand-over': 'Hand-over sheet',
  leaver: 'Leaver sheet',
}

export const sheetLeads: Readonly<Record<SheetRequest['kind'], string>> = {
  prep: 'One page to send before a call: who must be there, what to have ready, what to check.',
  'hand-over': 'What was set up, what is proved and by what, what is open, who holds which secret, how to rotate.',
  leaver: 'What somebody held or revealed, their Codat keys, portal roles and connections, each with what to do.',
}

/** Open while there is a request. */
export function SheetDialog({ request, onClose }: { request: SheetRequest | null; onClose: () => void }) {
  if (request === null) return null
  return (
    <Dialog title={titles[request.kind]} isOpen onClose={onClose} width="wide">
      <SheetForm first={request} onClose={onClose} />
    </Dialog>
  )
}

function SheetForm({ first, onClose }: { first: SheetRequest; onClose: () => void }) {
  const [request, setRequest] = useState(first)
  const [format, setFormat] = useState<SheetFormat>('pdf')
  const saving = useAction('saveSheet')
  const looking = useAction('previewSheet')
  // Of the choices it was asked for with: of others it would tell what isn't so.
  const [preview, setPreview] = useState<{ of: SheetRequest; sheet: Sheet } | null>(null)
  const look = async () => {
    const sheet = await looking.run({ sheet: request })
    if (sheet) setPreview({ of: request, sheet })
  }
  const say = useSay()
  const save = async () => {
    const result = await saving.run({ sheet: request, format })
    if (result?.saved !== true) return
    say('ok', `Saved as ${result.fileName ?? 'a file'}.`)
    onClose()
  }
  return (
    <Stack gap="s3">
      <p>{sheetLeads[request.kind]}</p>
      <Fields request={request} onChange={setRequest} />
      <ChoiceField
        label="As"
        value={format}
        choices={[
          { value: 'pdf', label: 'PDF' },
          { value: 'markdown', label: 'Markdown' },
        ]}
        onChange={setFormat}
      />
      <Text tone="soft">No secret ever stands in a sheet.</Text>
      {looking.error && <ErrorCard error={looking.error} />}
      {saving.error && <ErrorCard error={saving.error} />}
      <Row gap="s2">
        <Button variant="primary" icon={FileDown} busy={saving.busy} onPress={() => void save()}>
          Save…
        </Button>
        <Button icon={Eye} busy={looking.busy} onPress={() => void look()}>
          Preview
        </Button>
      </Row>
      {preview !== null && preview.of === request && <SheetPreview sheet={preview.sheet} />}
    </Stack>
  )
}

function Fields({ request, onChange }: { request: SheetRequest; onChange: (request: SheetRequest) => void }) {
  switch (request.kind) {
    case 'prep':
      return <PrepFields request={request} onChange={onChange} />
    case 'hand-over':
      return (
        <CheckBox
          label="With the client id"
          hint="Not a secret, but it names the app to anyone who reads the sheet."
          isSelected={request.withClientId}
          onChange={(withClientId) => onChange({ ...request, withClientId })}
        />
      )
    case 'leaver':
      return <LeaverFields request={request} onChange={onChange} />
  }
}

type Prep = Extract<SheetRequest, { kind: 'prep' }>

function PrepFields({ request, onChange }: { request: Prep; onChange: (request: SheetRequest) => void }) {
  const { apps } = useData()
  const list = useId()
  const known = apps.loaded.state === 'ready' ? apps.loaded.value.apps.map(({ customer }) => customer) : []
  return (
    <>
      <TextField
        label="For"
        value={request.customer}
        onChange={(customer) => onChange({ ...request, customer })}
        description="The customer’s name, as it should stand on the sheet."
        list={list}
        maxLength={120}
      />
      <datalist id={list}>
        {[...new Set(known.filter((name) => name !== ''))]
          .sort((a, b) => a.localeCompare(b))
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
    </>
  )
}

type Leaver = Extract<SheetRequest, { kind: 'leaver' }>
const nothing = {}

function LeaverFields({ request, onChange }: { request: Leaver; onChange: (request: SheetRequest) => void }) {
  const { loaded } = useCall('listPeople', nothing)
  const people = loaded.state === 'ready' ? loaded.value.people : []
  return (
    <>
      <TextField
        label="Who leaves"
        value={request.person}
        onChange={(person) => onChange({ ...request, person })}
        maxLength={120}
        {...(people.length === 0 ? {} : { description: `Noted with Codat keys: ${people.slice(0, 8).join(', ')}.` })}
      />
      <CheckBox
        label="They worked on this machine"
        hint="Then whatever is kept here, and what was revealed or copied here, counts as theirs."
        isSelected={request.hereToo}
        onChange={(hereToo) => onChange({ ...request, hereToo })}
      />
      <CheckBox
        label="With client ids"
        isSelected={request.withClientIds}
        onChange={(withClientIds) => onChange({ ...request, withClientIds })}
      />
    </>
  )
}
