import type { CallError } from '../../../contract/api'
import { useAction } from '../../bridge'
import { useSay } from '../../shell/toasts'

interface Export {
  readonly save: () => void
  readonly busy: boolean
  readonly error: CallError | null
}

/** Export of everything but secrets, into a file that main asks for. */
export function useExport(): Export {
  const say = useSay()
  const { run, busy, error } = useAction('exportRecords')
  const save = async () => {
    const answer = await run({})
    if (answer?.saved) say('ok', `Exported to ${answer.fileName ?? 'the file you chose'}, without secrets.`)
  }
  return { save: () => void save(), busy, error }
}
