// What a person fills in about a Xero app. Used for a new one and for changing one.
import type { XeroAppFields } from '../../../domain/xero-apps/schema'
import { Details } from '../../components/details'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { ChoiceField } from '../../components/choice'
import { OutsideLink } from '../../components/outside-link'
import { Columns } from '../../components/shapes'
import { Callout } from '../../components/status'
import { appTypeOptions, environmentOptions } from './words'

export interface FormProps {
  readonly fields: XeroAppFields
  readonly customers: readonly string[]
  readonly onChange: (changes: Partial<XeroAppFields>) => void
}

export function NameFields({ fields, onChange, autoFocus = false }: FormProps & { readonly autoFocus?: boolean }) {
  return (
    <Columns min="l" gap="s4">
      <TextField
        label="Name of the app"
        autoFocus={autoFocus}
        isRequired
        maxLength={120}
        value={fields.name}
        onChange={(name) => onChange({ name })}
        description="As it is called in Xero, so that you find it there."
      />
      <TextField
        label="Customer"
        maxLength={120}
        value={fields.customer}
        onChange={(customer) => onChange({ customer })}
        description="Whom you set it up for."
      />
    </Columns>
  )
}

export function KindFields({ fields, onChange }: FormProps) {
  return (
    <>
      <Columns min="l" gap="s4">
        <ChoiceField
          label="Environment"
          value={fields.environment}
          choices={environmentOptions}
          onChange={(environment) => onChange({ environment })}
        />
        <TextField
          label="Created in Xero on"
          type="date"
          value={fields.createdOn ?? ''}
          onChange={(date) => onChange({ createdOn: date === '' ? null : date })}
          description="Its scopes and limit depend on this day. You find it in My Apps."
        />
      </Columns>
      <SelectField
        label="App type in Xero"
        value={fields.appType}
        options={appTypeOptions}
        onChange={(appType) => onChange({ appType })}
      />
      {(fields.appType === 'mobile-desktop' || fields.appType === 'custom-connection') && <WrongType />}
      <Details summary="No “Generate a secret” in Xero?">
        <p>
          Only a <strong>web app</strong> has the button. If Configuration in My Apps doesn’t show it, the app was
          created as a “Mobile or desktop app” (PKCE, no secret) or as a “Custom connection”. Neither can be used with
          Codat, and no way to change the type is known: create a new app with integration type “Web app”.{' '}
          <OutsideLink id="xero.my-apps">Open My Apps</OutsideLink>
        </p>
      </Details>
    </>
  )
}

function WrongType() {
  return (
    <Callout tone="act" title="Codat needs a web app" role="status">
      <p>
        This type has no client secret that Codat can use, and no way to change it is known. Create a new app in Xero.
      </p>
    </Callout>
  )
}

export function HolderField({ fields, onChange }: FormProps) {
  return (
    <ChoiceField
      label="Who keeps the client secret?"
      look="cards"
      value={fields.keyHolder}
      choices={[
        { value: 'here', label: 'I do', hint: 'In this machine’s keychain, so that it can be checked and pasted.' },
        {
          value: 'customer',
          label: 'The customer',
          hint: 'They paste it into Codat themselves. All that needs no secret is ready to use.',
        },
      ]}
      onChange={(keyHolder) => onChange({ keyHolder })}
    />
  )
}

export function MoreFields({ fields, onChange }: FormProps) {
  return (
    <>
      <TextField
        label="Company or application URL"
        mono
        maxLength={500}
        value={fields.companyUrl}
        placeholder="https://"
        error={
          fields.companyUrl !== '' && !fields.companyUrl.startsWith('https://')
            ? 'Xero takes only addresses that begin with https://.'
            : undefined
        }
        onChange={(companyUrl) => onChange({ companyUrl })}
      />
      <TextField
        label="Notes"
        rows={4}
        maxLength={4_000}
        value={fields.notes}
        onChange={(notes) => onChange({ notes })}
        description="Not a place for secrets: notes are kept in a plain file."
      />
    </>
  )
}
