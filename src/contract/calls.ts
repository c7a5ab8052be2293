// The names of calls and events, and nothing else: all that the preload imports, so that it stays under one kilobyte.

export const calls = [
  'getAppInfo',
  'openLink',
  'copyText',
  'getSettings',
  'saveSettings',
  'listActivity',
  'switchMode',
  'listXeroApps',
  'addXeroApp',
  'updateXeroApp',
  'duplicateXeroApp',
  'deleteXeroApp',
  'pasteClientId',
  'pasteSecret',
  'typeSecret',
  'removeSecret',
  'setSecretArrival',
  'revealSecret',
  'copySecret',
  'getVaultState',
  'checkKeychain',
  'retryKeychain',
  'stopKeychain',
  'useSessionSecrets',
  'startRotation',
  'checkRotation',
  'noteRotationPasted',
  'undoRotationPasted',
  'finishRotationPasting',
  'noteRotationSeen',
  'retireOldSecret',
  'abandonRotation',
  'exportRecords',
  'previewImport',
  'applyImport',
] as const
export type CallName = (typeof calls)[number]

export const events = ['xeroAppsChanged', 'vaultChanged', 'copyCountdown', 'pasteHeld', 'command'] as const
export type EventName = (typeof events)[number]
