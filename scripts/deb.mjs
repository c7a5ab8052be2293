// @ts-check
// `npm run deb`: the package for Debian and Ubuntu, made without any download. As root it is then tried on this machine: installed,
// started by an ordinary user, upgraded over an older one, removed; and what the user keeps is there all the while.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastLines, run } from './commands.mjs'
import { disposeOnSignals, startDesktop } from './desktop.mjs'
import { packageApplication } from './package.mjs'
import { isRoot, projectFolder } from './places.mjs'
import { setUp } from './setup.mjs'
import { stageScript } from './stage.mjs'
import { Stop, runScript, say, step } from './terminal.mjs'

const NAME = 'latchkey'
const EXECUTABLE = '/usr/bin/latchkey'
const HOME = '/usr/lib/latchkey'

/** What is said of the app in the package's control file. */
const DESCRIPTION = 'Credential manager for solutions engineers who connect Xero companies to Codat.'
const LONG_DESCRIPTION = `Keeps the client ids and secrets of Xero apps and the keys of Codat clients in the keychain of the system, proves them with
a test connection, explains errors of either, and walks a set-up from no app at all to a customer who can go live.`
const LICENCE = `Copyright 2026 The Latchkey team

Latchkey is not licensed to the public. Electron and Chromium, which it is made from, come with their own licences:
see LICENSE.electron.txt and LICENSES.chromium.html in ${HOME}.
`

/** What lintian says of a package, which is explained in `docs/release.md` and stops nothing. */
const EXPLAINED = [
  'copyright-without-copyright-notice',
  'elevated-privileges',
  'embedded-library',
  'malformed-contact',
  'malformed-deb-archive',
  'no-changelog',
  'no-manual-page',
  'unstripped-binary-or-object',
]

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  disposeOnSignals()
  await runScript(main)
}

