// A value that was not stored because something speaks against it, kept for a moment: “Store it anyway” stores this one, whatever is
// on the clipboard by then.
import type { Arrival } from '../../domain/vault/arrival'
import type { SlotNumber } from '../../domain/xero-apps/schema'
import { Failure } from '../../domain/failure'
import type { Clock, Random } from '../ports'
import type { Secret } from '../secret'

export interface HeldSecret {
  readonly id: string
  readonly slot: SlotNumber
  readonly arrival: Arrival
  readonly raw: Secret
  readonly how: 'pasted' | 'typed'
}

export interface HeldSecrets {
  /** Holds it instead of the one before, and gives the word to ask for it by. */
  hold(secret: HeldSecret): string
  /** Gives it once. Raises `paste.gone`. */
  take(word: string): HeldSecret
  forget(): void
}

/** Long enough to read why it was not stored. */
const HELD_MS = 120_000

export function createHeldSecrets({ clock, random }: { clock: Clock; random: Random }): HeldSecrets {
  let held: { readonly word: string; readonly secret: HeldSecret; readonly until: number } | null = null
  let timer: NodeJS.Timeout | undefined
  const forget = (): void => {
    held = null
    clearTimeout(timer)
  }
  return {
    hold(secret) {
      forget()
      held = { word: random.id(), secret, until: clock.monotonic() + HELD_MS }
      timer = setTimeout(forget, HELD_MS).unref()
      return held.word
    },
    take(word) {
      const found = held
      if (found === null || found.word !== word || found.until < clock.monotonic()) throw new Failure('paste.gone')
      forget()
      return found.secret
    },
    forget,
  }
}
