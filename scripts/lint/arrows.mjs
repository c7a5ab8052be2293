// @ts-check
// Which room may import which: the arrows of docs/architecture.md as a function.
import { readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * @typedef {object} Import
 * @property {string} project the project's folder
 * @property {string} file that imports, absolute
 * @property {string} specifier as it is written
 * @property {boolean} typeOnly written `import type`, so nothing of it is left at run time
 */

/** Rooms of main that every feature knows, and that know no other; the shelf alone joins two of them. */
const COMMON_ROOMS = ['main/vault', 'main/records', 'main/activity', 'main/shelf']
/** Rooms that read the results of others. */
const READERS = [
  'main/connections',
  'main/bank-feeds',
  'main/guide',
  'main/partner',
  'main/transfer',
  'main/standing',
  'main/shell',
]
const READ_BY_READERS = ['main/xero', 'main/codat', 'main/xero-apps', ...READERS]
/** Whoever puts the parts together knows them all. `composed` is types alone. */
const COMPOSERS = ['main/electron', 'main/index', 'main/app', 'main/composed']

/**
 * Why this import is refused, or null.
 * @param {Import} given
 * @returns {string | null}
 */
export function refusal(given) {
  const from = path.relative(given.project, given.file)
  if (isTest(from)) return refusedInTest(given)
  if (!from.startsWith(`src${path.sep}`)) return null
  const room = roomOf(given.project, given.file)
  if (!given.specifier.startsWith('.')) return refusedPackage(room, given.specifier)
  return refusedRoom(room, given)
}

/** @param {string} file relative to the project */
function isTest(file) {
  // An Electron app of its own, that the benchmark of the start builds.
  if (file.startsWith(path.join('test', 'benchmarks', 'start-template'))) return false
  return /\.(test|bench)\.tsx?$/.test(file) || file.startsWith(`test${path.sep}`)
}

/** @param {Import} given */
function refusedInTest({ specifier, typeOnly }) {
  if (!isElectron(specifier) || typeOnly) return null
  return 'A test that imports electron starts its download. Use `import type`, or drive the app from test/e2e.'
}

/**
 * The room of a file: `domain`, `contract`, `child`, `keychain`, `practice`, `reader`, `preload`, `renderer`, `main/<feature>`; `main` for the small files at its top, and
 * `main/app`, `main/composed`, `main/index` for those of them that compose.
 * @param {string} project
 * @param {string} file
 */
export function roomOf(project, file) {
  const [room = '', second = '', ...deeper] = path.relative(path.join(project, 'src'), file).split(path.sep)
  if (room !== 'main') return room
  if (deeper.length > 0) return `main/${second}`
  return /^(app|composed|index)(\.ts)?$/.test(second) ? `main/${second.replace(/\.ts$/, '')}` : 'main'
}

/**
 * @param {string} room
 * @param {string} specifier
 */
function refusedPackage(room, specifier) {
  const isNode = specifier.startsWith('node:')
  if (isElectron(specifier) && !['main/electron', 'main/index', 'preload'].includes(room)) {
    return 'Only src/main/electron, src/main/index.ts and src/preload import electron.'
  }
  if (specifier === 'keytar' && room !== 'keychain') return 'Only src/keychain knows keytar.'
  if (room === 'domain' && specifier !== 'zod') return 'The domain imports zod and nothing else.'
  if (room === 'contract' && specifier !== 'zod') return 'The contract imports zod and nothing else.'
  if (room === 'preload' && !isElectron(specifier))
    return 'A preload imports electron and the list of calls, nothing else.'
  if (room === 'renderer' && isNode) return 'The page has no Node.'
  if (room === 'renderer' && /^zod($|\/)/.test(specifier)) return 'The page carries no zod: main checks what passes.'
  return null
}

/** @param {string} specifier */
function isElectron(specifier) {
  return /^electron($|\/)/.test(specifier)
}

/**
 * @param {string} room
 * @param {Import} given
 */
function refusedRoom(room, { project, file, specifier, typeOnly }) {
  const target = path.resolve(path.dirname(file), specifier)
  const targetRoom = roomOf(project, target)
  if (targetRoom === room) return null
  if (room === 'preload' && targetRoom === 'contract') {
    const isCalls = path.basename(target) === 'calls'
    return isCalls || typeOnly
      ? null
      : 'A preload imports only the list of calls; anything else of the contract by `import type`.'
  }
  if (room === 'renderer' && ['contract', 'domain'].includes(targetRoom)) {
    return typeOnly || !loadsZod(target) ? null : 'This file brings zod into the page. Use `import type`.'
  }
  if (room === 'main/bank-feeds' && targetRoom === 'reader') {
    const isShared = ['protocol', 'body-files'].includes(path.basename(target))
    return isShared || typeOnly ? null : 'Of the reader, main knows its messages and the files that it leaves.'
  }
  if (ground(room) === 'main' && targetRoom === 'child') {
    return path.basename(target) === 'ask' ? null : 'Of the line to a program of its own, main knows the end that asks.'
  }
  if (targetRoom === 'main/composed' && READERS.includes(room)) {
    return typeOnly ? null : 'What rooms are opened with is types alone. Use `import type`.'
  }
  if (mayKnow(room, targetRoom)) return null
  return `${room} doesn’t know ${targetRoom} (docs/architecture.md, Rooms and arrows).`
}

/**
 * @param {string} room
 * @param {string} target
 */
function mayKnow(room, target) {
  if (target === 'domain') return ['contract', 'child', 'keychain', 'practice', 'reader', 'main'].includes(ground(room))
  if (target === 'child') return ['practice', 'reader'].includes(room)
  if (target === 'contract') return ['practice', 'reader', 'main'].includes(ground(room))
  if (ground(room) !== 'main') return false
  if (target === 'main' || (room === 'main/practice' && target === 'practice')) return true
  if (!target.startsWith('main/')) return false
  if (COMPOSERS.includes(room))
    return !['main/app', 'main/composed'].includes(room) || !['main/electron', 'main/index'].includes(target)
  if (room === 'main/shelf') return target === 'main/vault' || target === 'main/records'
  if (room === 'main' || COMMON_ROOMS.includes(room)) return false
  if (COMMON_ROOMS.includes(target)) return true
  return READERS.includes(room) && READ_BY_READERS.includes(target)
}

/** @param {string} room */
function ground(room) {
  return room.split('/')[0] ?? room
}

const VALUE_IMPORT = /^(?:import|export)\s+(?!type\b)(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm

/**
 * Whether a module has zod in it or in what it imports.
 * @param {string} module path without its ending
 * @param {Set<string>} [seen]
 * @returns {boolean}
 */
function loadsZod(module, seen = new Set()) {
  if (seen.has(module)) return false
  seen.add(module)
  const specifiers = [...sourceOf(module).matchAll(VALUE_IMPORT)].map(([, specifier]) => specifier ?? '')
  return specifiers.some(
    (specifier) =>
      /^zod($|\/)/.test(specifier) ||
      (specifier.startsWith('.') && loadsZod(path.resolve(path.dirname(module), specifier), seen)),
  )
}

/** @param {string} module */
function sourceOf(module) {
  try {
    return readFileSync(`${module}.ts`, 'utf8')
  } catch {
    // Not a file of that name: the compiler says so better.
    return ''
  }
}
