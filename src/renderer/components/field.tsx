// Text fields with label, description and error, all with the same measures.
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
  /** What is known already, offered while the field is entered; anything else may be entered too. */
  readonly known?: readonly string[]
  /** Identifiers and addresses: fixed width, no spelling marks. */
  readonly mono?: boolean
  /** The label is read out but not shown. */
  readonly labelHidden?: boolean
}

export function TextField(props: TextFieldProps) {
  const { label, description, error, placeholder, rows, known = [], mono = false, labelHidden = false, ...rest } = props
  const list = useId()
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
        <Input
          className={box}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(known.length === 0 ? {} : { list })}
        />
      ) : (
        <TextArea className={box} rows={rows} {...(placeholder === undefined ? {} : { placeholder })} />
      )}
      {known.length > 0 && (
        <datalist id={list}>
          {known.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
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
