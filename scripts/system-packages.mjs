// @ts-check
// The packages of the system that Latchkey and its tests need, by purpose, under the names that each family of Linux distributions
// has for them, and how they get onto the machine. macOS and Windows bring everything along.
import { readFile } from 'node:fs/promises'
import { lastLines, run } from './commands.mjs'
import { isRoot } from './places.mjs'
import { Stop } from './terminal.mjs'

/** @typedef {'app' | 'desktop' | 'runtime' | 'test'} Purpose */
/** @typedef {'debian' | 'fedora' | 'arch'} Family */
/** @typedef {Readonly<Record<Family, string>>} Need */

/**
 * Names separated by `|` are the same library under its names of different releases (Debian: 64-bit time, since 2024).
 * @type {Readonly<Record<Purpose, readonly Need[]>>}
 */
export const NEEDS = {
  /** What Electron links to. */
  app: [
    { debian: 'libgtk-3-0t64|libgtk-3-0', fedora: 'gtk3', arch: 'gtk3' },
    { debian: 'libnss3', fedora: 'nss', arch: 'nss' },
    { debian: 'libasound2t64|libasound2', fedora: 'alsa-lib', arch: 'alsa-lib' },
    { debian: 'libgbm1', fedora: 'mesa-libgbm', arch: 'mesa' },
    { debian: 'libatk-bridge2.0-0t64|libatk-bridge2.0-0', fedora: 'at-spi2-atk', arch: 'at-spi2-core' },
    { debian: 'libdrm2', fedora: 'libdrm', arch: 'libdrm' },
    { debian: 'libxkbcommon0', fedora: 'libxkbcommon', arch: 'libxkbcommon' },
    { debian: 'libxss1', fedora: 'libXScrnSaver', arch: 'libxss' },
    { debian: 'libxtst6', fedora: 'libXtst', arch: 'libxtst' },
    { debian: 'libnotify4', fedora: 'libnotify', arch: 'libnotify' },
    { debian: 'libsecret-1-0', fedora: 'libsecret', arch: 'libsecret' },
  ],
  /** A desktop without a screen: for the demo, the tests and the trial of root. */
  desktop: [
    { debian: 'xvfb', fedora: 'xorg-x11-server-Xvfb', arch: 'xorg-server-xvfb' },
    { debian: 'dbus', fedora: 'dbus-daemon', arch: 'dbus' },
    { debian: 'dbus', fedora: 'dbus-tools', arch: 'dbus' },
    { debian: 'gnome-keyring', fedora: 'gnome-keyring', arch: 'gnome-keyring' },
    { debian: 'fonts-noto-core', fedora: 'google-noto-sans-fonts', arch: 'noto-fonts' },
  ],
  /** Unpacking the Electron for development. */
  runtime: [{ debian: 'unzip', fedora: 'unzip', arch: 'unzip' }],
  /** What tests look through: other people's clients of the clipboard, notifications, the keychain, sockets and PDF. */
  test: [
    { debian: 'chromium', fedora: 'chromium', arch: 'chromium' },
    { debian: 'xclip', fedora: 'xclip', arch: 'xclip' },
    { debian: 'xdotool', fedora: 'xdotool', arch: 'xdotool' },
    { debian: 'x11-xkb-utils', fedora: 'setxkbmap', arch: 'xorg-setxkbmap' },
    { debian: 'dunst', fedora: 'dunst', arch: 'dunst' },
    { debian: 'dbus-x11', fedora: 'dbus-x11', arch: 'dbus' },
    { debian: 'poppler-utils', fedora: 'poppler-utils', arch: 'poppler' },
    { debian: 'libnss3-tools', fedora: 'nss-tools', arch: 'nss' },
    { debian: 'libsecret-tools', fedora: 'libsecret', arch: 'libsecret' },
    { debian: 'iproute2', fedora: 'iproute', arch: 'iproute2' },
  ],
}

/** The distribution that each family is called after, as people say it. */
export const FAMILY_NAMES = /** @type {const} */ ({ debian: 'Debian', fedora: 'Fedora', arch: 'Arch' })

/** What `ID` and `ID_LIKE` of an os-release file say of each family: distributions name the one that they come from. */
const FAMILY_OF = /** @type {Readonly<Record<string, Family>>} */ ({
  debian: 'debian',
  ubuntu: 'debian',
  fedora: 'fedora',
  rhel: 'fedora',
  centos: 'fedora',
  arch: 'arch',
  archlinux: 'arch',
})

