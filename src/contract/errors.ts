// Every error code, its sentence for a person and the next step. Nothing else in Latchkey words a failure.

export interface ErrorText {
  /** What happened, calm and short. */
  readonly message: string
  /** What to do now. */
  readonly nextStep: string
}

export const errorTexts = {
  // The border between page and main
  'call.refused': {
    message: 'Latchkey refused a request that did not come from its own window.',
    nextStep: 'Restart Latchkey. If it happens again, look at Activity and tell whoever looks after this machine.',
  },
  'call.bad-input': {
    message: 'Latchkey could not read what was entered.',
    nextStep: 'Check the fields and try again.',
  },
  'call.bad-output': {
    message: 'Latchkey produced an answer it does not trust, so it was not shown.',
    nextStep: 'Try again. If it stays, the log entry named below says what was wrong.',
  },
  'call.unexpected': {
    message: 'Something went wrong inside Latchkey.',
    nextStep: 'Try again. If it stays, the log entry named below says what was wrong.',
  },
  'call.cancelled': {
    message: 'You stopped this.',
    nextStep: 'Start it again whenever you like; nothing was changed.',
  },
  'link.unknown': {
    message: 'That link is not one Latchkey opens.',
    nextStep: 'Copy the address and open it yourself if you trust it.',
  },
  'link.not-opened': {
    message: 'Your system did not open the browser.',
    nextStep: 'Copy the address and paste it into a browser.',
  },

  // The vault
  'vault.no-service': {
    message: 'There is no keychain Latchkey can reach on this system.',
    nextStep: 'Start your desktop’s keychain and try again, or keep secrets for this run only.',
  },
  'vault.locked': {
    message: 'Your keychain is locked.',
    nextStep: 'Unlock it, then try again.',
  },
  'vault.denied': {
    message: 'Your keychain refused Latchkey.',
    nextStep: 'Allow Latchkey in the keychain’s own settings, then try again.',
  },
  'vault.too-big': {
    message: 'That value is longer than this system’s keychain can hold.',
    nextStep: 'Check that you pasted only the secret: Xero’s are about 48 characters.',
  },
  'vault.timed-out': {
    message: 'Your keychain did not answer.',
    nextStep: 'Check for an unlock window behind others, then try again.',
  },
  'vault.crashed': {
    message: 'The keychain process ended unexpectedly. Latchkey itself is fine.',
    nextStep: 'Try again; a new one is started.',
  },
  'vault.missing': {
    message: 'The keychain no longer has this secret.',
    nextStep: 'Paste it again. If you can’t find it, generate a new one in Xero.',
  },
  'vault.stopped': {
    message: 'You stopped waiting for the keychain.',
    nextStep: 'Try again when it is unlocked.',
  },
  'vault.resting': {
    message: 'Your keychain did not answer a moment ago, so Latchkey is not asking it again by itself.',
    nextStep: 'Choose “Try the keychain again” when it is ready.',
  },
  'vault.not-kept': {
    message: 'The keychain said it stored the secret, but gave back something else.',
    nextStep: 'Run “Check this keychain” in Settings before you store anything else.',
  },
  'vault.unknown': {
    message: 'The keychain answered with something Latchkey does not know.',
    nextStep: 'Run “Check this keychain” in Settings; the log entry has the details.',
  },

  // Records
  'record.missing': {
    message: 'That entry is no longer there.',
    nextStep: 'Go back to the list; it may have been deleted in another window.',
  },
  'record.not-read': {
    message: 'Your system would not let Latchkey read its own files.',
    nextStep: 'Check who owns the Latchkey folder and that the disk is healthy, then try again.',
  },
  'record.not-written': {
    message: 'Latchkey could not write to its folder.',
    nextStep: 'Check that the disk is not full and the folder is yours, then try again.',
  },

  // Pasting
  'paste.empty': {
    message: 'The clipboard is empty.',
    nextStep: 'Copy the value in Xero, then paste again.',
  },
  'paste.not-text': {
    message: 'The clipboard holds a picture or a file, not text.',
    nextStep: 'Copy the value itself, then paste again.',
  },
  'paste.too-long': {
    message: 'That is far too long to be a key.',
    nextStep: 'Copy only the value in the box, then paste again.',
  },
  'paste.spaces-inside': {
    message: 'There is a space in the middle, and Xero’s keys have none.',
    nextStep: 'Copy the value again, alone, then paste.',
  },
  'paste.not-practice': {
    message: 'This is practice mode, and that may be a real secret, so it was not stored.',
    nextStep: 'Use a practice secret (they begin with PRACTICE), or leave practice mode.',
  },
} as const satisfies Record<string, ErrorText>

export type ErrorCode = keyof typeof errorTexts
