// What must be known on every screen: practice, a trial, a runtime for development, and what the keychain is up to.
import { FlaskConical, Timer } from 'lucide-react'
import { useAction } from '../bridge'
import { later } from '../components/later'
import { useData, useInfo } from './data'
import styles from './banners.module.css'

// Most starts have nothing to say of it.
const KeychainNotice = later(async () => (await import('./keychain-notice')).KeychainNotice)

export function Banners({ openPractice }: { openPractice: () => void }) {
  return (
    <>
      <PracticeBanner openControls={openPractice} />
      <RunNotices />
      <KeychainBanner />
    </>
  )
}

function PracticeBanner({ openControls }: { openControls: () => void }) {
  const info = useInfo()
  const leave = useAction('switchMode')
  if (info?.mode !== 'practice') return null
  return (
    <div className={styles.practice} role="region" aria-label="Practice mode">
      <FlaskConical size={16} aria-hidden />
      <p>
        <strong>Practice mode.</strong> Nothing here is real: Xero is played by Latchkey, and data and keychain entries
        are kept apart.
      </p>
      <button type="button" className={styles.practiceButton} aria-haspopup="dialog" onClick={openControls}>
        Practice controls
      </button>
      <button type="button" className={styles.practiceButton} onClick={() => void leave.run({ mode: 'normal' })}>
        Leave practice
      </button>
    </div>
  )
}

function RunNotices() {
  const info = useInfo()
  if (!info || (!info.trial && !info.developmentRuntime)) return null
  return (
    <div className={styles.notice} role="region" aria-label="About this run">
      {info.trial && (
        <p>
          <Timer size={14} aria-hidden /> <strong>Trial run.</strong> Nothing is kept after you close Latchkey.
        </p>
      )}
      {info.developmentRuntime && (
        <p>
          <FlaskConical size={14} aria-hidden /> Runs on Electron {info.electron}, for development and tests only.
        </p>
      )}
    </div>
  )
}

/** What the keychain is up to: on every screen, and during a call too. */
export function KeychainBanner() {
  const { vault } = useData()
  if (vault.loaded.state !== 'ready') return null
  const state = vault.loaded.value
  const isQuiet = state.activity.phase === 'idle' || state.activity.phase === 'working'
  if (isQuiet && state.store !== 'session' && state.problem === null) return null
  return <KeychainNotice state={state} />
}
