// What goes into Xero's form: written and checked here first, then copied field by field.
import { useState } from 'react'
import { codatAddresses, DEFAULT_LOOPBACK_REDIRECT } from '../../../domain/facts'
import { lintAppName, lintCompanyUrl, lintRedirectUri, type Remark } from '../../../domain/guide/set-up-lint'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useAction } from '../../bridge'
import { Button } from '../../components/button'
import { CopyButton, CopyIcon } from '../../components/copy'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Row, Split, Stack, Text } from '../../components/shapes'
import { StatusLine } from '../../components/status'
import { useReplaceApp } from '../../shell/data'

const OURS = [codatAddresses.redirectUri.value, DEFAULT_LOOPBACK_REDIRECT]

export function CreateAppStep({ app }: { app: XeroAppView }) {
  return (
    <Stack gap="s3">
      <Kept app={app} field="name" label="App name" lint={lintAppName} />
      <Kept app={app} field="companyUrl" label="Company or application URL" lint={lintCompanyUrl} mono />
      <RedirectUris app={app} />
    </Stack>
  )
}

interface KeptProps {
  readonly app: XeroAppView
  readonly field: 'name' | 'companyUrl'
  readonly label: string
  readonly lint: (text: string) => Remark | null
  readonly mono?: boolean
}

/** A field of the record, kept when it is left, with its copy button. */
function Kept({ app, field, label, lint, mono = false }: KeptProps) {
  const replace = useReplaceApp()
  const saving = useAction('updateXeroApp')
  const [draft, setDraft] = useState<string | null>(null)
  const value = draft ?? app[field]
  const remark = lint(value)
  const save = async () => {
    if (draft === null || draft.trim() === app[field] || (field === 'name' && draft.trim() === ''))
      return setDraft(null)
    const after = await saving.run({ id: app.id, fields: { [field]: draft } })
    if (!after) return
    replace(after)
    setDraft(null)
  }
  return (
    <Split>
      <TextField
        label={label}
        mono={mono}
        maxLength={field === 'name' ? 120 : 500}
        value={value}
        onChange={setDraft}
        onBlur={() => void save()}
        error={remark?.severity === 'act' ? remark.text : undefined}
        {...(remark?.severity === 'watch' ? { description: remark.text } : {})}
      />
      {value !== '' && <CopyButton text={value} label={`Copy ${field === 'name' ? 'the name' : 'the URL'}`} />}
      {saving.error && <ErrorCard error={saving.error} />}
    </Split>
  )
}

function RedirectUris({ app }: { app: XeroAppView }) {
  const replace = useReplaceApp()
  const saving = useAction('updateXeroApp')
  const missing = OURS.filter((uri) => !app.redirectUris.includes(uri))
  const note = async () => {
    const after = await saving.run({ id: app.id, fields: { redirectUris: [...app.redirectUris, ...missing] } })
    if (after) replace(after)
  }
  return (
    <Stack gap="s2">
      <Text tone="quiet" small>
        Redirect URIs to enter in Xero
      </Text>
      <Stack as="ul" gap="s2" aria-label="Redirect URIs to enter in Xero">
        {[...OURS, ...app.redirectUris.filter((uri) => !OURS.includes(uri))].map((uri) => (
          <Uri key={uri} uri={uri} noted={app.redirectUris.includes(uri)} />
        ))}
      </Stack>
      {missing.length > 0 && (
        <div>
          <Button size="small" busy={saving.busy} onPress={() => void note()}>
            Note that {missing.length === 1 ? 'it is' : 'both are'} registered
          </Button>
        </div>
      )}
      {saving.error && <ErrorCard error={saving.error} />}
    </Stack>
  )
}

function Uri({ uri, noted }: { uri: string; noted: boolean }) {
  const remark = lintRedirectUri(uri)
  return (
    <Row as="li" gap="s2">
      <code>{uri}</code>
      <CopyIcon text={uri} label={`Copy ${uri === OURS[0] ? 'Codat’s redirect URI' : uri}`} />
      {remark !== null && <StatusLine tone={remark.severity}>{remark.text}</StatusLine>}
      {remark === null && !noted && (
        <Text as="span" tone="quiet" small>
          not noted for this app yet
        </Text>
      )}
    </Row>
  )
}
