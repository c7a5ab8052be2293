// Short notes at the foot of the window: what was done, what was kept away. Read out, gone by themselves, never the only place
// where something important stands.
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { later } from '../components/later'
import type { Tone } from '../components/tone'
import { CopyCountdown } from './copy-countdown'
import { useOnCall } from './on-call'
import type { Toast, ToastAction } from './toast-card'
import styles from './toasts.module.css'

const ToastCard = later(async () => (await import('./toast-card')).ToastCard)
export const readToastCard = ToastCard.read

/** `action` takes back what was done, or goes to what is spoken of. */
type Say = (tone: Tone, text: string, action?: ToastAction) => void

const ToastContext = createContext<Say | null>(null)
const AT_MOST = 3

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const onCall = useOnCall() !== null
  const say = useCallback<Say>(
    (tone, text, action) => {
      setToasts((before) => {
        const id = (before.at(-1)?.id ?? 0) + 1
        return [...before, { id, tone, text, action: action ?? null, onCall }].slice(-AT_MOST)
      })
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

export function useSay(): Say {
  const say = useContext(ToastContext)
  if (!say) throw new Error('Notices are used outside their provider')
  return say
}
