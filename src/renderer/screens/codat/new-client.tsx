// A new Codat client: its name and what it is for. Its keys come next, on its own page.
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { CodatClientFields } from '../../../domain/codat/schema'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { Screen } from '../../components/layout'
import { Stack } from '../../components/shapes'
import { useData } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { ClientNameFields, LinkedAppsField } from './client-fields'

interface NewCodatClientProps {
  readonly xeroAppId: string | null
  /** This set-up of the app is at the new client. */
  readonly setUpId: string | null
}

export function NewCodatClient({ xeroAppId, setUpId }: NewCodatClientProps) {
  const { go, back } = useNavigation()
  const { codatClients } = useData()
  const adding = useAction('addCodatClient')
  const choosing = useAction('updateIntegration')
  const [fields, setFields] = useState<CodatClientFields>({
    name: '',
    environment: 'test',
    xeroAppIds: xeroAppId === null ? [] : [xeroAppId],
    tags: [],
    notes: '',
  })
  const change = (changes: Partial<CodatClientFields>) => setFields((before) => withGuess(before, changes))
  const add = async () => {
    const client = await adding.run(fields)
    if (!client) return
    codatClients.reload()
    if (setUpId !== null) await choosing.run({ id: setUpId, fields: { codatClientId: client.id } })
    go({
      screen: 'codat',
      clientId: client.id,
      ...(setUpId === null || xeroAppId === null ? {} : { forSetUp: xeroAppId }),
    })
  }
  return (
    <Screen
      title="Add a Codat client"
      lead="Note what you know. Its API key comes next, and nothing changes at Codat."
      actions={
        <Button variant="quiet" icon={ArrowLeft} onPress={back}>
          Cancel
        </Button>
      }
    >
      <Stack
        as="form"
        gap="s4"
        width="form"
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <ClientNameFields fields={fields} onChange={change} />
        <LinkedAppsField values={fields.xeroAppIds} onChange={(xeroAppIds) => change({ xeroAppIds })} />
        {adding.error && <ErrorCard error={adding.error} />}
        <div>
          <Button type="submit" variant="primary" busy={adding.busy} isDisabled={fields.name.trim() === ''}>
            Add and go on to its key
          </Button>
        </div>
      </Stack>
    </Screen>
  )
}

/** What a name says of its environment, until somebody chooses one. */
function withGuess(before: CodatClientFields, changes: Partial<CodatClientFields>): CodatClientFields {
  const says = (name: string) => (/\b(prod|production|live)\b/i.test(name) ? 'production' : 'test')
  const chosen = before.environment !== says(before.name)
  const guessed = changes.name === undefined || chosen ? {} : { environment: says(changes.name) }
  return { ...before, ...guessed, ...changes } as CodatClientFields
}
