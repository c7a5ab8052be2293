// Every enum of published API descriptions against the names in the code. `node scripts/schema-enums.mjs FOLDER` compares what is
// kept in the repository with the descriptions in a folder; `--write` keeps what the folder has. Names only, never text.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import yaml from 'js-yaml'

export const KEPT = fileURLToPath(new URL('schema-enums.json', import.meta.url))
const SOURCES = fileURLToPath(new URL('../src', import.meta.url))

/**
 * Enums of a description, by where they stand in it: `{ 'components/schemas/X': ['a', 'b'] }`. Only lists of texts.
 * @param {unknown} description
 * @returns {Record<string, string[]>}
 */
export function enumsOf(description) {
  /** @type {Record<string, string[]>} */
  const found = {}
  /** @param {unknown} part @param {string[]} at */
  const walk = (part, at) => {
    if (typeof part !== 'object' || part === null) return
    if (!Array.isArray(part) && 'enum' in part && Array.isArray(part.enum)) {
      const names = part.enum.filter((name) => typeof name === 'string')
      if (names.length > 0) found[at.join('/')] = names
    }
    for (const [key, value] of Object.entries(part)) if (key !== 'enum') walk(value, [...at, key])
  }
  walk(description, [])
  return found
}

/**
 * Names that stand nowhere in the code as a text and that no reason excuses. `reasons` are by the enum's place, or by a name.
 * @param {{ descriptions: Record<string, { enums: Record<string, string[]> }>, reasons: Record<string, string> }} kept
 * @param {ReadonlySet<string>} known in lower case
 * @returns {string[]}
 */
export function unknownNames({ descriptions, reasons }, known) {
  return Object.entries(descriptions).flatMap(([file, { enums }]) =>
    Object.entries(enums ?? {}).flatMap(([place, names]) =>
      reasons[place] !== undefined
        ? []
        : names
            .filter((name) => !known.has(name.toLowerCase()) && reasons[name] === undefined)
            .map((name) => `${file} ${place}: ${name}`),
    ),
  )
}

/** Every quoted text and every field name of the code, in lower case; tests left out. */
export function namesInCode(folder = SOURCES) {
  const names = new Set()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue
    const text = readFileSync(path.join(entry.parentPath, entry.name), 'utf8')
    for (const [, single, field] of text.matchAll(/'([^'\n]{1,100})'|^\s*([A-Za-z][\w-]*):/gm)) {
      names.add((single ?? field ?? '').toLowerCase())
    }
  }
  return names
}

export function keptEnums() {
  return JSON.parse(readFileSync(KEPT, 'utf8'))
}

/** The descriptions of a folder, by file name. */
function readFolder(folder) {
  const files = readdirSync(folder).filter((name) => /\.(?:json|ya?ml)$/.test(name))
  return Object.fromEntries(
    files
      .map((name) => {
        const text = readFileSync(path.join(folder, name), 'utf8')
        return [name, enumsOf(name.endsWith('.json') ? JSON.parse(text) : yaml.load(text))]
      })
      .filter(([, enums]) => Object.keys(enums).length > 0),
  )
}

function compare(folder, write) {
  const kept = keptEnums()
  const read = readFolder(folder)
  const changed = Object.entries(read).filter(
    ([name, enums]) => JSON.stringify(kept.descriptions[name]?.enums ?? {}) !== JSON.stringify(enums),
  )
  const say = (line) => process.stdout.write(`${line}\n`)
  if (write) {
    for (const [name, enums] of changed) {
      const source = kept.descriptions[name]?.source ?? 'say where it is published'
      kept.descriptions[name] = { source, asOf: new Date().toISOString().slice(0, 10), enums }
    }
    writeFileSync(KEPT, `${JSON.stringify(kept, null, 2)}\n`)
  } else for (const [name] of changed) say(`${name} differs from what is kept: run again with --write`)
  const unknown = unknownNames(kept, namesInCode())
  for (const line of unknown) say(`not in the code, and without a reason: ${line}`)
  return unknown.length > 0 || (changed.length > 0 && !write) ? 1 : 0
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder, ...flags] = process.argv.slice(2)
  if (folder === undefined) {
    process.stdout.write('Usage: node scripts/schema-enums.mjs FOLDER [--write]\n')
    process.exitCode = 2
  } else process.exitCode = compare(folder, flags.includes('--write'))
}
