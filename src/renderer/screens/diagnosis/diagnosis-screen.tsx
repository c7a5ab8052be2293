import { Screen } from '../../components/layout'
import { DiagnosisPanel } from './diagnosis-panel'

export function DiagnosisScreen() {
  return (
    <Screen
      title="Paste what you see"
      lead="Any error or address of Xero or Codat: what is wrong, whose side it is on, what to do next. Addresses are compared with your own Xero apps."
    >
      <DiagnosisPanel />
    </Screen>
  )
}
