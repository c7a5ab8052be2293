// The command palette: one list of everything that can be done now, found by typing.
import { Search } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
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
} from 'react-aria-components'
import { runChosen } from '../components/run-chosen'
import { cx } from '../components/class-names'
import { Kbd } from '../components/kbd'
import { groupedBy } from '../../domain/grouped-by'
import { useAppCommands } from './app-commands'
import { commandIcons } from './command-icons'
import { type Command, useCommandList } from './commands'
import { firstRows, useAfterFirstFrame } from './first-rows'
import dialogStyles from '../components/dialog.module.css'
import { Row, Text } from '../components/shapes'
import styles from './palette.module.css'
import { fitOf, found } from './rank-commands'

/** A row's height and the palette's share of the window's, as in its styles: headings aside, so that its box is full from the first frame. */
const ROW_PX = 34
const SHARE = 0.66

const lastGroups = ['Start', 'Go to', 'Settings']

/** Before anything is typed, by group: first what belongs to the record on screen, then what is always there. */
function inOrder(commands: readonly Command[]): [string, readonly Command[]][] {
  const rank = (group: string) => lastGroups.indexOf(group)
  return [...groupedBy(commands, ({ group }) => group)].sort(([a], [b]) => rank(a) - rank(b))
}

function CommandIcon({ icon }: Pick<Command, 'icon'>) {
  const Icon = typeof icon === 'string' ? commandIcons[icon] : icon
  return <Icon size={16} aria-hidden />
}

export function Palette({ onClose }: { onClose: () => void }) {
  const offered = useCommandList()
  const ofApps = useAppCommands()
  const [typed, setTyped] = useState('')
  const [before] = useState(() => document.activeElement)
  const list = useRef<HTMLDivElement>(null)
  const commands = [...offered, ...ofApps]
  const isSearching = typed.trim() !== ''
  const isAfterFirstFrame = useAfterFirstFrame()
  const sections: readonly [string, readonly Command[]][] = isSearching
    ? [['Best match first', found(commands, typed)]]
    : isAfterFirstFrame
      ? inOrder(offered)
      : firstRows(inOrder(offered), Math.ceil((window.innerHeight * SHARE) / ROW_PX))

  const choose = (id: string) => runChosen(onClose, before, () => commands.find((command) => command.id === id)?.run())

  /** What is marked is run. React Aria itself may send Enter to a match that has gone since: https://github.com/adobe/react-spectrum/issues/8938 */
  const entered = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    // What was typed before it is drawn first.
    flushSync(() => {})
    const options = list.current?.querySelectorAll<HTMLElement>('[role=option]') ?? []
    const marked = [...options].find(({ dataset }) => dataset['focused'] !== undefined) ?? options[0]
    if (marked?.dataset['key'] !== undefined) choose(marked.dataset['key'])
  }

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
      className={cx(dialogStyles.overlay, styles.overlay)}
    >
      <Modal className={cx(dialogStyles.modal, styles.modal)}>
        <Dialog aria-label="Command palette" className={cx(dialogStyles.dialog)}>
          <Autocomplete
            inputValue={typed}
            onInputChange={setTyped}
            filter={(text, wanted) => fitOf({ label: text, group: '' }, wanted) !== null}
          >
            <TextField aria-label="Search commands" autoFocus className={cx(styles.field)}>
              <Search size={17} aria-hidden />
              <Input className={cx(styles.input)} placeholder="What do you want to do?" onKeyDownCapture={entered} />
              <Kbd keys="Esc" />
            </TextField>
            {/* Scrolls in a box of its own that can take the focus, for those who scroll by keys. */}
            <div className={styles.scroll} tabIndex={0} role="group" aria-label="Commands">
              <ListBox
                ref={list}
                aria-label="Commands"
                className={cx(styles.list)}
                onAction={(key) => choose(String(key))}
                renderEmptyState={() => (
                  <Row gap="s2" inset tone="quiet">
                    Nothing by that name. Try fewer words.
                  </Row>
                )}
              >
                {sections.map(([group, members]) => (
                  <ListBoxSection key={group} id={`section ${group}`}>
                    <Header className={cx(styles.group)}>{group}</Header>
                    {members.map(({ id, label, group: of, keywords, icon, shortcut }) => (
                      <ListBoxItem
                        key={id}
                        id={id}
                        textValue={`${label} ${of} ${keywords ?? ''}`}
                        className={cx(styles.item)}
                      >
                        <CommandIcon icon={icon} />
                        <Text as="span" cut className={styles.label}>
                          {label}
                        </Text>
                        {isSearching && (
                          <Text as="span" tone="quiet" small cut className={styles.of}>
                            {of}
                          </Text>
                        )}
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
