// Text fields and choices with label, description and error, all with the same measures.
import { type ReactNode, useId } from 'react'
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import { cx } from './class-names'
import styles from './field.module.css'

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  readonly label: string
  readonly description?: ReactNode
  readonly error?: string | undefined
  readonly placeholder?: string
  readonly rows?: number
  /** Identifiers and addresses: fixed width, no spelling marks. */
  readonly mono?: boolean
  /** The label is read out but not shown. */
  readonly labelHidden?: boolean
}

export function TextField(props: TextFieldProps) {
  const { label, description, error, placeholder, rows, mono = false, labelHidden = false, ...rest } = props
  const box = cx(styles.input, mono && styles.mono)
  return (
    <AriaTextField
      {...rest}
      isInvalid={error !== undefined}
      className={cx(styles.field)}
      spellCheck={mono ? 'false' : 'true'}
    >
      <Label className={labelHidden ? 'hidden-label' : cx(styles.label)}>{label}</Label>
      {rows === undefined ? (
        <Input className={box} {...(placeholder === undefined ? {} : { placeholder })} />
      ) : (
        <TextArea className={box} rows={rows} {...(placeholder === undefined ? {} : { placeholder })} />
      )}
      {description !== undefined && (
        <Text slot="description" className={cx(styles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={cx(styles.error)}>{error}</FieldError>
    </AriaTextField>
  )
}

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
