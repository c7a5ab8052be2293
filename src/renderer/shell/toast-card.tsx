// One short note, until it goes by itself or is dismissed.
import { X } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../components/button'
import { IconButton } from '../components/icon-button'
import type { Tone } from '../components/tone'
import { ToneIcon } from '../components/tone-icon'
import styles from './toasts.module.css'

const SHOWN_MS = 6_000
/** Longer where something can be pressed. */
const SHOWN_TO_PRESS_MS = 20_000

export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

export interface Toast {
  readonly id: number
  readonly tone: Tone
  readonly text: string
  readonly action: ToastAction | null
  /** Said while others see the screen: it may name another customer, and it would lie over the next step. */
  readonly onCall: boolean
}

interface ToastCardProps {
  readonly toast: Toast
  /** Hidden ones go after a while like the others. */
  readonly isShown: boolean
  readonly drop: (id: number) => void
}

export function ToastCard({ toast, isShown, drop }: ToastCardProps) {
  useEffect(() => {
    const timer = setTimeout(() => drop(toast.id), toast.action === null ? SHOWN_MS : SHOWN_TO_PRESS_MS)
    return () => clearTimeout(timer)
  }, [toast.id, toast.action, drop])
  if (!isShown) return null
  const { action } = toast
  return (
    <div className={styles.toast}>
      <ToneIcon tone={toast.tone} />
      <p>{toast.text}</p>
      {action !== null && (
        <Button
          size="small"
          onPress={() => {
            drop(toast.id)
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" icon={X} onPress={() => drop(toast.id)} />
    </div>
  )
}
