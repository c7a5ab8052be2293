// The dossier: what is missing, making it, what was made, what changed since, and the texts to take elsewhere.
import { FileDown, Mail, PackageCheck } from 'lucide-react'
import { useState } from 'react'
import type { LetterView, PartnerView, SealedDossier } from '../../../domain/partner/schema'
import { useAction } from '../../bridge'
import { useNow } from '../../clock'
import { Button } from '../../components/button'
import { CheckBox } from '../../components/checks'
import { CopyButton } from '../../components/copy'
import { Details } from '../../components/details'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Card, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { Row, Stack, Surface, Text } from '../../components/shapes'
import { Badge, Callout } from '../../components/status'
import { useSay } from '../../shell/toasts'
import { ago, dayKey } from '../../words/ages'
import { type PartProps, useChange } from './change'
import { NoWay } from './checklist-panel'
import { differenceWords, missingCount, sizeWords } from './words'

interface Props extends PartProps {
  readonly showWay: () => void
}

export function DossierPanel({ view, put, showWay }: Props) {
  if (view.case === null) return <NoWay route={view.route} showWay={showWay} />
  return (
    <Stack gap="s5">
      <Section title="What is still missing" hint={missingCount(view.missing)}>
        {view.missing.length === 0 ? (
          <Callout tone="ok" title="The dossier is complete as far as Latchkey can tell." />
        ) : (
          <Surface as="ul" padded warned gap="s2">
            {view.missing.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </Surface>
        )}
      </Section>
      <Make view={view} put={put} />
      <Differences view={view} />
      <PortalFields view={view} />
      <Letters view={view} />
    </Stack>
  )
}

function Make({ view, put }: PartProps) {
  const making = useChange('makePartnerDossier', put)
  const checking = useChange('runPartnerChecks', put)
  const [withClientId, setWithClientId] = useState(false)
  const failed = checking.error ?? making.error
  const make = () => making.run({ appId: view.appId, withClientId })
  const checkAndMake = async () => {
    if (await checking.run({ appId: view.appId })) await make()
  }
  const dossiers = view.case?.dossiers ?? []
  return (
    <Section
      title="The dossier"
      hint="Markdown, PDF, letters and evidence in one zip, with checksums. Each one made is sealed: kept as it is, so that you can save what you sent byte for byte, and told if its file is changed."
      actions={
        <>
          <Button busy={making.busy && !checking.busy} onPress={() => void make()}>
            Make the dossier
          </Button>
          <Button variant="primary" icon={PackageCheck} busy={checking.busy} onPress={() => void checkAndMake()}>
            Check, then make it
          </Button>
        </>
      }
    >
      <CheckBox label="Put the client id in" isSelected={withClientId} onChange={setWithClientId} />
      <Text tone="quiet">
        Secrets and the names of other customers stay out. Latchkey can’t look into pictures and PDFs: look through
        those yourself.
      </Text>
      {failed && <ErrorCard error={failed} />}
      <Stack as="ul" gap="s2" aria-label="Dossiers made">
        {dossiers.toReversed().map((dossier) => (
          <li key={dossier.id}>
            <Dossier view={view} put={put} dossier={dossier} />
          </li>
        ))}
      </Stack>
    </Section>
  )
}

function Dossier({ view, put, dossier }: PartProps & { dossier: SealedDossier }) {
  const now = useNow(30_000)
  const saving = useAction('savePartnerDossier')
  const sending = useChange('markPartnerDossierSent', put)
  const say = useSay()
  const [on, setOn] = useState(dayKey(new Date(now).toISOString()))
  const save = async (file: 'zip' | 'pdf' | 'markdown') => {
    const answer = await saving.run({ appId: view.appId, dossierId: dossier.id, file })
    if (answer?.outcome === 'saved') say('ok', 'Saved, byte for byte as it was sealed.')
  }
  const error = saving.error ?? sending.error
  return (
    <Card>
      <Row gap="s3">
        <strong>Made {ago(dossier.madeAt, now)}</strong>
        <Text as="span" tone="quiet">
          {dossier.files.length} files, {sizeWords(dossier.bytes)},{' '}
          {dossier.missing === 0 ? 'nothing missing' : `${dossier.missing} missing`}
        </Text>
        {dossier.sentOn !== null && <Badge tone="ok">Sent on {dossier.sentOn}</Badge>}
      </Row>
      {dossier.leftOut.map((text) => (
        <Callout key={text} tone="watch" title={text} />
      ))}
      <Row gap="s2" align="end">
        <Button size="small" icon={FileDown} busy={saving.busy} onPress={() => void save('zip')}>
          Save the zip…
        </Button>
        <Button size="small" icon={FileDown} onPress={() => void save('pdf')}>
          Save the PDF…
        </Button>
        <Button size="small" icon={FileDown} onPress={() => void save('markdown')}>
          Save the Markdown…
        </Button>
        {dossier.sentOn === null && (
          <>
            <TextField label="Sent on" type="date" value={on} onChange={setOn} />
            <Button
              size="small"
              isDisabled={on === ''}
              busy={sending.busy}
              onPress={() => void sending.run({ appId: view.appId, dossierId: dossier.id, on })}
            >
              I sent this one
            </Button>
          </>
        )}
      </Row>
      <Details summary="Seal and files">
        <p>
          SHA-256 of the zip: <code>{dossier.sha256}</code>
        </p>
        <ul>
          {dossier.files.map((file) => (
            <li key={file}>
              <code>{file}</code>
            </li>
          ))}
        </ul>
      </Details>
      {error && <ErrorCard error={error} />}
    </Card>
  )
}

export function Differences({ view }: { view: PartnerView }) {
  const now = useNow(30_000)
  const { differences } = view
  if (differences === null) return null
  const since = `${differences.sent ? 'what was sent' : 'the last dossier'}, made ${ago(differences.since, now)}`
  return (
    <Section title="Changed since" hint={`Compared with ${since}.`}>
      {differences.lines.length === 0 ? (
        <p>Nothing has changed.</p>
      ) : (
        <Stack as="ul" gap="s2">
          {differences.lines.map(({ kind, label, before, after }) => (
            <li key={`${kind} ${label}`}>
              <Badge tone={kind === 'removed' ? 'watch' : 'info'}>{differenceWords[kind]}</Badge> {label}
              <Details summary="Before and after">
                <Text written>Before: {before === null || before === '' ? 'nothing' : before}</Text>
                <Text written>After: {after === null || after === '' ? 'nothing' : after}</Text>
              </Details>
            </li>
          ))}
        </Stack>
      )}
    </Section>
  )
}

function PortalFields({ view }: { view: PartnerView }) {
  if (view.portalFields.length === 0) return null
  return (
    <Section
      title="Answers for the developer portal"
      hint="Manage Plan, from Core to Plus. Xero doesn’t publish the form: these are what its pages name, in their order."
    >
      <p>
        <OutsideLink id="xero.my-apps" />
      </p>
      <Stack as="ol" gap="s2" divided>
        {view.portalFields.map(({ label, value, hint }) => (
          <Stack key={label} as="li" gap="s0">
            <Row gap="s3">
              <strong>{label}</strong>
              {value !== '' && <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} />}
            </Row>
            <Text written>{value === '' ? 'No answer yet.' : value}</Text>
            {hint !== null && <Text tone="quiet">{hint}</Text>}
          </Stack>
        ))}
      </Stack>
    </Section>
  )
}

