// What asks clipboard histories to skip an entry.

/**
 * Formats by which clipboard histories are asked to skip an entry: Windows' history and cloud clipboard, macOS managers
 * that follow nspasteboard.org, KDE's Klipper. Only the asynchronous interface can write them beside the text.
 */
const CONCEALED: Readonly<Partial<Record<string, readonly string[]>>> = {
  win32: ['ExcludeClipboardContentFromMonitorProcessing'],
  darwin: ['org.nspasteboard.ConcealedType'],
  linux: ['x-kde-passwordManagerHint'],
}

/** What is written beside a secret on a platform, by Electron's names of formats. */
export function concealedOn(platform: string): Record<string, string> {
  return Object.fromEntries(
    (CONCEALED[platform] ?? []).map((format) => [`electron application/osclipboard;format="${format}"`, 'secret']),
  )
}
