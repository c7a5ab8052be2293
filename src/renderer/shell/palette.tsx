// The command palette: one list of everything that can be done now, found by typing.
import { Search } from 'lucide-react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  TextField,
  useFilter,
} from 'react-aria-components'
import { cx } from '../components/class-names'
import { Kbd } from '../components/kbd'
import { grouped } from '../words/grouped'
import { type Command, useCommandList } from './commands'
import styles from './palette.module.css'

const lastGroups = ['Start', 'Xero apps', 'Go to', 'Settings']

/** By group: first what belongs to the record on screen, then what is always there. */
function inOrder(commands: readonly Command[]): [string, Command[]][] {
  const rank = (group: string) => lastGroups.indexOf(group)
  return grouped(commands, ({ group }) => group).sort(([a], [b]) => rank(a) - rank(b))
}

export function Palette({ onClose }: { onClose: () => void }) {
  const commands = useCommandList()
  const { contains } = useFilter({ sensitivity: 'base' })
  const matchesWords = (text: string, typed: string) =>
    typed
      .trim()
      .split(/\s+/)
      .every((word) => contains(text, word))

  const choose = (id: string) => {
    onClose()
    // After the dialog has given the focus back, so that the command may move it.
    setTimeout(() => commands.find((command) => command.id === id)?.run(), 0)
  }

  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={cx(styles.overlay)}>
      <Modal className={cx(styles.modal)}>
        <Dialog aria-label="Command palette" className={cx(styles.dialog)}>
          <Autocomplete filter={matchesWords}>
            <TextField aria-label="Search commands" autoFocus className={cx(styles.field)}>
              <Search size={17} aria-hidden />
              <Input className={cx(styles.input)} placeholder="What do you want to do?" />
              <Kbd keys="Esc" />
            </TextField>
            {/* Scrolls in a box of its own that can take the focus, for those who scroll by keys. */}
            <div className={styles.scroll} tabIndex={0} role="group" aria-label="Commands">
              <ListBox
                aria-label="Commands"
                className={cx(styles.list)}
                onAction={(key) => choose(String(key))}
                renderEmptyState={() => <p className={styles.none}>Nothing by that name. Try fewer words.</p>}
              >
                {inOrder(commands).map(([group, members]) => (
                  <ListBoxSection key={group} id={group}>
                    <Header className={cx(styles.group)}>{group}</Header>
                    {members.map(({ id, label, keywords, icon: Icon, shortcut }) => (
                      <ListBoxItem
                        key={id}
                        id={id}
                        textValue={`${label} ${group} ${keywords ?? ''}`}
                        className={cx(styles.item)}
                      >
                        <Icon size={16} aria-hidden />
                        <span className={styles.label}>{label}</span>
                        {shortcut !== undefined && <Kbd keys={shortcut} />}
                      </ListBoxItem>
                    ))}
                  </ListBoxSection>
                ))}
              </ListBox>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
