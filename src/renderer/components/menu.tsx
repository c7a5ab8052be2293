import { Ellipsis, type LucideIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Button } from './button'
import { IconButton } from './icon-button'
import { cx } from './class-names'
import { runChosen } from './run-chosen'
import styles from './menu.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly onAction: () => void
  readonly danger?: boolean
  readonly isDisabled?: boolean
}

interface MoreMenuProps {
  readonly label: string
  readonly entries: readonly MenuEntry[]
  /** With an icon the label is shown beside it, instead of the three dots. */
  readonly icon?: LucideIcon
}

/** The three dots: what is needed less often. */
export function MoreMenu({ label, entries, icon }: MoreMenuProps) {
  const [isOpen, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const choose = (run: () => void) => runChosen(() => setOpen(false), trigger.current, run)
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      {icon === undefined ? (
        <IconButton ref={trigger} label={label} icon={Ellipsis} />
      ) : (
        <Button ref={trigger} icon={icon}>
          {label}
        </Button>
      )}
      <Popover className={cx(styles.popover)} aria-label={label} placement="bottom end" offset={4}>
        <Menu className={cx(styles.menu)} aria-label={label}>
          {entries.map(({ id, label: text, icon: Icon, onAction, danger, isDisabled }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={text}
              onAction={() => choose(onAction)}
              isDisabled={isDisabled ?? false}
              className={cx(styles.item, danger && styles.danger)}
            >
              <Icon size={15} aria-hidden />
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
