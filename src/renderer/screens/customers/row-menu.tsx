// What can be done about a customer from their row, without opening it.
import {
  BookOpenCheck,
  Copy,
  FileText,
  Footprints,
  Hourglass,
  KeyRound,
  type LucideIcon,
  PhoneCall,
  RefreshCw,
  RotateCw,
  Unplug,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import type { SheetRequest } from '../../../contract/sheets'
import type { StandingRow } from '../../../contract/standings'
import type { BoardRow } from '../../../domain/guide/board-schema'
import { call } from '../../bridge'
import { cx } from '../../components/class-names'
import styles from '../../components/menu.module.css'
import { useNavigation } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import { WaitDialog } from '../guide/wait-dialog'

interface RowMenuProps {
  readonly row: StandingRow
  /** It opens below this one, which gets the focus back. */
  readonly button: HTMLElement
  readonly busy: boolean
  readonly onCheck: () => void
  readonly onSheet: (request: SheetRequest) => void
  readonly onClose: () => void
}

interface Entry {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly run: () => void
  readonly isDisabled?: boolean
}

export function RowMenu({ row, button, busy, onCheck, onSheet, onClose }: RowMenuProps) {
  const trigger = useRef(button)
  const { openApp } = useNavigation()
  const say = useSay()
  const [waitFor, setWaitFor] = useState<BoardRow | null>(null)
  const { app, standing } = row
  const { setUpId } = standing
  const close = () => {
    onClose()
    button.focus({ preventScroll: true })
  }
  const boardRow = async (): Promise<BoardRow | null> => {
    const board = await call('getBoard', {})
    return (board.ok && board.value.rows.find(({ integration }) => integration.id === setUpId)) || null
  }
  const copyChase = async () => {
    const chase = standing.move?.message ?? ''
    if (chase === '') return say('info', 'There is nobody to chase: the move is yours.')
    const copied = await call('copyText', { text: chase })
    if (copied.ok) say('ok', 'The chase message is on your clipboard.')
  }
  const ofSetUp: readonly Entry[] =
    setUpId === null
      ? []
      : [
          { id: 'wait', label: 'Waiting on…', icon: Hourglass, run: () => void boardRow().then(setWaitFor) },
          { id: 'chase', label: 'Copy chase message', icon: Copy, run: () => void copyChase().then(close) },
          {
            id: 'call',
            label: 'Call mode',
            icon: PhoneCall,
            run: () => void call('startCall', { id: setUpId }),
          },
          {
            id: 'hand-over',
            label: 'Hand-over sheet…',
            icon: BookOpenCheck,
            run: () => onSheet({ kind: 'hand-over', integrationId: setUpId, withClientId: false }),
          },
        ]
  const entries: readonly Entry[] = [
    { id: 'set-up', label: 'Set-up', icon: Footprints, run: () => openApp(app.id, 'set-up') },
    { id: 'keys', label: 'Keys & details', icon: KeyRound, run: () => openApp(app.id, 'keys') },
    { id: 'check', label: 'Check this one again', icon: RefreshCw, run: onCheck, isDisabled: busy },
    {
      id: 'free',
      label: 'Free a connection',
      icon: Unplug,
      run: () => openApp(app.id, 'connections', { freeing: [] }),
    },
    { id: 'rotate', label: 'Rotate the secret', icon: RotateCw, run: () => openApp(app.id, 'rotation') },
    ...ofSetUp,
    {
      id: 'prep',
      label: 'Prep sheet for a call…',
      icon: FileText,
      run: () => onSheet({ kind: 'prep', customer: app.customer }),
    },
  ]
  // What goes on after the menu is gone keeps it mounted, unseen.
  const staysFor = new Set(['wait', 'chase'])
  const [isOpen, setOpen] = useState(true)
  const choose = (id: string) => {
    setOpen(false)
    entries.find((entry) => entry.id === id)?.run()
    if (!staysFor.has(id)) onClose()
  }
  return (
    <>
      <Popover
        className={cx(styles.popover)}
        triggerRef={trigger}
        isOpen={isOpen}
        onOpenChange={(open) => {
          if (!open) close()
        }}
        placement="bottom end"
        offset={2}
      >
        <Menu
          autoFocus="first"
          className={cx(styles.menu)}
          aria-label={`More for ${app.name}`}
          onAction={(key) => choose(String(key))}
        >
          {entries.map(({ id, label, icon: Icon, isDisabled }) => (
            <MenuItem key={id} id={id} textValue={label} isDisabled={isDisabled ?? false} className={cx(styles.item)}>
              <Icon size={15} aria-hidden />
              {label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
      <WaitDialog row={waitFor} onClose={close} />
    </>
  )
}
