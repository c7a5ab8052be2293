// Text fields with label, description and error, all with the same measures.
import type { ReactNode } from 'react'
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
  /** The id of the `datalist` that is offered while the field is entered. */
  readonly list?: string
  /** Identifiers and addresses: fixed width, no spelling marks. */
  readonly mono?: boolean
  /** The label is read out but not shown. */
  readonly labelHidden?: boolean
}

export function TextField(props: TextFieldProps) {
  const { label, description, error, placeholder, rows, list, mono = false, labelHidden = false, ...rest } = props
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
          {...(list === undefined ? {} : { list })}
        />
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
