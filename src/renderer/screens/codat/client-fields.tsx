// What a person fills in about a Codat client. Used for a new one and for changing one.
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { CodatClientFields, TagCondition } from '../../../domain/codat/schema'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { ChoiceField } from '../../components/choice'
import { ChecksField } from '../../components/checks'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Row, Stack, Surface, Text } from '../../components/shapes'
import { useData } from '../../shell/data'
import { environmentOptions } from '../xero-apps/words'
import styles from './client-detail.module.css'
import { conditionError, conditionWords } from './words'

interface FieldsProps {
  readonly fields: CodatClientFields
  readonly onChange: (changes: Partial<CodatClientFields>) => void
}

export function ClientNameFields({ fields, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label="Name of the Codat client"
        isRequired
        maxLength={120}
        value={fields.name}
        onChange={(name) => onChange({ name })}
        description="As it is called at the top of Codat’s portal. Test and production are two."
      />
      <ChoiceField
        label="Environment"
        value={fields.environment}
        choices={environmentOptions}
        onChange={(environment) => onChange({ environment })}
      />
    </>
  )
}

interface LinkedAppsProps {
  readonly values: readonly string[]
  readonly onChange: (ids: string[]) => void
}

export function LinkedAppsField({ values, onChange }: LinkedAppsProps) {
  const { loaded } = useData().apps
  const apps = loaded.state === 'ready' ? loaded.value.apps : []
  if (apps.length === 0) return <Text tone="quiet">No Xero app is noted yet. You can link one later.</Text>
  return (
    <ChecksField
      label="Xero app whose keys it holds"
      values={values}
      choices={apps.map(({ id, name, customer }) => ({
        value: id,
        label: name,
        ...(customer === '' ? {} : { hint: customer }),
      }))}
      onChange={onChange}
    />
  )
}

const emptyCondition: TagCondition = { tag: '', is: 'equal', value: '' }

interface TagsProps {
  readonly tags: readonly TagCondition[]
  readonly onChange: (tags: TagCondition[]) => void
}

/** Narrows the companies where one client serves several customers. */
export function TagsField({ tags, onChange }: TagsProps) {
  const [next, setNext] = useState(emptyCondition)
  const error = conditionError(next)
  const add = () => {
    onChange([...tags, { ...next, tag: next.tag.trim(), value: next.value.trim() }])
    setNext(emptyCondition)
  }
  return (
    <Stack as="fieldset" gap="s2">
      <legend>Only companies whose Codat tags fit</legend>
      {tags.length > 0 && (
        <Surface as="ul" lined low>
          {tags.map((condition) => (
            <Row as="li" gap="s2" oneLine justify="between" inset key={conditionWords(condition)}>
              <span>{conditionWords(condition)}</span>
              <IconButton
                label={`Remove: ${conditionWords(condition)}`}
                icon={X}
                onPress={() => onChange(tags.filter((other) => other !== condition))}
              />
            </Row>
          ))}
        </Surface>
      )}
      <div className={styles.condition}>
        <TextField
          label="Tag"
          value={next.tag}
          maxLength={40}
          error={error ?? undefined}
          onChange={(tag) => setNext({ ...next, tag })}
        />
        <SelectField
          label="Must be"
          value={next.is}
          options={[
            { value: 'equal', label: 'is' },
            { value: 'not-equal', label: 'is not' },
          ]}
          onChange={(is) => setNext({ ...next, is })}
        />
        <TextField label="Value" value={next.value} maxLength={100} onChange={(value) => setNext({ ...next, value })} />
        <Button icon={Plus} isDisabled={next.tag.trim() === '' || error !== null || tags.length >= 10} onPress={add}>
          Add condition
        </Button>
      </div>
    </Stack>
  )
}
