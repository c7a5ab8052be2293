// What is handed in: what the product does, its links and contacts, and the scopes with their reasons.
import { Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { detailsInText, MOST_TEXT } from '../../../domain/partner/details-in-text'
import { detailsProblems } from '../../../domain/partner/entered'
import type { PartnerDetails, ScopeLineView, ScopesChange } from '../../../domain/partner/schema'
import { Button } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Card, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Columns, Row, Stack, Table } from '../../components/shapes'
import { Badge, Callout } from '../../components/status'
import { useSay } from '../../shell/toasts'
import { type PartProps, useChange } from './change'
import styles from './partner.module.css'
import { needWords, takenWords } from './words'

interface Props extends PartProps {
  /** Somebody was led here: the focus goes where to begin. */
  readonly isLed: boolean
  /** Goes on to the dossier: what can be checked is checked, then it is made. */
  readonly onMake: () => void
}

export function HandedInPanel({ view, put, isLed, onMake }: Props) {
  return (
    <Stack gap="s5">
      <Details view={view} put={put} isLed={isLed} onMake={onMake} />
      <Scopes key={view.useCase} view={view} put={put} />
    </Stack>
  )
}

function Details({ view, put, isLed, onMake }: Props) {
  const saving = useChange('savePartnerDetails', put)
  const say = useSay()
  const [touched, setTouched] = useState<Partial<PartnerDetails>>({})
  const [text, setText] = useState('')
  const start = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isLed) return
    const field = start.current?.querySelector('textarea')
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }, [isLed])
  const taken = text === '' ? {} : stillOpen(detailsInText(text), view.details)
  const details = { ...view.details, ...taken, ...touched }
  const dirty = JSON.stringify(details) !== JSON.stringify(view.details)
  const problems = detailsProblems(details)
  const refused = namesOf(touched).some((name) => problems[name] !== undefined)
  const field = (name: keyof PartnerDetails) => ({
    value: details[name],
    onChange: (text: string) => setTouched({ ...touched, [name]: text }),
    // Said once somebody is at it: what was kept earlier is no fault of theirs.
    error: touched[name] === undefined ? undefined : problems[name],
  })
  const save = async () => {
    if (!(await saving.run({ appId: view.appId, details }))) return false
    setTouched({})
    setText('')
    say('ok', 'Saved.')
    return true
  }
  const saveAndMake = async () => {
    if (!dirty || (await save())) onMake()
  }
  const [pastes, setPastes] = useState(0)
  const fields = useRef<HTMLDivElement>(null)
  // Drawn by now with what the paste filled: the hands go on where something is left to say.
  useEffect(() => {
    if (pastes === 0) return
    const all = fields.current?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input') ?? []
    Array.from(all)
      .find(({ value }) => value === '')
      ?.focus()
  }, [pastes])
  const take = (entered: string) => {
    setText(entered)
    if (text === '' && entered.length > 1) setPastes((times) => times + 1)
  }
  return (
    <Section title="Links and contacts" hint="Name, company URL and redirect URIs come from the app’s Details.">
      <Card>
        <div ref={start}>
          <TextField
            label="Paste them all at once"
            rows={2}
            maxLength={MOST_TEXT}
            value={text}
            onChange={take}
            description="A mail, a list, a page’s foot. What it names fills empty fields, as a guess until you save; the cursor goes on to the first left empty."
          />
        </div>
        {text !== '' && <Callout tone="info" role="status" title={takenWords(namesOf(taken))} />}
        <div ref={fields}>
          <Stack gap="s3">
            <TextField
              label="What the product does with Xero, and for whom"
              rows={3}
              maxLength={4_000}
              {...field('description')}
            />
            <Columns min="l" gap="s3" align="start">
              <TextField
                label="Privacy policy"
                mono
                placeholder="https://"
                maxLength={1_000}
                {...field('privacyUrl')}
              />
              <TextField
                label="Terms and conditions"
                mono
                placeholder="https://"
                maxLength={1_000}
                {...field('termsUrl')}
              />
              <TextField label="Login URL" mono placeholder="https://" maxLength={1_000} {...field('loginUrl')} />
              <TextField
                label="Support documents"
                mono
                placeholder="https://"
                maxLength={1_000}
                {...field('docsUrl')}
              />
              <TextField
                label="Support contact"
                description="An address of the app or team, not a person’s."
                maxLength={200}
                {...field('supportContact')}
              />
              <TextField
                label="Your Codat contact"
                description="An e-mail address."
                maxLength={200}
                {...field('codatContact')}
              />
            </Columns>
          </Stack>
        </div>
        {saving.error && <ErrorCard error={saving.error} />}
        <Row gap="s2" justify="right">
          {view.case !== null && (
            <Button isDisabled={refused} busy={saving.busy} onPress={() => void saveAndMake()}>
              {dirty ? 'Save and make the dossier' : 'Make the dossier'}
            </Button>
          )}
          <Button variant="primary" isDisabled={!dirty || refused} busy={saving.busy} onPress={() => void save()}>
            Save links and contacts
          </Button>
        </Row>
      </Card>
    </Section>
  )
}

