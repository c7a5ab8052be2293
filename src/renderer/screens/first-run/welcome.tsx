// The first screen of a fresh Latchkey, and the empty state of the list: what this is, whether secrets can be kept, three doors.
import { ArrowRight, FlaskConical, KeyRound, type LucideIcon, Sparkles } from 'lucide-react'
import { Button } from 'react-aria-components'
import { errorTexts } from '../../../domain/errors'
import type { DamagedFile } from '../../../domain/records/damaged'
import { useAction } from '../../bridge'
import { LinkButton } from '../../components/button'
import { cx } from '../../components/class-names'
import { ErrorCard } from '../../components/error-card'
import { ScreenHeading } from '../../components/layout'
import { Mark } from '../../components/mark'
import { Row, Stack } from '../../components/shapes'
import { StatusLine } from '../../components/status'
import { useData, useInfo } from '../../shell/data'
import { useNavigation } from '../../shell/navigation'
import { ImportButton } from '../transfer/import-button'
import { DamagedFiles } from '../xero-apps/damaged-files'
import { toneClass } from '../../components/tone'
import styles from './welcome.module.css'

export function Welcome({ damaged }: { damaged: readonly DamagedFile[] }) {
  const { go } = useNavigation()
  const info = useInfo()
  const practise = useAction('switchMode')
  const setUp = () => go({ screen: 'new-app', door: 'set-up' })
  const have = () => go({ screen: 'new-app', door: 'have' })
  const practice = () => void practise.run({ mode: 'practice' })
  const offersPractice = info?.mode === 'normal'
  return (
    <div className={styles.screen}>
      <Stack gap="s5" className={styles.column}>
        <DamagedFiles damaged={damaged} />
        <Stack as="header" gap="s2" align="start" tone="soft" className={styles.head}>
          <Mark size={52} />
          <ScreenHeading>Welcome to Latchkey</ScreenHeading>
          <p>
            It keeps the client secrets of your customers’ Xero apps in this machine’s keychain, proves with Xero that
            they are accepted before you paste them into Codat, and says what is wrong when they are not. No account, no
            server: everything stays here.
          </p>
        </Stack>
        <Stack gap="s2">
          <Door
            icon={Sparkles}
            title="Set up a new Xero app"
            text="Step by step, from My Apps in Xero to keys that Codat can use."
            onPress={setUp}
          />
          <Door
            icon={KeyRound}
            title="I already have one, or it is already live"
            text="Note it and check its keys. Nothing in Xero or Codat changes."
            onPress={have}
          />
          {offersPractice && (
            <Door
              icon={FlaskConical}
              title="Try it with practice data"
              text="Latchkey starts again with a Xero of its own, kept apart from anything real."
              onPress={practice}
            />
          )}
        </Stack>
        {practise.error && <ErrorCard error={practise.error} />}
        <Row as="footer" gap="s4" justify="between" tone="soft">
          <KeychainLine />
          <span>
            Coming from another machine? <ImportButton />
          </span>
        </Row>
      </Stack>
    </div>
  )
}

interface DoorProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly text: string
  readonly onPress: () => void
}

function Door({ icon: Icon, title, text, onPress }: DoorProps) {
  return (
    <Button className={cx(styles.door)} onPress={onPress}>
      <span className={styles.doorIcon}>
        <Icon size={19} strokeWidth={1.8} aria-hidden />
      </span>
      <Stack as="span" gap="s0" tone="soft">
        <strong>{title}</strong>
        <span>{text}</span>
      </Stack>
      <ArrowRight className={toneClass('neutral')} size={16} aria-hidden />
    </Button>
  )
}

function KeychainLine() {
  const { vault } = useData()
  const { go } = useNavigation()
  if (vault.loaded.state !== 'ready') return <span />
  const { problem, store, lastCheck } = vault.loaded.value
  if (store === 'session') return <StatusLine tone="watch">Secrets are kept for this run only</StatusLine>
  if (problem !== null) return <StatusLine tone="watch">{errorTexts[problem].message}</StatusLine>
  if (lastCheck?.passed) return <StatusLine tone="ok">Your keychain is checked and ready</StatusLine>
  return (
    <StatusLine tone="neutral">
      Your keychain is asked only when it is needed.{' '}
      <LinkButton onPress={() => go({ screen: 'settings' })}>Check it now</LinkButton>
    </StatusLine>
  )
}
