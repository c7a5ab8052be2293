// What the test asks Xero for: the least, what Codat needs by use case, or a list of one's own; with what is wrong about it.
import { useState } from 'react'
import { bankFeedsScope } from '../../../domain/facts'
import {
  leastScopes,
  lintScopes,
  type ScopeFinding,
  type ScopePurpose,
  scopePresets,
  splitScopes,
} from '../../../domain/scopes'
import type { XeroAppView } from '../../../contract/xero-apps'
import { useCall } from '../../bridge'
import { nowMs } from '../../clock'
import { TextField } from '../../components/field'
import { SelectField } from '../../components/select-field'
import { Row, Stack, Text } from '../../components/shapes'
import { ToneIcon } from '../../components/tone-icon'
import { dayKey } from '../../words/ages'

const OWN = 'own'

export interface ScopeChoiceState {
  readonly preset: string
  readonly text: string
  readonly scopes: readonly string[]
  readonly choose: (preset: string) => void
  readonly write: (text: string) => void
}

/** A choice that begins with what the test is for. */
export function useScopeChoice(purpose: ScopePurpose): ScopeChoiceState {
  const [preset, setPreset] = useState<string>(purpose)
  const [text, setText] = useState(() => (presetOf(purpose)?.scopes ?? leastScopes).join(' '))
  return {
    preset,
    text,
    scopes: splitScopes(text),
    choose: (chosen) => {
      setPreset(chosen)
      const known = presetOf(chosen)
      if (known) setText(known.scopes.join(' '))
    },
    write: (typed) => {
      setText(typed)
      setPreset(scopePresets.find(({ scopes }) => scopes.join(' ') === splitScopes(typed).join(' '))?.id ?? OWN)
    },
  }
}

const presetOf = (id: string) => scopePresets.find((preset) => preset.id === id)

/** What the profile says that the app is for is named, so that nobody has to choose it from memory. */
function presetOptions(useCase: string | null) {
  return [
    ...scopePresets.map(({ id, label }) => ({
      value: id as string,
      label: id === useCase ? `${label} (this app’s use case)` : label,
    })),
    { value: OWN, label: 'A list of my own' },
  ]
}

export function ScopeChoice({ app, choice }: { app: XeroAppView; choice: ScopeChoiceState }) {
  const today = dayKey(new Date(nowMs()).toISOString())
  const profile = useCall('getProfile', { appId: app.id })
  const useCase = profile.loaded.state === 'ready' ? profile.loaded.value.answers.useCase : null
  const findings = lintScopes(choice.text, {
    appCreatedOn: app.createdOn,
    today,
    where: 'authorize',
    forCodat: choice.preset !== 'sign-in-test' && choice.preset !== OWN,
  }).filter((finding) => !isThePoint(finding, choice.preset))
  return (
    <Stack gap="s2" width="form">
      <SelectField
        label="Ask Xero for"
        value={choice.preset}
        options={presetOptions(useCase)}
        onChange={choice.choose}
      />
      {choice.preset !== 'sign-in-test' && (
        <TextField label="Scopes" mono rows={3} value={choice.text} onChange={choice.write} />
      )}
      <ScopeFindings findings={findings} />
    </Stack>
  )
}

/** A test for bank feeds is there to find out whether Xero grants the scope: no advice to leave it out. */
function isThePoint({ code, scope }: ScopeFinding, preset: string): boolean {
  return preset === 'bank-feeds' && code === 'restricted' && scope === bankFeedsScope.value
}

export function ScopeFindings({ findings }: { findings: readonly ScopeFinding[] }) {
  if (findings.length === 0) return null
  return (
    <Stack as="ul" gap="s2" aria-label="About these scopes">
      {findings.map((finding) => (
        <Row key={`${finding.code} ${finding.scope}`} as="li" gap="s2" align="baseline" oneLine>
          <ToneIcon tone={finding.severity} size={14} />
          <p>
            {finding.message}{' '}
            <Text as="span" tone="soft">
              {finding.nextStep}
            </Text>
          </p>
        </Row>
      ))}
    </Stack>
  )
}