const namesOf = (details: Partial<PartnerDetails>) => Object.keys(details) as (keyof PartnerDetails)[]

/** Of what was found, what takes no entry's place. */
function stillOpen(found: Partial<PartnerDetails>, kept: PartnerDetails): Partial<PartnerDetails> {
  return Object.fromEntries(namesOf(found).flatMap((name) => (kept[name] === '' ? [[name, found[name]]] : [])))
}

function Scopes({ view, put }: PartProps) {
  const saving = useChange('savePartnerScopes', put)
  const { useCases: cases } = view
  const [draft, setDraft] = useState<Readonly<Record<string, string>>>({})
  const [name, setName] = useState('')
  const dirty = view.scopes.some(({ scope, justification }) => (draft[scope] ?? justification) !== justification)
  // Whatever else is changed, the reasons written so far are kept with it.
  const keep = async (change: Omit<ScopesChange, 'reasons'> = {}) => {
    const isKept = await saving.run({ appId: view.appId, change: { ...change, reasons: draft } })
    const isNewer = ([scope, text]: [string, string]) => draft[scope] !== text
    if (isKept) setDraft((now) => Object.fromEntries(Object.entries(now).filter(isNewer)))
    return isKept
  }
  const add = async () => {
    if (await keep({ add: name.trim() })) setName('')
  }
  return (
    <Section title="Scopes" hint="As few as the product needs, each with its reason.">
      <Card>
        <SelectField
          label="Use case at Codat"
          value={view.useCase ?? ''}
          options={[{ value: '', label: 'None chosen' }, ...cases.map(({ id, label }) => ({ value: id, label }))]}
          onChange={(useCase) => void keep({ useCase: useCase === '' ? null : useCase })}
          description="A use case fills in the scopes Codat needs for it."
        />
        <p>
          <OutsideLink id="codat.xero-scopes" />
        </p>
        {view.scopesMissing.length > 0 && (
          <Callout tone="act" title={`The use case also needs ${view.scopesMissing.join(', ')}.`} />
        )}
        {view.scopes.length > 0 && (
          <Table
            scrolls="Scope table"
            columns={[
              'Scope',
              'Why it is needed',
              <span key="remove" className="hidden-label">
                Remove
              </span>,
            ]}
          >
            {view.scopes.map((line) => (
              <tr key={line.scope}>
                <th scope="row">
                  <code>{line.scope}</code>
                  <Need line={line} />
                </th>
                <td className={styles.wide}>
                  <TextField
                    label={`Reason for ${line.scope}`}
                    labelHidden
                    maxLength={1_000}
                    value={draft[line.scope] ?? line.justification}
                    onChange={(text) => setDraft({ ...draft, [line.scope]: text })}
                  />
                </td>
                <td>
                  <IconButton
                    label={`Remove ${line.scope}`}
                    icon={X}
                    onPress={() => void keep({ remove: line.scope })}
                  />
                </td>
              </tr>
            ))}
          </Table>
        )}
        <Row gap="s2" align="end">
          <TextField label="Another scope" mono maxLength={100} value={name} onChange={setName} />
          <Button icon={Plus} isDisabled={name.trim() === ''} onPress={() => void add()}>
            Add scope
          </Button>
          <Button variant="primary" isDisabled={!dirty} busy={saving.busy} onPress={() => void keep()}>
            Save reasons
          </Button>
        </Row>
        {saving.error && <ErrorCard error={saving.error} />}
      </Card>
    </Section>
  )
}

function Need({ line }: { line: ScopeLineView }) {
  return (
    <Stack as="span" gap="s0" align="start" tone="quiet" small>
      <Badge tone={line.need === 'needed' ? 'ok' : 'watch'}>{needWords[line.need]}</Badge>
      {line.remark !== null && <span>{line.remark}</span>}
    </Stack>
  )
}
