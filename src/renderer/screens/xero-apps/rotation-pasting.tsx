// The step in the middle: the new secret into each Codat client, noted one by one.
import { Check, Copy, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Rotation } from '../../../domain/xero-apps/schema'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { OutsideLink } from '../../components/outside-link'
import { Row, Split, Surface, Text } from '../../components/shapes'
import { StatusLine } from '../../components/status'
import { useCodatClients, useReplaceApp } from '../../shell/data'
import { ago } from '../../words/ages'
import { slotName } from './words'

export function RotationPasting({ app, rotation }: { app: XeroAppView; rotation: Rotation }) {
  const now = useNow(30_000)
  const replace = useReplaceApp()
  const copying = useAction('copySecret')
  const noting = useAction('noteRotationPasted')
  const undoing = useAction('undoRotationPasted')
  const finishing = useAction('finishRotationPasting')
  const [label, setLabel] = useState('')
  const error = copying.error ?? noting.error ?? undoing.error ?? finishing.error

  const clients = useCodatClients().filter(({ xeroAppIds }) => xeroAppIds.includes(app.id))
  const open = clients.filter(({ id }) => rotation.pastedInto.every((pasted) => pasted.codatClientId !== id))
  const [last] = open.length === 1 ? open : []

  const note = async (into: { label: string; codatClientId: string | null }) => {
    const after = await noting.run({ id: app.id, ...into })
    if (!after) return false
    replace(after)
    setLabel('')
    return true
  }
  const noteTyped = (typed: string) => {
    const [only, ...more] = open.filter(({ name }) => name === typed)
    return note({ label: typed, codatClientId: more.length === 0 && only !== undefined ? only.id : null })
  }
  const undo = async ({ label: noted, codatClientId }: Rotation['pastedInto'][number]) => {
    const after = await undoing.run({ id: app.id, label: noted, codatClientId })
    if (after) replace(after)
  }
  const finish = async () => {
    const after = await finishing.run({ id: app.id })
    if (after) replace(after)
  }
  const noteLast = async ({ id, name }: { id: string; name: string }) => {
    if (await note({ label: name, codatClientId: id })) await finish()
  }
  return (
    <>
      <Row gap="s2">
        <Button
          icon={Copy}
          busy={copying.busy}
          onPress={() => void copying.run({ id: app.id, slot: rotation.newSlot })}
        >
          {`Copy ${slotName(rotation.newSlot).toLowerCase()}`}
        </Button>
        <OutsideLink id="codat.integrations" />
      </Row>
      {open.length > 0 && (
        <Row gap="s2" role="group" aria-label="Codat clients that use this app">
          {open.map(({ id, name }) => (
            <Button
              key={id}
              size="small"
              icon={Check}
              busy={noting.busy}
              onPress={() => void note({ label: name, codatClientId: id })}
            >
              {`Pasted into “${name}”`}
            </Button>
          ))}
        </Row>
      )}
      {rotation.pastedInto.length > 0 && (
        <Surface as="ul" lined aria-label="Codat clients with the new secret">
          {rotation.pastedInto.map((pasted) => (
            <Row as="li" gap="s2" oneLine grow inset key={pasted.codatClientId ?? pasted.label}>
              <StatusLine tone="ok">{pasted.label}</StatusLine>
              <Text as="span" tone="quiet" small>
                {ago(pasted.at, now)}
              </Text>
              <IconButton label={`Undo ${pasted.label}`} icon={Undo2} onPress={() => void undo(pasted)} />
            </Row>
          ))}
        </Surface>
      )}
      <Split
        as="form"
        onSubmit={(event) => {
          event.preventDefault()
          void noteTyped(label.trim())
        }}
      >
        <TextField
          label="Pasted into Codat client"
          value={label}
          maxLength={200}
          onChange={setLabel}
          placeholder="Its name in the Codat portal"
        />
        <Button type="submit" busy={noting.busy} isDisabled={label.trim() === ''}>
          Note it
        </Button>
      </Split>
      {error && <ErrorCard error={error} />}
      <Row gap="s2">
        {last !== undefined && (
          <Button variant="primary" busy={noting.busy || finishing.busy} onPress={() => void noteLast(last)}>
            Pasted, and every Codat client has it
          </Button>
        )}
        <Button
          variant={last === undefined ? 'primary' : 'secondary'}
          busy={finishing.busy}
          isDisabled={rotation.pastedInto.length === 0}
          onPress={() => void finish()}
        >
          Every Codat client has it
        </Button>
        {rotation.pastedInto.length === 0 && (
          <Text as="span" tone="quiet">
            Note first which Codat client you pasted it into.
          </Text>
        )}
      </Row>
    </>
  )
}
