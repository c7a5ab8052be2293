// What can be done about a customer from their row, without opening it.
import {
  BookOpenCheck,
  Copy,
  FileText,
  Footprints,
  Hourglass,
  KeyRound,
  PhoneCall,
  RefreshCw,
  RotateCw,
  Trash2,
  Unplug,
} from 'lucide-react'
import { useState } from 'react'
import type { SheetRequest } from '../../../contract/sheets'
import type { StandingRow } from '../../../contract/standings'
import type { BoardRow } from '../../../domain/guide/board-schema'
import { call } from '../../bridge'
import { type AnchoredEntry, AnchoredMenu } from '../../components/anchored-menu'
import { useNavigation } from '../../shell/navigation'
import { useSay } from '../../shell/toasts'
import { useDeletion } from '../xero-apps/use-deletion'
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

export function RowMenu({ row, button, busy, onCheck, onSheet, onClose }: RowMenuProps) {
  const { openApp } = useNavigation()
  const say = useSay()
  const deletion = useDeletion()
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
  const ofSetUp: readonly AnchoredEntry[] =
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
  const entries: readonly AnchoredEntry[] = [
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
    { id: 'delete', label: 'Delete…', icon: Trash2, run: () => void deletion.remove([app]).then(close) },
  ]
  // What goes on after the menu is gone keeps it mounted, unseen.
  const staysFor = new Set(['wait', 'chase', 'delete'])
  const choose = (id: string) => {
    entries.find((entry) => entry.id === id)?.run()
    if (!staysFor.has(id)) onClose()
  }
  return (
    <>
      <AnchoredMenu
        label={`More for ${app.name}`}
        entries={entries}
        anchor={button}
        onChoose={choose}
        onClose={close}
      />
      <WaitDialog row={waitFor} onClose={close} />
    </>
  )
}
