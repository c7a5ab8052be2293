// The sheets that are about more than one set-up.
import { FileText, UserMinus } from 'lucide-react'
import type { SheetRequest } from '../../../contract/sheets'
import { AnchoredMenu } from '../../components/anchored-menu'

interface SheetsMenuProps {
  readonly button: HTMLElement
  readonly onSheet: (request: SheetRequest) => void
  readonly onClose: () => void
}

export const leaverSheet: SheetRequest = { kind: 'leaver', person: '', hereToo: true, withClientIds: false }

export function SheetsMenu({ button, onSheet, onClose }: SheetsMenuProps) {
  const entries = [
    {
      id: 'prep',
      label: 'Prep sheet for a call…',
      icon: FileText,
      run: () => onSheet({ kind: 'prep', customer: '' }),
    },
    { id: 'leaver', label: 'Leaver sheet…', icon: UserMinus, run: () => onSheet(leaverSheet) },
  ]
  const close = () => {
    onClose()
    button.focus({ preventScroll: true })
  }
  return (
    <AnchoredMenu
      label="Sheets"
      entries={entries}
      anchor={button}
      onChoose={(id) => {
        onClose()
        entries.find((entry) => entry.id === id)?.run()
      }}
      onClose={close}
    />
  )
}