async function main() {
  say('Making the Debian package')
  const { electron, keytarProblem } = await setUp({ purposes: ['app', 'runtime', 'desktop'] })
  if (keytarProblem) throw new Stop(`keytar can’t be packaged: ${keytarProblem}`)
  const folder = path.join(projectFolder, 'dist', 'deb')
  rmSync(folder, { recursive: true, force: true })
  const work = mkdtempSync(path.join(os.tmpdir(), 'latchkey-deb-'))
  try {
    await step('Packaged', () => packageApplication(electron, work))
    const unpacked = path.join(work, 'linux-unpacked')
    const older = await step('Made, as an older one', () => makeDeb(unpacked, path.join(work, 'older'), '0', 'none'))
    const newest = await step('Made', () => makeDeb(unpacked, folder, '1', 'zstd'), sized)
    say(`\nThe package is ${newest.file}`)
    if (electron.origin === 'development')
      say('It is made from the Electron for development, which is out of support: not for anyone’s real secrets.')
    await tellLint(newest.file)
    if (isRoot) await tryHere(older.file, newest.file)
    else say('It is not tried here: installing it needs root.')
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return 0
}

/** @param {{ bytes: number }} made */
function sized({ bytes }) {
  return `${Math.round(bytes / 1_000_000)} MB`
}

/**
 * @param {string} unpacked the application
 * @param {string} folder that gets the package
 * @param {string} revision
 * @param {'none' | 'zstd'} compression
 */
async function makeDeb(unpacked, folder, revision, compression) {
  const source = path.join(folder, 'source')
  await cp(unpacked, source, { recursive: true })
  await writeFile(path.join(source, 'LICENSE'), LICENCE)
  // Electron's zip has them executable, which libraries needn't be.
  const libraries = (await readdir(source)).filter((file) => /\.so(\.\d+)?$/.test(file))
  for (const library of libraries) await chmod(path.join(source, library), 0o644)
  await mkdir(folder, { recursive: true })
  // It brings no types.
  const installer = createRequire(import.meta.url)('electron-installer-debian')
  await installer({
    src: source,
    dest: folder,
    arch: process.arch === 'arm64' ? 'arm64' : 'amd64',
    options: {
      name: NAME,
      bin: NAME,
      productName: 'Latchkey',
      description: DESCRIPTION,
      productDescription: LONG_DESCRIPTION,
      maintainer: 'The Latchkey team',
      revision,
      compression,
      section: 'utils',
      categories: ['Development'],
      // What keytar speaks to the Secret Service through; the installer knows Electron's own needs only.
      depends: ['libc6', 'libsecret-1-0'],
      recommends: ['gnome-keyring'],
    },
  })
  rmSync(source, { recursive: true, force: true })
  const name = (await readdir(folder)).find((file) => file.endsWith('.deb'))
  if (name === undefined) throw new Stop('No package came of it.')
  const file = path.join(folder, name)
  return { file, bytes: (await stat(file)).size }
}

/**
 * Tries both packages on this machine, as an ordinary user with a keyring and a home folder of their own.
 * @param {string} older
 * @param {string} newest
 */
async function tryHere(older, newest) {
  if (existsSync(HOME)) throw new Stop(`There is a Latchkey in ${HOME} already, which isn’t touched.`)
  const desktop = await startDesktop()
  const { folder: tools, command, dispose } = await stageScript('keychain-check.mjs')
  const keytar = (/** @type {string} */ code) => inDesktop(desktop, command[0], ['-e', code], tools)
  try {
    await step('Installed', () => dpkg('--install', older))
    await step('Its files are root’s, and its sandbox helper is set-uid', checkFiles)
    await step('Starts as an ordinary user', () => smoke(desktop))
    await keytar(`require('keytar').setPassword('Latchkey', 'deb', 'kept')`)
    await step('Upgraded', () => dpkg('--install', newest))
    await step('Starts again', () => smoke(desktop))
    await step('Removed', () => dpkg('--purge', NAME))
    if (existsSync(EXECUTABLE) || existsSync(HOME)) throw new Stop('Its removal left files behind.')
    await step('What the user keeps is still there', async () => {
      const kept = await keytar(`require('keytar').getPassword('Latchkey', 'deb').then(console.log)`)
      if (kept.trim() !== 'kept') throw new Stop(`The keychain item is gone: ${kept}`)
      if (!existsSync(path.join(desktop.home, '.config', 'Latchkey'))) throw new Stop('The records are gone.')
    })
  } finally {
    if (existsSync(HOME)) await run('dpkg', ['--purge', NAME])
    await desktop.dispose()
    dispose()
  }
}

/** @param {string} file */
async function tellLint(file) {
  const outcome = await run('lintian', ['--no-cfg', file])
  if (outcome.code === 127) return say('lintian isn’t installed, so nobody asked it.')
  const tags = [...outcome.stdout.matchAll(/^[EW]: \S+: (\S+)/gm)].map(([, tag = '']) => tag)
  if (tags.length === 0) return say(`lintian said nothing that can be read: ${lastLines(outcome, 3)}`)
  const others = [...new Set(tags)].filter((tag) => !EXPLAINED.includes(tag))
  say(`lintian has ${tags.length} remarks; not explained in docs/release.md: ${others.join(', ') || 'none'}.`)
}

/** @param {string[]} args */
async function dpkg(...args) {
  const outcome = await run('dpkg', args)
  if (outcome.code !== 0) throw new Stop(`dpkg ${args.join(' ')} failed.\n\n${lastLines(outcome, 20)}`)
}

async function checkFiles() {
  const helper = await stat(path.join(HOME, 'chrome-sandbox'))
  if (helper.uid !== 0 || (helper.mode & 0o7777) !== 0o4755) throw new Stop('The sandbox helper is not set-uid root.')
  const archive = await stat(path.join(HOME, 'resources', 'app.asar'))
  if (archive.uid !== 0 || (archive.mode & 0o022) !== 0) throw new Stop('Others than root can write the archive.')
}

/** @param {import('./desktop.mjs').Desktop} desktop */
async function smoke(desktop) {
  const said = await inDesktop(desktop, EXECUTABLE, ['--smoke'], desktop.home)
  if (!said.includes('latchkey ready')) throw new Stop(`It did not start: ${said}`)
}

/**
 * @param {import('./desktop.mjs').Desktop} desktop
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 */
async function inDesktop(desktop, program, args, cwd) {
  const [command, all] = desktop.wrap(program, args)
  const outcome = await run(command, all, { env: { ...desktop.env }, cwd, timeoutMs: 60_000 })
  if (outcome.code !== 0) throw new Stop(`${program} failed.\n\n${lastLines(outcome, 20)}`)
  return outcome.stdout
}
