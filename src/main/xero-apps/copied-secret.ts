// A secret on the clipboard, for a while. It is cleared when its time is up, on quit, on idle and on lock, and only if the
// clipboard (or the PRIMARY selection) still holds it.
import type { Clipboard, Clock } from '../ports'
import type { Secret } from '../secret'

export interface CopyState {
  /** ISO time at which it will be cleared; null when nothing of ours is there. */
  clearsAt: string | null
  label: string | null
  /** Why it ended, for the screen: `cleared`, or `replaced` when something else was copied since. */
  outcome: 'cleared' | 'replaced' | null
}

export interface CopiedSecret {
  copy(secret: Secret, label: string, seconds: number): Promise<string>
  /** Ends it now. */
  clearNow(): Promise<void>
}

export interface CopiedSecretPorts {
  clipboard: Clipboard
  clock: Clock
  onState: (state: CopyState) => void
  /** Replaced by tests that don't want to wait. */
  schedule?: (task: () => void, milliseconds: number) => () => void
}

const byTimer = (task: () => void, milliseconds: number): (() => void) => {
  const timer = setTimeout(task, milliseconds)
  return () => clearTimeout(timer)
}

export function createCopiedSecret({ clipboard, clock, onState, schedule = byTimer }: CopiedSecretPorts): CopiedSecret {
  let current: { secret: Secret; cancel: () => void } | null = null

  async function clearNow(): Promise<void> {
    if (current === null) return
    const { secret, cancel } = current
    current = null
    cancel()
    const cleared = await clipboard.clearIfHolds(secret.expose())
    const outcome = cleared.clipboard || cleared.selection ? 'cleared' : 'replaced'
    onState({ clearsAt: null, label: null, outcome })
  }

  return {
    async copy(secret, label, seconds) {
      current?.cancel()
      current = null
      await clipboard.writeText(secret.expose(), { sensitive: true })
      const clearsAt = new Date(clock.now().getTime() + seconds * 1_000).toISOString()
      current = { secret, cancel: schedule(() => void clearNow(), seconds * 1_000) }
      onState({ clearsAt, label, outcome: null })
      return clearsAt
    },
    clearNow,
  }
}
