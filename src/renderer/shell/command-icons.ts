// Icons of commands that no screen shows: read with the palette, and named by the commands.
import {
  ClipboardPaste,
  Command,
  FileDown,
  FileUp,
  FlaskRound,
  Link2,
  Lock,
  Moon,
  RotateCcw,
  ShieldCheck,
  Sparkles,
  Sun,
  SunMoon,
} from 'lucide-react'

export const commandIcons = {
  ClipboardPaste,
  Command,
  FileDown,
  FileUp,
  FlaskRound,
  Link2,
  Lock,
  Moon,
  RotateCcw,
  ShieldCheck,
  Sparkles,
  Sun,
  SunMoon,
} as const
