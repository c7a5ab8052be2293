// Tells when the user has gone: idle for a while, sleep, screen lock.
import { powerMonitor } from 'electron'

const LOOK_EVERY_MS = 5_000

export interface AutoLockOptions {
  /** Minutes without input; 0 for never. Asked each time, since it is a setting. */
  idleMinutes: () => number
  onLock: (reason: 'idle' | 'suspend' | 'screen-lock') => void
}

/** Watches until the returned function is called. Idle is told once per absence. */
export function watchForAbsence({ idleMinutes, onLock }: AutoLockOptions): () => void {
  let wasIdle = false
  const suspended = (): void => onLock('suspend')
  const locked = (): void => onLock('screen-lock')
  powerMonitor.on('suspend', suspended)
  powerMonitor.on('lock-screen', locked)
  const timer = setInterval(() => {
    const limit = idleMinutes() * 60
    const idle = limit > 0 && powerMonitor.getSystemIdleTime() >= limit
    if (idle && !wasIdle) onLock('idle')
    wasIdle = idle
  }, LOOK_EVERY_MS)
  return () => {
    clearInterval(timer)
    powerMonitor.off('suspend', suspended)
    powerMonitor.off('lock-screen', locked)
  }
}
