// A menu below something that is on screen already. A file of its own: nothing of it is needed before it opens.
import type { LucideIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import { Menu, MenuItem, Popover } from 'react-aria-components'
import { cx } from './class-names'
import { runChosen } from './run-chosen'
import styles from './menu.module.css'

export interface AnchoredEntry {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly run: () => void
  readonly isDisabled?: boolean
}

interface AnchoredMenuProps {
  readonly label: string
  readonly entries: readonly AnchoredEntry[]
  /** It opens below this one. */
  readonly anchor: HTMLElement
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

export function AnchoredMenu({ label, entries, anchor, onChoose, onClose }: AnchoredMenuProps) {
  const trigger = useRef(anchor)
  const [isOpen, setOpen] = useState(true)
  if (!isOpen) return null
  return (
    <Popover
      className={cx(styles.popover)}
      aria-label={label}
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      placement="bottom end"
      offset={2}
    >
      <Menu
        autoFocus="first"
        className={cx(styles.menu)}
        aria-label={label}
        onAction={(key) =>
          runChosen(
            () => setOpen(false),
            anchor,
            () => onChoose(String(key)),
          )
        }
      >
        {entries.map(({ id, label: text, icon: Icon, isDisabled }) => (
          <MenuItem key={id} id={id} textValue={text} isDisabled={isDisabled ?? false} className={cx(styles.item)}>
            <Icon size={15} aria-hidden />
            {text}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  )
}
