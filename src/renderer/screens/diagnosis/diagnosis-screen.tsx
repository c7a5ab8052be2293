// One box for whatever went wrong: a text, an address, or a company by name or id.
import { Screen } from '../../components/layout'
import { DiagnosisPanel } from './diagnosis-panel'

/** `about` is looked up at once. */
export function DiagnosisScreen({ about }: { about: string | null }) {
  return (
    <Screen
      title="Diagnose"
      lead="Any error or address of Xero or Codat, typed, pasted or in a file: what is wrong, whose side it is on, what to do next. Of a company, by its name or id, Codat is asked why there is no data."
    >
      <DiagnosisPanel about={about} autoFocus={about === null} />
    </Screen>
  )
}
