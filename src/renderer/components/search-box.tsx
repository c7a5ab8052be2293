import { Search, X } from 'lucide-react'
import { Button, Input, SearchField } from 'react-aria-components'
import { cx } from './class-names'
import styles from './search-box.module.css'

interface SearchBoxProps {
  /** What is searched, for who can't see where the box stands. */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Takes a row of its own where controls wrap. */
  readonly wholeRow?: boolean
}

/** Narrows a list as you type, with a button that empties it. */
export function SearchBox({ label, value, onChange, wholeRow = false }: SearchBoxProps) {
  return (
    <SearchField
      aria-label={label}
      className={cx(styles.search, wholeRow && styles.wholeRow)}
      value={value}
      onChange={onChange}
    >
      <Search size={14} aria-hidden />
      <Input className={cx(styles.input)} placeholder="Search" />
      <Button className={cx(styles.clear)} aria-label="Clear the search">
        <X size={13} aria-hidden />
      </Button>
    </SearchField>
  )
}
