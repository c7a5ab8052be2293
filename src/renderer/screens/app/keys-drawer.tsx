// Keys, sign-in test, rotation and details, in a drawer that stands beside any tab. Not modal: both can be worked in.
import { X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { XeroAppView } from '../../../contract/xero-apps'
import { IconButton } from '../../components/icon-button'
import { Row, Text } from '../../components/shapes'
import { TabStrip } from '../../components/tab-strip'
import { type AppPart, type AppTab, type KeyPart, keyParts } from '../../shell/navigation'
import { DetailsTab } from '../xero-apps/details-tab'
import { KeysTab } from '../xero-apps/keys-tab'
import { RotationTab } from '../xero-apps/rotation-tab'
import { SignInTab } from '../xero-apps/sign-in-tab'
import styles from './keys-drawer.module.css'
import { keyPartWords } from './words'

interface KeysDrawerProps {
  readonly app: XeroAppView
  readonly part: KeyPart
  /** What lies beside it, or under it in a narrow window. */
  readonly beside: AppTab
  readonly show: (part: AppPart) => void
  readonly onClose: () => void
  /** Takes the focus after a close when what had it before is gone. */
  readonly returnTo: RefObject<HTMLButtonElement | null>
}

export function KeysDrawer({ app, part, beside, show, onClose, returnTo }: KeysDrawerProps) {
  const drawer = useRef<HTMLElement>(null)
  const opener = useRef<Element | null>(null)
  // Opened, or led to another part from beside it: the keyboard goes along.
  const shown = useRef<KeyPart | null>(null)
  useEffect(() => {
    const focused = document.activeElement
    if (shown.current === part) return
    shown.current = part
    if (drawer.current === null || drawer.current.contains(focused)) return
    // The page itself has it when it was lost on the way: nothing to lead back to.
    opener.current = focused === document.body ? null : focused
    drawer.current.querySelector('h2')?.focus({ preventScroll: true })
  }, [part])
  const close = () => {
    const before = opener.current
    onClose()
    const target = before instanceof HTMLElement && before.isConnected ? before : returnTo.current
    target?.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // What is open above it (a menu, a choice) takes its own Escape.
    if (event.key !== 'Escape' || event.defaultPrevented || !drawer.current?.contains(event.target as Node)) return
    event.preventDefault()
    close()
  }
  return (
    <aside
      ref={drawer}
      className={styles.drawer}
      data-drawer={app.id}
      aria-label={`Keys & details of ${app.name}`}
      onKeyDown={onKeyDown}
    >
      <Row as="header" gap="s2" oneLine push className={styles.header}>
        <Text as="h2" minor tabIndex={-1}>
          Keys & details
        </Text>
        <IconButton label="Close keys & details" icon={X} onPress={close} />
      </Row>
      <TabStrip
        tight
        label={`Keys and details of ${app.name}`}
        tabs={keyParts}
        words={keyPartWords}
        selected={part}
        onSelect={show}
      >
        {(name) => <Part part={name} app={app} show={show} onBack={beside === 'set-up' ? close : null} />}
      </TabStrip>
    </aside>
  )
}

interface PartProps extends Pick<KeysDrawerProps, 'part' | 'app' | 'show'> {
  /** Back to the set-up, which the drawer may lie over; null beside anything else. */
  readonly onBack: (() => void) | null
}

function Part({ part, app, show, onBack }: PartProps) {
  switch (part) {
    case 'keys':
      return <KeysTab app={app} show={show} />
    case 'sign-in':
      return <SignInTab app={app} show={show} onBack={onBack} />
    case 'rotation':
      return <RotationTab app={app} show={show} />
    case 'details':
      return <DetailsTab app={app} />
  }
}
