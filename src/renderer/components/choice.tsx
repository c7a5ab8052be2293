// One of a few: side by side (segments) or as cards with a sentence each.
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { cx } from './class-names'
import styles from './choice.module.css'
import fieldStyles from './field.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: ReactNode
  readonly hint?: ReactNode
}

export interface ChoiceProps<T extends string> {
  readonly label: string
  /** Empty while nothing is chosen. */
  readonly value: T | ''
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
  /** Beside each other, one under the other, or in as many columns as there is room for. */
  readonly look?: 'segments' | 'cards' | 'grid'
  readonly labelHidden?: boolean
}

export function ChoiceField<T extends string>(props: ChoiceProps<T>) {
  const { label, value, choices, onChange, look = 'segments', labelHidden = false } = props
  return (
    <RadioGroup
      className={cx(fieldStyles.field)}
      value={value}
      orientation={look === 'segments' ? 'horizontal' : 'vertical'}
      onChange={(chosen) => {
        const match = choices.find((choice) => choice.value === chosen)
        if (match) onChange(match.value)
      }}
    >
      <Label className={labelHidden ? 'hidden-label' : cx(fieldStyles.label)}>{label}</Label>
      <div className={styles[look]}>
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            className={cx(look === 'segments' ? styles.segment : styles.card)}
          >
            {look !== 'segments' && <span className={styles.dot} aria-hidden />}
            <span>
              <span className={styles.choiceLabel}>{choice.label}</span>
              {choice.hint !== undefined && <span className={fieldStyles.description}>{choice.hint}</span>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
