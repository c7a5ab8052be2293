import { useState } from 'react'
import { FileDown, FileUp, FlaskConical, Link2, Lock, Plus } from 'lucide-react'
import type { CallInput } from '../../../contract/api'
import type { Settings } from '../../../domain/settings'
import { useAction, useChanges } from '../../bridge'
import { Button, LinkButton } from '../../components/button'
import { ChoiceField } from '../../components/choice'
import { SwitchField } from '../../components/checks'
import { ErrorCard } from '../../components/error-card'
import { SelectField } from '../../components/select-field'
import { Card, Screen, Section, Skeleton } from '../../components/layout'
import { Columns, Row } from '../../components/shapes'
import { Badge } from '../../components/status'
import { useCodatClients, useData, useInfo } from '../../shell/data'
import { lockNow } from '../../shell/lock-now'
import { useNavigation } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import { useExport } from '../transfer/export'
import { useImport } from '../transfer/use-import'
import { environmentWords } from '../xero-apps/words'
import { About } from './about'
import { DamagedRecords } from './damaged-records'
import { KeychainSection } from './keychain-section'
import { TrashSection } from './trash'
import { clipboardPeriods, idlePeriods, reminderPeriods, themeChoices, withValue } from './words'

export function SettingsScreen() {
  const { settings } = useData()
  const { loaded } = settings
  return (
    <Screen title="Settings" lead="Changes hold at once.">
      <DamagedRecords />
      <KeychainSection />
      {loaded.state === 'loading' && <Skeleton label="Loading the settings" />}
      {loaded.state === 'error' && <ErrorCard error={loaded.error} onRetry={settings.reload} />}
      {loaded.state === 'ready' && <Choices settings={loaded.value} />}
      <CodatClients />
      <Transfer />
      <TrashSection />
      <Practice />
      <About />
    </Screen>
  )
}

function Choices({ settings }: { settings: Settings }) {
  const { settings: query } = useData()
  const { run, error } = useChanges('saveSettings', query.put)
  const say = useSay()
  const change = (some: CallInput<'saveSettings'>) => void run(some)
  return (
    <>
      <Section title="Secrets">
        <Card>
          <Columns min="m" gap="s4">
            <SelectField
              label="Remind me to rotate"
              value={String(settings.reminderDays)}
              options={withValue(reminderPeriods, settings.reminderDays, 'days')}
              onChange={(days) => change({ reminderDays: Number(days) })}
              description="A finding at the app, once its secret is that old."
            />
            <SelectField
              label="Clear copied secrets after"
              value={String(settings.clipboardSeconds)}
              options={withValue(clipboardPeriods, settings.clipboardSeconds, 'seconds')}
              onChange={(seconds) => change({ clipboardSeconds: Number(seconds) })}
              description="Only if the clipboard still holds the secret."
            />
            <SelectField
              label="Lock when idle for"
              value={String(settings.idleMinutes)}
              options={withValue(idlePeriods, settings.idleMinutes, 'minutes')}
              onChange={(minutes) => change({ idleMinutes: Number(minutes) })}
              description="Ends what is revealed, copied or asked. Sleep and screen lock do too."
            />
          </Columns>
          <div>
            <Button icon={Lock} onPress={() => void lockNow(say)}>
              Lock now
            </Button>
          </div>
        </Card>
      </Section>
      <Section title="Look and notices">
        <Card>
          <ChoiceField
            label="Theme"
            value={settings.theme}
            choices={themeChoices}
            onChange={(theme) => change({ theme })}
          />
          <SwitchField
            label="Notifications"
            hint="When something you started ends while you look elsewhere. They never hold a name or a secret."
            isSelected={settings.notifications}
            onChange={(notifications) => change({ notifications })}
          />
          <SwitchField
            label="Count connections once a day"
            hint="For apps whose connections you counted before, one at a time, while Latchkey is open. It waits until your keychain has answered you, so that nothing asks you out of nowhere."
            isSelected={settings.countDaily}
            onChange={(countDaily) => change({ countDaily })}
          />
        </Card>
      </Section>
      {error && <ErrorCard error={error} />}
    </>
  )
}

function CodatClients() {
  const { go } = useNavigation()
  const clients = useCodatClients()
  return (
    <Section
      title="Codat clients"
      hint="A customer’s account at Codat: its API keys, and the Xero apps whose client id and secret are pasted there."
      actions={
        <>
          <Button size="small" icon={Plus} onPress={() => go({ screen: 'new-codat-client', xeroAppId: null })}>
            Add a Codat client
          </Button>
          {clients.length > 0 && (
            <Button size="small" icon={Link2} onPress={() => go({ screen: 'codat', clientId: null })}>
              {`All Codat clients (${clients.length})`}
            </Button>
          )}
        </>
      }
    >
      {clients.length === 0 ? (
        <p>None yet. With one of Codat’s API keys Latchkey sees which companies are linked.</p>
      ) : (
        <Row as="ul" gap="s4" aria-label="Codat clients">
          {clients.map(({ id, name, environment }) => (
            <li key={id}>
              <LinkButton onPress={() => go({ screen: 'codat', clientId: id })}>{name}</LinkButton>{' '}
              <Badge icon={null}>{environmentWords[environment]}</Badge>
            </li>
          ))}
        </Row>
      )}
    </Section>
  )
}

function Transfer() {
  const exporting = useExport()
  const importing = useImport()
  const [withEvidence, setWithEvidence] = useState(false)
  return (
    <Section
      title="Take your records along"
      hint="Everything but secrets and proofs, as a file: apps, Codat clients, set-ups, partner applications, limits, decisions and notes. What Xero and Codat said is asked anew. On the new machine each app waits under “Keys needed” for its own secret: Xero holds two, so both machines can have one."
    >
      <SwitchField
        label="Take evidence files along"
        hint="Files that were attached to partner applications, up to 50 MB in all. Pictures and PDF can’t be looked into for secrets."
        isSelected={withEvidence}
        onChange={setWithEvidence}
      />
      <Row gap="s2">
        <Button icon={FileUp} busy={exporting.busy} onPress={() => exporting.save({ withEvidence })}>
          Export records…
        </Button>
        <Button icon={FileDown} busy={importing.busy} onPress={importing.begin}>
          Import records…
        </Button>
      </Row>
      {exporting.error && <ErrorCard error={exporting.error} />}
      {importing.error && <ErrorCard error={importing.error} />}
      {importing.dialog}
    </Section>
  )
}

function Practice() {
  const info = useInfo()
  const switching = useAction('switchMode')
  const practising = info?.mode === 'practice'
  const change = () => void switching.run({ mode: practising ? 'normal' : 'practice' })
  return (
    <Section
      title="Practice"
      hint="The whole of Latchkey against a Xero of its own, to rehearse and demonstrate. Data and keychain entries are kept apart."
    >
      <div>
        <Button icon={FlaskConical} busy={switching.busy} onPress={change}>
          {practising ? 'Leave practice mode' : 'Start practice mode'}
        </Button>
      </div>
      {switching.error && <ErrorCard error={switching.error} />}
    </Section>
  )
}
