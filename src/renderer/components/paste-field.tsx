// Where a secret goes in. It takes no text: a press, Ctrl/Cmd+V or Shift+Insert asks main to read the clipboard itself.
import { ClipboardPaste } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { usePasteTarget } from '../shell/paste-targets'
import { hasMod, Kbd } from './kbd'
import styles from './paste-field.module.css'

interface PasteFieldProps {
  /** Its name, as "Paste client secret 1". */
  readonly label: string
  readonly hint: string
  readonly busy: boolean
  readonly onPaste: () => void
  /** Also takes a paste made while nothing is focused. */
  readonly willing?: boolean
}

export function PasteField({ label, hint, busy, onPaste, willing = false }: PasteFieldProps) {
  const paste = () => {
    if (!busy) onPaste()
  }
  const target = usePasteTarget(paste, willing)
  const onKeyDown = (event: KeyboardEvent) => {
    const pasteKey = hasMod(event) && !event.shiftKey && event.key.toLowerCase() === 'v'
    const insertKey = event.shiftKey && event.key === 'Insert'
    if (!pasteKey && !insertKey) return
    // Keeps the browser from making a paste event of it, so that one press is one paste.
    event.preventDefault()
    if (!event.repeat) paste()
  }
  return (
    <button
      ref={target}
      type="button"
      className={styles.field}
      aria-busy={busy}
      onClick={paste}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        event.preventDefault()
        paste()
      }}
    >
      <ClipboardPaste size={18} strokeWidth={1.8} aria-hidden />
      <span className={styles.text}>
        <span className={styles.label}>{busy ? 'Storing…' : label}</span>
        <span className={styles.hint}>{hint}</span>
      </span>
      <Kbd keys="mod+V" />
    </button>
  )
}
