// The practice controls, over any place.
import { Dialog } from '../../components/dialog'
import { PracticeControls } from './practice-controls'

export function PracticeDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Practice controls" isOpen onClose={onClose} width="wide">
      <PracticeControls />
    </Dialog>
  )
}
