import type { CallError } from '../../../contract/api'
import { useAction } from '../../bridge'
import { useSay } from '../../shell/toasts'

interface Export {
  /** Evidence files of partner applications come along where asked for. */
  readonly save: (options?: { withEvidence: boolean }) => void
  readonly busy: boolean
  readonly error: CallError | null
}

/** Export of everything but secrets, into a file that main asks for. */
export function useExport(): Export {
  const say = useSay()
  const { run, busy, error } = useAction('exportRecords')
  const save = async (withEvidence: boolean) => {
    const answer = await run({ withEvidence })
    if (!answer?.saved) return
    const { fileName, evidenceLeftOut: left } = answer
    const files = left === 0 ? '' : ` Evidence files left out: ${left}.`
    say('ok', `Exported to ${fileName ?? 'the file you chose'}, without secrets.${files}`)
  }
  return { save: (options) => void save(options?.withEvidence ?? false), busy, error }
}
