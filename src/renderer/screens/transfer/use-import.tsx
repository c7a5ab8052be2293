// Import in two steps: main's own file dialog and reading, then what would change, and only then the change.
import { useState } from 'react'
import type { ImportPlan } from '../../../contract/transfer'
import { useAction } from '../../bridge'
import { later } from '../../components/later'

// Few sessions import.
const ImportDialog = later(async () => (await import('./import-dialog')).ImportDialog)

export function useImport() {
  const previewing = useAction('previewImport')
  const [plan, setPlan] = useState<ImportPlan | null>(null)
  const begin = async () => {
    const answer = await previewing.run({})
    if (answer?.plan) setPlan(answer.plan)
  }
  const dialog = plan && <ImportDialog plan={plan} onClose={() => setPlan(null)} />
  return { begin: () => void begin(), busy: previewing.busy, error: previewing.error, dialog }
}
