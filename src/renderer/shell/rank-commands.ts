// Which commands fit what was typed, best first. Pure.
import { literalPattern } from '../../domain/text/literal-pattern'
import type { Command } from './commands'

/** Drawn at a time: who wants another types more of it. */
export const MOST_FOUND = 50

type Named = Pick<Command, 'label' | 'group' | 'keywords'>

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en-GB')
}

const beginsAWord = (text: string, word: string): boolean =>
  text.startsWith(word) || new RegExp(`[^\\p{L}\\p{N}]${literalPattern(word)}`, 'u').test(text)

/** How well it fits, 0 best; null where a word stands nowhere in it. */
export function fitOf({ label, group, keywords = '' }: Named, typed: string): number | null {
  const wanted = plain(typed).trim()
  const words = wanted.split(/\s+/).filter(Boolean)
  const name = plain(label)
  const whole = `${name} ${plain(group)} ${plain(keywords)}`
  if (!words.every((word) => whole.includes(word))) return null
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  if (beginsAWord(name, wanted)) return 2
  if (words.every((word) => beginsAWord(name, word))) return 3
  if (words.every((word) => name.includes(word))) return 4
  const named = `${name} ${plain(group)}`
  return words.every((word) => named.includes(word)) ? 5 : 6
}

/** Those that fit, best first, else as they were given. */
export function found<T extends Named>(commands: readonly T[], typed: string): T[] {
  return commands
    .flatMap((command) => {
      const fit = fitOf(command, typed)
      return fit === null ? [] : [{ command, fit }]
    })
    .toSorted((a, b) => a.fit - b.fit)
    .slice(0, MOST_FOUND)
    .map(({ command }) => command)
}