function Letters({ view }: { view: PartnerView }) {
  return (
    <Section
      title="Letters"
      hint="Opened in your mail program as a short draft, or saved whole. Latchkey sends nothing."
    >
      <Stack as="ul" gap="s2">
        {view.letters.map((letter) => (
          <li key={letter.kind}>
            <Letter appId={view.appId} letter={letter} />
          </li>
        ))}
      </Stack>
    </Section>
  )
}

export function Letter({ appId, letter }: { appId: string; letter: LetterView }) {
  const opening = useAction('openPartnerLetter')
  const saving = useAction('savePartnerLetter')
  const say = useSay()
  const save = async () => {
    const answer = await saving.run({ appId, letter: letter.kind })
    if (answer?.outcome === 'saved') say('ok', 'Letter saved.')
  }
  const error = opening.error ?? saving.error
  return (
    <Card>
      <Row gap="s3">
        <strong>{letter.title}</strong>
        <Text as="span" tone="quiet">
          {letter.to === '' ? 'no address entered' : letter.to}
        </Text>
      </Row>
      <Row gap="s2" align="end">
        <Button
          size="small"
          icon={Mail}
          busy={opening.busy}
          onPress={() => void opening.run({ appId, letter: letter.kind })}
        >
          Open a draft
        </Button>
        <Button size="small" icon={FileDown} busy={saving.busy} onPress={() => void save()}>
          Save as .eml…
        </Button>
        <CopyButton text={letter.text} label="Copy the text" />
      </Row>
      <Details summary="The text">
        <Text written>{`${letter.subject}\n\n${letter.text}`}</Text>
      </Details>
      {error && <ErrorCard error={error} />}
    </Card>
  )
}
