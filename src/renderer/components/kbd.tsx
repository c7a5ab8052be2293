import styles from './kbd.module.css'

const isMac = navigator.userAgent.includes('Mac')

/** `mod` is Ctrl, or ⌘ on a Mac. */
export function keyLabel(keys: string): string {
  return keys
    .split('+')
    .map((key) => (key === 'mod' ? (isMac ? '⌘' : 'Ctrl') : key === 'shift' ? (isMac ? '⇧' : 'Shift') : key))
    .join(isMac ? '' : ' ')
}

export function Kbd({ keys }: { keys: string }) {
  return <kbd className={styles.kbd}>{keyLabel(keys)}</kbd>
}

/** Whether an event carries the platform's main modifier alone. */
export function hasMod(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) && !event.altKey
}

/** Whether an event carries Alt alone, which on a Mac writes and moves within a text. */
export function hasAlt(event: { ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean {
  return !isMac && event.altKey && !event.ctrlKey && !event.metaKey
}
