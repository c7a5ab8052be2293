// What goes for every company of a Xero app, asked once: its agreement with Xero and the Bank Feeds API.
import { useState } from 'react'
import type { AppFeeds } from '../../../contract/bank-feeds'
import { useAction, useCall, useMainEvent } from '../../bridge'
import { Details } from '../../components/details'
import { Columns } from '../../components/shapes'
import { ErrorCard } from '../../components/error-card'
import { TextField } from '../../components/field'
import { Section } from '../../components/layout'
import { DayWord, RungItem } from './ladder'
import { appRungsWords } from './words'

interface AppRungsProps {
  readonly appId: string
  /** Beside one company: folded unless something of it fails. */
  readonly besideCompany?: boolean
}

export function AppRungs({ appId, besideCompany = false }: AppRungsProps) {
  const { loaded, reload, put } = useCall('getAppFeeds', { appId })
  useMainEvent('feedsChanged', (changed) => {
    if (changed.appId === appId) reload()
  })
  if (loaded.state === 'loading') return null
  if (loaded.state === 'error') return <ErrorCard error={loaded.error} onRetry={reload} />
  const { rungs, words } = loaded.value
  const isOpen = rungs.some(({ state }) => state === 'no' || (!besideCompany && state !== 'yes'))
  const list = (
    <Columns as="ol" min="xl" gap="s5" aria-label="What goes for every company">
      {rungs.map((rung) => (
        <RungItem key={rung.id} rung={rung} appId={appId}>
          {rung.id === 'agreement' ? (
            <AgreementWord appId={appId} isYes={rung.state === 'yes'} words={words} put={put} />
          ) : (
            <EnabledWord appId={appId} isYes={rung.state === 'yes'} words={words} put={put} />
          )}
        </RungItem>
      ))}
    </Columns>
  )
  if (!isOpen) return <Details summary={appRungsWords(rungs)}>{list}</Details>
  return (
    <Section title="For every company of this app" hint="Asked once: what you note here goes for all of them.">
      {list}
    </Section>
  )
}

interface WordProps {
  readonly appId: string
  readonly isYes: boolean
  readonly words: AppFeeds['words']
  readonly put: (after: AppFeeds) => void
}

function useSaying({ appId, put }: Pick<WordProps, 'appId' | 'put'>) {
  const saying = useAction('sayAppFeedWords')
  const say = async (words: Partial<AppFeeds['words']>) => {
    const after = await saying.run({ appId, words })
    if (after !== null) put(after)
  }
  return { saying, say }
}

function AgreementWord({ isYes, words: { agreement }, ...of }: WordProps) {
  const { saying, say } = useSaying(of)
  const [document, setDocument] = useState(agreement?.document ?? '')
  return (
    <DayWord
      label="Agreed on"
      known={agreement?.on ?? null}
      isYes={isYes}
      saying={saying}
      onSay={(on) => void say({ agreement: on === null ? null : { on, document } })}
    >
      <TextField label="Document" value={document} onChange={setDocument} />
    </DayWord>
  )
}

function EnabledWord({ isYes, words: { appEnabledOn }, ...of }: WordProps) {
  const { saying, say } = useSaying(of)
  return (
    <DayWord
      label="Enabled on"
      known={appEnabledOn}
      isYes={isYes}
      saying={saying}
      onSay={(on) => void say({ appEnabledOn: on })}
    />
  )
}
