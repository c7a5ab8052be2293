// What to look at among an app's connections, each with what can be done about it.
import { useState } from 'react'
import type { Gauge, ConnectionFinding } from '../../../domain/connections/schema'
import { MOST_FREED_AT_ONCE } from '../../../domain/limits'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { CopyButton } from '../../components/copy'
import { Dialog } from '../../components/dialog'
import { ErrorCard } from '../../components/error-card'
import { Section } from '../../components/layout'
import { Columns, Surface } from '../../components/shapes'
import { Callout } from '../../components/status'
import { onDay } from '../../words/ages'

interface FindingsProps {
  readonly gauge: Gauge
  readonly put: (gauge: Gauge) => void
  readonly onShow: (keys: readonly string[]) => void
  readonly onFree: (connectionIds: readonly string[]) => void
}

export function Findings({ gauge, put, onShow, onFree }: FindingsProps) {
  const dismissing = useAction('dismissConnectionFinding')
  if (gauge.findings.length === 0) return null
  const dismiss = async (findingId: string) => {
    const next = await dismissing.run({ appId: gauge.appId, findingId })
    if (next) put(next)
  }
  return (
    <Section title="What to look at">
      {dismissing.error && <ErrorCard error={dismissing.error} />}
      {gauge.findings.map((finding) => (
        <Callout
          key={finding.id}
          tone={finding.severity}
          title={finding.title}
          actions={
            <>
              <FindingAction finding={finding} onShow={onShow} onFree={onFree} />
              <Button size="small" variant="quiet" onPress={() => void dismiss(finding.id)}>
                Dismiss
              </Button>
            </>
          }
        >
          <p>{finding.text}</p>
        </Callout>
      ))}
    </Section>
  )
}

function FindingAction({
  finding,
  onShow,
  onFree,
}: Pick<FindingsProps, 'onShow' | 'onFree'> & { finding: ConnectionFinding }) {
  const show = finding.connections.length > 0 && (
    <Button size="small" onPress={() => onShow(finding.connections)}>
      Show them
    </Button>
  )
  const { action } = finding
  switch (action.kind) {
    case 'show-seats':
      return show
    case 'free':
      return (
        <>
          <Button size="small" onPress={() => onFree(action.connectionIds.slice(0, MOST_FREED_AT_ONCE))}>
            {action.connectionIds.length === 1 ? 'Free this connection…' : 'Free these connections…'}
          </Button>
          {show}
        </>
      )
    case 'notice':
      return (
        <>
          <Notice action={action} />
          {show}
        </>
      )
  }
}

type NoticeAction = Extract<ConnectionFinding['action'], { kind: 'notice' }>

/** A text for the companies' owners, to be taken into the user's own mail. */
function Notice({ action }: { action: NoticeAction }) {
  const [open, setOpen] = useState(false)
  const { organisations, by, text } = action
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)}>
        Text of the notice
      </Button>
      <Dialog
        title={`Consent again before ${onDay(by)}`}
        isOpen={open}
        onClose={() => setOpen(false)}
        width="wide"
        footer={
          <>
            <CopyButton text={organisations.join('\n')} label="Copy the list" />
            <CopyButton text={text} label="Copy the notice" />
          </>
        }
      >
        <p>{organisations.length === 1 ? 'It concerns:' : `It concerns these ${organisations.length}:`}</p>
        <Columns as="ul" min="m" gap="s1" tone="soft" capped>
          {organisations.map((name, at) => (
            <li key={`${at} ${name}`}>{name}</li>
          ))}
        </Columns>
        <Surface as="pre" low>
          {text}
        </Surface>
      </Dialog>
    </>
  )
}
