// Several of a few, and on or off.
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup, Label, Switch } from 'react-aria-components'
import type { Choice } from './choice'
import styles from './choice.module.css'
import fieldStyles from './field.module.css'
import { cx } from './class-names'

interface ChecksProps<T extends string> {
  readonly label: string
  readonly values: readonly T[]
  readonly choices: readonly Choice<T>[]
  readonly onChange: (values: T[]) => void
  readonly labelHidden?: boolean
}

export function ChecksField<T extends string>({ label, values, choices, onChange, labelHidden }: ChecksProps<T>) {
  return (
    <CheckboxGroup
      className={cx(fieldStyles.field)}
      value={[...values]}
      onChange={(chosen) => onChange(choices.map(({ value }) => value).filter((value) => chosen.includes(value)))}
    >
      <Label className={labelHidden ? 'hidden-label' : cx(fieldStyles.label)}>{label}</Label>
      <div className={styles.checks}>
        {choices.map((choice) => (
          <CheckBox key={choice.value} value={choice.value} label={choice.label} hint={choice.hint} />
        ))}
      </div>
    </CheckboxGroup>
  )
}

interface CheckBoxProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** Within a group. */
  readonly value?: string
  readonly isSelected?: boolean
  readonly onChange?: (on: boolean) => void
}

export function CheckBox({ label, hint, ...rest }: CheckBoxProps) {
  return (
    <Checkbox {...rest} className={cx(styles.check)}>
      <span className={styles.box} aria-hidden>
        <Check size={12} strokeWidth={3.2} />
      </span>
      <span>
        <span className={styles.choiceLabel}>{label}</span>
        {hint !== undefined && <span className={fieldStyles.description}>{hint}</span>}
      </span>
    </Checkbox>
  )
}

interface SwitchFieldProps {
  readonly label: string
  readonly hint?: ReactNode
  readonly isSelected: boolean
  readonly onChange: (on: boolean) => void
}

export function SwitchField({ label, hint, isSelected, onChange }: SwitchFieldProps) {
  return (
    <Switch className={cx(styles.switch)} isSelected={isSelected} onChange={onChange}>
      <span className={styles.track} aria-hidden />
      <span>
        <span className={styles.choiceLabel}>{label}</span>
        {hint !== undefined && <span className={fieldStyles.description}>{hint}</span>}
      </span>
    </Switch>
  )
}
