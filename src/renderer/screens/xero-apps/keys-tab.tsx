import { ClipboardPaste, Copy, PencilLine } from 'lucide-react'
import type { XeroAppView } from '../../../contract/xero-apps'
import { call, useAction } from '../../bridge'
import { Button, LinkButton } from '../../components/button'
import { CopyValue } from '../../components/copy'
import { ErrorCard } from '../../components/error-card'
import { Card, Section } from '../../components/layout'
import { OutsideLink } from '../../components/outside-link'
import { PasteField } from '../../components/paste-field'
import { Columns, Split, Stack, Text } from '../../components/shapes'
import { Callout } from '../../components/status'
import { useCommands } from '../../shell/commands'
import { useReplaceApp } from '../../shell/data'
import type { AppPart } from '../../shell/navigation'
import { Findings } from './findings'
import { PasteResult, usePasteResult } from './paste-result'
import { SecretSlot } from './secret-slot'

interface KeysTabProps {
  readonly app: XeroAppView
  readonly show: (part: AppPart) => void
}

export function KeysTab({ app, show }: KeysTabProps) {
  const keyless = app.keyHolder === 'customer' && app.secrets.length === 0
  return (
    <Stack gap="s5" width="wide">
      <Findings app={app} show={show} />
      <ClientId app={app} />
      {keyless ? (
        <Keyless app={app} />
      ) : (
        <Section
          title="Client secrets"
          hint="Kept in your keychain. Xero holds two, so that one can be replaced while the other still stands."
        >
          <Columns min="xl" gap="s3" align="start">
            <SecretSlot app={app} slot={1} show={show} />
            <SecretSlot app={app} slot={2} show={show} />
          </Columns>
          <Text tone="quiet">
            <span>No “Generate a secret” in Xero? Then the app is not a web app.</span>{' '}
            <LinkButton onPress={() => show('details')}>Check its type</LinkButton>
            {' · '}
            <OutsideLink id="xero.my-apps">My Apps in Xero</OutsideLink>
          </Text>
        </Section>
      )}
    </Stack>
  )
}

/** The client id, or the field that takes it. */
export function ClientId({ app }: { app: XeroAppView }) {
  const paste = useAction('pasteClientId')
  const replace = useReplaceApp()
  const result = usePasteResult()
  const pasteNow = async () => {
    // What became of the paste before is no news beside what becomes of this one.
    result.clear()
    const outcome = await paste.run({ id: app.id })
    if (!outcome) return
    result.show(outcome)
    if (outcome.outcome === 'stored') replace(outcome.app)
  }
  const press = () => void pasteNow()
  useCommands([
    { id: 'client-id.paste', label: 'Paste client id', group: app.name, icon: ClipboardPaste, run: press },
    ...(app.clientId === ''
      ? []
      : [
          {
            id: 'client-id.copy',
            label: 'Copy client id',
            group: app.name,
            icon: Copy,
            run: () => void call('copyText', { text: app.clientId }),
          },
        ]),
  ])
  return (
    <Section title="Client id">
      {app.clientId === '' ? (
        <PasteField
          label="Paste client id"
          hint="From Configuration in My Apps. It is not secret."
          busy={paste.busy}
          onPaste={press}
        />
      ) : (
        <Split align="center">
          <CopyValue value={app.clientId} copyLabel="Copy the client id" />
          <Button icon={PencilLine} busy={paste.busy} onPress={press}>
            Paste another
          </Button>
        </Split>
      )}
      <PasteResult result={result} />
      {paste.error && <ErrorCard error={paste.error} />}
    </Section>
  )
}

function Keyless({ app }: { app: XeroAppView }) {
  const update = useAction('updateXeroApp')
  const replace = useReplaceApp()
  const takeOver = async () => {
    const after = await update.run({ id: app.id, fields: { keyHolder: 'here' } })
    if (after) replace(after)
  }
  const holder = app.customer === '' ? 'Your customer' : app.customer
  return (
    <Section title="Client secrets">
      <Card quiet>
        <Callout tone="info" title={`${holder} keeps the client secret`}>
          <p>
            That is a normal way to do it. Ask them to paste it into the Codat portal themselves; everything here that
            needs no secret is ready to use.
          </p>
        </Callout>
        <div>
          <Button busy={update.busy} onPress={() => void takeOver()}>
            Keep the secret here instead
          </Button>
        </div>
        {update.error && <ErrorCard error={update.error} />}
      </Card>
    </Section>
  )
}
