// What a keychain's own words mean. keytar gives a message and no code, so this table is the only way to tell failures apart;
// `keychain-sayings.json` beside it holds real messages of each system and proves it.
import type { VaultCode } from './schema'

/** What a keychain can say itself; the other codes are Latchkey's own findings. */
export type KeychainSaid = Extract<
  VaultCode,
  | 'vault.no-service'
  | 'vault.locked'
  | 'vault.denied'
  | 'vault.too-big'
  | 'vault.full'
  | 'vault.incomplete'
  | 'vault.timed-out'
  | 'vault.crashed'
  | 'vault.unknown'
>

type Row = readonly [pattern: RegExp, code: KeychainSaid]

// Linux: libsecret, GDBus, dbus-daemon, gnome-keyring, KWallet. The process runs with LC_ALL=C, so they are English.
const linux: readonly Row[] = [
  [/locked (collection|object|item|keyring)|collection is locked|IsLocked/i, 'vault.locked'],
  [/prompt (was )?(dismissed|cancelled)|dismissed|operation was cancel/i, 'vault.denied'],
  [/AccessDenied|AppArmor|not authorized|permission denied|rejected send message/i, 'vault.denied'],
  [/timeout was reached|timed out|NoReply: Did not receive a reply/i, 'vault.timed-out'],
  [/autolaunch|spawn a message bus|dbus-launch|AT_SECURE|setuid/i, 'vault.no-service'],
  [/could not connect|connection refused|no such file or directory|connection is closed/i, 'vault.no-service'],
  [
    /not provided by any|not activatable|ServiceUnknown|NameHasNoOwner|has no owner|^Name ":[\d.]+" does not exist/i,
    'vault.no-service',
  ],
  [/disconnected from message bus|exited with status|failed to (start|execute)|Spawn\./i, 'vault.no-service'],
  [/no such (secret )?collection|object does not exist at path|no such object path/i, 'vault.no-service'],
  [/no such interface|does not implement the interface|UnknownMethod|no such method/i, 'vault.no-service'],
  // The daemon that knew our session is gone, and another has its place.
  [
    /session wrapping the secret does not exist|secret was transferred or encrypted in an invalid way/i,
    'vault.no-service',
  ],
  // KWallet without its cipher plug-in.
  [/createDLGroup/i, 'vault.incomplete'],
  [/failed to open wallet|couldn.t create the default collection|wallet.*disabled/i, 'vault.no-service'],
]

// macOS: SecCopyErrorMessageString of the statuses in SecBase.h.
const darwin: readonly Row[] = [
  // errSecAuthFailed is what a locked keychain answers, whoever typed nothing at all.
  [/user name or passphrase you entered is not correct/i, 'vault.locked'],
  [/user interaction is (not allowed|required)|interaction with the user is required/i, 'vault.locked'],
  [/user cancell?ed|cancelled by the user/i, 'vault.denied'],
  [
    /required entitlement|write permissions? error|no access for|access control|authorization.*(denied|failed)/i,
    'vault.denied',
  ],
  [/read.only error|modification.*denied|not permitted/i, 'vault.denied'],
  [/default keychain could not be found|keychain could not be found/i, 'vault.no-service'],
  [/no keychain is available|no (such )?keychain|keychain is not valid/i, 'vault.no-service'],
  [/data is too large|value is too large|exceeds the maximum/i, 'vault.too-big'],
]

// Windows: FormatMessage of GetLastError. It speaks the user's language and keytar drops the number, so in other languages
// these are `vault.unknown`; the byte limit is checked before writing, which leaves only rare ones.
const win32: readonly Row[] = [
  [/stub received bad data/i, 'vault.too-big'],
  [/not enough memory resources|not enough storage is available/i, 'vault.full'],
  [/specified logon session does not exist/i, 'vault.no-service'],
  [
    /RPC server is (unavailable|too busy)|endpoint mapper|service cannot be started|service has not been started/i,
    'vault.no-service',
  ],
  [/access is denied|privilege is not held|blocked by (group )?policy/i, 'vault.denied'],
  [/keyset is not defined|specified user does not exist|key not valid for use in specified state/i, 'vault.locked'],
  [/remote procedure call was cancelled|timeout period expired|wait operation timed out/i, 'vault.timed-out'],
]

/** What `message`, said by keytar on `platform`, means; `vault.unknown` for words nobody has seen yet. */
export function classify(message: string, platform: NodeJS.Platform): KeychainSaid {
  return rowsOf(platform).find(([pattern]) => pattern.test(message))?.[1] ?? 'vault.unknown'
}

/**
 * libsecret asks the daemon it first met by that daemon's bus address, and keeps a connection for good. A write names the session it
 * opened with it: the next daemon doesn't know that one, and after a read that does work, its key doesn't fit.
 */
const STALE =
  /The name :\d|Name ":\d|connection is closed|disconnected from message bus|session wrapping the secret|encrypted in an invalid way/i

/**
 * True if `message` says that the keychain process talks to a daemon or bus that is no more. A new process would meet the
 * present one, if there is one.
 */
export function isStaleConnection(message: string): boolean {
  return STALE.test(message)
}

function rowsOf(platform: NodeJS.Platform): readonly Row[] {
  switch (platform) {
    case 'darwin':
      return darwin
    case 'win32':
      return win32
    default:
      return linux
  }
}
