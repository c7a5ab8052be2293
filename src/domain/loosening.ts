// Settings that keep secrets in sight or at hand for longer are asked in main's own window: a page could change them by itself.
import type { Settings, SettingsChange } from './settings'
import type { ConfirmRequest } from './confirm-request'

/** What to ask before a change that loosens something; null for one that doesn't. */
export function looseningQuestion(before: Settings, change: SettingsChange): ConfirmRequest | null {
  const { clipboardSeconds = before.clipboardSeconds, idleMinutes = before.idleMinutes } = change
  const body = [
    ...(clipboardSeconds > before.clipboardSeconds
      ? [`Copied secrets stay on the clipboard for ${clipboardSeconds} seconds instead of ${before.clipboardSeconds}.`]
      : []),
    ...(lasting(idleMinutes) > lasting(before.idleMinutes)
      ? [
          idleMinutes === 0
            ? 'Latchkey no longer locks by itself when you are away. Sleep and screen lock still lock it.'
            : `Latchkey locks after ${idleMinutes} minutes without you instead of ${before.idleMinutes}.`,
        ]
      : []),
  ]
  return body.length === 0
    ? null
    : { title: 'Keep secrets at hand for longer?', body, action: 'Change it', danger: false }
}

/** 0 turns the lock off. */
function lasting(idleMinutes: number): number {
  return idleMinutes === 0 ? Number.POSITIVE_INFINITY : idleMinutes
}
