// How to mend the keychain on this desktop, as data: a pure function of the platform and a few environment values.
import type { Desktop, KeychainAdvice } from './schema'

/** What advice depends on, handed in from the environment. */
export interface DesktopFacts {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Partial<Record<DesktopVariable, string | undefined>>>
}
type DesktopVariable =
  | 'XDG_CURRENT_DESKTOP'
  | 'DESKTOP_SESSION'
  | 'DISPLAY'
  | 'WAYLAND_DISPLAY'
  | 'SSH_CONNECTION'
  | 'SSH_TTY'

type Step = KeychainAdvice['steps'][number]

const say = (text: string, command: string | null = null): Step => ({ text, command })

const ELSE = say('Or keep secrets for this run only: they are gone when Latchkey ends.')

const installKeyring = say('Install GNOME Keyring if it isn’t there.', 'sudo apt install gnome-keyring libsecret-1-0')

const steps: Readonly<Record<Desktop, { title: string; steps: readonly Step[] }>> = {
  gnome: {
    title: 'Your desktop’s keychain is GNOME Keyring',
    steps: [
      say('Look for an unlock window behind others.'),
      say(
        'Open “Passwords and Keys”, choose the keyring named “Login” and unlock it. If there is none, make one there.',
        'seahorse',
      ),
      installKeyring,
      say('If you log in without typing a password, the keyring stays locked until you unlock it once.'),
    ],
  },
  kde: {
    title: 'Your desktop’s keychain is KWallet',
    steps: [
      say(
        'Open System Settings, go to KDE Wallet, and switch on the wallet and “Use KWallet for the Secret Service interface”.',
      ),
      say('Open KWalletManager and see that a wallet exists and is open.', 'kwalletmanager5'),
      say(
        'On older Plasma, which has no such switch, GNOME Keyring works beside it.',
        'sudo apt install gnome-keyring',
      ),
      say('Log out and in again, then try the keychain again.'),
    ],
  },
  'other-desktop': {
    title: 'This desktop needs a keychain service',
    steps: [
      installKeyring,
      say(
        'Let it start with your session: in Xfce, Session and Startup, Advanced, “Launch GNOME services on startup”.',
      ),
      say(
        'In a bare window manager, start it from your session file.',
        'gnome-keyring-daemon --start --components=secrets',
      ),
      say('Log out and in again, then try the keychain again.'),
    ],
  },
  'no-desktop': {
    title: 'A keychain needs a desktop session',
    steps: [
      say('Over SSH, or without a display, nothing can show you the keychain’s unlock window.'),
      say('Start Latchkey from a terminal inside the desktop session of this machine.'),
      say(
        'Without any desktop, start it in a session of its own; you type the keyring’s password once.',
        'dbus-run-session -- bash',
      ),
      say(
        'Inside that session, unlock the keyring, then start Latchkey.',
        'gnome-keyring-daemon --unlock --components=secrets',
      ),
    ],
  },
  macos: {
    title: 'Your keychain is the macOS login keychain',
    steps: [
      say('Open Keychain Access and unlock the keychain named “login”.'),
      say('If macOS asks whether Latchkey may use it, choose “Always Allow”.'),
      say('After an update of Latchkey that isn’t signed, macOS asks again for each secret: “Always Allow” once each.'),
      say('If “login” has another password than your account, reset it in Keychain Access, Settings.'),
      say('Over SSH, unlock it in that terminal first.', 'security unlock-keychain'),
    ],
  },
  windows: {
    title: 'Your keychain is Windows Credential Manager',
    steps: [
      say(
        'Open Credential Manager, Windows Credentials, and see that it opens.',
        'control /name Microsoft.CredentialManager',
      ),
      say('See that the service “Credential Manager” (VaultSvc) isn’t disabled.', 'services.msc'),
      say('Over SSH or from a scheduled task there is no Credential Manager: start Latchkey from your own desktop.'),
      say('If it says that memory is short, it is full: remove entries there that you no longer need.'),
      say('If your organisation forbids storing credentials, its policy has to allow it.'),
    ],
  },
  unknown: {
    title: 'Latchkey knows no keychain for this system',
    steps: [say('Latchkey uses the keychain of Linux desktops, macOS and Windows.')],
  },
}

/** Which desktop this is, as far as its keychain goes. */
export function desktopOf({ platform, env }: DesktopFacts): Desktop {
  if (platform === 'darwin') return 'macos'
  if (platform === 'win32') return 'windows'
  if (platform !== 'linux' && platform !== 'freebsd' && platform !== 'openbsd') return 'unknown'
  const display = filled(env.DISPLAY) || filled(env.WAYLAND_DISPLAY)
  // With X forwarding there is a display, but the session behind it is the bare one of the SSH login.
  if (!display || filled(env.SSH_CONNECTION) || filled(env.SSH_TTY)) return 'no-desktop'
  const names = `${env.XDG_CURRENT_DESKTOP ?? ''}:${env.DESKTOP_SESSION ?? ''}`.toLowerCase().split(/[:;\s]+/)
  if (names.some((name) => /^(kde|plasma)/.test(name))) return 'kde'
  if (names.some((name) => /^(gnome|ubuntu|unity|pop|budgie|x-cinnamon|cinnamon)/.test(name))) return 'gnome'
  return 'other-desktop'
}

/** What to do about the keychain on this system, in order. */
export function keychainAdvice(facts: DesktopFacts): KeychainAdvice {
  const desktop = desktopOf(facts)
  const advice = steps[desktop]
  return { desktop, title: advice.title, steps: [...advice.steps, ELSE] }
}

function filled(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}
