// WCAG AA by arithmetic: every text colour on every surface it is used on, in both themes.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** Every colour by its name; one that is written once is the same in both themes. */
function tokens(theme: 'light' | 'dark'): Map<string, string> {
  const colours = css.matchAll(/--([\w-]+): (?:light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)|(#[0-9a-f]{6}));/g)
  return new Map(
    [...colours].map(([, name = '', light, dark, both = '']) => [name, (theme === 'light' ? light : dark) ?? both]),
  )
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['canvas', 'sunken', 'raised', 'hover', 'selected']
const textOnSurfaces = ['ink', 'ink-2', 'accent-text'].flatMap((text) =>
  surfaces.map((surface) => [text, surface] as const),
)
const textPairs = [
  ...textOnSurfaces,
  ...['canvas', 'sunken', 'raised', 'hover'].map((surface) => ['ink-3', surface] as const),
  ...['ok', 'watch', 'act'].flatMap((tone) =>
    ['canvas', 'raised', 'hover', 'selected', `${tone}-soft`].map((surface) => [tone, surface] as const),
  ),
  ...['ok-soft', 'watch-soft', 'act-soft'].flatMap((surface) => [
    ['ink', surface] as const,
    ['ink-2', surface] as const,
  ]),
  ['accent-text', 'accent-soft'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['accent-ink', 'danger'],
  ['practice-ink', 'practice'],
  ['practice-ink', 'practice-2'],
] as const
/** Edges of controls and the focus ring: 3 to 1. */
const edgePairs = ['control-line', 'focus'].flatMap((edge) =>
  ['canvas', 'raised', 'sunken'].map((surface) => [edge, surface] as const),
)

describe.each(['light', 'dark'] as const)('the %s theme', (name) => {
  const theme = tokens(name)
  const between = (one: string, other: string) => contrast(theme.get(one) ?? '#000000', theme.get(other) ?? '#000000')

  it.each(textPairs)('shows %s on %s with at least 4.5 to 1', (text, surface) => {
    expect(between(text, surface)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(edgePairs)('shows %s on %s with at least 3 to 1', (edge, surface) => {
    expect(between(edge, surface)).toBeGreaterThanOrEqual(3)
  })
})
