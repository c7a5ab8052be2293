// One of a few: side by side (segments) or as cards with a sentence each.
import { type ReactNode, useRef } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { LinkButton } from './button'
import { cx } from './class-names'
import styles from './choice.module.css'
import fieldStyles from './field.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: ReactNode
  readonly hint?: ReactNode
}

interface ChoiceProps<T extends string> {
  readonly label: string
  /** Empty while nothing is chosen. */
  readonly value: T | ''
  readonly choices: readonly Choice<T>[]
  readonly onChange: (value: T) => void
  /** Beside each other, one under the other, or in as many columns as there is room for. */
  readonly look?: 'segments' | 'cards' | 'grid'
  readonly labelHidden?: boolean
  /** Takes a given answer back, where a question may stay open: radios alone never let go of one. */
  readonly onClear?: () => void
}

export function ChoiceField<T extends string>(props: ChoiceProps<T>) {
  const { label, value, choices, onChange, look = 'segments', labelHidden = false, onClear } = props
  const group = useRef<HTMLDivElement>(null)
  const radios = (
    <RadioGroup
      ref={group}
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
  if (onClear === undefined) return radios
  const clear = () => {
    onClear()
    // The button goes with the answer: the keyboard stays at the question.
    group.current?.querySelector('input')?.focus()
  }
  return (
    <div>
      {radios}
      {value !== '' && (
        <LinkButton aria-label={`Clear answer: ${label}`} onPress={clear}>
          Clear answer
        </LinkButton>
      )}
    </div>
  )
}
