// Short notes at the foot of the window: what was done, what was kept away. Read out, gone by themselves, never the only place
// where something important stands.
import { X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { IconButton } from '../components/button'
import type { Tone } from '../components/tone'
import { ToneIcon } from '../components/tone-icon'
import { CopyCountdown } from './copy-countdown'
import { useOnCall } from './on-call'
import styles from './toasts.module.css'

interface Toast {
  readonly id: number
  readonly tone: Tone
  readonly text: string
  /** Said while others see the screen: it may name another customer, and it would lie over the next step. */
  readonly onCall: boolean
}

type Say = (tone: Tone, text: string) => void

const ToastContext = createContext<Say | null>(null)
const SHOWN_MS = 6_000
const AT_MOST = 3

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const onCall = useOnCall() !== null
  const say = useCallback<Say>(
    (tone, text) => {
      setToasts((before) => [...before, { id: (before.at(-1)?.id ?? 0) + 1, tone, text, onCall }].slice(-AT_MOST))
    },
    [onCall],
  )
  const drop = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), [])

  return (
    <ToastContext value={say}>
      {children}
      <div className={styles.region} role="region" aria-label="Notices">
        <CopyCountdown />
        <div role="log" aria-live="polite" className={styles.log}>
          {toasts.map((toast) => (
            <ToastCard key={toast.id} toast={toast} isShown={!onCall && !toast.onCall} drop={drop} />
          ))}
        </div>
      </div>
    </ToastContext>
  )
}

interface ToastCardProps {
  readonly toast: Toast
  /** Hidden ones go after a while like the others. */
  readonly isShown: boolean
  readonly drop: (id: number) => void
}

function ToastCard({ toast, isShown, drop }: ToastCardProps) {
  useEffect(() => {
    const timer = setTimeout(() => drop(toast.id), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast.id, drop])
  if (!isShown) return null
  return (
    <div className={styles.toast}>
      <ToneIcon tone={toast.tone} />
      <p>{toast.text}</p>
      <IconButton label="Dismiss" icon={X} onPress={() => drop(toast.id)} />
    </div>
  )
}

export function useSay(): Say {
  const say = useContext(ToastContext)
  if (!say) throw new Error('Notices are used outside their provider')
  return say
}
