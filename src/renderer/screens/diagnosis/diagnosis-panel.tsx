// One box that takes whatever was seen, and what it means. Text that may hold secrets is read by main from the clipboard itself.
import { ClipboardPaste, FolderOpen, Stethoscope, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Explanation } from '../../../domain/diagnosis/schema'
import { call, useAction, useMainEvent } from '../../bridge'
import { Button, LinkButton } from '../../components/button'
import { IconButton } from '../../components/icon-button'
import { ErrorCard } from '../../components/error-card'
import { keyLabel } from '../../components/kbd'
import { later } from '../../components/later'
import { Callout } from '../../components/status'
import { Skeleton } from '../../components/layout'
import { Row, Stack, Text } from '../../components/shapes'
import { useNavigation } from '../../shell/navigation'
import { useDraft } from '../../shell/drafts'
import { usePasteTarget } from '../../shell/paste-targets'
import { DiagnosisCard } from './diagnosis-card'
import styles from './diagnosis.module.css'
import { FreePlaceAction } from './free-place-action'
import { OpenAppAction } from './open-app-action'
import { UsualMessages } from './usual-messages'
import { factsOnce, isCompanyAlone, noteWords } from './words'

// Only some pastes name a company.
const CompanyDoctor = later(
  async () => (await import('./company-doctor')).CompanyDoctor,
  <Skeleton label="Asking Codat" />,
)

/** After the last keystroke; a paste is answered at once. */
const TYPING_PAUSE_MS = 500

interface Panel {
  readonly text: string
  /** Where main read the text itself. */
  readonly readFrom: 'clipboard' | 'file' | null
  readonly explanation: Explanation | null
}
const blank: Panel = { text: '', readFrom: null, explanation: null }

/** `about` is looked up at once. What was asked in a `place` is found there again. */
function usePanel(about: string | null, place: 'screen' | 'dialog') {
  const { route } = useNavigation()
  const appId = route.screen === 'app' ? route.appId : null
  const typed = useAction('explainPaste')
  const pasted = useAction('explainClipboard')
  const filed = useAction('explainFile')
  const draft = useDraft<Panel>(`diagnosis ${about ?? place}`, { ...blank, text: about ?? '' })
  const { value: panel, change: setPanel } = draft
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])

  const explain = async (text: string) => {
    const mine = ++asked.current
    const explanation = await typed.run({ text, appId })
    if (mine === asked.current && explanation) setPanel((before) => ({ ...before, explanation }))
  }
  const write = (text: string, atOnce: boolean) => {
    clearTimeout(timer.current)
    asked.current++
    pasted.clear()
    filed.clear()
    setPanel((before) => ({ text, readFrom: null, explanation: text.trim() === '' ? null : before.explanation }))
    if (text.trim() !== '') timer.current = setTimeout(() => void explain(text), atOnce ? 0 : TYPING_PAUSE_MS)
  }
  const { run } = typed
  useEffect(() => {
    if (about === null) return
    const mine = ++asked.current
    void run({ text: about, appId: null }).then((explanation) => {
      if (mine === asked.current && explanation) setPanel((before) => ({ ...before, explanation }))
    })
  }, [about, run, setPanel])
  // Whoever opens the dialog has said “paste”. What was typed there before and kept is not lost to it; a clipboard without text is no fault.
  const [pastesAtOnce] = useState(() => place === 'dialog' && panel.text === '')
  useEffect(() => {
    if (!pastesAtOnce) return
    const mine = ++asked.current
    void call('explainClipboard', { appId }).then((answer) => {
      if (mine === asked.current && answer.ok) {
        setPanel({ text: '', readFrom: 'clipboard', explanation: answer.value })
      }
    })
  }, [pastesAtOnce, appId, setPanel])
  const paste = async () => {
    clearTimeout(timer.current)
    asked.current++
    typed.clear()
    filed.clear()
    const explanation = await pasted.run({ appId })
    if (explanation) setPanel({ text: '', readFrom: 'clipboard', explanation })
  }
  const read = async (from: 'dropped' | 'dialog') => {
    clearTimeout(timer.current)
    asked.current++
    typed.clear()
    pasted.clear()
    const answer = await filed.run({ appId, from })
    if (answer?.explanation) setPanel({ text: '', readFrom: 'file', explanation: answer.explanation })
  }
  useMainEvent('fileDropped', ({ mayBeText }) => {
    if (mayBeText) void read('dropped')
  })
  const clear = () => {
    asked.current++
    clearTimeout(timer.current)
    draft.clear()
    setPanel(blank)
  }
  return {
    ...panel,
    busy: typed.busy || pasted.busy || filed.busy,
    error: filed.error ?? pasted.error ?? typed.error,
    write,
    paste: () => void paste(),
    choose: () => void read('dialog'),
    clear,
  }
}

interface DiagnosisPanelProps {
  readonly compact?: boolean
  /** Looked up at once. */
  readonly about?: string | null
  /** It is what the screen or the dialog was opened for. */
  readonly autoFocus?: boolean
  /** Called when it goes to another place, so that a dialog around it closes. */
  readonly onLeave?: () => void
}

