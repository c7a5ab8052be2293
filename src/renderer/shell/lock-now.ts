// “Lock now”: what leaving the machine does, at once.
import { call } from '../bridge'
import type { useSay } from './toasts'

/** Ends what is revealed, asked and copied, and says so. */
export async function lockNow(say: ReturnType<typeof useSay>): Promise<void> {
  const locked = await call('lockNow', {})
  if (locked.ok) say('ok', 'Locked: no secret is revealed or on the clipboard, and no question is open.')
  else say('act', `${locked.error.message} ${locked.error.nextStep}`)
}
