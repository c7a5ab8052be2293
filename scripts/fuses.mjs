// @ts-check
// Electron's fuses: bits in the executable that switch off what a shipped app must not do. Fuses of a packaged app are
// set here and not by electron-builder's own key, because the version of @electron/fuses it brings knows eight of nine.

/**
 * All nine fuses as Electron's documentation lists them (2026-08), and what a packaged Latchkey sets.
 * @type {Readonly<Record<string, boolean>>}
 */
export const PACKAGED_FUSES = {
  RunAsNode: false,
  // On, it makes Chromium ask the keychain for a key before the first paint, and wait: with a keychain that doesn't answer, a
  // GNOME desktop never gets a window. Latchkey keeps no cookies that this could protect.
  EnableCookieEncryption: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
}

/** Fuses that came after Electron 33: the development runtime has no such bit. */
export const LATER_FUSES = ['WasmTrapHandlers']

/**
 * Reads the fuses back from an executable.
 * @param {string} executable
 * @returns {Promise<Record<string, boolean>>} by name; a fuse that this Electron doesn't have is left out
 */
export async function readFuses(executable) {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await fusesLibrary()
  const wire = /** @type {Record<string, unknown>} */ (await getCurrentFuseWire(executable))
  /** @type {Record<string, boolean>} */
  const fuses = {}
  for (const [index, state] of Object.entries(wire)) {
    if (!/^\d+$/.test(index)) continue
    const name = FuseV1Options[Number(index)] ?? `unknown fuse ${index}`
    fuses[name] = state === FuseState.ENABLE
  }
  return fuses
}

/**
 * Sets every fuse that the executable has. A fuse that this list doesn't name is an error, not a default.
 * @param {string} executable
 * @param {Readonly<Record<string, boolean>>} wanted
 */
export async function setAllFuses(executable, wanted) {
  const { FuseV1Options, FuseVersion, flipFuses } = await fusesLibrary()
  const present = Object.keys(await readFuses(executable))
  const settings = Object.fromEntries(
    Object.entries(wanted)
      .filter(([name]) => present.includes(name))
      .map(([name, on]) => [FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name)], on]),
  )
  const config = { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...settings }
  await flipFuses(executable, /** @type {import('@electron/fuses').FuseConfig} */ (config))
}

/**
 * Sets some fuses and leaves the others.
 * @param {string} executable
 * @param {Readonly<Record<string, boolean>>} wanted
 */
export async function setSomeFuses(executable, wanted) {
  await setAllFuses(executable, { ...(await readFuses(executable)), ...wanted })
}

/** Loaded when needed: it is there only after npm has installed it. */
function fusesLibrary() {
  return import('@electron/fuses')
}
