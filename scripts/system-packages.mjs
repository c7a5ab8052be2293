// @ts-check
// The Debian packages that Latchkey and its tests need, by purpose, and how they get onto the machine.
import { lastLines, run } from './commands.mjs'
import { isRoot } from './places.mjs'
import { Stop } from './terminal.mjs'

/** @typedef {'app' | 'desktop' | 'runtime' | 'test'} Purpose */

/**
 * Names separated by `|` are the same library under its names of different Debian releases (64-bit time, since 2024).
 * @type {Readonly<Record<Purpose, readonly string[]>>}
 */
const PACKAGES = {
  /** What Electron links to. */
  app: [
    'libgtk-3-0t64|libgtk-3-0',
    'libnss3',
    'libasound2t64|libasound2',
    'libgbm1',
    'libatk-bridge2.0-0t64|libatk-bridge2.0-0',
    'libdrm2',
    'libxkbcommon0',
    'libxss1',
    'libxtst6',
    'libnotify4',
    'libsecret-1-0',
  ],
  /** A desktop without a screen: for the demo, the tests and the trial of root. */
  desktop: ['xvfb', 'dbus', 'gnome-keyring', 'fonts-noto-core'],
  /** Unpacking the Electron for development. */
  runtime: ['unzip'],
  /** What tests look through: other people's clients of the clipboard, notifications, the keychain, sockets and PDF. */
  test: ['chromium', 'xclip', 'dunst', 'dbus-x11', 'poppler-utils', 'libnss3-tools', 'libsecret-tools', 'iproute2'],
}

/**
 * Sees to it that the packages are there: as root it installs them, as anyone else it answers with the command to run.
 * On systems without dpkg there is nothing to see to.
 * @param {readonly Purpose[]} purposes
 * @returns {Promise<{ installed: readonly string[], command: string | null }>} what was installed just now, and the
 *   command that the user must run for what is missing, if anything is
 * @throws {Stop} when apt can't install them
 */
export async function ensureSystemPackages(purposes) {
  const missing = await missingPackages(purposes)
  if (missing.length === 0) return { installed: [], command: null }
  if (!isRoot) return { installed: [], command: installCommand(await namesOnThisRelease(missing)) }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', ['update'], { env })
  const names = await namesOnThisRelease(missing)
  const installed = await run('apt-get', ['install', '--yes', '--no-install-recommends', ...names], { env })
  if (installed.code !== 0) {
    const reason = lastLines(updated.code === 0 ? installed : updated)
    throw new Stop(`Debian packages could not be installed. Try it by hand:\n  ${installCommand(names)}\n\n${reason}`)
  }
  return { installed: names, command: null }
}

/**
 * The packages that are not installed, each with its alternative names.
 * @param {readonly Purpose[]} purposes
 * @returns {Promise<readonly string[]>}
 */
export async function missingPackages(purposes) {
  if (process.platform !== 'linux') return []
  const wanted = purposes.flatMap((purpose) => PACKAGES[purpose])
  const names = wanted.flatMap((entry) => entry.split('|'))
  // It fails when it doesn't know a name, and still lists the others.
  const query = await run('dpkg-query', ['--show', '--showformat=${Package} ${db:Status-Status}\\n', ...names])
  if (query.code === 127) return []
  return stillMissing(wanted, query.stdout)
}

/**
 * @param {readonly string[]} wanted
 * @param {string} listing lines of `name status`
 */
export function stillMissing(wanted, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, status]) => status === 'installed')
      .map(([name]) => name),
  )
  return wanted.filter((entry) => !entry.split('|').some((name) => installed.has(name)))
}

/**
 * Picks from each entry the name that this Debian release can install; the last one where it knows none.
 * @param {readonly string[]} entries
 */
async function namesOnThisRelease(entries) {
  const { stdout } = await run('apt-cache', ['policy', ...entries.flatMap((entry) => entry.split('|'))])
  const available = installable(stdout)
  return entries.map((entry) => {
    const names = entry.split('|')
    return names.find((name) => available.has(name)) ?? names.at(-1) ?? entry
  })
}

/**
 * The names that `apt-cache policy` has a candidate for: virtual packages have none.
 * @param {string} policy
 */
export function installable(policy) {
  const blocks = policy.split(/^(?=\S)/m)
  return new Set(
    blocks
      .filter((block) => /^ {2}Candidate: (?!\(none\))/m.test(block))
      .map((block) => block.slice(0, block.indexOf(':'))),
  )
}

/** @param {readonly string[]} names */
function installCommand(names) {
  const update = isRoot ? 'apt-get update && apt-get' : 'sudo apt-get update && sudo apt-get'
  return `${update} install --no-install-recommends ${names.join(' ')}`
}