/**
 * The family of a distribution, or null where it is of none of these.
 * @param {string} osRelease the text of /etc/os-release
 * @returns {Family | null}
 */
export function familyOf(osRelease) {
  const value = (/** @type {string} */ key) =>
    new RegExp(`^${key}=(.*)$`, 'm').exec(osRelease)?.[1]?.replaceAll(/["']/g, '').trim() ?? ''
  const ids = `${value('ID')} ${value('ID_LIKE')}`.toLowerCase().split(/\s+/)
  return ids.map((id) => FAMILY_OF[id]).find((family) => family !== undefined) ?? null
}

/** @returns {Promise<Family | null>} of this machine; null also where no packages are needed */
export async function familyHere() {
  if (process.platform !== 'linux') return null
  return familyOf(await readFile('/etc/os-release', 'utf8').catch(() => ''))
}

/**
 * The names of what is needed, each once.
 * @param {readonly Purpose[]} purposes
 * @param {Family} family
 */
export function packagesFor(purposes, family) {
  return [...new Set(purposes.flatMap((purpose) => NEEDS[purpose].map((need) => need[family])))]
}

/**
 * Sees to it that the packages are there: as root on Debian it installs them, else it answers with the command to run, in the words
 * of the distribution. On systems whose packages it doesn't know, there is nothing to see to.
 * @param {readonly Purpose[]} purposes
 * @returns {Promise<{ installed: readonly string[], command: string | null }>} what was installed just now, and the
 *   command that the user must run for what is missing, if anything is
 * @throws {Stop} when apt can't install them
 */
export async function ensureSystemPackages(purposes) {
  const family = await familyHere()
  const missing = await missingPackages(purposes, family)
  if (family === null || missing.length === 0) return { installed: [], command: null }
  if (family !== 'debian') return { installed: [], command: installCommand(family, missing) }
  if (!isRoot) return { installed: [], command: installCommand(family, await namesOnThisRelease(missing)) }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const updated = await run('apt-get', ['update'], { env })
  const names = await namesOnThisRelease(missing)
  const installed = await run('apt-get', ['install', '--yes', '--no-install-recommends', ...names], { env })
  if (installed.code !== 0) {
    const reason = lastLines(updated.code === 0 ? installed : updated)
    const command = installCommand(family, names)
    throw new Stop(`Debian packages could not be installed. Try it by hand:\n  ${command}\n\n${reason}`)
  }
  return { installed: names, command: null }
}

/**
 * The packages that are not installed, each with its alternative names.
 * @param {readonly Purpose[]} purposes
 * @param {Family | null} family of the system
 * @returns {Promise<readonly string[]>}
 */
export async function missingPackages(purposes, family) {
  if (family === null) return []
  const wanted = packagesFor(purposes, family)
  const [command, ...args] = QUERIES[family]
  // Each fails when it doesn't know a name, and still lists the others.
  const query = await run(command, [...args, ...wanted.flatMap((entry) => entry.split('|'))])
  if (query.code === 127) return []
  return stillMissing(wanted, query.stdout)
}

/**
 * What lists the installed ones of the packages named after it, as lines of `name status`; pacman says no status, but the version.
 * @type {Readonly<Record<Family, readonly [string, ...string[]]>>}
 */
const QUERIES = {
  debian: ['dpkg-query', '--show', '--showformat=${Package} ${db:Status-Status}\\n'],
  fedora: ['rpm', '--query', '--queryformat', '%{NAME} installed\\n'],
  arch: ['pacman', '--query'],
}

/**
 * @param {readonly string[]} wanted
 * @param {string} listing lines of `name status`, or of `name version` as pacman has them
 */
export function stillMissing(wanted, listing) {
  const installed = new Set(
    listing
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, status = '']) => status === 'installed' || /^\d/.test(status))
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

/**
 * The command that installs packages, in the words of the family.
 * @param {Family} family
 * @param {readonly string[]} names
 */
export function installCommand(family, names, asRoot = isRoot) {
  const sudo = asRoot ? '' : 'sudo '
  const list = names.join(' ')
  switch (family) {
    case 'debian':
      return `${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends ${list}`
    case 'fedora':
      return `${sudo}dnf install ${list}`
    case 'arch':
      return `${sudo}pacman -S --needed ${list}`
  }
}
