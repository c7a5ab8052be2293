// A secret value on its way through main. It can be carried, compared and exposed on purpose, but not leaked by accident.
import { timingSafeEqual } from 'node:crypto'
import { inspect } from 'node:util'

const SHOWN = '[secret]'
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * A string that doesn't print, stringify or clone: `String()`, template strings, `JSON.stringify` and `console.log` give
 * `[secret]`; `structuredClone` and `postMessage` throw, because a function is among its own properties.
 */
export class Secret {
  readonly #value: string
  /** Own function property: makes the structured clone algorithm refuse the object instead of copying an empty shell. */
  readonly refuseClone = (): never => {
    throw new Error('A secret is not copied')
  }

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself. Every use of this call is a place where a secret leaves its wrapper: keep them few. */
  expose(): string {
    return this.#value
  }

  /** Length in UTF-16 units; safe to show. */
  get length(): number {
    return this.#value.length
  }

  /** Length in UTF-8 bytes, which is what keychains count. */
  get bytes(): number {
    return Buffer.byteLength(this.#value, 'utf8')
  }

  /** False if a half of a surrogate pair stands alone: such a string is no text, and no UTF-8 can carry it. */
  get wellFormed(): boolean {
    return !LONE_SURROGATE.test(this.#value)
  }

  /** Compares without revealing by timing where two values of the same length differ. */
  equals(other: Secret): boolean {
    const mine = Buffer.from(this.#value)
    const theirs = Buffer.from(other.#value)
    return mine.length === theirs.length && timingSafeEqual(mine, theirs)
  }

  toString(): string {
    return SHOWN
  }

  toJSON(): string {
    return SHOWN
  }

  [Symbol.toPrimitive](): string {
    return SHOWN
  }

  [inspect.custom](): string {
    return SHOWN
  }
}
