// Deleting Xero apps: main asks, they go to the trash, and a note offers to put them back.
import { call, useAction } from '../../bridge'
import { useData } from '../../shell/data'
import { useSay } from '../../shell/toasts'

interface Named {
  readonly id: string
  readonly name: string
}

/** `remove` gives whether they were deleted. */
export function useDeletion() {
  const { apps } = useData()
  const say = useSay()
  const deleting = useAction('deleteXeroApps')
  const putBack = async (ids: string[]) => {
    const answer = await call('restoreXeroApps', { ids })
    if (!answer.ok) return say('act', `${answer.error.message} ${answer.error.nextStep}`)
    apps.reload()
    say('ok', answer.value.restored === 1 ? 'It is back.' : `${answer.value.restored} are back.`)
  }
  const remove = async (gone: readonly Named[]): Promise<boolean> => {
    const ids = gone.map(({ id }) => id)
    const answer = await deleting.run({ ids })
    if (answer?.deleted !== true) return false
    apps.reload()
    const what = gone.length === 1 ? `${gone[0]?.name ?? ''} is` : `${gone.length} apps are`
    say('ok', `${what} in the trash for 30 days (Settings).`, { label: 'Undo', run: () => void putBack(ids) })
    return true
  }
  return { remove, putBack, busy: deleting.busy, error: deleting.error }
}
