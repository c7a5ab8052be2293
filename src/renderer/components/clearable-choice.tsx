// One of a few where a question may stay open: a given answer is taken back, which radios alone never do.
import { useRef } from 'react'
import { LinkButton } from './button'
import { ChoiceField, type ChoiceProps } from './choice'

interface ClearableChoiceProps<T extends string> extends ChoiceProps<T> {
  readonly onClear: () => void
}

export function ClearableChoice<T extends string>({ onClear, ...choice }: ClearableChoiceProps<T>) {
  const group = useRef<HTMLDivElement>(null)
  const clear = () => {
    onClear()
    // The button goes with the answer: the keyboard stays at the question.
    group.current?.querySelector('input')?.focus()
  }
  return (
    <div ref={group}>
      <ChoiceField {...choice} />
      {choice.value !== '' && (
        <LinkButton aria-label={`Clear answer: ${choice.label}`} onPress={clear}>
          Clear answer
        </LinkButton>
      )}
    </div>
  )
}
