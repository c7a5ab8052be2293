import type { LucideIcon } from 'lucide-react'
import { cx } from './class-names'
import { type Tone, toneClass, toneIcons } from './tone'

interface ToneIconProps {
  readonly tone: Tone
  readonly size?: number
  /** Another than the tone's own. */
  readonly icon?: LucideIcon
}

/** The icon of a tone in the tone's colour, beside words that say the same. */
export function ToneIcon({ tone, size = 16, icon: Icon = toneIcons[tone] }: ToneIconProps) {
  return <Icon className={cx(toneClass(tone))} size={size} strokeWidth={2.1} aria-hidden />
}
