// What a file would change here, before anything is taken over.
import { useState } from 'react'
import type { ImportPlan } from '../../../contract/transfer'
import type { PlannedApp, PlannedPart } from '../../../domain/transfer/schema'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { SwitchField } from '../../components/checks'
import { Details } from '../../components/details'
import { Dialog } from '../../components/dialog'
import { ErrorCard } from '../../components/error-card'
import { Row, Stack, Surface, Text } from '../../components/shapes'
import { Badge, Callout } from '../../components/status'
import { useData } from '../../shell/data'
import { useSay } from '../../shell/toasts'
import { onDay } from '../../words/ages'
import styles from './transfer.module.css'
import { actionWords, doneWords, fieldName, nothingNewWords, partActionWords, partWords, planSummary } from './words'

export function ImportDialog({ plan, onClose }: { plan: ImportPlan; onClose: () => void }) {
  const { apps, settings } = useData()
  const say = useSay()
  const applying = useAction('applyImport')
  const [withSettings, setWithSettings] = useState(false)
  const nothingNew = nothingNewWords(plan, withSettings)
  const apply = async () => {
    const done = await applying.run({ importId: plan.importId, withSettings })
    if (!done || done.declined) return
    apps.reload()
    settings.reload()
    say('ok', doneWords(done))
    onClose()
  }
  return (
    <Dialog
      title={`Import ${plan.fileName}?`}
      isOpen
      onClose={onClose}
      width="wide"
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" busy={applying.busy} isDisabled={nothingNew !== null} onPress={() => void apply()}>
            Import…
          </Button>
        </>
      }
    >
      <p>
        Exported on {onDay(plan.exportedAt)}. {planSummary(plan)} No secret is in the file, and none here is touched.
      </p>
      {nothingNew !== null && <Callout role="status" tone="info" title={nothingNew} />}
      {plan.unreadable.length > 0 && (
        <Callout tone="watch" title={`Left out, because they could not be read: ${plan.unreadable.length}`}>
          <ul>
            {plan.unreadable.map(({ place, reason }) => (
              <li key={place}>
                <code>{place}</code>: {reason}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <Surface as="ul" lined aria-label="Apps in the file">
        {plan.apps.map((app, at) => (
          <PlannedRow key={`${app.clientId} ${app.name} ${String(at)}`} app={app} />
        ))}
      </Surface>
      {plan.parts.length > 0 && (
        <>
          <p>Beside the apps. Each comes in where nothing of its kind is here; what is here stays.</p>
          <Surface as="ul" lined aria-label="Other records in the file">
            {plan.parts.map((part, at) => (
              <PartRow key={`${part.kind} ${part.name} ${String(at)}`} part={part} />
            ))}
          </Surface>
        </>
      )}
      {plan.settings.length > 0 && (
        <SwitchField
          label="Take over the settings too"
          hint={plan.settings.map(({ field, from, to }) => `${fieldName(field)}: ${from} → ${to}`).join(' · ')}
          isSelected={withSettings}
          onChange={setWithSettings}
        />
      )}
      {applying.error && <ErrorCard error={applying.error} />}
    </Dialog>
  )
}

function PartRow({ part }: { part: PlannedPart }) {
  const action = partActionWords[part.action]
  return (
    <Stack as="li" gap="s0" className={styles.app}>
      <Row gap="s2" oneLine push className={styles.line}>
        <strong>{partWords[part.kind]}</strong>
        <Text as="span" tone="quiet">
          {part.name}
        </Text>
        <Row as="span" gap="s1" oneLine>
          <Badge tone={action.tone} icon={null}>
            {action.text}
          </Badge>
        </Row>
      </Row>
    </Stack>
  )
}

function PlannedRow({ app }: { app: PlannedApp }) {
  const action = actionWords[app.action]
  return (
    <Stack as="li" gap="s0" className={styles.app}>
      <Row gap="s2" oneLine push className={styles.line}>
        <strong>{app.name}</strong>
        <Text as="span" tone="quiet">
          {app.customer}
        </Text>
        <Row as="span" gap="s1" oneLine>
          {app.keysNeeded && <Badge tone="watch">Keys needed</Badge>}
          {app.becomesUnproved && <Badge tone="watch">Becomes unproved</Badge>}
          <Badge tone={action.tone} icon={null}>
            {action.text}
          </Badge>
        </Row>
      </Row>
      {app.changes.length > 0 && (
        <Details summary={`${app.changes.length} ${app.changes.length === 1 ? 'change' : 'changes'}`}>
          <dl>
            {app.changes.map(({ field, from, to }) => (
              <div key={field} style={{ display: 'contents' }}>
                <dt>{fieldName(field)}</dt>
                <dd>
                  <del>{from === '' ? 'empty' : from}</del> → <ins>{to === '' ? 'empty' : to}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </Details>
      )}
    </Stack>
  )
}
