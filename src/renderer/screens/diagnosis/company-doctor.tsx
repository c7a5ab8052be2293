// The company doctor: “it linked, why is there no data?”, asked of Codat and answered in one sentence.
import { RefreshCw } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CompanyDoctorAnswer, CompanyVerdict } from '../../../contract/company-doctor'
import type { CompanyFinding } from '../../../domain/company-doctor/schema'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { CopyButton, CopyValue } from '../../components/copy'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { Facts, Section, Skeleton } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Badge, Callout } from '../../components/status'
import { ToneIcon } from '../../components/tone-icon'
import { NextStep } from '../../components/next-step'
import { Row, Stack, Surface, Table, Text } from '../../components/shapes'
import { useCodatClients } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { ago } from '../../words/ages'
import { ProblemCallout } from '../codat/problem-callout'
import { sideWords } from './words'
import styles from './diagnosis.module.css'
import { codatTime, datasetTone, findingTone, notSeenWords, stateTone, supportText, writeTone } from './company-words'

const EVERYWHERE = 'every-client'

/** Asks Codat about the company at once, and again when told to. Nothing is changed there. */
export function CompanyDoctor({ companyId }: { companyId: string }) {
  const clients = useCodatClients()
  const examining = useAction('examineCompany')
  const [clientId, setClientId] = useState(EVERYWHERE)
  const [answer, setAnswer] = useState<CompanyDoctorAnswer | null>(null)

  const { run } = examining
  const examine = useCallback(
    async (where: string) => {
      const found = await run({ about: companyId, codatClientId: where === EVERYWHERE ? null : where })
      if (found) setAnswer(found)
    },
    [companyId, run],
  )
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void examine(EVERYWHERE)
  }, [examine])

  const choose = (where: string) => {
    setClientId(where)
    void examine(where)
  }
  return (
    <Stack as="section" gap="s4" aria-label="What Codat says of the company">
      <Row gap="s2" align="end">
        {clients.length > 1 && (
          <SelectField
            label="Codat client to ask"
            value={clientId}
            options={[
              { value: EVERYWHERE, label: 'All of them' },
              ...clients.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={choose}
          />
        )}
        <Button icon={RefreshCw} busy={examining.busy} onPress={() => void examine(clientId)}>
          Ask Codat again
        </Button>
      </Row>
      {examining.error && <ErrorCard error={examining.error} />}
      <div aria-live="polite" aria-busy={examining.busy}>
        <Answer answer={answer} busy={examining.busy} />
      </div>
    </Stack>
  )
}

function Answer({ answer, busy }: { answer: CompanyDoctorAnswer | null; busy: boolean }) {
  const { go } = useNavigation()
  if (answer === null) return busy ? <Skeleton label="Asking Codat" /> : null
  if (answer.outcome === 'seen') return <Verdict verdict={answer.verdict} />
  const { tone, title, text } = notSeenWords(answer)
  return (
    <Stack gap="s2">
      <Callout
        tone={tone}
        role="alert"
        title={title}
        {...(answer.outcome === 'no-key'
          ? {
              actions: (
                <Button size="small" onPress={() => go({ screen: 'new-codat-client', xeroAppId: null })}>
                  Add a Codat client
                </Button>
              ),
            }
          : {})}
      >
        <p>{text}</p>
      </Callout>
      {answer.outcome === 'unknown-company' &&
        answer.asked.map(({ name, problem }) =>
          problem === null ? null : (
            <Section key={name} title={name}>
              <ProblemCallout problem={problem} />
            </Section>
          ),
        )}
    </Stack>
  )
}

function Verdict({ verdict }: { verdict: CompanyVerdict }) {
  const [first, ...others] = verdict.findings
  return (
    <Stack gap="s5">
      {first !== undefined && <Leading finding={first} />}
      {others.length > 0 && (
        <Section title="Also">
          <Stack gap="s2">
            {others.map((finding) => (
              <Callout key={finding.code} tone={findingTone[finding.severity]} title={finding.sentence}>
                <p>
                  {finding.nextStep} {finding.link !== null && <OutsideLink id={finding.link} />}
                </p>
                <Said said={finding.said} />
              </Callout>
            ))}
          </Stack>
        </Section>
      )}
      <Connections verdict={verdict} />
      <Datasets verdict={verdict} />
      <Writes verdict={verdict} />
    </Stack>
  )
}

function Leading({ finding }: { finding: CompanyFinding }) {
  return (
    <Surface as="article" padded gap="s2" className={styles.leading} aria-label="What it is">
      <Row gap="s2" oneLine led>
        <ToneIcon tone={findingTone[finding.severity]} size={20} />
        <Text as="h2" prose>
          {finding.sentence}
        </Text>
      </Row>
      <Stack gap="s2" className={styles.body}>
        <div>
          <Badge icon={null} tone={finding.side === 'you' ? 'info' : 'neutral'}>
            {sideWords[finding.side]}
          </Badge>
        </div>
        <NextStep>
          {finding.nextStep} {finding.link !== null && <OutsideLink id={finding.link} />}
        </NextStep>
        <Said said={finding.said} />
      </Stack>
    </Surface>
  )
}

function Said({ said }: { said: string | null }) {
  if (said === null) return null
  return (
    <Details summary="What it said">
      <code>{said}</code>
    </Details>
  )
}

function Connections({ verdict }: { verdict: CompanyVerdict }) {
  const now = useNow(30_000)
  const { company, codatClient, connections } = verdict
  return (
    <Section
      title={company.name}
      hint={`At the Codat client ${codatClient.name}`}
      actions={<CopyButton text={supportText(verdict)} label="Copy for Codat’s support" />}
    >
      <CopyValue label="Company" value={company.id} copyLabel="Copy the company’s id" />
      {connections.map((connection) => {
        const { id, software, status, state, created, lastSync, errors, linkUrl } = connection
        return (
          <Stack key={id} gap="s2">
            <Facts
              facts={[
                { name: 'Software', value: software ?? 'not said' },
                { name: 'Connection', value: <Badge tone={stateTone(state)}>{status}</Badge> },
                { name: 'Made', value: created === null ? 'not said' : ago(codatTime(created), now) },
                { name: 'Last sync', value: lastSync === null ? 'never' : ago(codatTime(lastSync), now) },
              ]}
            />
            {linkUrl !== null && state !== 'Linked' && (
              <CopyValue label="Link to send" value={linkUrl} copyLabel="Copy the link to send" />
            )}
            {errors.length > 0 && (
              <Details summary={`Errors of this connection (${errors.length})`}>
                <ul>
                  {errors.map(({ said, at, resolved }, index) => (
                    <li key={`${at ?? ''} ${index}`}>
                      <code>{said}</code> {at !== null && ago(codatTime(at), now)} {resolved && '(resolved)'}
                    </li>
                  ))}
                </ul>
              </Details>
            )}
          </Stack>
        )
      })}
    </Section>
  )
}

function Datasets({ verdict: { datasets } }: { verdict: CompanyVerdict }) {
  const now = useNow(30_000)
  if (datasets.length === 0) return null
  return (
    <Section title="Data" hint="The newest reading of each data type.">
      <Table columns={['Data type', 'Reading', 'When', 'Last success']}>
        {datasets.map((dataset) => (
          <tr key={dataset.dataType}>
            <td>{dataset.dataType}</td>
            <td>
              <Badge tone={datasetTone(dataset)}>{dataset.status}</Badge>{' '}
              {dataset.expected && dataset.status !== 'Complete' && 'always, no fault'}
            </td>
            <td>{dataset.at === null ? '' : ago(codatTime(dataset.at), now)}</td>
            <td>{dataset.lastSuccess === null ? 'never' : ago(codatTime(dataset.lastSuccess), now)}</td>
          </tr>
        ))}
      </Table>
    </Section>
  )
}

function Writes({ verdict: { pushes } }: { verdict: CompanyVerdict }) {
  const now = useNow(30_000)
  if (pushes.length === 0) return null
  return (
    <Section title="Writes" hint="The newest push operations.">
      <Table columns={['Asked for', 'Data type', 'State', 'Push operation']}>
        {pushes.map(({ key, dataType, status, requestedAt }, index) => (
          <tr key={key ?? index}>
            <td>{requestedAt === null ? '' : ago(codatTime(requestedAt), now)}</td>
            <td>{dataType}</td>
            <td>
              <Badge tone={writeTone(status)}>{status}</Badge>
            </td>
            <td>
              <code>{key}</code>
            </td>
          </tr>
        ))}
      </Table>
    </Section>
  )
}
