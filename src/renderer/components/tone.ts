// The four tones of the semantic palette, each with an icon of its own so that no meaning hangs on colour alone.
import { CircleAlert, CircleCheck, CircleDashed, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import styles from './tone.module.css'

export type Tone = 'ok' | 'watch' | 'act' | 'info' | 'neutral'

export const toneIcons: Record<Tone, LucideIcon> = {
  ok: CircleCheck,
  watch: TriangleAlert,
  act: CircleAlert,
  info: Info,
  neutral: CircleDashed,
}

/** The class that gives text and icons the tone's colour. */
export function toneClass(tone: Tone): string | undefined {
  return styles[tone]
}