export function DiagnosisPanel({ compact = false, autoFocus = false, about = null, onLeave }: DiagnosisPanelProps) {
  const panel = usePanel(about, compact ? 'dialog' : 'screen')
  const pasting = useRef(false)
  const target = usePasteTarget(panel.paste, true)
  return (
    <Stack gap="s4">
      <div className={styles.box}>
        <textarea
          ref={target}
          className={styles.input}
          aria-label="What you see"
          autoFocus={autoFocus}
          data-first
          rows={compact ? 3 : 6}
          spellCheck={false}
          placeholder={
            panel.readFrom === null
              ? 'An address, an error text, a screenful of JSON, a file dropped here, a company’s name or id…'
              : `Read from ${panel.readFrom === 'file' ? 'the file' : 'your clipboard'}. Paste the next one…`
          }
          value={panel.text}
          onPaste={() => {
            pasting.current = true
          }}
          onChange={(event) => {
            panel.write(event.target.value, pasting.current)
            pasting.current = false
          }}
        />
        <Row gap="s2" grow inset className={styles.tools}>
          <Text as="span" tone="quiet" small>
            Read on this machine only. Codes and tokens are dropped first.
          </Text>
          {(panel.text !== '' || panel.explanation) && <IconButton label="Clear" icon={X} onPress={panel.clear} />}
          <Button size="small" icon={FolderOpen} isDisabled={panel.busy} onPress={panel.choose}>
            Open a file…
          </Button>
          <Button size="small" icon={ClipboardPaste} busy={panel.busy} onPress={panel.paste}>
            {`Paste (${keyLabel('mod+V')})`}
          </Button>
        </Row>
      </div>
      {panel.error && <ErrorCard error={panel.error} />}
      <div aria-live="polite">
        {panel.explanation && (
          <Answer
            explanation={panel.explanation}
            inDialog={compact}
            onLeave={onLeave}
            onCompany={(id) => panel.write(id, true)}
          />
        )}
      </div>
      {!panel.explanation && <UsualMessages compact={compact} />}
    </Stack>
  )
}

interface AnswerProps {
  readonly explanation: Explanation
  /** A dialog is too small for what Codat says of a company: that is shown in the place itself. */
  readonly inDialog: boolean
  readonly onLeave: (() => void) | undefined
  /** One of the companies offered for a name. */
  readonly onCompany: (companyId: string) => void
}

function Answer({ explanation, inDialog, onLeave, onCompany }: AnswerProps) {
  const { codatCompanyId, companies } = explanation
  const alone = isCompanyAlone(explanation)
  const shown = alone || companies.length > 0 ? [] : factsOnce(explanation.findings)
  return (
    <Stack as="section" gap="s2" aria-label="What it means">
      {companies.length > 0 && codatCompanyId === null && <Named companies={companies} onCompany={onCompany} />}
      {shown.map((diagnosis, at) => (
        <DiagnosisCard
          key={`${diagnosis.code} ${diagnosis.title}`}
          diagnosis={diagnosis}
          leading={at === 0}
          action={
            diagnosis.code === 'limit.connections' ? (
              <FreePlaceAction findings={explanation.findings} />
            ) : (
              at === 0 && <OpenAppAction findings={explanation.findings} {...(onLeave ? { onLeave } : {})} />
            )
          }
        />
      ))}
      {explanation.notes.map((note) => (
        <Text key={note} tone="quiet" small>
          {noteWords[note]}
        </Text>
      ))}
      {codatCompanyId !== null && (
        <AboutCompany
          key={codatCompanyId}
          companyId={codatCompanyId}
          atOnce={alone}
          inDialog={inDialog}
          {...(onLeave ? { onLeave } : {})}
        />
      )}
      {!explanation.recognised && codatCompanyId === null && companies.length === 0 && (
        <UsualMessages compact={false} />
      )}
    </Stack>
  )
}

/** The text is a part of the names of companies that were listed here. */
function Named({ companies, onCompany }: Pick<Explanation, 'companies'> & Pick<AnswerProps, 'onCompany'>) {
  return (
    <Callout tone="info" icon={Stethoscope} title="Companies that were listed here under that name">
      <Stack as="ul" gap="s1" aria-label="Companies by that name">
        {companies.map(({ id, name, clientName }) => (
          <li key={id}>
            <LinkButton onPress={() => onCompany(id)}>{name}</LinkButton>{' '}
            <Text as="span" tone="quiet">
              at {clientName}
            </Text>
          </li>
        ))}
      </Stack>
    </Callout>
  )
}

interface AboutCompanyProps {
  readonly companyId: string
  /** The text is nothing but the company, so nothing else can be meant. */
  readonly atOnce: boolean
  readonly inDialog: boolean
  readonly onLeave?: () => void
}

/** A text that names a company of Codat's: what Codat itself says of it is better than any guess. */
function AboutCompany({ companyId, atOnce, inDialog, onLeave }: AboutCompanyProps) {
  const { go } = useNavigation()
  const [asked, setAsked] = useState(atOnce)
  const ask = () => {
    if (!inDialog) return setAsked(true)
    go({ screen: 'diagnosis', about: companyId })
    onLeave?.()
  }
  if (asked && !inDialog) {
    return <CompanyDoctor companyId={companyId} />
  }
  return (
    <Callout
      tone="info"
      icon={Stethoscope}
      title="This names a company at Codat"
      actions={
        <Button size="small" onPress={ask}>
          Ask Codat about this company
        </Button>
      }
    >
      <p>Its connection, its data and its writes, with what to do next.</p>
    </Callout>
  )
}
