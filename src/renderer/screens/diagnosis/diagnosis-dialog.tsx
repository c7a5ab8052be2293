// The box that takes whatever was seen, over any place.
import { Dialog } from '../../components/dialog'
import { DiagnosisPanel } from './diagnosis-panel'

export function DiagnosisDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Paste what you see" isOpen onClose={onClose} width="wide">
      <DiagnosisPanel compact autoFocus onLeave={onClose} />
    </Dialog>
  )
}
