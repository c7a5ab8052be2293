import { describe, expect, it } from 'vitest'
import { keychainAdvice as adviceSchema } from './schema'
import { type DesktopFacts, desktopOf, keychainAdvice } from './advice'

const cases: readonly [string, DesktopFacts, string][] = [
  ['GNOME', { platform: 'linux', env: { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME', WAYLAND_DISPLAY: 'wayland-0' } }, 'gnome'],
  ['Cinnamon', { platform: 'linux', env: { XDG_CURRENT_DESKTOP: 'X-Cinnamon', DISPLAY: ':0' } }, 'gnome'],
  ['KDE', { platform: 'linux', env: { XDG_CURRENT_DESKTOP: 'KDE', DISPLAY: ':0' } }, 'kde'],
  ['Plasma by session name', { platform: 'linux', env: { DESKTOP_SESSION: 'plasmawayland', DISPLAY: ':0' } }, 'kde'],
  ['Xfce', { platform: 'linux', env: { XDG_CURRENT_DESKTOP: 'XFCE', DISPLAY: ':0' } }, 'other-desktop'],
  ['a bare window manager', { platform: 'linux', env: { DISPLAY: ':0' } }, 'other-desktop'],
  ['no display', { platform: 'linux', env: { XDG_CURRENT_DESKTOP: 'GNOME', DISPLAY: '' } }, 'no-desktop'],
  [
    'SSH with X forwarding',
    { platform: 'linux', env: { DISPLAY: 'localhost:10.0', SSH_CONNECTION: '1 2 3 4' } },
    'no-desktop',
  ],
  ['macOS', { platform: 'darwin', env: {} }, 'macos'],
  ['Windows', { platform: 'win32', env: {} }, 'windows'],
  ['something else', { platform: 'aix', env: {} }, 'unknown'],
]

describe('advice on a keychain', () => {
  it.each(cases)('knows %s', (_, facts, desktop) => {
    expect(desktopOf(facts)).toBe(desktop)
    const advice = adviceSchema.parse(keychainAdvice(facts))
    expect(advice.desktop).toBe(desktop)
    expect(advice.steps.length).toBeGreaterThan(1)
    expect(advice.steps.at(-1)?.text).toContain('for this run only')
  })

  it('speaks in whole, calm sentences', () => {
    const texts = cases.flatMap(([, facts]) => keychainAdvice(facts).steps.map((step) => step.text))
    for (const text of texts) {
      expect(text).toMatch(/[.]$/)
      expect(text).not.toMatch(/'|!/)
    }
  })
})
