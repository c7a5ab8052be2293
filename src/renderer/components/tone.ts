// The four tones of the semantic palette, each with an icon of its own so that no meaning hangs on colour alone.
import { createLucideIcon, type LucideIcon } from 'lucide-react'
import styles from './tone.module.css'

export type Tone = 'ok' | 'watch' | 'act' | 'info' | 'neutral'

const CIRCLE = 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20Z'

/** Lucide's own, each drawn as one path: a table has sixty of them, and its dashed circle alone would be eight elements. */
export const toneIcons: Record<Tone, LucideIcon> = {
  ok: onePath('circle-check', `${CIRCLE}M16 9l-5.5 5.5L8 12`),
  watch: onePath(
    'triangle-alert',
    'M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
  ),
  act: onePath('circle-alert', `${CIRCLE}M12 8v4M12 16h.01`),
  info: onePath('info', `${CIRCLE}M12 16v-4M12 8h.01`),
  neutral: onePath(
    'circle-dashed',
    'M10.1 2.182a10 10 0 0 1 3.8 0M13.9 21.818a10 10 0 0 1-3.8 0M17.609 3.721a10 10 0 0 1 2.69 2.7M2.182 13.9a10 10 0 0 1 0-3.8' +
      'M20.279 17.609a10 10 0 0 1-2.7 2.69M21.818 10.1a10 10 0 0 1 0 3.8M3.721 6.391a10 10 0 0 1 2.7-2.69M6.391 20.279a10 10 0 0 1-2.69-2.7',
  ),
}

function onePath(name: string, d: string): LucideIcon {
  return createLucideIcon(name, [['path', { d, key: name }]])
}

/** The class that gives text and icons the tone's colour. */
export function toneClass(tone: Tone): string | undefined {
  return styles[tone]
}
