// The redirect URIs registered with Xero, each to copy exactly as it stands. Two are offered: Codat's and the sign-in test's.
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { codatAddresses, DEFAULT_LOOPBACK_REDIRECT } from '../../../domain/facts'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { CopyIcon } from '../../components/copy'
import { TextField } from '../../components/field'
import { Row, Split, Stack, Surface } from '../../components/shapes'
import { Badge } from '../../components/status'
import { purposeOf, redirectTrouble } from './redirect-words'

interface RedirectUrisProps {
  readonly uris: readonly string[]
  readonly onChange: (uris: string[]) => void
}

export function RedirectUris({ uris, onChange }: RedirectUrisProps) {
  const [draft, setDraft] = useState('')
  const offered = [codatAddresses.redirectUri.value, DEFAULT_LOOPBACK_REDIRECT].filter((uri) => !uris.includes(uri))
  const trouble = draft === '' ? null : redirectTrouble(draft.trim())
  const add = (uri: string) => {
    if (uri !== '' && !uris.includes(uri)) onChange([...uris, uri])
  }
  const addDraft = () => {
    if (trouble !== null || draft === '') return
    add(draft.trim())
    setDraft('')
  }
  return (
    <Stack gap="s2">
      {uris.length > 0 && (
        <Surface as="ul" lined aria-label="Redirect URIs">
          {uris.map((uri) => (
            <UriRow key={uri} uri={uri} onRemove={() => onChange(uris.filter((other) => other !== uri))} />
          ))}
        </Surface>
      )}
      {offered.length > 0 && (
        <Row gap="s2">
          {offered.map((uri) => (
            <Button key={uri} size="small" icon={Plus} onPress={() => add(uri)}>
              {uri === DEFAULT_LOOPBACK_REDIRECT ? 'Add the sign-in test’s' : 'Add Codat’s'}
            </Button>
          ))}
        </Row>
      )}
      <Split
        as="form"
        onSubmit={(event) => {
          event.preventDefault()
          addDraft()
        }}
      >
        <TextField
          label="Another redirect URI"
          mono
          value={draft}
          onChange={setDraft}
          error={trouble ?? undefined}
          placeholder="http://localhost:8743/callback"
        />
        <Button type="submit" isDisabled={draft === '' || trouble !== null}>
          Add
        </Button>
      </Split>
    </Stack>
  )
}

function UriRow({ uri, onRemove }: { uri: string; onRemove: () => void }) {
  const purpose = purposeOf(uri)
  const trouble = redirectTrouble(uri)
  return (
    <Row as="li" gap="s1" oneLine grow inset>
      <code>{uri}</code>
      {purpose !== null && <Badge icon={null}>{purpose}</Badge>}
      {trouble !== null && <Badge tone="watch">{trouble}</Badge>}
      <CopyIcon text={uri} label={`Copy ${uri}`} />
      <IconButton label={`Remove ${uri}`} icon={Trash2} onPress={onRemove} />
    </Row>
  )
}
