// One of a few: side by side (segments) or as cards with a sentence each. Several of a few. And on/off.
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup, Label, Radio, RadioGroup, Switch } from 'react-aria-components'
import { cx } from './class-names'
import styles from './choice.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: ReactNode
  readonly hint?: ReactNode
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
  readonly look?: 'segments' | 'cards'
  readonly labelHidden?: boolean
}

export function ChoiceField<T extends string>(props: ChoiceProps<T>) {
  const { label, value, choices, onChange, look = 'segments', labelHidden = false } = props
  return (
    <RadioGroup
      className={cx(styles.group)}
      value={value}
      orientation={look === 'segments' ? 'horizontal' : 'vertical'}
      onChange={(chosen) => {
        const match = choices.find((choice) => choice.value === chosen)
        if (match) onChange(match.value)
      }}
    >
      <Label className={labelHidden ? 'hidden-label' : cx(styles.label)}>{label}</Label>
      <div className={look === 'segments' ? styles.segments : styles.cards}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            className={cx(look === 'segments' ? styles.segment : styles.card)}
          >
            {look === 'cards' && <span className={styles.dot} aria-hidden />}
            <span>
              <span className={styles.choiceLabel}>{choice.label}</span>
              {choice.hint !== undefined && <span className={styles.hint}>{choice.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

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
      className={cx(styles.group)}
      value={[...values]}
      onChange={(chosen) => onChange(choices.map(({ value }) => value).filter((value) => chosen.includes(value)))}
    >
      <Label className={labelHidden ? 'hidden-label' : cx(styles.label)}>{label}</Label>
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
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
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
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
      </span>
    </Switch>
  )
}
