import { Ellipsis, type LucideIcon } from 'lucide-react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { IconButton } from './button'
import { cx } from './class-names'
import styles from './menu.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon: LucideIcon
  readonly onAction: () => void
  readonly danger?: boolean
  readonly isDisabled?: boolean
}

/** The three dots: what is needed less often. */
export function MoreMenu({ label, entries }: { label: string; entries: readonly MenuEntry[] }) {
  return (
    <MenuTrigger>
      <IconButton label={label} icon={Ellipsis} />
      <Popover className={cx(styles.popover)} placement="bottom end" offset={4}>
        <Menu className={cx(styles.menu)} aria-label={label}>
          {entries.map(({ id, label: text, icon: Icon, onAction, danger, isDisabled }) => (
            <MenuItem
              key={id}
              id={id}
              textValue={text}
              onAction={onAction}
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
