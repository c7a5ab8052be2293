// What the parts of an app's page are called.
import { KeyRound, LogIn, type LucideIcon, PencilLine, RefreshCw } from 'lucide-react'
import type { AppTab, KeyPart } from '../../shell/navigation'

export const tabWords: Record<AppTab, string> = {
  'set-up': 'Set-up',
  connections: 'Connections',
  'bank-feeds': 'Bank feeds',
  partner: 'Partner',
}

export const keyPartWords: Record<KeyPart, string> = {
  keys: 'Keys',
  'sign-in': 'Sign-in test',
  rotation: 'Rotation',
  details: 'Details',
}

export const keyPartIcons: Record<KeyPart, LucideIcon> = {
  keys: KeyRound,
  'sign-in': LogIn,
  rotation: RefreshCw,
  details: PencilLine,
}
