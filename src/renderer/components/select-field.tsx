import { type ReactNode, useId } from 'react'
import { cx } from './class-names'
import styles from './field.module.css'

export interface Option<T extends string> {
  readonly value: T
  readonly label: string
}

interface SelectFieldProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChange: (value: T) => void
  readonly description?: ReactNode
  readonly labelHidden?: boolean
  readonly isDisabled?: boolean
  /** `quiet` sits in a line of facts: no frame until it is wanted. */
  readonly look?: 'field' | 'quiet'
}

/** The system's own list of choices: native to the platform, and the keyboard works as people expect there. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const {
    label,
    value,
    options,
    onChange,
    description,
    labelHidden = false,
    isDisabled = false,
    look = 'field',
  } = props
  const id = useId()
  const hint = `${id}-hint`
  return (
    <div className={cx(styles.field, look === 'quiet' && styles.quiet)}>
      <label htmlFor={id} className={labelHidden ? 'hidden-label' : styles.label}>
        {label}
      </label>
      <select
        id={id}
        className={cx(styles.input, styles.select)}
        value={value}
        disabled={isDisabled}
        aria-describedby={description === undefined ? undefined : hint}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {description !== undefined && (
        <div id={hint} className={styles.description}>
          {description}
        </div>
      )}
    </div>
  )
}
