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
  /**
   * Begins a work that may want a value held: what it gives holds it instead of the one before, and gives the word to ask for it by. Null
   * once all was forgotten meanwhile, as by a lock.
   */
  holding(): (secret: HeldSecret) => string | null
  /**
   * Gives it to one work at a time, and forgets it once that is done; after one that failed it is held on, for as long as it would have
   * been. Raises `paste.gone`.
   */
  use<T>(word: string, work: (secret: HeldSecret) => Promise<T>): Promise<T>
  /** Forgets it, and whatever would be held by a work that began before. */
  forget(): void
}

interface Held {
  readonly word: string
  readonly secret: HeldSecret
  readonly until: number
  inUse: boolean
}

/** Long enough to read why it was not stored. */
const HELD_MS = 120_000

export function createHeldSecrets({ clock, random }: { clock: Clock; random: Random }): HeldSecrets {
  let held: Held | null = null
  let timer: NodeJS.Timeout | undefined
  let endings = 0
  const drop = (): void => {
    held = null
    clearTimeout(timer)
  }
  function hold(secret: HeldSecret): string {
    drop()
    const word = random.id()
    held = { word, secret, until: clock.monotonic() + HELD_MS, inUse: false }
    timer = setTimeout(drop, HELD_MS).unref()
    return word
  }
  return {
    holding: () => {
      const before = endings
      return (secret) => (endings === before ? hold(secret) : null)
    },
    async use(word, work) {
      const found = held
      const isThere = found !== null && found.word === word && found.until >= clock.monotonic() && !found.inUse
      if (!isThere) throw new Failure('paste.gone')
      found.inUse = true
      try {
        const done = await work(found.secret)
        if (held === found) drop()
        return done
      } finally {
        found.inUse = false
      }
    },
    forget() {
      endings += 1
      drop()
    },
  }
}
