// Where a secret goes in. It takes no text: a press, Ctrl/Cmd+V or Shift+Insert asks main to read the clipboard itself.
import { ClipboardPaste, SquarePen } from 'lucide-react'
import { usePasteTarget } from '../shell/paste-targets'
import { Button } from './button'
import { Kbd } from './kbd'
import { Stack, Text } from './shapes'
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
  return (
    <button ref={target} type="button" className={styles.field} aria-busy={busy} onClick={paste}>
      <ClipboardPaste size={18} strokeWidth={1.8} aria-hidden />
      <Stack as="span" gap="s0">
        <Text as="span" strong>
          {busy ? 'Storing…' : label}
        </Text>
        <Text as="span" tone="quiet" small>
          {hint}
        </Text>
      </Stack>
      <Kbd keys="mod+V" />
    </button>
  )
}

interface PasteOrTypeProps {
  readonly label: string
  readonly busy: boolean
  readonly onPaste: () => void
  /** Typing happens in a window of main's own. */
  readonly onType: () => void
}

/** The usual way in for a secret: paste it, or type it where the page can't see it. */
export function PasteOrType({ label, busy, onPaste, onType }: PasteOrTypeProps) {
  return (
    <>
      <PasteField label={label} hint="Latchkey reads the clipboard itself." busy={busy} onPaste={onPaste} willing />
      <div>
        <Button variant="quiet" size="small" icon={SquarePen} isDisabled={busy} onPress={onType}>
          Type it instead
        </Button>
      </div>
    </>
  )
}
