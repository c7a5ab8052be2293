// The first company: named, created by main after its question, linked in the browser, watched, explained.
import { ExternalLink, Plug, Plus, Stethoscope } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { CallOutput } from '../../../contract/api'
import type { FirstCompany } from '../../../domain/guide/schema'
import type { IntegrationView } from '../../../domain/guide/views'
import { droppedCharacters } from '../../../domain/guide/set-up-lint'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { CopyValue } from '../../components/copy'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Row, Split, Stack, Text } from '../../components/shapes'
import { Callout, StatusLine } from '../../components/status'
import type { Tone } from '../../components/tone'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { ProblemCallout } from '../codat/problem-callout'
import { Said } from './hand-over-step'
import { ConsentAddress } from './scopes-step'
import { useWatch } from './use-watch'
import { madeWords, watchWords } from './words'

interface FirstCompanyProps {
  readonly integration: IntegrationView
  readonly app: XeroAppView
}

export function FirstCompanyStep({ integration, app }: FirstCompanyProps) {
  const { firstCompany } = integration
  return (
    <Stack gap="s3">
      {firstCompany !== null && <Made integration={integration} company={firstCompany} />}
      {firstCompany === null ? (
        <Create integration={integration} app={app} />
      ) : (
        <Details summary="Create another company">
          <Create integration={integration} app={app} />
        </Details>
      )}
    </Stack>
  )
}

function Create({ integration, app }: FirstCompanyProps) {
  const creating = useAction('createFirstCompany')
  const [name, setName] = useState(() => integration.creating?.name ?? suggestedName(app))
  const [outcome, setOutcome] = useState<CallOutput<'createFirstCompany'>['outcome'] | null>(null)
  const dropped = droppedCharacters(name)
  const create = async () => {
    const answer = await creating.run({ id: integration.id, name })
    if (answer) setOutcome(answer.outcome)
  }
  const words = outcome === null ? null : madeWords(outcome)
  return (
    <Stack
      as="form"
      gap="s3"
      onSubmit={(event) => {
        event.preventDefault()
        void create()
      }}
    >
      <Split>
        <TextField
          label="Name of the company"
          maxLength={200}
          value={name}
          onChange={setName}
          error={dropped.length > 0 ? `Codat would drop ${dropped.join(' ')} without a word.` : undefined}
        />
        <Button
          type="submit"
          icon={Plus}
          busy={creating.busy}
          isDisabled={integration.codatClientId === null || name.trim() === '' || dropped.length > 0}
        >
          Create it at Codat…
        </Button>
      </Split>
      {integration.creating !== null && (
        <StatusLine tone="watch">
          Creating “{integration.creating.name}” was cut off. Create it again: it is not made twice.
        </StatusLine>
      )}
      {words !== null && <Said words={words} />}
      {outcome?.kind === 'problem' && <ProblemCallout problem={outcome.problem} />}
      {creating.error && <ErrorCard error={creating.error} />}
    </Stack>
  )
}

/** What is known of the customer, without what Codat would drop. */
function suggestedName({ customer, name }: XeroAppView): string {
  const of = customer === '' ? name : customer
  return `${[...of].filter((character) => droppedCharacters(character).length === 0).join('')} test`.trim()
}

/** In English, with Codat's own word where its portal shows that one. */
const stateWords: Readonly<Record<Exclude<FirstCompany['state'], 'gone'>, string>> = {
  PendingAuth: 'Waits for consent (PendingAuth)',
  Linked: 'Linked',
  Unlinked: 'Unlinked',
  Deauthorized: 'Deauthorised',
  other: 'In a state Latchkey doesn’t know',
}

const tones: Readonly<Record<FirstCompany['state'], Tone>> = {
  PendingAuth: 'info',
  Linked: 'ok',
  Unlinked: 'watch',
  Deauthorized: 'act',
  other: 'watch',
  gone: 'act',
}

function Made({ integration, company }: { integration: IntegrationView; company: FirstCompany }) {
  const now = useNow(30_000)
  const { id } = integration
  const { go } = useNavigation()
  const opening = useAction('openFirstCompanyLink')
  const checking = useAction('checkFirstCompany')
  const renewing = useAction('renewFirstCompanyLink')
  const [answer, setAnswer] = useState<CallOutput<'checkFirstCompany'> | null>(null)
  const [renewed, setRenewed] = useState<CallOutput<'renewFirstCompanyLink'>['outcome'] | null>(null)
  const { run } = checking
  const check = useCallback(async () => {
    const next = await run({ id })
    if (next) setAnswer(next)
  }, [run, id])
  const waits = company.state === 'PendingAuth'
  const { watch, start } = useWatch(id, 'first-company', waits, check)
  const open = async () => {
    if (await opening.run({ id })) start()
  }
  const renew = async () => setRenewed((await renewing.run({ id }))?.outcome ?? null)
  const explained = answer?.explained ?? null
  const error = opening.error ?? checking.error ?? renewing.error
  return (
    <>
      <Row as="p" gap="s4" tone="soft">
        <strong>{company.companyName}</strong>
        <StatusLine tone={tones[company.state]}>
          {company.state === 'gone' ? 'Not there any more' : stateWords[company.state]}
        </StatusLine>
        <Text as="span" tone="quiet" small>
          looked at {ago(company.checkedAt, now)}
        </Text>
      </Row>
      {company.linkUrl !== null && company.state !== 'Linked' && (
        <CopyValue label="Link" value={company.linkUrl} copyLabel="Copy the link to send it" />
      )}
      <Row gap="s2">
        {company.state !== 'Linked' && company.state !== 'gone' && (
          <Button variant="primary" icon={ExternalLink} busy={opening.busy} onPress={() => void open()}>
            Open the link and watch
          </Button>
        )}
        <Button icon={Plug} busy={checking.busy} onPress={() => void check()}>
          Look at it now
        </Button>
        {company.state !== 'gone' && (
          <Button
            variant="quiet"
            icon={Stethoscope}
            onPress={() => go({ screen: 'diagnosis', about: company.companyId })}
          >
            Ask the company doctor
          </Button>
        )}
        {waits && (
          <Button variant="quiet" busy={renewing.busy} onPress={() => void renew()}>
            The link was used up
          </Button>
        )}
      </Row>
      {renewed?.kind === 'made' && <p role="status">The link above is a new one: open it, or send it again.</p>}
      {renewed?.kind === 'problem' && <ProblemCallout problem={renewed.problem} />}
      {watch !== null && watchWords(watch) !== '' && <p role="status">{watchWords(watch)}</p>}
      {explained !== null && (
        <Callout
          tone={explained.code === 'linked' ? 'ok' : explained.code === 'waiting' ? 'info' : 'act'}
          title={explained.title}
          role="status"
        >
          <p>{explained.text}</p>
          <p>{explained.nextStep}</p>
        </Callout>
      )}
      {company.error !== null && (
        <Details summary="What Codat said">
          <code>{company.error}</code>
        </Details>
      )}
      {company.state !== 'Linked' && <ConsentAddress integration={integration} />}
      {answer?.problem && <ProblemCallout problem={answer.problem} />}
      {error && <ErrorCard error={error} />}
    </>
  )
}
