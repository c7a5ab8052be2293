import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'
import { cx } from './class-names'
import styles from './button.module.css'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode
  readonly variant?: ButtonVariant
  readonly size?: 'small' | 'medium'
  readonly icon?: LucideIcon
  /** Shows that the action runs; presses are ignored, focus stays. */
  readonly busy?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

// Not React Aria's `isPending`: what that announces stays behind as an unnamed image when the button goes.
const ignore = () => undefined

export function Button({ children, variant = 'secondary', size = 'medium', icon: Icon, busy, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(busy === true ? { onPress: ignore } : {})}
      className={cx(styles.button, styles[variant], size === 'small' && styles.small)}
    >
      {busy ? <Spinner /> : Icon ? <Icon size={15} aria-hidden /> : null}
      <span>{children}</span>
    </AriaButton>
  )
}

/** Something runs. What it is stands in words beside it. */
export function Spinner() {
  return <span className={styles.spinner} aria-hidden />
}

/** Looks like a link, acts like a button: opens something in the browser or moves within the page. */
export function LinkButton({
  children,
  ...rest
}: Omit<AriaButtonProps, 'className' | 'style' | 'children'> & { children: ReactNode }) {
  return (
    <AriaButton {...rest} className={cx(styles.link)}>
      {children}
    </AriaButton>
  )
}
