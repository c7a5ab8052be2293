// A secret on the clipboard, for a while: copied here, or pasted into here. It is cleared when its time is up, on quit, on idle and on
// lock, and only if the clipboard (or the PRIMARY selection) still holds it.
import { createTurns } from '../in-turn'
import type { MainPorts } from '../ports'
import type { Secret } from '../secret'
import { byTimer, type Schedule } from '../schedule'

export interface CopyState {
  /** ISO time at which it will be cleared; null when nothing of ours is there. */
  clearsAt: string | null
  label: string | null
  /** Why it ended, for the screen: `cleared`, or `replaced` when something else was copied since. */
  outcome: 'cleared' | 'replaced' | null
}

export interface CopiedSecret {
  /** Gives the ISO time at which it will be cleared. Copying again what is still there doesn't put that off. */
  copy(secret: Secret, label: string, seconds: number): Promise<string>
  /** What was pasted and lies there still: cleared after a while, without a word. Gives the ISO time of that. */
  pasted(text: Secret, seconds: number): string
  /** Whether a text holds a secret that may still be on the clipboard. */
  isIn(text: string): boolean
  /** Ends it now. Rejects where the clipboard could not be cleared: then it is tried again by itself. */
  clearNow(): Promise<void>
}

export interface CopiedSecretPorts extends Pick<MainPorts, 'clipboard' | 'clock'> {
  onState: (state: CopyState) => void
  /** Replaced by tests that don't want to wait. */
  schedule?: Schedule
}

/** How soon a clipboard that could not be cleared is tried again. */
const AGAIN_MS = 5_000

interface Copied {
  readonly secret: Secret
  /** When it is to be cleared, in milliseconds since 1970; null where its copying failed. */
  readonly endsAt: number | null
  /** It was pasted: the screen counts nothing down for it. */
  readonly quiet: boolean
  cancel(): void
}

export function createCopiedSecret({ clipboard, clock, onState, schedule = byTimer }: CopiedSecretPorts): CopiedSecret {
  /** What may be on the clipboard, until it is known to be gone from there: one, and more only after a copy that failed. */
  let there: Copied[] = []
  // A copy and a clearing at once would leave what was copied last, and nobody would know of it.
  const inTurn = createTurns()

  async function clear(those: readonly Copied[]): Promise<void> {
    const mine = those.filter((one) => there.includes(one))
    if (mine.length === 0) return
    let wasThere = false
    for (const one of mine) {
      one.cancel()
      try {
        const cleared = await clipboard.clearIfHolds(one.secret.expose())
        wasThere ||= cleared.clipboard || cleared.selection
      } catch (error) {
        one.cancel = schedule(clearLater, AGAIN_MS)
        throw error
      }
      there = there.filter((other) => other !== one)
    }
    if (mine.every(({ quiet }) => quiet)) return
    onState({ clearsAt: null, label: null, outcome: wasThere ? 'cleared' : 'replaced' })
  }
  const clearNow = (): Promise<void> => inTurn(() => clear(there))
  // Tried again for as long as it fails; whoever asks for it by hand hears of the failure.
  const clearLater = (): void => void clearNow().catch(() => {})

  return {
    copy: (secret, label, seconds) =>
      inTurn(async () => {
        try {
          await clipboard.writeText(secret.expose(), { sensitive: true })
        } catch (error) {
          // It may be there all the same, or what was there before.
          there.push({ secret, endsAt: null, quiet: false, cancel: schedule(clearLater, AGAIN_MS) })
          throw error
        }
        const now = clock.now().getTime()
        const before = there.find((one) => one.secret.expose() === secret.expose())?.endsAt ?? null
        const inTime = now + seconds * 1_000
        const endsAt = before !== null && before > now ? Math.min(inTime, before) : inTime
        for (const { cancel } of there) cancel()
        const clearsAt = new Date(endsAt).toISOString()
        there = [{ secret, endsAt, quiet: false, cancel: schedule(clearLater, endsAt - now) }]
        onState({ clearsAt, label, outcome: null })
        return clearsAt
      }),
    pasted(text, seconds) {
      const endsAt = clock.now().getTime() + seconds * 1_000
      const one: Copied = {
        secret: text,
        endsAt,
        quiet: true,
        cancel: schedule(() => void inTurn(() => clear([one])).catch(() => {}), seconds * 1_000),
      }
      there.push(one)
      return new Date(endsAt).toISOString()
    },
    clearNow,
    isIn: (text) => there.some(({ secret }) => text.includes(secret.expose())),
  }
}
