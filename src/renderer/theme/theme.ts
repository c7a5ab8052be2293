// Light or dark: the setting, or the system's wish. One attribute on <html> switches every token.
import { useEffect } from 'react'
import type { Settings } from '../../domain/settings'

type Theme = Settings['theme']

const wantsDark = window.matchMedia('(prefers-color-scheme: dark)')

function apply(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && wantsDark.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
}

/** Before the first paint, so that a dark desktop never sees a white flash. */
export function applySystemTheme(): void {
  apply('system')
}

export function useTheme(theme: Theme): void {
  useEffect(() => {
    apply(theme)
    const follow = () => apply(theme)
    wantsDark.addEventListener('change', follow)
    return () => wantsDark.removeEventListener('change', follow)
  }, [theme])
}
